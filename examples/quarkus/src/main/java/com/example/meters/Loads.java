package com.example.meters;

import static io.holcstore.key.AxisType.VARCHAR;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;

import io.holcstore.Store;
import io.holcstore.key.Axis;
import io.holcstore.observe.MicrometerListener;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.StoreOptions;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** The store of the application: the load of each meter, in kWh for each quarter of an hour. */
public class Loads {
    public static final Axis<String> METER = Axis.of("meter", VARCHAR(40));
    public static final StoreDefinition DEFINITION = Store.define()
            .axis(METER)
            .chunkBy(YEAR_MONTH)
            .freq("15min")
            .tz("Europe/Paris")
            .replicated()
            .table("meter_load")
            .build();

    /** Flyway creates the tables when the application starts. */
    @Produces
    @Singleton
    ChunkStore store(DataSource dataSource, MeterRegistry registry) {
        return DEFINITION.open(dataSource, StoreOptions.defaults().listener(MicrometerListener.of(registry)));
    }
}

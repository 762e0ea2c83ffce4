package com.example.meters;

import static io.holcstore.key.AxisType.VARCHAR;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;

import io.holcstore.Store;
import io.holcstore.key.Axis;
import io.holcstore.observe.MicrometerListener;
import io.holcstore.observe.SlowVerbLog;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.StoreListener;
import io.holcstore.store.StoreOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store of the application: the load of each meter, in kWh for each quarter of an hour. */
@Configuration
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

    /** The pool itself, not a proxy of it. Flyway has created the tables before. */
    @Bean
    ChunkStore store(DataSource dataSource, MeterRegistry registry) {
        StoreListener listener =
                StoreListener.all(MicrometerListener.of(registry), SlowVerbLog.of(Duration.ofSeconds(1)));
        return DEFINITION.open(
                dataSource,
                StoreOptions.defaults().listener(listener).timeout(Duration.ofSeconds(30)));
    }
}

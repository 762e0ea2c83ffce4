package io.holcstore.testkit;

import io.holcstore.Store;
import io.holcstore.django.DjangoStoreBuilder;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.partition.Partitioning;
import io.holcstore.store.AcrossShards;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.OffGrid;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.StoreOptions;
import io.holcstore.time.ChunkBy;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import javax.sql.DataSource;

/**
 * Definitions as contracts make them, whose stores lie on tables of the Python application. The encoding is that
 * application's, whatever was given.
 */
public final class OnDjangoTable implements StoreBuilder {
    private final StoreBuilder plain;
    private final String app;
    private final String model;

    private OnDjangoTable(StoreBuilder plain, String app, String model) {
        this.plain = plain;
        this.app = app;
        this.model = model;
    }

    /** The same definition on the table of a model. */
    public static StoreBuilder of(StoreBuilder definition, String app, String model) {
        return new OnDjangoTable(definition, app, model);
    }

    @Override
    public StoreDefinition build() {
        StoreDefinition definition = plain.build();
        DjangoStoreBuilder django = Store.onDjangoTable(app, model)
                .chunkBy(definition.chunkBy())
                .freq(definition.frequency().toString())
                .tz(definition.zone())
                .offGrid(definition.offGrid());
        definition.axes().forEach(django::axis);
        if (definition.requiresStep()) {
            django.requireStep();
        }
        return (definition.isReplicated() ? django.sync() : django).build();
    }

    @Override
    public ChunkStore open(DataSource dataSource, StoreOptions options) {
        return build().open(dataSource, options);
    }

    @Override
    public StoreBuilder axis(String name, AxisType<?> type) {
        plain.axis(name, type);
        return this;
    }

    @Override
    public StoreBuilder axis(Axis<?> axis) {
        plain.axis(axis);
        return this;
    }

    @Override
    public StoreBuilder chunkBy(ChunkBy unit) {
        plain.chunkBy(unit);
        return this;
    }

    @Override
    public StoreBuilder freq(String text) {
        plain.freq(text);
        return this;
    }

    @Override
    public StoreBuilder freq(Duration duration) {
        plain.freq(duration);
        return this;
    }

    @Override
    public StoreBuilder freq(Period period) {
        plain.freq(period);
        return this;
    }

    @Override
    public StoreBuilder tz(String name) {
        plain.tz(name);
        return this;
    }

    @Override
    public StoreBuilder tz(ZoneId id) {
        plain.tz(id);
        return this;
    }

    @Override
    public StoreBuilder requireStep() {
        plain.requireStep();
        return this;
    }

    @Override
    public StoreBuilder table(String name) {
        plain.table(name);
        return this;
    }

    @Override
    public StoreBuilder offGrid(OffGrid policy) {
        plain.offGrid(policy);
        return this;
    }

    @Override
    public StoreBuilder encoding(Encoding choice) {
        plain.encoding(choice);
        return this;
    }

    @Override
    public StoreBuilder partitionBy(Partitioning how) {
        throw new UnsupportedOperationException("the application makes its tables in one piece");
    }

    @Override
    public StoreBuilder shardedBy(Axis<?> axis) {
        throw new UnsupportedOperationException("the application has its tables on one server");
    }

    @Override
    public StoreBuilder acrossShards(AcrossShards choice) {
        throw new UnsupportedOperationException("the application has its tables on one server");
    }

    @Override
    public StoreBuilder replicated() {
        plain.replicated();
        return this;
    }
}

package io.holcstore.internal.store;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.definition.KeyAxes;
import io.holcstore.internal.definition.Names;
import io.holcstore.internal.definition.Settings;
import io.holcstore.internal.definition.SpreadSettings;
import io.holcstore.internal.version.VersionedDefinition;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.partition.Partitioning;
import io.holcstore.store.AcrossShards;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreBuilder;
import io.holcstore.store.VersionedStoreDefinition;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The implementation of {@link VersionedStoreBuilder}. */
public final class VersionedDefinitionBuilder implements VersionedStoreBuilder {
    private final List<Axis<?>> axes = new ArrayList<>();
    private @Nullable List<Axis<?>> counterAxes;
    private @Nullable ZoneId zone;
    private @Nullable String table;
    private final SpreadSettings spread = new SpreadSettings();

    public VersionedDefinitionBuilder() {}

    @Override
    public VersionedStoreBuilder axis(String name, AxisType<?> type) {
        return axis(Axis.of(name, type));
    }

    @Override
    public VersionedStoreBuilder axis(Axis<?> axis) {
        KeyAxes.add(axes, axis);
        return this;
    }

    @Override
    public VersionedStoreBuilder countVersionsBy(Axis<?>... some) {
        if (some.length == 0) {
            throw new DefinitionException(
                    "countVersionsBy() names no axis; leave it out to count by the whole key", "countVersionsBy");
        }
        counterAxes = Settings.once("countVersionsBy", counterAxes, List.of(some));
        return this;
    }

    @Override
    public VersionedStoreBuilder tz(String name) {
        Objects.requireNonNull(name, "tz");
        return tz(Names.zone(name));
    }

    @Override
    public VersionedStoreBuilder tz(ZoneId id) {
        zone = Settings.once("tz", zone, id);
        return this;
    }

    @Override
    public VersionedStoreBuilder table(String name) {
        Names.checkTable(name);
        table = Settings.once("table", table, name);
        return this;
    }

    @Override
    public VersionedStoreBuilder partitionBy(Partitioning how) {
        spread.partitionBy(how);
        return this;
    }

    @Override
    public VersionedStoreBuilder shardedBy(Axis<?> axis) {
        spread.shardedBy(axis);
        return this;
    }

    @Override
    public VersionedStoreBuilder acrossShards(AcrossShards choice) {
        spread.acrossShards(choice);
        return this;
    }

    @Override
    public VersionedStoreDefinition build() {
        return VersionedDefinition.of(
                Names.checkTable(Objects.requireNonNullElse(table, VersionedStoreDefinition.DEFAULT_TABLE)),
                List.copyOf(axes),
                counters(),
                spread,
                Objects.requireNonNullElse(zone, ZoneOffset.UTC),
                SqlVersionedStore::new);
    }

    /** Returns the axes by which versions are counted, in the order of the store's axes. */
    private List<Axis<?>> counters() {
        List<Axis<?>> chosen = Objects.requireNonNullElse(counterAxes, axes);
        for (Axis<?> axis : chosen) {
            if (!axes.contains(axis)) {
                throw new DefinitionException(
                        "countVersionsBy names axis " + axis + "; the store has " + axes, "countVersionsBy");
            }
        }
        return axes.stream().filter(chosen::contains).toList();
    }

    @Override
    public VersionedStore open(DataSource dataSource, StoreOptions options) {
        return build().open(dataSource, options);
    }
}

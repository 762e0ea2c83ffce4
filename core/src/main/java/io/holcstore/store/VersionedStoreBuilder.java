package io.holcstore.store;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Puts the definition of a store of versions together. Everything has a default: no axes (one series), versions counted by key, table
 * {@code holcstore_versions}, calendar steps in UTC. Each setting is given once; every mistake is a {@link DefinitionException} that names the
 * setting and what would work. Not thread-safe.
 */
public final class VersionedStoreBuilder {
    private final List<Axis<?>> axes = new ArrayList<>();
    private @Nullable List<Axis<?>> counterAxes;
    private @Nullable ZoneId zone;
    private @Nullable String table;

    /** Use {@code Store.defineVersioned()}. */
    public VersionedStoreBuilder() {}

    /** Adds an axis; their order is the order of the key columns. */
    public VersionedStoreBuilder axis(String name, AxisType<?> type) {
        return axis(Axis.of(name, type));
    }

    /** Adds an axis; their order is the order of the key columns. */
    public VersionedStoreBuilder axis(Axis<?> axis) {
        KeyAxes.add(axes, axis);
        return this;
    }

    /**
     * Counts versions by these axes alone: keys that have the same values there share one counter, so that none of them has a number that another
     * one has, and their writers wait for each other.
     */
    public VersionedStoreBuilder countVersionsBy(Axis<?>... some) {
        if (some.length == 0) {
            throw new DefinitionException("countVersionsBy() names no axis; leave it out to count by the whole key");
        }
        counterAxes = StoreBuilder.once("countVersionsBy", counterAxes, List.of(some));
        return this;
    }

    /** The zone whose days and months calendar steps follow when gaps are looked for; nothing stored depends on it. */
    public VersionedStoreBuilder tz(String name) {
        Objects.requireNonNull(name, "tz");
        return tz(Names.zone(name));
    }

    /** The zone whose days and months calendar steps follow when gaps are looked for; nothing stored depends on it. */
    public VersionedStoreBuilder tz(ZoneId id) {
        zone = StoreBuilder.once("tz", zone, id);
        return this;
    }

    /** The table of versions, {@code name} or {@code schema.name}. */
    public VersionedStoreBuilder table(String name) {
        Names.checkTable(name);
        table = StoreBuilder.once("table", table, name);
        return this;
    }

    /** The finished definition. */
    public VersionedStoreDefinition build() {
        return new VersionedStoreDefinition(
                Names.checkTable(Objects.requireNonNullElse(table, VersionedStoreDefinition.DEFAULT_TABLE)),
                List.copyOf(axes),
                counters(),
                Objects.requireNonNullElse(zone, ZoneOffset.UTC));
    }

    /** In the order of the store's axes. */
    private List<Axis<?>> counters() {
        List<Axis<?>> chosen = Objects.requireNonNullElse(counterAxes, axes);
        for (Axis<?> axis : chosen) {
            if (!axes.contains(axis)) {
                throw new DefinitionException("countVersionsBy names axis " + axis + "; the store has " + axes);
            }
        }
        return axes.stream().filter(chosen::contains).toList();
    }

    /** {@link #build} and {@link VersionedStoreDefinition#open} in one: each verb is a transaction of its own, also inside another one. */
    public VersionedStore open(DataSource dataSource) {
        return build().open(dataSource);
    }
}

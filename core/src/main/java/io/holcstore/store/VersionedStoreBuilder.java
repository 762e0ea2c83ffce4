package io.holcstore.store;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import java.time.ZoneId;
import javax.sql.DataSource;

/**
 * Puts the definition of a store of versions together. Everything has a default: no axes (one series), versions counted
 * by key, table {@code holcstore_versions}, calendar steps in UTC. Each setting is given once; every mistake is a
 * {@link DefinitionException} that names the setting and what would work. Not thread-safe.
 */
public interface VersionedStoreBuilder {
    /** Adds an axis; their order is the order of the key columns. */
    VersionedStoreBuilder axis(String name, AxisType<?> type);

    /** Adds an axis; their order is the order of the key columns. */
    VersionedStoreBuilder axis(Axis<?> axis);

    /**
     * Counts versions by these axes alone: keys that have the same values there share one counter, so that none of them
     * has a number that another one has, and their writers wait for each other.
     */
    VersionedStoreBuilder countVersionsBy(Axis<?>... some);

    /** The zone whose days and months calendar steps follow when gaps are looked for; nothing stored depends on it. */
    VersionedStoreBuilder tz(String name);

    /** The zone whose days and months calendar steps follow when gaps are looked for; nothing stored depends on it. */
    VersionedStoreBuilder tz(ZoneId id);

    /** The table of versions, {@code name} or {@code schema.name}. */
    VersionedStoreBuilder table(String name);

    /** The finished definition. */
    VersionedStoreDefinition build();

    /**
     * {@link #build} and {@link VersionedStoreDefinition#open} in one: each verb is a transaction of its own, also
     * inside another one.
     */
    default VersionedStore open(DataSource dataSource) {
        return open(dataSource, StoreOptions.defaults());
    }

    /** As {@link #open(DataSource)}, with a listener or a time limit. */
    VersionedStore open(DataSource dataSource, StoreOptions options);
}

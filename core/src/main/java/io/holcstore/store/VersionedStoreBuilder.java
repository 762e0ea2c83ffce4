package io.holcstore.store;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.partition.Partitioning;
import java.time.ZoneId;
import javax.sql.DataSource;

/**
 * Builds the definition of a store of versions. Every setting has a default: no axes (one series), versions counted by
 * key, table {@code holcstore_versions}, calendar steps in UTC. Give each setting once. Every mistake causes a
 * {@link DefinitionException} that names the setting and says what would work. Not thread-safe.
 */
public interface VersionedStoreBuilder {
    /** Adds an axis. The order of the axes is the order of the key columns. */
    VersionedStoreBuilder axis(String name, AxisType<?> type);

    /** Adds an axis. The order of the axes is the order of the key columns. */
    VersionedStoreBuilder axis(Axis<?> axis);

    /**
     * Counts versions by these axes alone. Keys that have the same values on these axes share one counter. No two of
     * these keys have the same number, and their writers wait for each other.
     */
    VersionedStoreBuilder countVersionsBy(Axis<?>... some);

    /**
     * Sets the zone whose days and months the calendar steps follow in a search for gaps. No stored data depends on it.
     */
    VersionedStoreBuilder tz(String name);

    /**
     * Sets the zone whose days and months the calendar steps follow in a search for gaps. No stored data depends on it.
     */
    VersionedStoreBuilder tz(ZoneId id);

    /** Sets the table of versions, {@code name} or {@code schema.name}. */
    VersionedStoreBuilder table(String name);

    /**
     * Partitions the tables by an axis. Only for databases that have partitions: H2 refuses the definition. Tables in
     * one piece cannot become partitioned ones later. A range of chunks is refused, because there are none.
     */
    VersionedStoreBuilder partitionBy(Partitioning how);

    /**
     * Says that the data source spreads the series over several servers by this axis, as ShardingSphere-JDBC does: all
     * series with the same value on it lie on one server. The axis must be one of {@link #countVersionsBy}, where this
     * is given. A verb that writes series of several values then throws
     * {@link io.holcstore.error.AcrossShardsException}, because it would not be atomic. So it does on every database,
     * also where the store lies on one server. The tables are the same with and without this setting.
     */
    VersionedStoreBuilder shardedBy(Axis<?> axis);

    /** Sets what a store with {@link #shardedBy} does with verbs that write to several servers. */
    VersionedStoreBuilder acrossShards(AcrossShards choice);

    /** Returns the finished definition. */
    VersionedStoreDefinition build();

    /**
     * Combines {@link #build} and {@link VersionedStoreDefinition#open} in one call. Each verb is a transaction of its
     * own, even inside another transaction.
     */
    default VersionedStore open(DataSource dataSource) {
        return open(dataSource, StoreOptions.defaults());
    }

    /** Opens the store like {@link #open(DataSource)}, with a listener or a time limit. */
    VersionedStore open(DataSource dataSource, StoreOptions options);
}

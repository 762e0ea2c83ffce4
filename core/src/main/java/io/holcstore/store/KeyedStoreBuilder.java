package io.holcstore.store;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.partition.Partitioning;
import javax.sql.DataSource;

/**
 * Builds the definition of a keyed store. No setting is required: without axes there is one series, and the table is
 * {@code holcstore_keyed}. Every mistake causes a {@link DefinitionException} that names the setting and says what
 * would work. Not thread-safe.
 */
public interface KeyedStoreBuilder {
    /** Adds an axis. The order of the axes is the order of the key columns. */
    KeyedStoreBuilder axis(String name, AxisType<?> type);

    /** Adds an axis. The order of the axes is the order of the key columns. */
    KeyedStoreBuilder axis(Axis<?> axis);

    /** Sets the table of series, {@code name} or {@code schema.name}. */
    KeyedStoreBuilder table(String name);

    /**
     * Partitions the tables by an axis. Only for databases that have partitions: H2 refuses the definition. Tables in
     * one piece cannot become partitioned ones later. A range of chunks is refused, because there are none.
     */
    KeyedStoreBuilder partitionBy(Partitioning how);

    /**
     * Says that the data source spreads the series over several servers by this axis, as ShardingSphere-JDBC does: all
     * series with the same value on it lie on one server. A verb that writes series of several values then throws
     * {@link io.holcstore.error.AcrossShardsException}, because it would not be atomic. So it does on every database,
     * also where the store lies on one server. The tables are the same with and without this setting.
     */
    KeyedStoreBuilder shardedBy(Axis<?> axis);

    /** Sets what a store with {@link #shardedBy} does with verbs that write to several servers. */
    KeyedStoreBuilder acrossShards(AcrossShards choice);

    /** Returns the finished definition. */
    KeyedStoreDefinition build();

    /**
     * Combines {@link #build} and {@link KeyedStoreDefinition#open} in one call. Each verb is a transaction of its own,
     * even inside another transaction.
     */
    default KeyedStore open(DataSource dataSource) {
        return open(dataSource, StoreOptions.defaults());
    }

    /** Opens the store like {@link #open(DataSource)}, with a listener or a time limit. */
    KeyedStore open(DataSource dataSource, StoreOptions options);
}

package io.holcstore.store;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.partition.Partitioning;
import io.holcstore.time.ChunkBy;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import javax.sql.DataSource;

/**
 * Builds the definition of a store. {@code chunkBy}, {@code freq} and {@code tz} are required. The other settings have
 * defaults: no axes (one series), table {@code holcstore_chunks}, off-grid points refused, {@link Encoding#COMPACT},
 * not replicated. Give each setting once. Every mistake causes a {@link DefinitionException} that names the setting and
 * says what would work. Not thread-safe.
 */
public interface StoreBuilder {
    /** Adds an axis. The order of the axes is the order of the key columns. */
    StoreBuilder axis(String name, AxisType<?> type);

    /** Adds an axis. The order of the axes is the order of the key columns. */
    StoreBuilder axis(Axis<?> axis);

    /** Sets the span of a row: one month or one year of one series. */
    StoreBuilder chunkBy(ChunkBy unit);

    /** Sets the step of the grid as text: {@code "15min"}, {@code "1h"}, {@code "1d"}. */
    StoreBuilder freq(String text);

    /** Sets the step of the grid as a duration. */
    StoreBuilder freq(Duration duration);

    /** Sets the step of the grid as a calendar period: one day. */
    StoreBuilder freq(Period period);

    /** Sets the zone of the store. Its chunks and days are the months, years and days of this zone. */
    StoreBuilder tz(String name);

    /** Sets the zone of the store. Its chunks and days are the months, years and days of this zone. */
    StoreBuilder tz(ZoneId id);

    /** Sets the table of chunks, {@code name} or {@code schema.name}. */
    StoreBuilder table(String name);

    /** Sets what the store does with points off the grid. */
    StoreBuilder offGrid(OffGrid policy);

    /**
     * Refuses a series whose points are regular at another step than that of the store, with an
     * {@link io.holcstore.error.OtherStepException}. Without this setting, a store of quarter hours takes a series of
     * hours and leaves three of four slots as they are. A series is regular when it was made with a step, or when three
     * or more points lie equally far apart. Series of one or two points, and series with gaps between points without
     * a step, are accepted.
     */
    StoreBuilder requireStep();

    /**
     * Sets how the store writes chunks. It reads chunks of any encoding. The table records the encoding. A store that
     * is opened with another encoding can read. It can write once
     * {@link io.holcstore.store.StoreSchema#changeEncoding} has recorded that encoding.
     */
    StoreBuilder encoding(Encoding choice);

    /** Keeps deleted chunks as tombstones, which replicas need. */
    StoreBuilder replicated();

    /**
     * Partitions the tables. Only for databases that have partitions: H2 refuses the definition. Tables in one piece
     * cannot become partitioned ones later.
     */
    StoreBuilder partitionBy(Partitioning how);

    /**
     * Says that the data source spreads the series over several servers by this axis, as ShardingSphere-JDBC does: all
     * series with the same value on it lie on one server. A verb that writes series of several values then throws
     * {@link io.holcstore.error.AcrossShardsException}, because it would not be atomic. So it does on every database,
     * also where the store lies on one server. The tables are the same with and without this setting.
     */
    StoreBuilder shardedBy(Axis<?> axis);

    /** Sets what a store with {@link #shardedBy} does with verbs that write to several servers. */
    StoreBuilder acrossShards(AcrossShards choice);

    /** Returns the finished definition. */
    StoreDefinition build();

    /**
     * Combines {@link #build} and {@link StoreDefinition#open} in one call. Each verb is a transaction of its own, even
     * inside another transaction.
     */
    default ChunkStore open(DataSource dataSource) {
        return open(dataSource, StoreOptions.defaults());
    }

    /** Opens the store like {@link #open(DataSource)}, with a listener or a time limit. */
    ChunkStore open(DataSource dataSource, StoreOptions options);
}

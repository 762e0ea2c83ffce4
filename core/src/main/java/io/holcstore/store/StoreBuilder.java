package io.holcstore.store;

import io.holcstore.error.DefinitionException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.time.ChunkBy;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import javax.sql.DataSource;

/**
 * Puts a definition together. Needed are {@code chunkBy}, {@code freq} and {@code tz}; the rest has defaults: no axes
 * (one series), table {@code holcstore_chunks}, off-grid points refused, {@link Encoding#COMPACT}, not replicated. Each
 * setting is given once; every mistake is a {@link DefinitionException} that names the setting and what would work. Not
 * thread-safe.
 */
public interface StoreBuilder {
    /** Adds an axis; their order is the order of the key columns. */
    StoreBuilder axis(String name, AxisType<?> type);

    /** Adds an axis; their order is the order of the key columns. */
    StoreBuilder axis(Axis<?> axis);

    /** One row is one month or one year of one series. */
    StoreBuilder chunkBy(ChunkBy unit);

    /** The step of the grid as text: {@code "15min"}, {@code "1h"}, {@code "1d"}. */
    StoreBuilder freq(String text);

    /** The step of the grid as a duration. */
    StoreBuilder freq(Duration duration);

    /** The step of the grid as a calendar period: one day. */
    StoreBuilder freq(Period period);

    /** The zone whose months, years and days the chunks and days of the store are. */
    StoreBuilder tz(String name);

    /** The zone whose months, years and days the chunks and days of the store are. */
    StoreBuilder tz(ZoneId id);

    /** The table of chunks, {@code name} or {@code schema.name}. */
    StoreBuilder table(String name);

    /** What to do with points off the grid. */
    StoreBuilder offGrid(OffGrid policy);

    /**
     * How chunks are written; chunks of any encoding are read. The table remembers it: a store that is opened with
     * another one reads, and writes once {@link io.holcstore.store.StoreSchema#changeEncoding} has recorded it.
     */
    StoreBuilder encoding(Encoding choice);

    /** Keeps deleted chunks as tombstones, which replicas need. */
    StoreBuilder replicated();

    /** The finished definition. */
    StoreDefinition build();

    /**
     * {@link #build} and {@link StoreDefinition#open} in one: each verb is a transaction of its own, also inside
     * another one.
     */
    default ChunkStore open(DataSource dataSource) {
        return open(dataSource, StoreOptions.defaults());
    }

    /** As {@link #open(DataSource)}, with a listener or a time limit. */
    ChunkStore open(DataSource dataSource, StoreOptions options);
}

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
 * Puts a definition together. Needed are {@code chunkBy}, {@code freq} and {@code tz}; the rest has defaults: no axes (one series), table
 * {@code holcstore_chunks}, off-grid points refused, {@link Encoding#COMPACT}, not replicated. Each setting is given once; every mistake is a
 * {@link DefinitionException} that names the setting and what would work. Not thread-safe.
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

    /**
     * In place of {@code table}: the very table that the Python application HoLcStore made for a model, which both applications then read and
     * write. Its name follows from the model, {@code chunkBy}, {@code freq}, {@code tz} and {@code replicated} (there: sync), which have to be
     * those of the model. The axes are its key fields, in any order.
     *
     * <p>Nothing is added to the database: no column, no further table. Chunks are written as {@link Encoding#LZ4}. Instances of this
     * library that write one series wait for each other (on PostgreSQL by advisory locks, on H2 by the rows of the series). Beside the
     * application's own writes, a merge into a chunk that is there loses nothing. A first write can: where both write the first values of one chunk
     * within milliseconds of each other, the application overwrites what this library has just stored, without an error on either side. Let one of
     * the two make the chunks.
     *
     * <p>Replacing a series by one without any value deletes it here, and is ignored there: a nightly job that relies on that has to leave such series
     * out.
     *
     * <p>Rows that the application wrote on a shifted grid are a {@link io.holcstore.error.ChunkFormatException} that says so, and so is a chunk with
     * more values than its grid has points; hours that it lost at the end of a chunk are gaps. Where an offset of the zone has seconds, as that of Paris
     * before 1911, the application rounds it to minutes: its values are read at the right instants, less than a minute beside where it sees
     * them. A row whose key has a NULL does not count as a series: reading keys or streams that include it is an error, filters on the axis leave it
     * out. A series that holds only NaN there counts as having data.
     *
     * <p>The application expects a row for each chunk between the first and the last one of a series: its {@code yield_many_ts} fails for the whole
     * table where one is missing. Every write here leaves such rows, filled with NaN where there is no value; {@link WriteResult} does not
     * count them. The application also fails for the whole table where it meets a time before 1678 or after 2261: keep such points out.
     *
     * @param app the label of the application, as in {@code app_label}
     * @param model the name of the model's class
     */
    StoreBuilder onReferenceTable(String app, String model);

    /**
     * As {@link #onReferenceTable(String, String)}, where the model writes its step in another way than {@code 15min}, {@code 1h} or {@code 1D}.
     *
     * @param storeFreq the text of the model's {@code STORE_FREQ}: it is part of the table's name
     */
    StoreBuilder onReferenceTable(String app, String model, String storeFreq);

    /** What to do with points off the grid. */
    StoreBuilder offGrid(OffGrid policy);

    /**
     * How chunks are written; chunks of any encoding are read. The table remembers it: a store that is opened with another one reads, and
     * writes once {@link io.holcstore.store.StoreSchema#changeEncoding} has recorded it.
     */
    StoreBuilder encoding(Encoding choice);

    /** Keeps deleted chunks as tombstones, which replicas need. */
    StoreBuilder replicated();

    /** The finished definition. */
    StoreDefinition build();

    /** {@link #build} and {@link StoreDefinition#open} in one: each verb is a transaction of its own, also inside another one. */
    default ChunkStore open(DataSource dataSource) {
        return open(dataSource, StoreOptions.defaults());
    }

    /** As {@link #open(DataSource)}, with a listener or a time limit. */
    ChunkStore open(DataSource dataSource, StoreOptions options);
}

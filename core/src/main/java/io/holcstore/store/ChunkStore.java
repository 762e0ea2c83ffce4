package io.holcstore.store;

import io.holcstore.error.OffGridException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Regular time series in calendar chunks, one row a chunk.
 *
 * <p><b>Values.</b> NaN means "no value": it is never stored as one, never erases, and stands where a gap is in what is read. Every other bit
 * pattern of a double comes back as it was written.
 *
 * <p><b>Atomicity.</b> Each write is one transaction: after a crash, a kill or an exception the database holds all of it or none of it. Writers of one
 * series wait for each other; a transaction that the database ended by deadlock or lock timeout is run again, up to ten times. Through
 * {@link #on} the transaction is the caller's, and after an exception so is the duty to roll it back.
 *
 * <p><b>Reading.</b> A read sees what was committed when its statement began, each series whole. What is read has the values from the first to the
 * last one in the range, gaps between them as NaN.
 *
 * <p><b>Errors.</b> {@link StoreSqlException} for everything the database refuses; {@link IllegalArgumentException} for a key, filter or range
 * that does not fit the store; {@link io.holcstore.error.SchemaMismatchException} at the first use when the table was made for another
 * definition; {@link io.holcstore.error.ChunkFormatException} for a damaged chunk.
 *
 * <p><b>Zone data.</b> Every chunk is stored with the instant of its first slot. A chunk that was written with other zone data than that of this JVM, before
 * an update or by another JVM, is read at the instants it was written for, whatever the rules of the zone have become. The first write onto it lays
 * it onto the calendar of this JVM, and {@link StoreSchema#rezone} does so for the whole store. Where an instant has no place on the grid of this
 * JVM's zone data, a {@link io.holcstore.error.ChunkFormatException} names the zone and the version of its data. A store of days ({@code "1d"})
 * keeps local days: it records where the days of its zone start from 1970 to 2100, and refuses a JVM in which they start at other instants until
 * {@link StoreSchema#rezone} has laid each local day onto the same local day. Before 1970, and in stores that were created without that
 * record, it refuses chunks which begin at another instant or have another number of days.
 *
 * <p>Thread-safe; holds no connection between calls. A store made by {@link #on} is as thread-safe as its connection.
 */
public interface ChunkStore extends SeriesStore {
    /**
     * The same store within the transaction of a connection, which must not be in autocommit mode. Writes need one at READ COMMITTED; reads
     * see what the transaction sees at its isolation. The store never commits, rolls back or closes it; a deadlock or lock timeout is the
     * caller's to retry.
     */
    @Override
    ChunkStore on(Connection connection);

    StoreDefinition definition();

    @Override
    String name();

    @Override
    List<Axis<?>> axes();

    /** The zone of the store. */
    @Override
    ZoneId zone();

    /** The tables of the store: to create, to verify, and to lay onto other zone data. */
    StoreSchema schema();

    /**
     * A key by its values, in the order of the axes: {@code store.key(1, "base")}.
     *
     * @throws IllegalArgumentException when number or types do not fit
     */
    @Override
    SeriesKey key(Object... values);

    // --- write

    /**
     * Stores a series under a key that has no data. A series without any value stores nothing.
     *
     * @throws SeriesExistsException when the key has data
     * @throws OffGridException when points lie off the grid
     */
    WriteResult insert(SeriesKey key, Series series);

    /**
     * Stores new values over old ones, whatever was there; NaN keeps what is stored. Makes the series when there is none. Costs one lock, one
     * select of the chunks concerned and one write of those that changed.
     *
     * @throws OffGridException when points lie off the grid
     */
    WriteResult merge(SeriesKey key, Series series);

    /**
     * Makes the whole series this one; without any value, the series is gone.
     *
     * @throws OffGridException when points lie off the grid
     */
    WriteResult replace(SeriesKey key, Series series);

    /** {@link #insert} of many series as one transaction, all or nothing. */
    WriteResult insertAll(Map<SeriesKey, Series> series);

    /** {@link #merge} of many series as one transaction, all or nothing; one select and one batch for each 256 chunks. */
    WriteResult mergeAll(Map<SeriesKey, Series> series);

    /** {@link #replace} of many series as one transaction, all or nothing. */
    WriteResult replaceAll(Map<SeriesKey, Series> series);

    /** Takes the points of a range out of a series; {@link WriteResult#points()} says how many values there were. */
    WriteResult erase(SeriesKey key, TimeRange range);

    /**
     * Deletes all series that match. Those that are being written are waited for. A series that another transaction has begun to make and has not
     * committed yet is not among them: it is there afterwards.
     */
    WriteResult delete(KeyFilter filter);

    /**
     * Writes any number of series in constant memory, as one transaction: {@link BulkWriter#add} merges, {@link BulkWriter#close} commits.
     */
    @Override
    BulkWriter bulkWriter();

    @Override
    int check(SeriesKey key, Series series);

    // --- replicate; the store is defined with replicated()

    /** What has changed, for replicas of this store. The store has to be defined with {@link StoreBuilder#replicated}. */
    ChangeFeed feed();

    /** This store as a replica of others. The store has to be defined with {@link StoreBuilder#replicated}. */
    Replica replica();

    // --- read

    /** The whole series; empty when nothing is stored. */
    Optional<Series> read(SeriesKey key);

    /**
     * What the series has in the range, from its first to its last value there; empty when it has none. Regular, with NaN in its gaps; only where more
     * than 4,194,304 grid points between its chunks have nothing stored, as before a date far away, is it irregular and has the points with
     * a value alone.
     */
    Optional<Series> read(SeriesKey key, TimeRange range);

    /**
     * Exactly the grid points of a bounded range, NaN where there is no value.
     *
     * @throws IllegalArgumentException when the range has no start or no end, more points than an array holds, or more than 16,777,216 in chunks that
     *     are not stored
     */
    Series readDense(SeriesKey key, TimeRange range);

    /**
     * {@link #readDense} into the caller's array, from its first element on.
     *
     * @return the number of grid points of the range, which is how many elements were written
     * @throws IllegalArgumentException when the array is shorter than that
     */
    int readInto(SeriesKey key, TimeRange range, double[] buffer);

    /** Hands over every matching series that has values in the range, in order of the keys, holding one at a time. */
    @Override
    void forEach(KeyFilter filter, TimeRange range, BiConsumer<SeriesKey, Series> consumer);

    /** {@link #forEach(KeyFilter, TimeRange, BiConsumer)} over all time. */
    void forEach(KeyFilter filter, BiConsumer<SeriesKey, Series> consumer);

    /** A cursor over all matching series, whole. */
    SeriesCursor cursor(KeyFilter filter);

    /** A cursor over what the matching series have in the range. It holds a connection and a transaction until it is closed. */
    @Override
    SeriesCursor cursor(KeyFilter filter, TimeRange range);

    /**
     * The time of the latest value of all matching series. Costs one index probe a series, and decodes nothing; in a table of another
     * application, decodes the last chunks of all series.
     */
    @Override
    Optional<Instant> lastTimestamp(KeyFilter filter);

    /** The time of the earliest value of all matching series, as {@link #lastTimestamp}. */
    @Override
    Optional<Instant> firstTimestamp(KeyFilter filter);

    /**
     * Where a bounded range has no values: each gap from its first missing grid point to the next point with a value, or to the end of
     * the last missing slot. A key without data has one gap, the whole range. Full chunks are not decoded.
     */
    List<TimeRange> gaps(SeriesKey key, TimeRange range);

    /**
     * What the values of a series come to in buckets of time: {@code store.aggregate(key, year).by("1month").sum()}. Buckets are those of the
     * store's zone; one that an end of the range cuts has only what lies in the range. There is one for each stretch of a bounded range,
     * also without a value; where an end is open, they go from the first or to the last that has one. Where more than a million buckets between
     * those would have nothing stored, as before a date far away, they are left out, and the buckets are not a grid. A bounded range that has more
     * than 4,194,304 buckets beyond the slots of what is stored is refused with an {@link IllegalArgumentException}.
     *
     * <p>Costs a row of six numbers for each chunk that lies whole in a bucket of months or years, and in the range. Other chunks, and all for buckets of
     * days and parts of days, are read and decoded.
     */
    Aggregation<Buckets> aggregate(SeriesKey key, TimeRange range);

    /**
     * {@link #aggregate(SeriesKey, TimeRange)} of every matching series that has a value in the range, in constant memory:
     * {@code store.aggregate(filter, year).by("1month").forEach((key, months) -> ..)}. Holds a connection and a transaction while it reads.
     */
    Aggregation<BucketStream> aggregate(KeyFilter filter, TimeRange range);

    /** The keys of all matching series that have data, in their order on the database. */
    @Override
    List<SeriesKey> keys(KeyFilter filter);

    /** How many matching series have data. */
    @Override
    long count(KeyFilter filter);
}

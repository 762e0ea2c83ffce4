package io.holcstore.store;

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

/**
 * Regular time series in calendar chunks, one row a chunk.
 *
 * <p>Values, atomicity and errors are those of every {@link SeriesStore}. What is read has the values from the first to
 * the last one in the range, gaps between them as NaN.
 *
 * <p><b>Zone data.</b> Every chunk is stored with the instant of its first slot. A chunk that was written with other
 * zone data than that of this JVM, before an update or by another JVM, is read at the instants it was written for,
 * whatever the rules of the zone have become. The first write onto it lays it onto the calendar of this JVM, and
 * {@link StoreSchema#rezone} does so for the whole store. Where an instant has no place on the grid of this JVM's zone
 * data, a {@link io.holcstore.error.ChunkFormatException} names the zone and the version of its data. A store of days
 * ({@code "1d"}) keeps local days: it records where the days of its zone start from 1970 to 2100, and refuses a JVM in
 * which they start at other instants until {@link StoreSchema#rezone} has laid each local day onto the same local day.
 * Before 1970, and in stores that were created without that record, it refuses chunks which begin at another instant or
 * have another number of days.
 *
 * <p>Thread-safe; holds no connection between calls. A store made by {@link #on} is as thread-safe as its connection.
 */
public interface ChunkStore extends SeriesStore {
    @Override
    ChunkStore on(Connection connection);

    @Override
    StoreDefinition definition();

    /** The zone of the store. */
    @Override
    ZoneId zone();

    /** The tables of the store: to create, to verify, and to lay onto other zone data. */
    @Override
    StoreSchema schema();

    // --- write

    /**
     * {@inheritDoc}
     *
     * <p>Costs one lock, one select of the chunks concerned and one write of those that changed.
     */
    @Override
    WriteResult merge(SeriesKey key, Series series);

    /**
     * {@inheritDoc}
     *
     * <p>Costs one select and one batch for each 256 chunks.
     */
    @Override
    WriteResult mergeAll(Map<SeriesKey, Series> series);

    // --- replicate; the store is defined with replicated()

    /**
     * What has changed, for replicas of this store. The store has to be defined with {@link StoreBuilder#replicated}.
     */
    ChangeFeed feed();

    /** This store as a replica of others. The store has to be defined with {@link StoreBuilder#replicated}. */
    Replica replica();

    // --- read

    /**
     * What the series has in the range, from its first to its last value there; empty when it has none. Regular, with
     * NaN in its gaps; only where more than 4,194,304 grid points between its chunks have nothing stored, as before a
     * date far away, is it irregular and has the points with a value alone.
     */
    @Override
    Optional<Series> read(SeriesKey key, TimeRange range);

    /**
     * Exactly the grid points of a bounded range, NaN where there is no value.
     *
     * @throws IllegalArgumentException when the range has no start or no end, more points than an array holds, or more
     *     than 16,777,216 in chunks that are not stored
     */
    Series readDense(SeriesKey key, TimeRange range);

    /**
     * {@link #readDense} into the caller's array, from its first element on.
     *
     * @return the number of grid points of the range, which is how many elements were written
     * @throws IllegalArgumentException when the array is shorter than that
     */
    int readInto(SeriesKey key, TimeRange range, double[] buffer);

    /**
     * The time of the latest value of all matching series. Costs one index probe a series, and decodes nothing; in a
     * table of another application, decodes the last chunks of all series.
     */
    @Override
    Optional<Instant> lastTimestamp(KeyFilter filter);

    /**
     * Where a bounded range has no values: each gap from its first missing grid point to the next point with a value,
     * or to the end of the last missing slot. A key without data has one gap, the whole range. Full chunks are not
     * decoded.
     */
    List<TimeRange> gaps(SeriesKey key, TimeRange range);

    /**
     * What the values of a series come to in buckets of time: {@code store.aggregate(key, year).by("1month").sum()}.
     * Buckets are those of the store's zone; one that an end of the range cuts has only what lies in the range. There
     * is one for each stretch of a bounded range, also without a value; where an end is open, they go from the first or
     * to the last that has one. Where more than a million buckets between those would have nothing stored, as before a
     * date far away, they are left out, and the buckets are not a grid. A bounded range that has more than 4,194,304
     * buckets beyond the slots of what is stored is refused with an {@link IllegalArgumentException}.
     *
     * <p>Costs a row of six numbers for each chunk that lies whole in a bucket of months or years, and in the range.
     * Other chunks, and all for buckets of days and parts of days, are read and decoded.
     */
    Aggregation<Buckets> aggregate(SeriesKey key, TimeRange range);

    /**
     * {@link #aggregate(SeriesKey, TimeRange)} of every matching series that has a value in the range, in constant
     * memory: {@code store.aggregate(filter, year).by("1month").forEach((key, months) -> ..)}. Holds a connection and a
     * transaction while it reads.
     */
    Aggregation<BucketStream> aggregate(KeyFilter filter, TimeRange range);
}

package io.holcstore.store;

import io.holcstore.aggregate.Aggregation;
import io.holcstore.aggregate.Buckets;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.projection.Projection;
import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store of regular time series in calendar chunks, one row for each chunk.
 *
 * <p>Values, atomicity and errors are as in every {@link SeriesStore}. A read returns the values from the first to the
 * last one in the range, with NaN in the gaps between them.
 *
 * <p><b>Zone data.</b> Every chunk is stored with the instant of its first slot. The zone data of this JVM can differ
 * from the zone data that wrote a chunk, after an update or because another JVM wrote the chunk. The store then reads
 * the chunk at the instants it was written for, whatever the rules of the zone are now. The first write to such a chunk
 * moves it onto the calendar of this JVM, and {@link StoreSchema#rezone} does so for the whole store. Where an instant
 * has no place on the grid of this JVM's zone data, a {@link io.holcstore.error.ChunkFormatException} names the zone
 * and the version of its data. A store of days ({@code "1d"}) keeps local days. It records where the days of its zone
 * start from 1970 to 2100. It refuses a JVM in which the days start at other instants, until {@link StoreSchema#rezone}
 * has moved each local day onto the same local day. Before 1970, and in stores that were created without that record,
 * it refuses chunks that begin at another instant or have another number of days.
 *
 * <p>Thread-safe; holds no connection between calls. A store made by {@link #on} is as thread-safe as its connection.
 */
public interface ChunkStore extends SeriesStore {
    @Override
    ChunkStore on(Connection connection);

    @Override
    StoreDefinition definition();

    /** Returns the zone of the store. */
    @Override
    ZoneId zone();

    /** Returns the tables of the store, to create them, to verify them, and to move them onto other zone data. */
    @Override
    StoreSchema schema();

    // --- write

    /**
     * {@inheritDoc}
     *
     * <p>Costs one lock, one select of the affected chunks and one write of the chunks that changed.
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

    /**
     * Writes the chunks of matching series again that are stored in another encoding than {@link
     * StoreDefinition#encoding()}: {@code store.reencode(KeyFilter.all()).onProgress(Progress.bar("recoding")).run()}.
     */
    Reencoding reencode(KeyFilter filter);

    // --- replicate; the store is defined with replicated()

    /** Returns the changes of this store, for its replicas. Define the store with {@link StoreBuilder#replicated}. */
    ChangeFeed feed();

    /** Returns this store as a replica of others. Define the store with {@link StoreBuilder#replicated}. */
    Replica replica();

    /**
     * Returns a projection of this store: a plain table of its buckets or values in the same database. Define the store
     * with {@link StoreBuilder#replicated}. Nothing reaches the database before a method of the projection is called.
     *
     * @param table the name of its table, {@code table} or {@code schema.table}
     * @throws io.holcstore.error.DefinitionException when a table cannot have this name
     */
    Projection projection(String table);

    // --- read

    /**
     * Returns the part of the series in the range, from its first to its last value there; empty when it has none. The
     * result is regular, with NaN in its gaps. It is irregular, with only the points that have a value, in one case:
     * when more than 4,194,304 grid points between its chunks have nothing stored, as before a date far away.
     */
    @Override
    Optional<Series> read(SeriesKey key, TimeRange range);

    /**
     * Returns exactly the grid points of a bounded range, with NaN where there is no value.
     *
     * @throws IllegalArgumentException when the range has no start or no end, when it has more points than an array
     *     holds, or when it has more than 16,777,216 points in chunks that are not stored
     */
    Series readDense(SeriesKey key, TimeRange range);

    /**
     * Reads like {@link #readDense} into the caller's array, from its first element on.
     *
     * @return the number of grid points of the range, which is the number of elements written
     * @throws IllegalArgumentException when the array is shorter than that
     */
    int readInto(SeriesKey key, TimeRange range, double[] buffer);

    /**
     * Returns the time of the latest value of all matching series. Reads one small row for each series and decodes
     * nothing. In a table of another application, it decodes the last chunks of all series.
     */
    @Override
    Optional<Instant> lastTimestamp(KeyFilter filter);

    /**
     * Returns the gaps of a series in a bounded range. Each gap reaches from its first missing grid point to the next
     * point with a value, or to the end of the last missing slot. A key without data has one gap, the whole range. Full
     * chunks are not decoded.
     */
    List<TimeRange> gaps(SeriesKey key, TimeRange range);

    /**
     * {@inheritDoc}
     *
     * <p>Costs a row of six numbers for each chunk that lies whole in a bucket of months or years, and in the range.
     * Other chunks are read and decoded. So are all chunks for buckets of days and parts of days, and for days, months
     * and years that begin otherwise than those of the store's zone.
     *
     * <p>A bucket must hold whole steps of the store: {@link Aggregation#by(Frequency)} refuses others.
     */
    @Override
    Aggregation<Buckets> aggregate(SeriesKey key, TimeRange range);
}

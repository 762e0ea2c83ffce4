package io.holcstore.store;

import io.holcstore.error.AmbiguousFilterException;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Irregular time series under free attributes: one row is one whole series, its timestamps kept to the millisecond, any distance apart.
 *
 * <p><b>Values.</b> NaN means "no value": it never erases, and is not stored. A point without a value is left out, its timestamp with it. Every
 * other bit pattern of a double comes back as it was written. What is read is regular where three or more points lie evenly apart (a grid of that
 * duration, in UTC) and irregular otherwise; the points are the same.
 *
 * <p><b>Time.</b> Timestamps lie in the years 1 to 9999, which every supported database can name.
 *
 * <p><b>Atomicity.</b> Each write is one transaction: after a crash, a kill or an exception the database holds all of it or none of it. Writers of one
 * series wait for each other; a transaction that the database ended by deadlock or lock timeout is run again, up to ten times. Through
 * {@link #on} the transaction is the caller's, and after an exception so is the duty to roll it back.
 *
 * <p><b>Cost.</b> A merge reads, decodes, encodes and writes the whole series. Regular series that grow belong in a {@link ChunkStore}, which touches
 * only the chunks concerned.
 *
 * <p><b>Errors.</b> {@link StoreSqlException} for everything the database refuses; {@link IllegalArgumentException} for a key, filter, range
 * or timestamp that does not fit the store; {@link io.holcstore.error.SchemaMismatchException} at the first use when the table was made for another
 * definition or another kind of store; {@link io.holcstore.error.ChunkFormatException} for a damaged series.
 *
 * <p>Thread-safe; holds no connection between calls. A store made by {@link #on} is as thread-safe as its connection.
 */
public interface KeyedStore extends SeriesStore {
    /**
     * The same store within the transaction of a connection, which must not be in autocommit mode. Writes need one at READ COMMITTED; reads
     * see what the transaction sees at its isolation. The store never commits, rolls back or closes it; a deadlock or lock timeout is the
     * caller's to retry.
     */
    @Override
    KeyedStore on(Connection connection);

    KeyedStoreDefinition definition();

    @Override
    String name();

    @Override
    List<Axis<?>> axes();

    /** UTC: a keyed store has no zone of its own. */
    @Override
    ZoneId zone();

    /** The tables of the store: to create and to verify. */
    StoreSchema schema();

    /**
     * A key by its values, in the order of the axes: {@code store.key(2024, "base")}.
     *
     * @throws IllegalArgumentException when number or types do not fit
     */
    @Override
    SeriesKey key(Object... values);

    // --- write

    /**
     * Stores a series under a key that has none. A series without any value stores nothing.
     *
     * @throws SeriesExistsException when the key has a series
     */
    WriteResult insert(SeriesKey key, Series series);

    /**
     * Stores new values over old ones, whatever was there: the timestamps of both, and at those of both the new value. NaN keeps what is
     * stored. Makes the series when there is none.
     */
    WriteResult merge(SeriesKey key, Series series);

    /** Makes the whole series this one; without any value, the series is gone. */
    WriteResult replace(SeriesKey key, Series series);

    /** {@link #insert} of many series as one transaction, all or nothing. */
    WriteResult insertAll(Map<SeriesKey, Series> series);

    /** {@link #merge} of many series as one transaction, all or nothing. */
    WriteResult mergeAll(Map<SeriesKey, Series> series);

    /** {@link #replace} of many series as one transaction, all or nothing. */
    WriteResult replaceAll(Map<SeriesKey, Series> series);

    /** {@inheritDoc} A series that comes more than once is read and written as often: let each come whole. */
    @Override
    BulkWriter bulkWriter();

    @Override
    int check(SeriesKey key, Series series);

    /**
     * Deletes all series that match. Those that are being written are waited for. A series that another transaction has begun to make and has not
     * committed yet is not among them: it is there afterwards.
     */
    WriteResult delete(KeyFilter filter);

    /** Deletes these series, as far as they exist, as one transaction. */
    WriteResult delete(Collection<SeriesKey> keys);

    // --- read

    /** The whole series; empty when nothing is stored. */
    Optional<Series> read(SeriesKey key);

    /** What the series has in the range; empty when it has nothing there. Costs as much as reading all of it. */
    Optional<Series> read(SeriesKey key, TimeRange range);

    /**
     * The series of the only key that matches; empty when none does.
     *
     * @throws AmbiguousFilterException when more than one does
     */
    Optional<Series> findOne(KeyFilter filter);

    /** Hands over what every matching series has in the range, if anything, in order of the keys, holding one at a time. */
    @Override
    void forEach(KeyFilter filter, TimeRange range, BiConsumer<SeriesKey, Series> consumer);

    /** {@link #forEach(KeyFilter, TimeRange, BiConsumer)} over all time. */
    void forEach(KeyFilter filter, BiConsumer<SeriesKey, Series> consumer);

    /** A cursor over all matching series, whole. */
    SeriesCursor cursor(KeyFilter filter);

    /**
     * A cursor over what the matching series have in the range; those that have nothing there are not even fetched. It holds a connection and a
     * transaction until it is closed.
     */
    @Override
    SeriesCursor cursor(KeyFilter filter, TimeRange range);

    /** The time of the latest value of all matching series. Decodes nothing. */
    @Override
    Optional<Instant> lastTimestamp(KeyFilter filter);

    /** The time of the earliest value of all matching series, as {@link #lastTimestamp}. */
    @Override
    Optional<Instant> firstTimestamp(KeyFilter filter);

    /** The keys of all matching series, in their order on the database. */
    @Override
    List<SeriesKey> keys(KeyFilter filter);

    /** How many series match. */
    @Override
    long count(KeyFilter filter);
}

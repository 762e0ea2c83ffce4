package io.holcstore.store;

import io.holcstore.error.OffGridException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.util.Collection;
import java.util.Map;

/**
 * A store that holds one series under each key: what {@link ChunkStore} and {@link KeyedStore} have in common, reads
 * and writes. Code that takes this type works with either.
 *
 * <p><b>Values.</b> NaN means "no value": it is never stored as one, and never erases. Every other bit pattern of a
 * double comes back as it was written.
 *
 * <p><b>Atomicity.</b> Each write is one transaction: after a crash, a kill or an exception the database holds all of
 * it or none of it. Writers of one series wait for each other; a transaction that the database ended by deadlock or
 * lock timeout is run again, up to ten times. Through {@link #on} the transaction is the caller's, and after an
 * exception so is the duty to roll it back.
 *
 * <p><b>Errors.</b> {@link io.holcstore.error.StoreSqlException} for everything the database refuses;
 * {@link IllegalArgumentException} for a key, filter, range or time that does not fit the store;
 * {@link io.holcstore.error.SchemaMismatchException} at the first use when the table was made for another definition or
 * another kind of store; {@link io.holcstore.error.ChunkFormatException} for damaged data.
 *
 * <p>Thread-safe; holds no connection between calls. A store made by {@link #on} is as thread-safe as its connection.
 */
public interface SeriesStore extends ReadableStore {
    @Override
    SeriesStore on(Connection connection);

    /**
     * Stores a series under a key that has none. A series without any value stores nothing.
     *
     * @throws SeriesExistsException when the key has data
     * @throws OffGridException when points lie off the grid of the store
     */
    WriteResult insert(SeriesKey key, Series series);

    /**
     * Stores new values over old ones, whatever was there; NaN keeps what is stored. Makes the series when there is
     * none.
     *
     * @throws OffGridException when points lie off the grid of the store
     */
    WriteResult merge(SeriesKey key, Series series);

    /**
     * Makes the whole series this one; without any value, the series is gone.
     *
     * @throws OffGridException when points lie off the grid of the store
     */
    WriteResult replace(SeriesKey key, Series series);

    /** {@link #insert} of many series as one transaction, all or nothing. */
    WriteResult insertAll(Map<SeriesKey, Series> series);

    /** {@link #merge} of many series as one transaction, all or nothing. */
    WriteResult mergeAll(Map<SeriesKey, Series> series);

    /** {@link #replace} of many series as one transaction, all or nothing. */
    WriteResult replaceAll(Map<SeriesKey, Series> series);

    /** Takes the points of a range out of a series; {@link WriteResult#points()} says how many values there were. */
    WriteResult erase(SeriesKey key, TimeRange range);

    /** Deletes these series, as far as they exist, as one transaction. */
    WriteResult delete(Collection<SeriesKey> keys);

    /**
     * Deletes all series that match. Those that are being written are waited for. A series that another transaction has
     * begun to make and has not committed yet is not among them: it is there afterwards.
     */
    WriteResult delete(KeyFilter filter);

    /**
     * Writes any number of series in constant memory, as one transaction: {@link BulkWriter#add} merges,
     * {@link BulkWriter#close} commits.
     */
    BulkWriter bulkWriter();

    /**
     * Checks, without the database, that a series can be stored under a key.
     *
     * @return how many of its values would be {@linkplain WriteResult#dropped() dropped}
     * @throws OffGridException when points lie off the grid of the store
     * @throws IllegalArgumentException when the key does not fit the store, or a time lies outside the years that it
     *     can name
     */
    int check(SeriesKey key, Series series);
}

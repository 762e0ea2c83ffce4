package io.holcstore.store;

import io.holcstore.error.NoSuchSeriesException;
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
 * A store that holds one series under each key. {@link ChunkStore} and {@link KeyedStore} share these reads and writes;
 * code that takes this type works with either of them.
 *
 * <p><b>Values.</b> NaN means "no value". It is never stored as a value, and it never erases one. The store returns
 * every other bit pattern of a double as it was written.
 *
 * <p><b>Atomicity.</b> Each write is one transaction: after a crash, a kill or an exception the database holds all of
 * it or none of it. Writers of one series wait for each other. The store runs a transaction again, up to ten times,
 * when the database ended it by deadlock or lock timeout. Through {@link #on} the transaction belongs to the caller,
 * who must also roll it back after an exception.
 *
 * <p><b>Errors.</b> A store throws {@link io.holcstore.error.StoreSqlException} for everything that the database
 * refuses; {@link IllegalArgumentException} for a key, filter, range or time that does not fit the store;
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
     * Stores new values over old ones; a NaN keeps the stored value. Creates the series when there is none.
     *
     * @throws OffGridException when points lie off the grid of the store
     */
    WriteResult merge(SeriesKey key, Series series);

    /**
     * Replaces the whole series with this one. A series without any value deletes the stored series.
     *
     * @throws OffGridException when points lie off the grid of the store
     */
    WriteResult replace(SeriesKey key, Series series);

    /** Stores many series like {@link #insert}, as one transaction, all or nothing. */
    WriteResult insertAll(Map<SeriesKey, Series> series);

    /** Merges many series like {@link #merge}, as one transaction, all or nothing. */
    WriteResult mergeAll(Map<SeriesKey, Series> series);

    /** Replaces many series like {@link #replace}, as one transaction, all or nothing. */
    WriteResult replaceAll(Map<SeriesKey, Series> series);

    /**
     * Removes the points in a range from a series. {@link WriteResult#points()} counts the values that were removed.
     */
    WriteResult erase(SeriesKey key, TimeRange range);

    /**
     * Removes the points in a range from every matching series, as one transaction: {@code
     * store.erase(KIND.is("draft"), TimeRange.until(cutoff))} ends the retention of drafts. Waits for the writers of
     * these series. {@link WriteResult#points()} counts the values that were removed. Chunks that lie whole in the
     * range are not decoded. Leaves alone a series that another transaction has begun to create and has not committed
     * yet.
     */
    WriteResult erase(KeyFilter filter, TimeRange range);

    /**
     * Stores a copy of a series under a key that has none, as one transaction. Holds the series in memory.
     *
     * @throws NoSuchSeriesException when {@code from} has no data
     * @throws SeriesExistsException when {@code to} has data
     * @throws IllegalArgumentException when both keys are the same
     */
    WriteResult copy(SeriesKey from, SeriesKey to);

    /**
     * Moves a series to a key that has none, as one transaction: like {@link #copy}, followed by a deletion of the
     * series under its former key.
     *
     * @throws NoSuchSeriesException when {@code from} has no data
     * @throws SeriesExistsException when {@code to} has data
     * @throws IllegalArgumentException when both keys are the same
     */
    WriteResult rename(SeriesKey from, SeriesKey to);

    /** Deletes these series as one transaction. Keys without a series are ignored. */
    WriteResult delete(Collection<SeriesKey> keys);

    /**
     * Deletes all matching series. Waits for the writers of these series. Does not delete a series that another
     * transaction has begun to create and has not committed yet: that series exists afterwards.
     */
    WriteResult delete(KeyFilter filter);

    /**
     * Merges any number of series in constant memory, as one transaction: runs code of the caller with a writer, then
     * commits. When the code throws, nothing is stored.
     *
     * <pre>{@code
     * store.bulk(bulk -> {
     *     for (...) bulk.add(key, series);
     * });
     * }</pre>
     *
     * @param <X> a checked exception of the caller's code
     * @throws X when the code throws it
     */
    default <X extends Exception> WriteResult bulk(BulkWriter.Work<X> work) throws X {
        BulkWriter bulk = bulkWriter();
        try (bulk) {
            try {
                work.write(bulk);
            } catch (Throwable e) {
                bulk.rollback();
                throw e;
            }
        }
        return bulk.result();
    }

    /**
     * Opens a writer for any number of series in constant memory, as one transaction: {@link BulkWriter#add} merges,
     * {@link BulkWriter#close} commits. {@link #bulk} is safer, because it knows when the caller's code has failed.
     */
    BulkWriter bulkWriter();

    /**
     * Checks, without the database, that a series can be stored under a key.
     *
     * @return the number of its values that would be {@linkplain WriteResult#dropped() dropped}
     * @throws OffGridException when points lie off the grid of the store
     * @throws IllegalArgumentException when the key does not fit the store, or when a time lies outside the years that
     *     the store can name
     */
    int check(SeriesKey key, Series series);
}

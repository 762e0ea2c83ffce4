package io.holcstore.store;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;

/**
 * Merges any number of series in constant memory, as one transaction: {@link #close} commits, and until then nobody
 * else sees any of it. When {@link #add} throws, nothing is stored. Not thread-safe.
 *
 * <p>{@link #close} also commits where other code of a try-with-resources block throws, because it does not see that.
 * {@link SeriesStore#bulk} does: it rolls back.
 *
 * <p>A deadlock or a lock timeout ends the writer. It cannot restart by itself, as single verbs do, because it no
 * longer has the series that were added before. Where the exception
 * {@linkplain io.holcstore.error.StoreSqlException#isRetryable() is retryable}, add all series to a new writer. The
 * writer holds up to 256 series and writes them in the order of {@link SeriesKey#ORDER}. It keeps the locks of the
 * series it has written until it is closed. Two writers of the same series therefore seldom wait in a circle when
 * series are added to both in that order.
 *
 * <p>Holds a connection and a transaction from its first write on. A verb beside it in the same thread needs another
 * connection.
 *
 * <pre>{@code
 * store.bulk(bulk -> {
 *     for (...) bulk.add(key, series);
 * });
 * }</pre>
 */
public interface BulkWriter extends AutoCloseable {
    /**
     * Code of the caller that adds series.
     *
     * @param <X> a checked exception that it throws
     */
    @FunctionalInterface
    interface Work<X extends Exception> {
        /** Adds series to the writer. */
        void write(BulkWriter bulk) throws X;
    }

    /** Sets the listener that receives the number of series written. */
    BulkWriter onProgress(Progress listener);

    /**
     * Merges a series. A key may be added more than once; later values win.
     *
     * @return the number of its values that are {@linkplain WriteResult#dropped() dropped}
     * @throws io.holcstore.error.StoreException when the series does not fit or the database refuses it; the whole
     *     writer is then rolled back
     */
    int add(SeriesKey key, Series series);

    /** Returns what has been written so far. The result is complete once the writer is closed. */
    WriteResult result();

    /** Rolls back the writer: none of the added series is stored. Does nothing once the writer has ended. */
    void rollback();

    /**
     * Writes the series that are waiting and commits, unless the writer has been rolled back. It does so after an
     * exception in a try-with-resources block, too, unless {@link #add} threw it.
     */
    @Override
    void close();
}

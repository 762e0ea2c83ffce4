package io.holcstore.store;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;

/**
 * Merges any number of series in constant memory, as one transaction: {@link #close} commits, and until then nobody
 * else sees any of it. When {@link #add} throws, nothing is stored; {@link #rollback} gives up for a reason of the
 * caller's own. Not thread-safe.
 *
 * <p>A deadlock or a lock timeout ends the writer. It cannot begin again by itself, as single verbs do, because it no
 * longer has what was added before: where the exception
 * {@linkplain io.holcstore.error.StoreSqlException#isRetryable() is retryable}, add all of it to a new one. What it
 * holds, up to 256 series, it writes in the order of {@link SeriesKey#ORDER}, and it keeps the locks of what it has
 * written until it is closed. So two writers of the same series seldom wait in a circle when series are added to both
 * in that order.
 *
 * <p>Holds a connection and a transaction from its first write on. A verb beside it in the same thread needs another
 * connection.
 *
 * <pre>{@code
 * try (BulkWriter bulk = store.bulkWriter().onProgress(Progress.bar("loading"))) {
 *     for (...) bulk.add(key, series);
 * }
 * }</pre>
 */
public interface BulkWriter extends AutoCloseable {
    /** Tells how many series have been written. */
    BulkWriter onProgress(Progress listener);

    /**
     * Merges a series; a key may come more than once, and later values win.
     *
     * @return how many of its values are {@linkplain WriteResult#dropped() dropped}
     * @throws io.holcstore.error.StoreException when the series does not fit or the database refuses; the whole writer
     *     is rolled back then
     */
    int add(SeriesKey key, Series series);

    /** What has been written so far; complete once the writer is closed. */
    WriteResult result();

    /** Gives up: nothing of what was added is stored. Does nothing once the writer has ended. */
    void rollback();

    /** Writes what is waiting and commits, unless the writer has been rolled back. */
    @Override
    void close();
}

package io.holcstore.store;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.sql.ChunkTable;
import io.holcstore.sql.Lease;
import io.holcstore.sql.Session;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges any number of series in constant memory, as one transaction: {@link #close} commits, and until then nobody else sees any of it.
 * When {@link #add} throws, nothing is stored; {@link #rollback} gives up for a reason of the caller's own. Not thread-safe.
 *
 * <p>A deadlock or a lock timeout ends the writer. It cannot begin again by itself, as single verbs do, because it no longer has what was added
 * before: where the exception {@linkplain io.holcstore.error.StoreSqlException#isRetryable() is retryable}, add all of it to a new one. What it
 * holds, up to 256 series, it writes in the order of {@link SeriesKey#ORDER}, and it keeps the locks of what it has written until it
 * is closed. So two writers of the same series seldom wait in a circle when series are added to both in that order.
 *
 * <p>Holds a connection and a transaction from its first write on. A verb beside it in the same thread needs another connection.
 *
 * <pre>{@code
 * try (BulkWriter bulk = store.bulkWriter().onProgress(Progress.bar("loading"))) {
 *     for (...) bulk.add(key, series);
 * }
 * }</pre>
 */
public final class BulkWriter implements AutoCloseable {
    /** Values waiting to be written: 8 MiB as doubles. */
    private static final int VALUES_AT_ONCE = 1 << 20;

    private final BulkSink sink;
    private final Session session;
    private final String verb;
    private long waitingValues;
    private long added;
    private Progress progress = Progress.NONE;
    private boolean ended;

    private @Nullable Lease lease;

    BulkWriter(String store, BulkSink sink, Session session) {
        this.sink = sink;
        this.session = session;
        this.verb = "bulk writing to " + store;
    }

    /** Tells how many series have been written. */
    public BulkWriter onProgress(Progress listener) {
        progress = Objects.requireNonNull(listener, "progress");
        return this;
    }

    /**
     * Merges a series; a key may come more than once, and later values win.
     *
     * @return how many of its values are {@linkplain WriteResult#dropped() dropped}
     * @throws io.holcstore.error.StoreException when the series does not fit or the database refuses; the whole writer is rolled back then
     */
    public int add(SeriesKey key, Series series) {
        requireOpen();
        try {
            SeriesKey canonical = sink.canonical(key);
            if (sink.holds(canonical)) {
                flush();
            }
            int dropped = sink.hold(canonical, series);
            waitingValues += series.size();
            added++;
            if (sink.size() == ChunkTable.GROUP || waitingValues >= VALUES_AT_ONCE) {
                flush();
            }
            return dropped;
        } catch (RuntimeException | Error e) {
            rollback();
            throw e;
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the bulk writer has ended; nothing can be added to it");
        }
    }

    private void flush() {
        if (lease == null) {
            lease = session.open(verb);
        }
        try {
            sink.write(lease.connection());
        } catch (SQLException e) {
            throw Session.failure(verb, e);
        }
        waitingValues = 0;
        progress.update(added);
    }

    /** What has been written so far; complete once the writer is closed. */
    public WriteResult result() {
        return sink.result();
    }

    /** Gives up: nothing of what was added is stored. Does nothing once the writer has ended. */
    public void rollback() {
        end();
    }

    /** Writes what is waiting and commits, unless the writer has been rolled back. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        try {
            if (sink.size() > 0) {
                flush();
            }
            if (lease != null) {
                Session.commit(lease, verb);
            }
        } finally {
            end();
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        sink.close();
        if (lease != null) {
            lease.close();
        }
        progress.finish();
    }
}

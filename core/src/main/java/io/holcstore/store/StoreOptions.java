package io.holcstore.store;

import io.holcstore.internal.time.Years;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The options with which an application opens a store: its listener, and how long it waits for its database. The
 * database records none of them. Immutable and thread-safe.
 *
 * <pre>{@code
 * ChunkStore store = LOADS.open(dataSource, StoreOptions.defaults().timeout(Duration.ofSeconds(30)));
 * }</pre>
 *
 * @param listener receives an event for every verb; default {@link StoreListener#NONE}
 * @param timeout how long the store waits for each answer of the database; default null: as long as the driver and the
 *     server do
 * @param parallelism how many threads a verb on many series may use, that of its caller included; default 1
 */
public record StoreOptions(StoreListener listener, @Nullable Duration timeout, int parallelism) {
    private static final StoreOptions DEFAULTS = new StoreOptions(StoreListener.NONE, null, 1);
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    /**
     * Creates options.
     *
     * @throws IllegalArgumentException when the timeout is less than a millisecond, or the parallelism is less than 1
     */
    public StoreOptions {
        Objects.requireNonNull(listener, "listener");
        if (parallelism < 1) {
            throw new IllegalArgumentException("the parallelism must be at least 1, not " + parallelism);
        }
        if (timeout != null) {
            Years.require(timeout, "the timeout");
            if (timeout.toMillis() < 1) {
                throw new IllegalArgumentException("the timeout must be at least one millisecond, not " + timeout);
            }
            timeout = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        }
    }

    /** Returns options without a listener and with the time limits of the driver and the server. */
    public static StoreOptions defaults() {
        return DEFAULTS;
    }

    /** Returns these options with another listener. */
    public StoreOptions listener(StoreListener other) {
        return new StoreOptions(other, timeout, parallelism);
    }

    /**
     * Returns these options with a time limit. A statement ends with a {@link io.holcstore.error.StoreSqlException}
     * when it takes longer, waits longer for a lock, or gets no answer from the server for longer. Its transaction is
     * rolled back. The limit counts for each statement, and for a stream between two pages of rows. A verb of many
     * statements may therefore take longer.
     *
     * <p>PostgreSQL ends statements itself, and with them their waits for locks ({@code statement_timeout} of the
     * transaction). If a server does not answer at all, the network timeout of the connection ends the connection a
     * second later. H2 ends statements by their query timeout, rounded up to seconds. Its {@code LOCK_TIMEOUT} still
     * limits lock waits.
     *
     * <p>A verb through {@code on(connection)} has no limit of its own. The connection and its transaction belong to
     * the caller, who sets the limits.
     */
    public StoreOptions timeout(Duration limit) {
        return new StoreOptions(listener, Objects.requireNonNull(limit, "timeout"), parallelism);
    }

    /**
     * Returns these options with this number of threads for verbs on many series, that of the caller included.
     *
     * <p>With more than one, writes to a chunk store encode chunks on other threads while the caller's thread sends
     * those before. Streams and aggregates of many series read rows on another thread while the caller's thread decodes
     * those before and runs its consumer. A verb still has one connection, which one thread at a time uses, and one
     * transaction, and its results are the same. A stream holds up to three pages of rows in memory instead of one,
     * each at most 4 MiB. Within {@code on(connection)}, only the caller's thread uses the connection.
     *
     * <p>The threads are daemons. All stores of a class loader share them: at most two for each processor. They end
     * after ten seconds without work. A verb that gets none of them runs on its caller's thread.
     */
    public StoreOptions parallelism(int threads) {
        return new StoreOptions(listener, timeout, threads);
    }
}

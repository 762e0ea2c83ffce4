package io.holcstore.store;

import io.holcstore.internal.time.Years;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an application opens a store: what listens to it, and how long it waits for its database. Nothing of it is
 * recorded in the database. Immutable and thread-safe.
 *
 * <pre>{@code
 * ChunkStore store = LOADS.open(dataSource, StoreOptions.defaults().timeout(Duration.ofSeconds(30)));
 * }</pre>
 *
 * @param listener is told of every verb; default {@link StoreListener#NONE}
 * @param timeout how long the store waits for each answer of the database; default null: as long as the driver and the
 *     server do
 * @param parallelism how many threads a verb on many series may use; default 1. No verb uses more than its caller's
 *     thread yet
 */
public record StoreOptions(StoreListener listener, @Nullable Duration timeout, int parallelism) {
    private static final StoreOptions DEFAULTS = new StoreOptions(StoreListener.NONE, null, 1);
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    /**
     * Options.
     *
     * @throws IllegalArgumentException when the timeout is less than a millisecond, or the parallelism less than 1
     */
    public StoreOptions {
        Objects.requireNonNull(listener, "listener");
        if (parallelism < 1) {
            throw new IllegalArgumentException("the parallelism is 1 or more, not " + parallelism);
        }
        if (timeout != null) {
            Years.require(timeout, "the timeout");
            if (timeout.toMillis() < 1) {
                throw new IllegalArgumentException("the timeout is a millisecond or more, not " + timeout);
            }
            timeout = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        }
    }

    /** No listener, and the time limits of driver and server. */
    public static StoreOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another listener. */
    public StoreOptions listener(StoreListener other) {
        return new StoreOptions(other, timeout, parallelism);
    }

    /**
     * The same with a time limit. A statement that takes longer, waits for a lock longer, or gets no answer from the
     * server for longer ends with a {@link io.holcstore.error.StoreSqlException}, and what it was part of is rolled
     * back. The limit counts for each statement, and for a stream between two pages of rows: a verb of many statements
     * may take longer.
     *
     * <p>PostgreSQL ends statements itself, and with them their waits for locks ({@code statement_timeout} of the
     * transaction). A server that does not answer at all is given up by the network timeout of the connection, a second
     * later, which ends the connection. H2 ends statements by their query timeout, rounded up to seconds; lock waits
     * stay limited by its {@code LOCK_TIMEOUT}.
     *
     * <p>A verb through {@code on(connection)} has no limit of its own: the connection and its transaction are the
     * caller's, who sets what they need.
     */
    public StoreOptions timeout(Duration limit) {
        return new StoreOptions(listener, Objects.requireNonNull(limit, "timeout"), parallelism);
    }

    /** The same with so many threads for verbs on many series. No verb uses more than its caller's thread yet. */
    public StoreOptions parallelism(int threads) {
        return new StoreOptions(listener, timeout, threads);
    }
}

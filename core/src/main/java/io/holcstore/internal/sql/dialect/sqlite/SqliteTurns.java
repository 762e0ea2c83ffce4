package io.holcstore.internal.sql.dialect.sqlite;

import io.holcstore.internal.sql.SessionDialect;
import io.holcstore.internal.sql.SqlFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The turns of the writers of this process on each file, in the order in which they came. SQLite itself lets a waiting
 * writer sleep and try again, so that of many writers some wait for seconds. Writers of other processes wait in this
 * way.
 */
final class SqliteTurns {
    private static final Map<String, SqliteTurns> FILES = new HashMap<>();

    private final Semaphore free = new Semaphore(1, true);
    private volatile @Nullable Thread writer;
    private int users;

    private SqliteTurns() {}

    /**
     * Waits for the turn.
     *
     * @throws SQLException after {@code wait}, or when the thread is interrupted
     */
    static SessionDialect.Turn take(String file, Duration wait) throws SQLException {
        SqliteTurns turns = join(file);
        boolean taken = false;
        try {
            boolean waitsForItself = turns.writer == Thread.currentThread();
            taken = turns.free.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (!taken) {
                throw late(file, wait, waitsForItself);
            }
            turns.writer = Thread.currentThread();
            return turns.turn(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("the thread was interrupted while it waited to write to " + file, e);
        } finally {
            if (!taken) {
                turns.leave(file);
            }
        }
    }

    private SessionDialect.Turn turn(String file) {
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                writer = null;
                free.release();
                leave(file);
            }
        };
    }

    private static SQLException late(String file, Duration wait, boolean waitsForItself) {
        String text = "only one transaction may write to " + file + " at a time, and ";
        return waitsForItself
                ? new SQLException(text + "this thread has begun one itself, for a bulk writer or a callback: end"
                        + " that first, or use its own connection")
                : SqlFailures.runAgain(
                        text + "another one of this process has been writing for longer than the busy_timeout of "
                                + wait.toMillis() + " ms",
                        null);
    }

    private static SqliteTurns join(String file) {
        synchronized (FILES) {
            SqliteTurns turns = FILES.computeIfAbsent(file, any -> new SqliteTurns());
            turns.users++;
            return turns;
        }
    }

    private void leave(String file) {
        synchronized (FILES) {
            if (--users == 0) {
                FILES.remove(file);
            }
        }
    }
}

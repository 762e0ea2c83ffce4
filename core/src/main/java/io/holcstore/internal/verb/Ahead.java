package io.holcstore.internal.verb;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs steps on other threads before the caller asks for their results, and returns the results in order. Where the
 * next result is not there yet, the caller runs steps too, so that it never waits for a thread to become free. Not
 * thread-safe.
 *
 * @param <T> the result of a step
 */
public final class Ahead<T> implements AutoCloseable {
    /** Work that needs no other step to have run, unless only one step runs ahead. */
    public interface Step<T> {
        T run() throws SQLException;
    }

    private final Iterator<? extends Step<T>> steps;
    private final int most;
    private final int threads;
    private final ArrayDeque<FutureTask<@Nullable T>> ahead = new ArrayDeque<>();
    private final Queue<FutureTask<@Nullable T>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger working = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Begins the first steps.
     *
     * @param most how many steps may be ahead of the caller, running or done. With 1, a step begins after the one
     *     before it has ended; with 0, the caller runs all of them
     * @param threads how many threads other than the caller's may run them
     */
    public Ahead(Iterator<? extends Step<T>> steps, int most, int threads) {
        this.steps = steps;
        this.most = most;
        this.threads = threads;
        begin();
    }

    /** Returns the result of the next step, or null after the last one. Throws what the step has thrown. */
    public @Nullable T next() throws SQLException {
        FutureTask<@Nullable T> step = ahead.poll();
        if (step == null) {
            return steps.hasNext() ? steps.next().run() : null;
        }
        while (!step.isDone() && runOne()) {
            // this thread has run the step or a later one
        }
        T result = resultOf(step);
        begin();
        return result;
    }

    private void begin() {
        while (ahead.size() < most && steps.hasNext()) {
            Step<T> next = steps.next();
            FutureTask<@Nullable T> step = new FutureTask<>(() -> closed ? null : next.run());
            ahead.add(step);
            waiting.add(step);
        }
        while (working.get() < Math.min(threads, waiting.size())) {
            working.incrementAndGet();
            Workers.execute(this::work);
        }
    }

    /** Runs on another thread. A step that is added while it ends waits for the next call of {@link #begin}. */
    private void work() {
        while (runOne()) {
            // until nothing waits
        }
        working.decrementAndGet();
    }

    private boolean runOne() {
        FutureTask<@Nullable T> step = waiting.poll();
        if (step != null) {
            step.run();
        }
        return step != null;
    }

    private static <T> T resultOf(FutureTask<T> step) throws SQLException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return step.get();
                } catch (InterruptedException e) {
                    interrupted = true; // as without other threads: drivers do not end a call for it either
                }
            }
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SQLException thrown(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return cause instanceof SQLException e ? e : new SQLException(cause);
    }

    /** Waits for the steps that other threads have begun, and drops their results. No step begins after this. */
    @Override
    public void close() {
        closed = true;
        while (runOne()) {
            // does nothing any more
        }
        for (FutureTask<@Nullable T> step : ahead) {
            try {
                resultOf(step);
            } catch (SQLException | RuntimeException e) {
                // nobody has asked for this step
            }
        }
        ahead.clear();
    }
}

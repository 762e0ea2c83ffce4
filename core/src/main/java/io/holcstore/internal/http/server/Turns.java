package io.holcstore.internal.http.server;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the JDK's server. From the first byte of a request on, a thread waits for the client. Clients that
 * take too long are cut off. When there are too many requests, the one that has been arriving for the longest time is
 * cut off to make room. Thread-safe.
 */
final class Turns implements Executor, AutoCloseable {
    private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

    /** The number of extra threads: a request that was cut off needs its thread for a moment longer. */
    private static final int ENDING = 64;

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(5);

    private final ServerLimits limits;
    private final Set<Turn> atWork = new LinkedHashSet<>();

    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService watch;
    private final Future<?> watching;

    Turns(ServerLimits limits) {
        this.limits = limits;
        this.threads = new ThreadPoolExecutor(
                0,
                limits.connections() + ENDING,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons("holcstore-http-server-"));
        this.watch = Executors.newSingleThreadScheduledExecutor(daemons("holcstore-http-watch-"));
        long look = Math.min(limits.requestTime().toNanos(), limits.stallTime().toNanos()) / 4;
        look = Math.max(SHORTEST_LOOK.toNanos(), Math.min(LONGEST_LOOK.toNanos(), look));
        this.watching = watch.scheduleWithFixedDelay(this::look, look, look, TimeUnit.NANOSECONDS);
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Returns the turn of the current thread. */
    static Turn current() {
        return CURRENT.get();
    }

    /** @throws RejectedExecutionException when there is no room: the JDK's server then closes the connection */
    @Override
    public void execute(Runnable task) {
        Turn turn = new Turn(limits);
        synchronized (atWork) {
            if (atWork.size() >= limits.connections() && !makeRoom()) {
                throw new RejectedExecutionException("all " + limits.connections() + " connections are in use");
            }
            atWork.add(turn);
        }
        try {
            threads.execute(() -> run(turn, task));
        } catch (RejectedExecutionException e) {
            end(turn);
            throw e;
        }
    }

    private boolean makeRoom() {
        for (Turn turn : atWork) {
            if (turn.cutIfReading()) {
                atWork.remove(turn);
                return true;
            }
        }
        return false;
    }

    private void run(Turn turn, Runnable task) {
        CURRENT.set(turn);
        turn.read();
        try {
            task.run();
        } finally {
            turn.end();
            CURRENT.remove();
            end(turn);
        }
    }

    private void end(Turn turn) {
        synchronized (atWork) {
            atWork.remove(turn);
        }
    }

    private void look() {
        List<Turn> turns;
        synchronized (atWork) {
            turns = List.copyOf(atWork);
        }
        long now = System.nanoTime();
        turns.forEach(turn -> turn.cutIfLate(now));
    }

    @Override
    public void close() {
        watching.cancel(false);
        watch.shutdownNow();
        threads.shutdown();
    }
}

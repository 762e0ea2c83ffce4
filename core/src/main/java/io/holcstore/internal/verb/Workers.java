package io.holcstore.internal.verb;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that all stores of this class loader share. They start when a store first uses them, and end after ten
 * seconds without work. They do not keep the JVM alive.
 */
final class Workers {
    private static final int MOST = 2 * Runtime.getRuntime().availableProcessors();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(MOST, MOST, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Workers::thread);

    static {
        THREADS.allowCoreThreadTimeOut(true);
    }

    private Workers() {}

    static void execute(Runnable work) {
        THREADS.execute(work);
    }

    private static Thread thread(Runnable run) {
        Thread thread = new Thread(null, run, "holcstore-" + NUMBER.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Workers.class.getClassLoader());
        return thread;
    }
}

package io.holcstore.internal.http;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends a pull while it waits for an answer or for the next try. A page that is being stored is stored completely.
 * Thread-safe.
 */
public final class Stop {
    private final Time time;
    private final CountDownLatch latch = new CountDownLatch(1);
    private final AtomicReference<@Nullable Future<?>> call = new AtomicReference<>();

    public Stop(Time time) {
        this.time = time;
    }

    public void now() {
        latch.countDown();
        Future<?> waited = call.get();
        if (waited != null) {
            waited.cancel(true);
        }
    }

    public boolean isAsked() {
        return latch.getCount() == 0;
    }

    /** Makes {@link #now} cancel this call. */
    public void watch(Future<?> waited) {
        call.set(waited);
        if (isAsked()) {
            waited.cancel(true);
        }
    }

    /**
     * Waits.
     *
     * @throws CancellationException when the pull was asked to stop
     */
    public void sleep(Duration duration) throws InterruptedException {
        if (time.await(latch, duration)) {
            throw new CancellationException();
        }
    }
}

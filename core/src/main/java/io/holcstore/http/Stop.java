package io.holcstore.http;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks a pull to end where it waits: for an answer, or for the time of the next try. A page that is being stored is stored. Thread-safe. */
final class Stop {
    private final Time time;
    private final CountDownLatch latch = new CountDownLatch(1);
    private final AtomicReference<PageSource.@Nullable Call> call = new AtomicReference<>();

    Stop(Time time) {
        this.time = time;
    }

    void now() {
        latch.countDown();
        PageSource.Call waited = call.get();
        if (waited != null) {
            waited.cancel();
        }
    }

    boolean isAsked() {
        return latch.getCount() == 0;
    }

    /** From here on {@link #now} cancels this call. */
    void watch(PageSource.Call waited) {
        call.set(waited);
        if (isAsked()) {
            waited.cancel();
        }
    }

    /** @throws CancellationException when asked to stop */
    void sleep(Duration duration) throws InterruptedException {
        if (time.await(latch, duration)) {
            throw new CancellationException();
        }
    }
}

package io.holcstore.http;

import io.holcstore.internal.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that jumps ahead whenever somebody waits, and knows how long each wait was to be. */
final class TestTime implements Time {
    private final Instant start = Instant.parse("2024-03-31T00:00:00Z");
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanos.get());
    }

    @Override
    public boolean await(CountDownLatch latch, Duration atMost) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waits.add(atMost);
        nanos.addAndGet(atMost.toNanos());
        return latch.getCount() == 0;
    }

    List<Duration> waits() {
        return waits;
    }
}

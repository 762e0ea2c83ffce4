package io.holcstore.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clocks and waiting, which tests replace. Thread-safe. */
public interface Time {
    public Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public boolean await(CountDownLatch latch, Duration atMost) throws InterruptedException {
            // Unlike toNanos(), convert() reduces times of more than 292 years to 292 years and does not overflow.
            return latch.await(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
        }
    };

    /** Returns the clock for durations, like {@link System#nanoTime}. */
    public long nanos();

    public Instant now();

    /** Waits at most this long for the latch, and returns whether it opened. */
    public boolean await(CountDownLatch latch, Duration atMost) throws InterruptedException;
}

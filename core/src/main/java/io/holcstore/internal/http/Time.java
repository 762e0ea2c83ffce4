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
            // Unlike toNanos(), this takes more than 292 years for 292.
            return latch.await(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
        }
    };

    /** For durations, as {@link System#nanoTime}. */
    public long nanos();

    public Instant now();

    /** Waits so long, or until the latch opens, which is when the result is true. */
    public boolean await(CountDownLatch latch, Duration atMost) throws InterruptedException;
}

package io.holcstore.internal.time;

import java.time.Instant;

/** Points in time as databases and files keep them: in whole microseconds, of the years 1 to 9999. */
public final class Micros {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Micros() {}

    /**
     * Microseconds since 1970, less what is finer. {@link java.time.temporal.ChronoUnit#between} cannot count them: its
     * nanoseconds overflow after 292 years.
     */
    public static long of(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    /** Whether it lies in the years 1 to 9999 of UTC. */
    public static boolean isInRange(Instant instant) {
        return !instant.isBefore(FIRST) && instant.isBefore(END);
    }
}

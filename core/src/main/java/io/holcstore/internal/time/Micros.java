package io.holcstore.internal.time;

import java.time.Instant;

/** Converts points in time to the form in databases and files: whole microseconds in the years 1 to 9999. */
public final class Micros {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Micros() {}

    /**
     * Returns microseconds since 1970, without smaller units. {@link java.time.temporal.ChronoUnit#between} cannot
     * count them, because its nanoseconds overflow after 292 years.
     */
    public static long of(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    /** Returns whether the instant lies in the years 1 to 9999 in UTC. */
    public static boolean isInRange(Instant instant) {
        return !instant.isBefore(FIRST) && instant.isBefore(END);
    }
}

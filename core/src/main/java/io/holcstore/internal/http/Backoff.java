package io.holcstore.internal.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Computes the wait before another try: a random time below a bound that doubles with each failure, so that clients
 * that failed together do not return together. The wait is at least as long as the server requests.
 */
public final class Backoff {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 30_000;
    private static final int DOUBLINGS = 16;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private Backoff() {}

    /**
     * Returns the wait after this number of failures in a row.
     *
     * @param random at least 0, below 1
     */
    public static Duration delay(int failures, double random) {
        long bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, DOUBLINGS));
        return Duration.ofMillis((long) (random * bound));
    }

    /**
     * Returns the wait that a Retry-After header requests, in seconds or as a date; empty when the header is neither.
     * Never negative.
     */
    public static Optional<Duration> retryAfter(String header, Instant now) {
        if (SECONDS.matcher(header).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        return date(header).map(date -> date.isBefore(now) ? Duration.ZERO : Duration.between(now, date));
    }

    /** Reads a date in the format of HTTP: {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    public static Optional<Instant> date(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

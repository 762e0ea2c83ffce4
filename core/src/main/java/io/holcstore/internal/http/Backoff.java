package io.holcstore.internal.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long to wait before another try: a random time up to a bound that doubles with each failure, so that clients that
 * failed together do not come back together; and as long as the server asks for.
 */
public final class Backoff {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 30_000;
    private static final int DOUBLINGS = 16;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private Backoff() {}

    /**
     * The wait after so many failures in a row.
     *
     * @param random at least 0, below 1
     */
    public static Duration delay(int failures, double random) {
        long bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, DOUBLINGS));
        return Duration.ofMillis((long) (random * bound));
    }

    /** What a Retry-After asks for, in seconds or as a date; empty when it says neither. Never negative. */
    public static Optional<Duration> retryAfter(String header, Instant now) {
        if (SECONDS.matcher(header).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        return date(header).map(date -> date.isBefore(now) ? Duration.ZERO : Duration.between(now, date));
    }

    /** A date as HTTP writes it: {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    public static Optional<Instant> date(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

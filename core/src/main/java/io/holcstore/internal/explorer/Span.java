package io.holcstore.internal.explorer;

import io.holcstore.time.Frequency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The lengths of time over which totals are computed. */
enum Span {
    DAY("1d", 1),
    MONTH("1month", 28),
    YEAR("1year", 365);

    private final String bucket;
    private final int shortestDays;

    Span(String bucket, int shortestDays) {
        this.bucket = bucket;
        this.shortestDays = shortestDays;
    }

    /** Returns the names in requests and answers. */
    static List<String> names() {
        return Arrays.stream(values()).map(Span::toString).toList();
    }

    static Span of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    Frequency bucket() {
        return Frequency.parse(bucket);
    }

    /** Returns how many of them lie in a number of days, at most. */
    long most(long days) {
        return days / shortestDays + 2;
    }

    /** Returns the local day, month or year that begins at an instant: {@code 2024-03-01}, {@code 2024-03}. */
    String label(long epochMillis, ZoneId zone) {
        LocalDate day = Instant.ofEpochMilli(epochMillis).atZone(zone).toLocalDate();
        return switch (this) {
            case DAY -> day.toString();
            case MONTH -> YearMonth.from(day).toString();
            case YEAR -> Integer.toString(day.getYear());
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

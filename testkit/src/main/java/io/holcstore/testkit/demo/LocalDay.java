package io.holcstore.testkit.demo;

import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;

/** A day as the clock on the wall tells it: of 24 hours, or of 23 or 25. */
record LocalDay(LocalDate date, ZoneId zone) {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH", Locale.ROOT);

    /** The day of the n-th clock change of a year (0 or 1); the first day of that year where its zone has none. */
    static LocalDay ofClockChange(int year, int n, ZoneId zone) {
        Instant at = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
        LocalDate day = LocalDate.of(year, 1, 1);
        for (int i = 0; i <= n; i++) {
            ZoneOffsetTransition next = zone.getRules().nextTransition(at);
            if (next == null || next.getDateTimeBefore().getYear() != year) {
                break;
            }
            at = next.getInstant();
            day = next.getDateTimeBefore().toLocalDate();
        }
        return new LocalDay(day, zone);
    }

    TimeRange range() {
        return TimeRange.day(date, zone);
    }

    int hours() {
        return (int) Duration.between(range().start(), range().end()).toHours();
    }

    Instant startOfHour(int n) {
        return range().start().plus(Duration.ofHours(n));
    }

    /** What the clock shows in the n-th hour of the day: {@code "02"}, on one day of autumn for two hours. */
    String clockAt(int n) {
        return HOUR.format(startOfHour(n).atZone(zone));
    }

    /** Whether the clock shows this hour twice on this day. */
    boolean isTwice(int n) {
        return (n > 0 && clockAt(n - 1).equals(clockAt(n)))
                || (n + 1 < hours() && clockAt(n + 1).equals(clockAt(n)));
    }

    /** {@code "Sunday 27 October 2024: 25 hours, 02 twice"}. */
    String title() {
        StringBuilder title = new StringBuilder(NAME.format(date))
                .append(": ")
                .append(hours())
                .append(" hours");
        for (int n = 1; n < hours(); n++) {
            int step = Integer.parseInt(clockAt(n)) - Integer.parseInt(clockAt(n - 1));
            if (step == 0) {
                title.append(", ").append(clockAt(n)).append(" twice");
            } else if (step > 1) {
                title.append(String.format(Locale.ROOT, ", no %02d", Integer.parseInt(clockAt(n - 1)) + 1));
            }
        }
        return title.toString();
    }
}

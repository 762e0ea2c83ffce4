package io.holcstore.time;

import io.holcstore.internal.time.Years;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The step of a series. It is either a duration, such as 15 minutes, or a calendar period, such as one day, whose
 * length in hours depends on the zone. {@code "24h"} is a duration and {@code "1d"} is a period: they differ on days
 * when the clock changes. A frequency is at most 9,999 years long.
 *
 * <p>Immutable. Two frequencies are equal when they are the same duration or the same period: {@code "60min"} equals
 * {@code "1h"}, and {@code "12month"} equals {@code "1year"}.
 */
public final class Frequency {
    private static final String ACCEPTED =
            "a positive whole number and one of ms, s, min, h, d, w, week, month, year, such as \"15min\", \"1h\" or"
                    + " \"1d\", up to 9999 years";

    private static final int LONGEST_MONTHS = 12 * Years.LAST;
    private static final long LONGEST_DAYS = Years.LENGTH / 86_400_000;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    // Exactly one of them is not 0.
    private final long millis;
    private final int days;
    private final int months;

    private Frequency(long millis, int days, int months) {
        this.millis = millis;
        this.days = days;
        this.months = months;
    }

    /**
     * Parses a number followed by a unit. {@code ms}, {@code s}, {@code min} and {@code h} give a duration; {@code d},
     * {@code w} or {@code week}, {@code month} and {@code year} give a calendar period. The text is in lower case,
     * without spaces. A week is seven days: {@code "1week"} is {@code "7d"}.
     *
     * @throws IllegalArgumentException if the text is anything else; the message says what is accepted
     */
    public static Frequency parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        try {
            long number = Long.parseLong(text.substring(0, digits));
            return switch (text.substring(digits)) {
                case "ms" -> ofMillis(number);
                case "s" -> ofMillis(Math.multiplyExact(number, SECOND));
                case "min" -> ofMillis(Math.multiplyExact(number, MINUTE));
                case "h" -> ofMillis(Math.multiplyExact(number, HOUR));
                case "d" -> of(Period.ofDays(Math.toIntExact(number)));
                case "w", "week" -> of(Period.ofWeeks(Math.toIntExact(number)));
                case "month" -> of(Period.ofMonths(Math.toIntExact(number)));
                case "year" -> of(Period.ofYears(Math.toIntExact(number)));
                default -> throw new IllegalArgumentException("unit");
            };
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a frequency; use " + ACCEPTED, e);
        }
    }

    /**
     * Returns a frequency of a fixed length.
     *
     * @throws IllegalArgumentException unless the duration is a whole, positive number of milliseconds, of at most
     *     9,999 years
     */
    public static Frequency of(Duration duration) {
        Years.require(duration, "a frequency");
        if (duration.isZero() || !duration.equals(Duration.ofMillis(duration.toMillis()))) {
            throw new IllegalArgumentException(
                    "a frequency must be a positive whole number of milliseconds, not " + duration);
        }
        return ofMillis(duration.toMillis());
    }

    /**
     * Returns a frequency of calendar days, or of calendar months and years. A week is seven days.
     *
     * @throws IllegalArgumentException if the period is not positive, mixes days with months or years, or is longer
     *     than 9,999 years
     */
    public static Frequency of(Period period) {
        long months = period.toTotalMonths();
        int days = (int) period.get(ChronoUnit.DAYS);
        boolean one = (months > 0 && days == 0) || (months == 0 && days > 0);
        if (!one || months > LONGEST_MONTHS || days > LONGEST_DAYS) {
            throw new IllegalArgumentException(
                    "a frequency must be a positive number of days, or of months and years, up to " + Years.LAST
                            + " years, not " + period);
        }
        return new Frequency(0, days, (int) months);
    }

    private static Frequency ofMillis(long millis) {
        if (millis <= 0 || millis > Years.LENGTH) {
            throw new IllegalArgumentException("a frequency must be positive, and at most " + Years.LAST + " years");
        }
        return new Frequency(millis, 0, 0);
    }

    /** Returns whether this is a calendar period (days, months, years) rather than a duration. */
    public boolean isCalendar() {
        return millis == 0;
    }

    /**
     * Returns the length in milliseconds.
     *
     * @throws IllegalStateException for a calendar period, which has no fixed length
     */
    public long millis() {
        if (isCalendar()) {
            throw new IllegalStateException(
                    "\"" + this + "\" is a calendar period without a fixed length; use period()");
        }
        return millis;
    }

    /**
     * Returns the period, which has either days only, or years and months.
     *
     * @throws IllegalStateException for a duration
     */
    public Period period() {
        if (!isCalendar()) {
            throw new IllegalStateException("\"" + this + "\" is a duration, not a calendar period; use millis()");
        }
        return Period.of(months / 12, months % 12, days);
    }

    /**
     * Returns the instant one step later.
     *
     * @param zone the zone whose calendar a period follows; a duration does not use it
     * @throws IllegalArgumentException for an instant outside the years 1 to 9999
     */
    public long after(long epochMillis, ZoneId zone) {
        Years.require(epochMillis);
        return isCalendar()
                ? Instant.ofEpochMilli(epochMillis)
                        .atZone(zone)
                        .plus(period())
                        .toInstant()
                        .toEpochMilli()
                : epochMillis + millis;
    }

    /** Returns the days of a period of days, and 0 for any other frequency. */
    public int days() {
        return days;
    }

    /** Returns the months of a period of months and years, and 0 for any other frequency. */
    public int months() {
        return months;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frequency that && millis == that.millis && days == that.days && months == that.months;
    }

    @Override
    public int hashCode() {
        return Objects.hash(millis, days, months);
    }

    /** Returns the canonical text, in the largest unit that gives a whole number. {@link #parse} reads it. */
    @Override
    public String toString() {
        if (isCalendar()) {
            return days > 0 ? days + "d" : months % 12 == 0 ? months / 12 + "year" : months + "month";
        }
        if (millis % HOUR == 0) {
            return millis / HOUR + "h";
        }
        if (millis % MINUTE == 0) {
            return millis / MINUTE + "min";
        }
        return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
    }
}

package io.holcstore.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The years that this library supports: local years 1 to 9999, which every supported database also supports. Arguments
 * outside these years, or longer ones, are refused at once, with an {@link IllegalArgumentException} that names them.
 */
public final class Years {
    public static final int FIRST = 1;
    public static final int LAST = 9999;

    private static final long DAY = 86_400_000;

    /** The first millisecond of these years in UTC. */
    public static final long START = LocalDate.of(FIRST, 1, 1).toEpochDay() * DAY;

    /** The exclusive end of these years in UTC. */
    public static final long END = LocalDate.of(LAST + 1, 1, 1).toEpochDay() * DAY;

    // In some zones the years begin and end up to a day earlier or later.
    private static final Instant FIRST_INSTANT = Instant.ofEpochMilli(START - DAY);
    private static final Instant LAST_INSTANT = Instant.ofEpochMilli(END + DAY);

    public static final long LENGTH = END - START;

    private Years() {}

    /** Returns whether an instant lies in these years in some zone. */
    public static boolean hold(Instant instant) {
        return !instant.isBefore(FIRST_INSTANT) && !instant.isAfter(LAST_INSTANT);
    }

    /**
     * Returns an instant that lies in these years in some zone, and throws otherwise.
     *
     * @param what the name of the argument for messages
     */
    public static Instant require(Instant instant, String what) {
        if (!hold(instant)) {
            throw outside(what + ' ' + instant);
        }
        return instant;
    }

    /** Refuses a part of the calendar in another year. */
    public static void requireYear(int year, Object part) {
        if (year < FIRST || year > LAST) {
            throw outside(part.toString());
        }
    }

    /** Refuses an instant that lies outside these years in every zone. */
    public static void require(long epochMillis) {
        if (epochMillis < START - DAY || epochMillis > END + DAY) {
            throw outside(epochMillis);
        }
    }

    /**
     * Returns a duration from zero to the length of these years, and throws otherwise.
     *
     * @param what the name of the argument for messages
     */
    public static Duration require(Duration duration, String what) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(what + " cannot be negative: " + duration);
        }
        if (duration.compareTo(Duration.ofMillis(LENGTH)) > 0) {
            throw new IllegalArgumentException(
                    what + " is longer than the years " + FIRST + " to " + LAST + ": " + duration);
        }
        return duration;
    }

    /** Returns the first instant of the local day, or of the first later day when the zone skipped it. */
    public static long dayStart(LocalDate day, ZoneId zone) {
        return dayStart(day, zone.getRules());
    }

    /**
     * Does the same as {@link #dayStart(LocalDate, ZoneId)} with the given rules, even if those of the zone change
     * later.
     */
    public static long dayStart(LocalDate day, ZoneRules rules) {
        return firstInstant(day.atStartOfDay(), rules);
    }

    /** Returns when a clock first shows, or skips, a local time. */
    public static long firstInstant(LocalDateTime time, ZoneRules rules) {
        ZoneOffsetTransition change = rules.getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant().toEpochMilli()
                : time.toEpochSecond(rules.getOffset(time)) * 1_000 // the earlier of two possible offsets
                        + time.get(ChronoField.MILLI_OF_SECOND);
    }

    public static IllegalArgumentException outside(long epochMillis) {
        return outside(text(epochMillis));
    }

    private static IllegalArgumentException outside(String what) {
        return new IllegalArgumentException(what + " lies outside the years " + FIRST + " to " + LAST);
    }

    /** Returns an instant as readable text in UTC. */
    public static String text(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}

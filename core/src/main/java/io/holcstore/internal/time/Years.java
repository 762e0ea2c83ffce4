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
 * The part of the time line this library keeps: local years 1 to 9999, which every supported database can name too.
 * Arguments that lie outside or are longer are refused where they come in, all by the same rule, with an
 * {@link IllegalArgumentException} that names them.
 */
public final class Years {
    public static final int FIRST = 1;
    public static final int LAST = 9999;

    private static final long DAY = 86_400_000;

    /** The first millisecond of these years in UTC. */
    public static final long START = LocalDate.of(FIRST, 1, 1).toEpochDay() * DAY;

    /** Their end, exclusive, in UTC. */
    public static final long END = LocalDate.of(LAST + 1, 1, 1).toEpochDay() * DAY;

    // In some zones the years begin and end up to a day earlier or later.
    private static final Instant FIRST_INSTANT = Instant.ofEpochMilli(START - DAY);
    private static final Instant LAST_INSTANT = Instant.ofEpochMilli(END + DAY);

    public static final long LENGTH = END - START;

    private Years() {}

    /** Whether an instant lies in these years in some zone. */
    public static boolean hold(Instant instant) {
        return !instant.isBefore(FIRST_INSTANT) && !instant.isAfter(LAST_INSTANT);
    }

    /**
     * Takes an instant that lies in these years in some zone.
     *
     * @param what the argument as a message names it
     */
    public static Instant require(Instant instant, String what) {
        if (!hold(instant)) {
            throw outside(what + ' ' + instant);
        }
        return instant;
    }

    /** Refuses a part of the calendar that lies in another year. */
    public static void requireYear(int year, Object part) {
        if (year < FIRST || year > LAST) {
            throw outside(part.toString());
        }
    }

    /** Refuses an instant that lies in these years in no zone. */
    public static void require(long epochMillis) {
        if (epochMillis < START - DAY || epochMillis > END + DAY) {
            throw outside(epochMillis);
        }
    }

    /**
     * Takes a duration from zero to the length of these years.
     *
     * @param what the argument as a message names it
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

    /** The first instant of the local day, or of the first later day where the zone skipped it. */
    public static long dayStart(LocalDate day, ZoneId zone) {
        return dayStart(day, zone.getRules());
    }

    /** As {@link #dayStart(LocalDate, ZoneId)} by these rules, whatever the zone's become later. */
    public static long dayStart(LocalDate day, ZoneRules rules) {
        return firstInstant(day.atStartOfDay(), rules);
    }

    /** When a clock first shows a local time, or has jumped over it. */
    public static long firstInstant(LocalDateTime time, ZoneRules rules) {
        ZoneOffsetTransition change = rules.getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant().toEpochMilli()
                : time.toEpochSecond(rules.getOffset(time)) * 1_000 // of two, the earlier one
                        + time.get(ChronoField.MILLI_OF_SECOND);
    }

    public static IllegalArgumentException outside(long epochMillis) {
        return outside(text(epochMillis));
    }

    private static IllegalArgumentException outside(String what) {
        return new IllegalArgumentException(what + " lies outside the years " + FIRST + " to " + LAST);
    }

    /** An instant as people read it, in UTC. */
    public static String text(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}

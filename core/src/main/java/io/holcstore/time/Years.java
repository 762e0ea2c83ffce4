package io.holcstore.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The part of the time line this library keeps: local years 1 to 9999, which every supported database can name too. */
final class Years {
    static final int FIRST = 1;
    static final int LAST = 9999;

    /** The first millisecond of these years in UTC. */
    static final long START = LocalDate.of(FIRST, 1, 1).toEpochDay() * 86_400_000;

    /** Their end, exclusive, in UTC. */
    static final long END = LocalDate.of(LAST + 1, 1, 1).toEpochDay() * 86_400_000;

    private Years() {}

    /** The first instant of the local day, or of the first later day where the zone skipped it. */
    static long dayStart(LocalDate day, ZoneId zone) {
        return dayStart(day, zone.getRules());
    }

    /** As {@link #dayStart(LocalDate, ZoneId)} by these rules, whatever the zone's become later. */
    static long dayStart(LocalDate day, ZoneRules rules) {
        LocalDateTime midnight = day.atStartOfDay();
        ZoneOffsetTransition change = rules.getTransition(midnight);
        return change != null && change.isGap()
                ? change.getInstant().toEpochMilli()
                : midnight.toEpochSecond(rules.getOffset(midnight)) * 1_000; // of two, the earlier one
    }

    static IllegalArgumentException outside(long epochMillis) {
        return new IllegalArgumentException(text(epochMillis) + " lies outside the years " + FIRST + " to " + LAST);
    }

    /** An instant as people read it, in UTC. */
    static String text(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}

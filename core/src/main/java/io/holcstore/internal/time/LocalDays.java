package io.holcstore.internal.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.stream.LongStream;

/**
 * The calendar days of a zone as epoch days: when each starts, and which of them the zone skipped when it moved across
 * the date line (30 December 2011 in Pacific/Apia). A day that happened twice is one long day. Immutable: it keeps the
 * rules that the zone had when it was created.
 */
public final class LocalDays {
    private static final long DAY = 86_400_000;

    private final ZoneRules rules;
    private final long[] skipped; // ascending; every zone has only a few

    private LocalDays(ZoneId zone) {
        this.rules = zone.getRules();
        // Only listed transitions can skip a day: the yearly rules after them change the clock by an hour or two.
        this.skipped = rules.getTransitions().stream()
                .filter(ZoneOffsetTransition::isGap)
                .flatMapToLong(LocalDays::daysInside)
                .toArray();
    }

    public static LocalDays of(ZoneId zone) {
        return new LocalDays(zone);
    }

    private static LongStream daysInside(ZoneOffsetTransition gap) {
        LocalDateTime before = gap.getDateTimeBefore();
        LocalDate first = before.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? before.toLocalDate()
                : before.toLocalDate().plusDays(1);
        return LongStream.range(
                first.toEpochDay(), gap.getDateTimeAfter().toLocalDate().toEpochDay());
    }

    /** Returns the local date of the instant. */
    public long dayOf(long epochMillis) {
        long offset = rules.getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds();
        return Math.floorDiv(epochMillis + offset * 1_000, DAY);
    }

    /** Returns the first instant of the day, or of the next existing day when it was skipped. */
    public long startOf(long day) {
        return startOf(LocalDate.ofEpochDay(day));
    }

    /** Does the same as {@link #startOf(long)}. */
    public long startOf(LocalDate date) {
        return Years.dayStart(date, rules);
    }

    /** Returns when the clock first shows, or skips, the time of a day. */
    public long at(LocalDateTime time) {
        return Years.firstInstant(time, rules);
    }

    /** Returns whether a zone now has the same rules. */
    public boolean follow(ZoneId zone) {
        return rules.equals(zone.getRules());
    }

    /** Returns the day {@code count >= 0} existing days after an existing day. */
    long plus(long day, long count) {
        long result = day + count;
        for (long s : skipped) {
            if (s > day && s <= result) {
                result++;
            }
        }
        return result;
    }
}

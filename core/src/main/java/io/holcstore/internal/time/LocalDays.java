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
 * The calendar days of a zone, as epoch days: where each starts, and which of them never were, because the zone moved
 * across the date line (30 December 2011 in Pacific/Apia). A day that happened twice is one long day. Immutable: it
 * keeps the rules that the zone had when it was made.
 */
public final class LocalDays {
    private static final long DAY = 86_400_000;

    private final ZoneRules rules;
    private final long[] skipped; // ascending; no zone has more than a few

    private LocalDays(ZoneId zone) {
        this.rules = zone.getRules();
        // The yearly rules that follow the listed transitions move the clock by an hour or two, never by a day.
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

    /** The local date of the instant. */
    public long dayOf(long epochMillis) {
        long offset = rules.getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds();
        return Math.floorDiv(epochMillis + offset * 1_000, DAY);
    }

    /** The first instant of the day; of the next one that exists, where it was skipped. */
    public long startOf(long day) {
        return startOf(LocalDate.ofEpochDay(day));
    }

    /** As {@link #startOf(long)}. */
    public long startOf(LocalDate date) {
        return Years.dayStart(date, rules);
    }

    /** When the clock first shows the time of a day, or has jumped over it. */
    public long at(LocalDateTime time) {
        return Years.firstInstant(time, rules);
    }

    /** Whether a zone has the same rules today. */
    public boolean follow(ZoneId zone) {
        return rules.equals(zone.getRules());
    }

    /** The day {@code count >= 0} existing days after an existing day. */
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

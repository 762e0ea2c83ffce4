package io.holcstore.internal.calendar;

import io.holcstore.internal.time.LocalDays;
import io.holcstore.internal.time.Years;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.Optional;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the time line into the buckets of a {@link BucketRule}: local months or years, local days, or equal parts of
 * each local day.
 *
 * <ul>
 * <li>Months and years are counted from the start of the year 1: {@code "3month"} is a quarter, {@code "1year"} a year.
 * When a month is too short for the day on which months begin, it begins on its last day.
 * <li>Days are counted from 1 January of the year 1, a Monday: {@code "7d"} is an ISO week. A day can have 23, 24 or 25
 * hours. It begins when the clock first shows, or skips, the start of the day.
 * <li>A duration divides each local day from its start, so that no bucket reaches into the next day: the last one of a
 * day is shorter or longer when the clock changes by less than its length.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class BucketCalendar {
    private static final long DAY = 86_400_000;
    private static final int MAX_BUCKETS = Integer.MAX_VALUE - 8;
    private static final LocalDate MONDAY = LocalDate.of(Years.FIRST, 1, 1);

    private final BucketRule rule;
    private final Frequency bucket;
    private final @Nullable ChunkCalendar slots;
    private final LocalDays days;
    private final Grid origin;
    private final long part; // of a day; unlimited for buckets of whole days
    private final long firstMillis;
    private final long endMillis;

    private BucketCalendar(BucketRule rule, @Nullable ChunkCalendar slots, LocalDays days, Grid dayGrid) {
        this.rule = rule;
        this.bucket = rule.bucket();
        this.slots = slots;
        this.days = days;
        this.origin = dayGrid.withStep(bucket);
        this.part = bucket.isCalendar() ? Long.MAX_VALUE : bucket.millis();
        this.firstMillis = slots == null ? days.startOf(MONDAY) : slots.firstMillis();
        this.endMillis = slots == null ? days.startOf(LocalDate.of(Years.LAST + 1, 1, 1)) : slots.endMillis();
    }

    /**
     * Returns buckets of slots of a calendar.
     *
     * @throws IllegalArgumentException when the rule shows that buckets cut slots
     */
    public static BucketCalendar of(BucketRule rule, ChunkCalendar slots) {
        rule.requireWholeSlots(slots);
        return rule.isOfClock(slots)
                ? new BucketCalendar(rule, slots, slots.days(), slots.dayGrid())
                : of(rule, slots, LocalDays.of(rule.zone()));
    }

    /**
     * Returns buckets of points at any times.
     *
     * @throws IllegalArgumentException when the buckets are durations that do not divide a day
     */
    public static BucketCalendar of(BucketRule rule) {
        rule.requirePartOfDay();
        return of(rule, null, LocalDays.of(rule.zone()));
    }

    private static BucketCalendar of(BucketRule rule, @Nullable ChunkCalendar slots, LocalDays days) {
        Frequency day = Frequency.of(Period.ofDays(1));
        return new BucketCalendar(rule, slots, days, Grid.of(days.startOf(LocalDate.EPOCH), day, rule.zone(), 0));
    }

    /** Returns whether every chunk of the calendar lies in one bucket. */
    public boolean holdsWholeChunks() {
        if (slots == null || !hasDaysOfSlots() || !rule.hasCalendarMonths()) {
            return false;
        }
        boolean years = slots.chunkBy() == ChunkBy.YEAR;
        return bucket.months() > 0
                && bucket.months() % (years ? 12 : 1) == 0
                && !(years && rule.yearStart().getMonthValue() > 1);
    }

    /** Returns whether no bucket is longer than a slot, so that none contains two. */
    public boolean isOfSlots() {
        return slots != null && !bucket.isCalendar() && bucket.equals(slots.frequency()) && hasDaysOfSlots();
    }

    private boolean hasDaysOfSlots() {
        return slots != null && days == slots.days() && rule.hasMidnightDays();
    }

    /**
     * Returns the starts of the buckets that a bounded range touches, in order, and the end of the last one: at least
     * two instants, or none for an empty range. The first may lie before the range and the last after it.
     *
     * @throws IllegalArgumentException if an end of the range is open or outside the years 1 to 9999, if there are more
     *      buckets than an array can hold, or if a bucket begins inside a slot
     */
    public long[] bounds(TimeRange range) {
        Window.check(range, firstMillis, endMillis, slots == null ? rule.zone() : slots.zone());
        if (mostIn(range.startMillis(), range.endMillis()) > MAX_BUCKETS) {
            throw new IllegalArgumentException("the range " + range + " has more than " + MAX_BUCKETS + " buckets of "
                    + bucket + "; use shorter ranges");
        }
        LongArrayList bounds = new LongArrayList();
        LocalDate date = dateAt(range.startMillis());
        long at = startOf(date);
        while (!range.isEmpty() && (bounds.isEmpty() || bounds.getLast() < range.endMillis())) {
            date = next(date);
            long end = startOf(date); // the start of the next day when the zone skipped this one
            while (at < end && (bounds.isEmpty() || bounds.getLast() < range.endMillis())) {
                long next = at + Math.min(part, end - at);
                if (next > range.startMillis()) {
                    bounds.add(bounds.isEmpty() ? Math.max(at, firstMillis) : at);
                }
                at = next;
            }
        }
        requireSlots(bounds);
        return bounds.toArray();
    }

    private void requireSlots(LongArrayList bounds) {
        if (slots == null || days == slots.days()) {
            return;
        }
        for (int i = 0; i < bounds.size(); i++) {
            long bound = bounds.get(i);
            if (bound >= firstMillis && bound < endMillis && slots.slotOf(slots.chunkOf(bound), bound) < 0) {
                throw new IllegalArgumentException("in(" + rule.zone() + ") and the step " + slots.frequency()
                        + " of the store do not go together: a bucket would begin at " + Years.text(bound)
                        + ", inside a step of " + slots.zone());
            }
        }
    }

    private long startOf(LocalDate date) {
        return rule.hasMidnightDays() ? days.startOf(date) : days.at(date.atTime(rule.dayStart()));
    }

    /** Returns the first date of the period that contains the instant. */
    private LocalDate dateAt(long epochMillis) {
        LocalDate day = LocalDate.ofEpochDay(days.dayOf(epochMillis));
        LocalDate date = floor(rule.hasMidnightDays() ? day : day.minusDays(1));
        // When the clock goes back over the start of a day, a date occurs again after the next one has begun.
        while (startOf(next(date)) <= epochMillis) {
            date = next(date);
        }
        return date;
    }

    /** Returns the first date of the period after the one that begins on a date. */
    private LocalDate next(LocalDate date) {
        return bucket.months() > 0
                ? monthStart(YearMonth.from(date).plusMonths(bucket.months()))
                : date.plusDays(Math.max(1, bucket.days()));
    }

    private LocalDate monthStart(YearMonth month) {
        return month.atDay(Math.min(rule.yearStart().getDayOfMonth(), month.lengthOfMonth()));
    }

    private LocalDate floor(LocalDate date) {
        if (bucket.months() > 0) {
            YearMonth month = YearMonth.from(date);
            int since = (month.getYear() - Years.FIRST) * 12
                    + month.getMonthValue()
                    - rule.yearStart().getMonthValue()
                    - (date.isBefore(monthStart(month)) ? 1 : 0);
            return monthStart(YearMonth.of(Years.FIRST, rule.yearStart().getMonth())
                    .plusMonths(since - Math.floorMod(since, bucket.months())));
        }
        long day = date.toEpochDay() - MONDAY.toEpochDay();
        return date.minusDays(Math.floorMod(day, Math.max(1, bucket.days())));
    }

    /** Returns the most buckets that can lie between two instants. */
    public long mostIn(long startMillis, long endMillis) {
        long shortest = bucket.isCalendar() ? DAY * (bucket.days() + 28L * bucket.months()) : part;
        return (endMillis - startMillis) / shortest;
    }

    /**
     * Returns the buckets of these {@link #bounds} as one grid. Empty when a clock change makes some longer or shorter
     * than others, and for days, months or years that do not begin like those of the calendar.
     */
    public Optional<Grid> grid(long[] bounds) {
        if (bucket.isCalendar() && !(rule.hasMidnightDays() && rule.hasCalendarMonths())) {
            return Optional.empty();
        }
        int size = Math.max(0, bounds.length - 1);
        long start = size == 0 ? 0 : bounds[0];
        Grid grid = origin.startingAt(start, size);
        for (int i = 1; i < size; i++) {
            if (grid.epochMillisAt(i) != bounds[i]) {
                return Optional.empty();
            }
        }
        return size == 0 || grid.endMillis() == bounds[size] ? Optional.of(grid) : Optional.empty();
    }
}

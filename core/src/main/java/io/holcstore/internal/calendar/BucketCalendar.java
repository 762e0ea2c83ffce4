package io.holcstore.internal.calendar;

import io.holcstore.internal.time.LocalDays;
import io.holcstore.internal.time.Years;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;

/**
 * Cuts the time line of a calendar into buckets: local months or years, local days, or equal parts of each local day.
 *
 * <ul>
 *   <li>Months and years are counted from January of the year 1 on: {@code "3month"} is a quarter, {@code "1year"} a
 *       year.
 *   <li>Days are counted from 1 January of the year 1, a Monday: {@code "7d"} is a week from Monday. A day has the 23,
 *       24 or 25 hours that it has.
 *   <li>A duration cuts each local day from its start, so that no bucket reaches over midnight: the last one of a day
 *       is shorter or longer where the clock changes by less than its length.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class BucketCalendar {
    private static final long DAY = 86_400_000;
    private static final int MAX_BUCKETS = Integer.MAX_VALUE - 8;
    private static final LocalDate MONDAY = LocalDate.of(Years.FIRST, 1, 1);

    private final Frequency bucket;
    private final ChunkCalendar slots;
    private final LocalDays days;
    private final Grid origin;
    private final Period period;
    private final long part; // of a day, or of any length where buckets are whole days

    private BucketCalendar(Frequency bucket, ChunkCalendar slots) {
        this.bucket = bucket;
        this.slots = slots;
        this.days = slots.days();
        this.origin = slots.dayGrid().withStep(bucket);
        this.period = bucket.isCalendar() ? bucket.period() : Period.ofDays(1);
        this.part = bucket.isCalendar() ? Long.MAX_VALUE : bucket.millis();
    }

    /**
     * Buckets of slots of a calendar, in its zone.
     *
     * @throws IllegalArgumentException unless the bucket is days, months or years, or a duration that divides a day
     *     into whole slots
     */
    public static BucketCalendar of(Frequency bucket, ChunkCalendar slots) {
        if (!bucket.isCalendar() && !isWholeSlots(bucket.millis(), slots.frequency())) {
            throw new IllegalArgumentException("points of " + slots.frequency() + " cannot be put into buckets of "
                    + bucket + ": a bucket is a number of days, months or years (\"1d\", \"1month\", \"1year\"), or a"
                    + " duration that divides a day and is a multiple of " + slots.frequency());
        }
        return new BucketCalendar(bucket, slots);
    }

    /**
     * Buckets of points anywhere in time, in a zone.
     *
     * @throws IllegalArgumentException unless the bucket is days, months or years, or a duration that divides a day
     */
    public static BucketCalendar of(Frequency bucket, ZoneId zone) {
        if (!bucket.isCalendar() && DAY % bucket.millis() != 0) {
            throw new IllegalArgumentException("a slot of " + bucket + " is not possible: a slot is a number of days,"
                    + " months or years (\"1d\", \"1month\", \"1year\"), or a duration that divides a day");
        }
        return new BucketCalendar(bucket, ChunkCalendar.of(ChunkBy.YEAR, Frequency.of(Period.ofDays(1)), zone));
    }

    private static boolean isWholeSlots(long millis, Frequency slot) {
        return !slot.isCalendar() && DAY % millis == 0 && millis % slot.millis() == 0;
    }

    /** Whether every chunk of the calendar lies in one bucket. */
    public boolean holdsWholeChunks() {
        int months = slots.chunkBy() == ChunkBy.YEAR ? 12 : 1;
        return bucket.months() > 0 && bucket.months() % months == 0;
    }

    /**
     * Where the buckets begin that a bounded range touches, in order, and where the last one ends: at least two
     * instants, or none for an empty range. The first may lie before the range and the last after it.
     *
     * @throws IllegalArgumentException if an end of the range is open or outside the years 1 to 9999, or there are more
     *     buckets than an array holds
     */
    public long[] bounds(TimeRange range) {
        Window.check(slots, range);
        if (mostIn(range.startMillis(), range.endMillis()) > MAX_BUCKETS) {
            throw new IllegalArgumentException("the range " + range + " has more than " + MAX_BUCKETS + " buckets of "
                    + bucket + "; take it in parts");
        }
        LongArrayList bounds = new LongArrayList();
        LocalDate date = dateAt(range.startMillis());
        long at = startOf(date);
        while (!range.isEmpty() && (bounds.isEmpty() || bounds.getLast() < range.endMillis())) {
            date = date.plus(period);
            long end = startOf(date); // of a day that the zone skipped, its start
            while (at < end && (bounds.isEmpty() || bounds.getLast() < range.endMillis())) {
                long next = at + Math.min(part, end - at);
                if (next > range.startMillis()) {
                    bounds.add(at);
                }
                at = next;
            }
        }
        return bounds.toArray();
    }

    private long startOf(LocalDate date) {
        return days.startOf(date);
    }

    /** The first date of the period that holds the instant. */
    private LocalDate dateAt(long epochMillis) {
        LocalDate date = floor(LocalDate.ofEpochDay(days.dayOf(epochMillis)));
        // Where the clock goes back over midnight, a date comes again after the next one has begun.
        while (startOf(date.plus(period)) <= epochMillis) {
            date = date.plus(period);
        }
        return date;
    }

    /** How many buckets lie between two instants at the most. */
    public long mostIn(long startMillis, long endMillis) {
        long shortest = bucket.isCalendar() ? DAY * (bucket.days() + 28L * bucket.months()) : part;
        return (endMillis - startMillis) / shortest;
    }

    private LocalDate floor(LocalDate date) {
        if (bucket.months() > 0) {
            int month = (date.getYear() - Years.FIRST) * 12 + date.getMonthValue() - 1;
            return MONDAY.plusMonths(month - month % bucket.months());
        }
        long day = date.toEpochDay() - MONDAY.toEpochDay();
        return date.minusDays(day % Math.max(1, bucket.days()));
    }

    /**
     * The buckets of these {@link #bounds} as one grid; empty where a clock change has made some longer or shorter than
     * others of their kind.
     */
    public Optional<Grid> grid(long[] bounds) {
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

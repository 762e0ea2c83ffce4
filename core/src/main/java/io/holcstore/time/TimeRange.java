package io.holcstore.time;

import io.holcstore.internal.time.Years;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A half-open range of time: the instants {@code start <= t < end}, to the millisecond. The start or the end may be
 * open. Immutable.
 *
 * <p>Bounds with a fraction of a millisecond are rounded up. The range then has exactly the milliseconds that satisfy
 * {@code start <= t < end}.
 */
public final class TimeRange {
    private static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final Comparator<TimeRange> ORDER =
            Comparator.comparingLong(TimeRange::startMillis).thenComparingLong(TimeRange::endMillis);
    private static final TimeRange YEARS = new TimeRange(Years.START, Years.END);
    private static final Instant LAST_MILLI = Instant.ofEpochMilli(Long.MAX_VALUE);
    private static final Instant FIRST_MILLI = Instant.ofEpochMilli(Long.MIN_VALUE);

    private final long startMillis;
    private final long endMillis;

    private TimeRange(long startMillis, long endMillis) {
        this.startMillis = startMillis;
        this.endMillis = endMillis;
    }

    /**
     * Returns the range between two instants.
     *
     * @throws IllegalArgumentException if the start lies after the end
     */
    public static TimeRange of(Instant start, Instant end) {
        if (start.isAfter(end)) {
            throw reversed(start, end);
        }
        return new TimeRange(ceilMillis(start), ceilMillis(end));
    }

    /**
     * Returns the range between two instants.
     *
     * @throws IllegalArgumentException if the start lies after the end
     */
    public static TimeRange of(ZonedDateTime start, ZonedDateTime end) {
        return of(start.toInstant(), end.toInstant());
    }

    /**
     * Returns the range between two instants in epoch milliseconds. {@link Long#MIN_VALUE} leaves the start open, and
     * {@link Long#MAX_VALUE} the end.
     *
     * @throws IllegalArgumentException if the start lies after the end
     */
    public static TimeRange ofEpochMillis(long start, long end) {
        if (start > end) {
            throw reversed(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
        }
        return new TimeRange(start, end);
    }

    /** Returns the range of all time, which is open at both ends. */
    public static TimeRange all() {
        return ALL;
    }

    /** Returns the range of the years 1 to 9999 in UTC, which every supported database can represent. */
    public static TimeRange years() {
        return YEARS;
    }

    /** Returns the range that starts at an instant, which is included, and has no end. */
    public static TimeRange since(Instant start) {
        return new TimeRange(ceilMillis(start), Long.MAX_VALUE);
    }

    /** Returns the range that ends before an instant and has no start. */
    public static TimeRange until(Instant end) {
        return new TimeRange(Long.MIN_VALUE, ceilMillis(end));
    }

    /**
     * Returns a local month. March 2024 in Europe/Paris has 743 hours.
     *
     * @throws IllegalArgumentException if it lies outside the years 1 to 9999
     */
    public static TimeRange month(YearMonth month, ZoneId zone) {
        Years.requireYear(month.getYear(), month);
        return days(month.atDay(1), month.plusMonths(1).atDay(1), zone);
    }

    /**
     * Returns a local year.
     *
     * @throws IllegalArgumentException if it lies outside the years 1 to 9999
     */
    public static TimeRange year(int year, ZoneId zone) {
        Years.requireYear(year, year);
        return days(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1), zone);
    }

    /**
     * Returns a local day. It has 23 to 25 hours where the clock changes, and is empty where the zone skipped the day.
     *
     * @throws IllegalArgumentException if it lies outside the years 1 to 9999
     */
    public static TimeRange day(LocalDate day, ZoneId zone) {
        Years.requireYear(day.getYear(), day);
        return days(day, day.plusDays(1), zone);
    }

    private static TimeRange days(LocalDate first, LocalDate end, ZoneId zone) {
        return new TimeRange(Years.dayStart(first, zone), Years.dayStart(end, zone));
    }

    /** Returns the first millisecond of the range, or {@link Long#MIN_VALUE} where the start is open. */
    public long startMillis() {
        return startMillis;
    }

    /** Returns the first millisecond after the range, or {@link Long#MAX_VALUE} where the end is open. */
    public long endMillis() {
        return endMillis;
    }

    /** Returns the start, which is part of the range, or {@link Instant#MIN} where it is open. */
    public Instant start() {
        return startMillis == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochMilli(startMillis);
    }

    /** Returns the end, which is not part of the range, or {@link Instant#MAX} where it is open. */
    public Instant end() {
        return endMillis == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(endMillis);
    }

    /** Returns whether both ends are given. */
    public boolean isBounded() {
        return startMillis != Long.MIN_VALUE && endMillis != Long.MAX_VALUE;
    }

    /** Returns whether the range contains no instant. */
    public boolean isEmpty() {
        return startMillis == endMillis;
    }

    /** Returns whether the range contains the instant. */
    public boolean contains(long epochMillis) {
        return startMillis <= epochMillis && epochMillis < endMillis;
    }

    /** Returns the intersection of both ranges. It is empty when no instant lies in both. */
    public TimeRange intersect(TimeRange other) {
        long start = Math.max(startMillis, other.startMillis);
        return new TimeRange(start, Math.max(start, Math.min(endMillis, other.endMillis)));
    }

    /** Orders ranges by start, and ranges with the same start by end. */
    public static Comparator<TimeRange> order() {
        return ORDER;
    }

    /**
     * Returns the union of the ranges as the fewest possible ranges, in order of time. Ranges that overlap or touch
     * become one.
     */
    public static List<TimeRange> union(Collection<TimeRange> ranges) {
        List<TimeRange> joined = new ArrayList<>();
        List<TimeRange> sorted =
                ranges.stream().filter(r -> !r.isEmpty()).sorted(ORDER).toList();
        for (TimeRange next : sorted) {
            TimeRange last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || next.startMillis > last.endMillis) {
                joined.add(next);
            } else {
                // the range that starts later may end earlier
                joined.set(
                        joined.size() - 1, new TimeRange(last.startMillis, Math.max(last.endMillis, next.endMillis)));
            }
        }
        return List.copyOf(joined);
    }

    private static long ceilMillis(Instant instant) {
        // Milliseconds cannot represent the instant. It lies beyond everything that a store holds, so it is an open
        // end.
        if (instant.compareTo(LAST_MILLI) >= 0) {
            return Long.MAX_VALUE;
        }
        if (instant.compareTo(FIRST_MILLI) <= 0) {
            return Long.MIN_VALUE;
        }
        long floor = instant.toEpochMilli();
        return Instant.ofEpochMilli(floor).equals(instant) ? floor : floor + 1;
    }

    private static IllegalArgumentException reversed(Instant start, Instant end) {
        return new IllegalArgumentException(
                "a time range must start at or before its end, but " + start + " lies after " + end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeRange that && startMillis == that.startMillis && endMillis == that.endMillis;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(startMillis) * 31 + Long.hashCode(endMillis);
    }

    /**
     * Returns the range as text: {@code [2024-02-29T23:00:00Z, 2024-03-31T22:00:00Z)}, with {@code ..} for an open end.
     */
    @Override
    public String toString() {
        return "[" + (startMillis == Long.MIN_VALUE ? ".." : start()) + ", "
                + (endMillis == Long.MAX_VALUE ? ".." : end()) + ")";
    }
}

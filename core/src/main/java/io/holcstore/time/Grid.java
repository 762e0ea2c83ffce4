package io.holcstore.time;

import io.holcstore.internal.time.LocalDays;
import io.holcstore.internal.time.Steps;
import io.holcstore.internal.time.Years;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * Regular instants, given by three numbers: start, step and size. Point {@code i} lies {@code i} steps after the start.
 * Immutable. Each method computes its result in a few nanoseconds for a duration, and in well under a microsecond for a
 * calendar period.
 *
 * <p>A grid of days begins at the start of a local day and goes from each local day to the next. The number of hours
 * between two points therefore varies where the clock changes, and a day that the zone skipped has no point. A grid of
 * months or years begins at the start of a local month.
 */
public final class Grid {
    private final long startMillis;
    private final Frequency step;
    private final ZoneId zone;
    private final int size;
    private final Steps steps;

    Grid(long startMillis, Frequency step, ZoneId zone, int size, Steps steps) {
        this.startMillis = startMillis;
        this.step = step;
        this.zone = zone;
        this.size = size;
        this.steps = steps;
    }

    /**
     * Returns a grid in the zone of its start.
     *
     * @throws IllegalArgumentException in the cases of the other {@code of}, or if the start is not a whole
     *     millisecond
     */
    public static Grid of(ZonedDateTime start, Frequency step, int size) {
        long startMillis = Years.require(start.toInstant(), "a grid from").toEpochMilli();
        if (!Instant.ofEpochMilli(startMillis).equals(start.toInstant())) {
            throw new IllegalArgumentException("a grid must start at a whole millisecond, not at " + start);
        }
        return of(startMillis, step, start.getZone(), size);
    }

    /**
     * Returns a grid from a start in epoch milliseconds.
     *
     * @param zone the zone whose calendar a calendar step follows; with a duration, the grid only keeps it
     * @throws IllegalArgumentException if the size is negative, the grid leaves the years 1 to 9999, or a calendar step
     *     does not start at the start of a local day (or month, for months and years)
     */
    public static Grid of(long startMillis, Frequency step, ZoneId zone, int size) {
        if (size < 0) {
            throw new IllegalArgumentException("the number of points of a grid cannot be negative: " + size);
        }
        if (startMillis < Years.START || startMillis > Years.END) {
            throw Years.outside(startMillis);
        }
        Steps steps =
                step.isCalendar() ? Steps.of(step.days(), step.months(), LocalDays.of(zone)) : Steps.of(step.millis());
        if (step.isCalendar()) {
            checkCalendarStart(startMillis, step, zone);
        }
        if (size > steps.countBefore(startMillis, Years.END)) {
            throw new IllegalArgumentException("a grid of " + size + " points from " + Years.text(startMillis) + " by "
                    + step + " extends beyond the years " + Years.FIRST + " to " + Years.LAST);
        }
        return new Grid(startMillis, step, zone, size, steps);
    }

    /**
     * Returns the grid of the points {@code start, start + step, ..} inside a range.
     *
     * @param zone the zone whose calendar a calendar step follows; with a duration, the grid only keeps it
     * @throws IllegalArgumentException if the range has no start or no end or leaves the years 1 to 9999, a calendar
     *     step does not start at the start of a local day (or month, for months and years), or there are more points
     *     than an array holds
     */
    public static Grid over(TimeRange range, Frequency step, ZoneId zone) {
        if (!range.isBounded()) {
            throw new IllegalArgumentException("a grid needs a range with a start and an end, not " + range);
        }
        Years.require(range.endMillis());
        Grid start = of(range.startMillis(), step, zone, 0);
        long size = start.steps.countBefore(start.startMillis, range.endMillis());
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "the range " + range + " has " + size + " points of " + step + "; use shorter ranges");
        }
        return of(range.startMillis(), step, zone, (int) size);
    }

    /**
     * Returns a grid without points, with the same start and another step. If both steps are calendar steps, the new
     * grid uses the zone rules of this grid. {@link #startingAt} then sets its start and size.
     */
    public Grid withStep(Frequency other) {
        Steps others = !other.isCalendar()
                ? Steps.of(other.millis())
                : Steps.of(
                        other.days(),
                        other.months(),
                        steps instanceof Steps.Calendar own ? own.calendar() : LocalDays.of(zone));
        return new Grid(startMillis, other, zone, 0, others);
    }

    /**
     * Returns a grid from another start, with the same step and zone, and with the zone rules of this grid. Does not
     * check the start of a calendar step, so it is cheap. Give it a start that
     * {@link #of(long, Frequency, ZoneId, int)} accepts.
     *
     * @throws IllegalArgumentException if the size is negative or the start lies outside the years 1 to 9999
     */
    public Grid startingAt(long epochMillis, int points) {
        Years.require(epochMillis);
        if (points < 0) {
            throw new IllegalArgumentException("the number of points of a grid cannot be negative: " + points);
        }
        return new Grid(epochMillis, step, zone, points, steps);
    }

    /** Returns whether the years 1 to 9999 have room for a grid whose first and last points are these instants. */
    public static boolean canSpan(long firstMillis, long lastMillis) {
        return firstMillis >= Years.START && lastMillis >= firstMillis && lastMillis < Years.END;
    }

    private static void checkCalendarStart(long startMillis, Frequency step, ZoneId zone) {
        ZonedDateTime start = Instant.ofEpochMilli(startMillis).atZone(zone);
        boolean days = step.days() > 0;
        if (Years.dayStart(start.toLocalDate(), zone) != startMillis || !(days || start.getDayOfMonth() == 1)) {
            throw new IllegalArgumentException("a grid of \"" + step + "\" must start at the start of a local "
                    + (days ? "day" : "month") + " in " + zone + ", not at " + start);
        }
    }

    /** Returns the zone whose calendar a calendar step follows. */
    public ZoneId zone() {
        return zone;
    }

    /** Returns the distance between two points. */
    public Frequency step() {
        return step;
    }

    /** Returns the number of points. */
    public int size() {
        return size;
    }

    /** Returns the first point. For an empty grid, returns where its first point would be. */
    public long startMillis() {
        return startMillis;
    }

    /** Returns the exclusive end: where the point after the last one would be. */
    public long endMillis() {
        return steps.at(startMillis, size);
    }

    /**
     * Returns the instant of a point.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < size}
     */
    public long epochMillisAt(int index) {
        return steps.at(startMillis, Objects.checkIndex(index, size));
    }

    /** Returns the index of the point at exactly this instant, or -1 when there is none. */
    public int indexOf(long epochMillis) {
        if (epochMillis < startMillis || epochMillis >= endMillis()) {
            return -1;
        }
        long index = steps.countBefore(startMillis, epochMillis);
        return index < size && steps.at(startMillis, index) == epochMillis ? (int) index : -1;
    }

    /**
     * Returns the grid of the points {@code from <= index < to}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size}
     */
    public Grid slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return new Grid(steps.at(startMillis, from), step, zone, to - from, steps);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Grid that
                && startMillis == that.startMillis
                && size == that.size
                && step.equals(that.step)
                && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(startMillis, step, zone, size);
    }

    /** Returns the grid as text: {@code 743 x 1h from 2024-02-29T23:00:00Z (Europe/Paris)}. */
    @Override
    public String toString() {
        return size + " x " + step + " from " + Years.text(startMillis) + " (" + zone + ")";
    }
}

package io.holcstore.series;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.internal.time.Years;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Points in time order: instants (epoch milliseconds, each once) with a double each. NaN means that there is no value;
 * infinities and -0.0 are values.
 *
 * <p>A series is regular, a {@link Grid} and an array of values, or irregular, two arrays: 8 or 16 bytes a point.
 * Access by index takes constant time, search by instant a logarithmic one. Immutable and thread-safe.
 */
public final class Series {
    private static final Series EMPTY = new Series(null, new long[0], new double[0]);

    private final @Nullable Grid grid;
    private final long @Nullable [] times; // null when there is a grid
    private final double[] values;

    private Series(@Nullable Grid grid, long @Nullable [] times, double[] values) {
        this.grid = grid;
        this.times = times;
        this.values = values;
    }

    /**
     * A regular series in the zone of its start; the values are copied.
     *
     * @throws IllegalArgumentException when the grid cannot be, as {@link Grid#of(ZonedDateTime, Frequency, int)} says
     */
    public static Series regular(ZonedDateTime start, Frequency step, double[] values) {
        return regular(Grid.of(start, step, values.length), values);
    }

    /**
     * A regular series; the values are copied.
     *
     * @throws IllegalArgumentException unless there are as many values as the grid has points
     */
    public static Series regular(Grid grid, double[] values) {
        return wrap(grid, values.clone());
    }

    /**
     * A regular series that takes the array over: no copy, and the caller must not touch the array again.
     *
     * @throws IllegalArgumentException unless there are as many values as the grid has points
     */
    public static Series wrap(Grid grid, double[] values) {
        if (grid.size() != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values for a grid of " + grid.size() + " points: " + grid);
        }
        return new Series(grid, null, values);
    }

    /**
     * An irregular series that takes the arrays over: no copy, and the caller must not touch them again.
     *
     * @throws IllegalArgumentException unless the arrays are of one length and the times strictly increasing
     */
    public static Series wrap(long[] sortedEpochMillis, double[] values) {
        Points.checkLengths(sortedEpochMillis, values);
        int disorder = Points.firstDisorder(sortedEpochMillis);
        if (disorder >= 0) {
            throw new IllegalArgumentException("times must increase, but number " + disorder + " is "
                    + Points.text(sortedEpochMillis[disorder]) + " after "
                    + Points.text(sortedEpochMillis[disorder - 1])
                    + "; irregular(..) takes any order");
        }
        return new Series(null, sortedEpochMillis, values);
    }

    /**
     * An irregular series from points in any order; the arrays are copied. Sorted input costs no more than the copy. An
     * instant that is there several times counts once: with its value where all its values are the same bit for bit or
     * NaN.
     *
     * @throws ConflictingValuesException when an instant has two different values
     * @throws IllegalArgumentException unless the arrays are of one length
     */
    public static Series irregular(long[] epochMillis, double[] values) {
        Points.checkLengths(epochMillis, values);
        return Points.firstDisorder(epochMillis) < 0
                ? new Series(null, epochMillis.clone(), values.clone())
                : Points.sorted(epochMillis, values);
    }

    /** The series without points. */
    public static Series empty() {
        return EMPTY;
    }

    /** Collects points in any order. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many points there are, those without a value included. */
    public int size() {
        return values.length;
    }

    /** Whether it has no points. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    /** How many points have a value; looks at each. */
    public int valueCount() {
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                count++;
            }
        }
        return count;
    }

    /**
     * The instant of the i-th point.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= i < size()}
     */
    public long epochMillisAt(int i) {
        return times != null ? times[i] : Objects.requireNonNull(grid).epochMillisAt(i);
    }

    /**
     * The value of the i-th point, or NaN.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= i < size()}
     */
    public double valueAt(int i) {
        return values[i];
    }

    /** A copy of all values. */
    public double[] values() {
        return values.clone();
    }

    /** A copy of all instants. */
    public long[] epochMillis() {
        return times != null ? times.clone() : Points.materialise(Objects.requireNonNull(grid));
    }

    /**
     * Copies the values {@code from <= i < to} into the caller's array, from {@code destFrom} on; allocates nothing.
     *
     * @throws IndexOutOfBoundsException when either array is too short
     */
    public void copyValues(int from, int to, double[] dest, int destFrom) {
        Objects.checkFromToIndex(from, to, values.length);
        System.arraycopy(values, from, dest, destFrom, to - from);
    }

    /** The grid of a regular series; empty when the series is irregular. */
    public Optional<Grid> grid() {
        return Optional.ofNullable(grid);
    }

    /** Whether its points lie on a {@link #grid}, which gives their times. */
    public boolean isRegular() {
        return grid != null;
    }

    /** The instant of the first point, whether it has a value or not. */
    public Optional<Instant> firstTimestamp() {
        return isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(epochMillisAt(0)));
    }

    /** The instant of the last point, whether it has a value or not. */
    public Optional<Instant> lastTimestamp() {
        return isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(epochMillisAt(size() - 1)));
    }

    /** The index of the first point at or after the instant; {@code size()} when all lie before it. */
    public int indexAtOrAfter(long epochMillis) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (epochMillisAt(middle) < epochMillis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The points inside the range; regular when this series is. */
    public Series slice(TimeRange range) {
        return slice(indexAtOrAfter(range.startMillis()), indexAtOrAfter(range.endMillis()));
    }

    /**
     * Returns the series without the points before its first value and after its last value. The result is regular when
     * this series is.
     */
    public Series trim() {
        int from = 0;
        int to = size();
        while (from < to && Double.isNaN(values[from])) {
            from++;
        }
        while (from < to && Double.isNaN(values[to - 1])) {
            to--;
        }
        return slice(from, to);
    }

    /**
     * Without what lies before the first point's instant plus a delay: of a forecast, what it said at least that long
     * ahead. Regular when this series is.
     *
     * @throws IllegalArgumentException when the delay is negative or longer than 9,999 years
     */
    public Series dropHead(Duration delay) {
        Years.require(delay, "the head to drop");
        return isEmpty()
                ? this
                : slice(TimeRange.since(Instant.ofEpochMilli(epochMillisAt(0)).plus(delay)));
    }

    /** Only the points that have a value; regular when this series is and they follow each other. */
    public Series dropNaN() {
        Series trimmed = trim();
        int kept = trimmed.valueCount();
        if (kept == trimmed.size()) {
            return trimmed;
        }
        long[] instants = new long[kept];
        double[] present = new double[kept];
        int at = 0;
        for (int i = 0; i < trimmed.size(); i++) {
            if (!Double.isNaN(trimmed.values[i])) {
                instants[at] = trimmed.epochMillisAt(i);
                present[at++] = trimmed.values[i];
            }
        }
        return new Series(null, instants, present);
    }

    private Series slice(int from, int to) {
        if (from == 0 && to == size()) {
            return this;
        }
        return new Series(
                grid == null ? null : grid.slice(from, to),
                times == null ? null : Arrays.copyOfRange(times, from, to),
                Arrays.copyOfRange(values, from, to));
    }

    /** Hands over every point in time order, those without a value included. */
    public void forEach(SampleConsumer consumer) {
        for (int i = 0; i < values.length; i++) {
            consumer.accept(epochMillisAt(i), values[i]);
        }
    }

    /**
     * The points of both series: where this one has a value it wins, its NaN and the instants it lacks are filled from
     * the older one. Neither series changes. The result is regular where both series lie on one grid (the same step,
     * and starts a whole number of steps apart; a calendar step needs one zone too), with NaN between them; only where
     * that would add more than a million points without a value is it irregular.
     */
    public Series combineFirst(Series older) {
        return Merge.combineFirst(this, older);
    }

    /** The values themselves, for code of this package that only reads them. */
    double[] rawValues() {
        return values;
    }

    /** The instants, for code of this package that only reads them. */
    long[] rawTimes() {
        return times != null ? times : epochMillis();
    }

    /**
     * Whether both have the same instants with the same values, bit by bit, any NaN equal to any other; regular or not.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Series that && Arrays.equals(values, that.values) && sameTimes(this, that));
    }

    private static boolean sameTimes(Series a, Series b) {
        if (a.grid != null && Objects.equals(a.grid, b.grid)) {
            return true;
        }
        for (int i = 0; i < a.values.length; i++) {
            if (a.epochMillisAt(i) != b.epochMillisAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return isEmpty()
                ? 0
                : 31 * Arrays.hashCode(values)
                        + Long.hashCode(epochMillisAt(0))
                        + 7 * Long.hashCode(epochMillisAt(size() - 1));
    }

    /** The size, the step and the ends, not the points. */
    @Override
    public String toString() {
        if (grid != null) {
            return "Series(" + grid + ")";
        }
        return isEmpty()
                ? "Series(empty)"
                : "Series(" + size() + " points from " + Points.text(epochMillisAt(0)) + " to "
                        + Points.text(epochMillisAt(size() - 1)) + ")";
    }

    /** Collects points in any order for an irregular series, 16 bytes each. Not thread-safe. */
    public static final class Builder {
        private final LongArrayList times = new LongArrayList();
        private final DoubleArrayList values = new DoubleArrayList();

        private Builder() {}

        /**
         * Adds a point.
         *
         * @throws IllegalArgumentException when the instant is not a whole millisecond
         */
        public Builder add(Instant instant, double value) {
            return add(Points.wholeMillis(instant), value);
        }

        /**
         * Adds a point.
         *
         * @throws IllegalArgumentException when the instant is not a whole millisecond
         */
        public Builder add(ZonedDateTime time, double value) {
            return add(time.toInstant(), value);
        }

        /** Adds a point. */
        public Builder add(long epochMillis, double value) {
            times.add(epochMillis);
            values.add(value);
            return this;
        }

        /**
         * The points added so far, as {@link Series#irregular} makes a series of them; more may be added for another
         * series.
         *
         * @throws ConflictingValuesException when an instant was added with two different values
         */
        public Series build() {
            long[] instants = times.toArray();
            return Points.firstDisorder(instants) < 0
                    ? wrap(instants, values.toArray())
                    : Points.sorted(instants, values.toArray());
        }
    }
}

package io.holcstore.series;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.internal.time.Years;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Points in time order. Each point is an instant in epoch milliseconds and a double. No instant occurs twice. NaN means
 * that there is no value. Infinities and -0.0 are values.
 *
 * <p>A regular series is a {@link Grid} and an array of values, 8 bytes a point. An irregular series is two arrays, 16
 * bytes a point. Access by index takes constant time, and a search by instant takes logarithmic time.
 *
 * <p>No method changes a series. Those that compute return a new one and take one pass over the points:
 * {@link #resample resample}, {@link #times times}, {@link #plus plus}, {@link #minus minus},
 * {@link #differences() differences} and {@link #shift shift}. A point without a value stays without one. A NaN result
 * also means that there is no value.
 *
 * <p>Immutable and thread-safe.
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
     * Returns a regular series in the zone of its start. Copies the values.
     *
     * @throws IllegalArgumentException when {@link Grid#of(ZonedDateTime, Frequency, int)} refuses the start, or the
     *     step with so many values
     */
    public static Series regular(ZonedDateTime start, Frequency step, double[] values) {
        return regular(Grid.of(start, step, values.length), values);
    }

    /**
     * Returns a regular series in the zone of its start. Each float becomes the double of exactly its value, and NaN
     * stays NaN.
     *
     * @throws IllegalArgumentException when {@link Grid#of(ZonedDateTime, Frequency, int)} refuses the start, or the
     *     step with so many values
     */
    public static Series regular(ZonedDateTime start, Frequency step, float[] values) {
        return wrap(Grid.of(start, step, values.length), Points.doubles(values));
    }

    /**
     * Returns a regular series in the zone of its start. Every point has a value, because an int is never NaN.
     *
     * @throws IllegalArgumentException when {@link Grid#of(ZonedDateTime, Frequency, int)} refuses the start, or the
     *     step with so many values
     */
    public static Series regular(ZonedDateTime start, Frequency step, int[] values) {
        return wrap(Grid.of(start, step, values.length), Points.doubles(values));
    }

    /**
     * Returns a regular series. Copies the values.
     *
     * @throws IllegalArgumentException unless there are as many values as the grid has points
     */
    public static Series regular(Grid grid, double[] values) {
        return wrap(grid, values.clone());
    }

    /**
     * Returns a regular series that keeps the array itself. The caller must not change the array from then on.
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
     * Returns an irregular series that keeps the arrays themselves. The caller must not change them from then on.
     *
     * @throws IllegalArgumentException unless the arrays have the same length and the times strictly increase
     */
    public static Series wrap(long[] sortedEpochMillis, double[] values) {
        Points.checkLengths(sortedEpochMillis, values);
        int disorder = Points.firstDisorder(sortedEpochMillis);
        if (disorder >= 0) {
            throw new IllegalArgumentException("times must increase, but number " + disorder + " is "
                    + Points.text(sortedEpochMillis[disorder]) + " after "
                    + Points.text(sortedEpochMillis[disorder - 1])
                    + "; irregular(..) accepts any order");
        }
        return new Series(null, sortedEpochMillis, values);
    }

    /**
     * Returns an irregular series of points in any order. Copies the arrays. Sorted input costs no more than the copy.
     * An instant may occur several times with the same value bit for bit, or with NaN. It then becomes one point.
     *
     * @throws ConflictingValuesException when an instant has two different values
     * @throws IllegalArgumentException unless the arrays have the same length
     */
    public static Series irregular(long[] epochMillis, double[] values) {
        Points.checkLengths(epochMillis, values);
        return Points.firstDisorder(epochMillis) < 0
                ? new Series(null, epochMillis.clone(), values.clone())
                : Points.sorted(epochMillis, values);
    }

    /**
     * Returns an irregular series of the entries of a map, in any order. A value becomes the double of
     * {@link Number#doubleValue}.
     *
     * @throws IllegalArgumentException when an instant is not a whole millisecond
     * @throws NullPointerException when a value is null; NaN says that there is no value
     */
    public static Series of(Map<Instant, ? extends Number> values) {
        Builder builder = builder();
        values.forEach((instant, value) -> builder.add(
                instant,
                Objects.requireNonNull(value, () -> "no value at " + instant).doubleValue()));
        return builder.build();
    }

    /**
     * Returns an irregular series of the samples of a stream, in any order, as {@link #irregular} makes one. The caller
     * closes the stream.
     *
     * @throws ConflictingValuesException when an instant has two different values
     * @throws IllegalArgumentException when an instant is not a whole millisecond
     */
    public static Series collect(Stream<Sample> samples) {
        return samples.collect(collector());
    }

    /**
     * Returns a collector that makes an irregular series of samples, for example one for each group of
     * {@link java.util.stream.Collectors#groupingBy}. It throws what {@link #collect} throws.
     */
    public static Collector<Sample, ?, Series> collector() {
        return Collector.of(Series::builder, Builder::add, Builder::addAll, Builder::build);
    }

    /** Returns the series without points. */
    public static Series empty() {
        return EMPTY;
    }

    /** Returns a builder, which takes points in any order. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the number of points, with and without a value. */
    public int size() {
        return values.length;
    }

    /** Returns whether the series has no points. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    /** Returns the number of points that have a value. Looks at each point. */
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
     * Returns the instant of the i-th point.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= i < size()}
     */
    public long epochMillisAt(int i) {
        return times != null ? times[i] : Objects.requireNonNull(grid).epochMillisAt(i);
    }

    /**
     * Returns the value of the i-th point, or NaN.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= i < size()}
     */
    public double valueAt(int i) {
        return values[i];
    }

    /**
     * Returns the value of the point at exactly this instant. Returns NaN when there is no such point, or when it has
     * no value.
     */
    public double valueAt(Instant instant) {
        int i = Points.indexOf(this, instant);
        return i < 0 ? Double.NaN : values[i];
    }

    /** Returns a copy of all values. */
    public double[] values() {
        return values.clone();
    }

    /** Returns a copy of all instants. */
    public long[] epochMillis() {
        return times != null ? times.clone() : Points.materialise(Objects.requireNonNull(grid));
    }

    /**
     * Copies the values {@code from <= i < to} into the caller's array, from {@code destFrom} on. Allocates nothing.
     *
     * @throws IndexOutOfBoundsException when either array is too short
     */
    public void copyValues(int from, int to, double[] dest, int destFrom) {
        Objects.checkFromToIndex(from, to, values.length);
        System.arraycopy(values, from, dest, destFrom, to - from);
    }

    /** Returns the grid of a regular series. The result is empty when the series is irregular. */
    public Optional<Grid> grid() {
        return Optional.ofNullable(grid);
    }

    /** Returns whether the series is regular, which means that it has a {@link #grid}. */
    public boolean isRegular() {
        return grid != null;
    }

    /** Returns the instant of the first point, with or without a value. */
    public Optional<Instant> firstTimestamp() {
        return isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(epochMillisAt(0)));
    }

    /** Returns the instant of the last point, with or without a value. */
    public Optional<Instant> lastTimestamp() {
        return isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(epochMillisAt(size() - 1)));
    }

    /**
     * Returns the index of the first point at or after the instant, or {@code size()} when all points lie before it.
     */
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

    /** Returns the points inside the range. The result is regular when this series is. */
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
     * Returns the points that lie at least a delay after the first point. Of a forecast, these are the values that it
     * gave at least that long ahead. The result is regular when this series is.
     *
     * @throws IllegalArgumentException when the delay is negative or longer than 9,999 years
     */
    public Series dropHead(Duration delay) {
        Years.require(delay, "the head to drop");
        return isEmpty()
                ? this
                : slice(TimeRange.since(Instant.ofEpochMilli(epochMillisAt(0)).plus(delay)));
    }

    /**
     * Returns the points that have a value. The result is regular when this series is and has no gap between values.
     */
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

    /** Hands over every point in time order, with and without a value. Makes no object for a point. */
    public void forEach(SampleConsumer consumer) {
        for (int i = 0; i < values.length; i++) {
            consumer.accept(epochMillisAt(i), values[i]);
        }
    }

    /**
     * Returns every point in time order, with and without a value. The list is an immutable view, which makes a sample
     * when it is asked for one.
     */
    public List<Sample> samples() {
        return new SampleList(this);
    }

    /** Returns a stream of every point in time order, with and without a value. */
    public Stream<Sample> stream() {
        return samples().stream();
    }

    /**
     * Returns the points of both series. Where this series has a value, that value wins. The older series fills the
     * instants at which this one has NaN or no point.
     *
     * <p>The result is regular where both series lie on one grid: they have the same step and start a whole number of
     * steps apart, and a calendar step follows the same rules of a zone. It has NaN between the two. It is irregular
     * where this would add more than a million points without a value.
     */
    public Series combineFirst(Series older) {
        return Merge.combineFirst(this, older);
    }

    /**
     * Returns the values of another step. The slots of that step are the ones of {@code aggregate}: local days, months
     * or years of the zone, several of them ({@code "7d"} is a week from Monday), or equal parts of each local day. A
     * day has the 23, 24 or 25 hours that it has. Each result carries the start of its slot.
     *
     * <p>The steps of a regular series are joined into longer slots, or divided into shorter ones, as {@link Resample}
     * says. A slot that the series covers in part has the values that are there. An irregular series has no steps: each
     * point belongs to the slot that holds its instant, and a slot that holds no value is NaN.
     *
     * <p>The result is regular where the slots are steps of one grid. The result of an irregular series leaves out
     * slots without a point where they would be more than a million.
     *
     * @param step days, months or years, or a duration that divides a day
     * @throws IllegalArgumentException when the step is another one, when the slots of the result cut the steps of a
     *     regular series, or when points lie outside the years 1 to 9999
     */
    public Series resample(Frequency step, ZoneId zone, Resample how) {
        return new Resampling(step, zone, how).of(this);
    }

    /**
     * Returns each value multiplied by a factor. The result is regular when this series is.
     *
     * @throws IllegalArgumentException when the factor is infinite or NaN
     */
    public Series times(double factor) {
        return Arithmetic.times(this, factor);
    }

    /**
     * Returns the sum of two series. It has the instants of both, and NaN where either series has no value. To add what
     * is there, fill a series first: {@code a.combineFirst(zeros)}.
     *
     * <p>The result is regular where {@link #combineFirst} is. It is also regular where one series is regular and has
     * all the instants of the other.
     *
     * @throws IllegalArgumentException when both series are regular and do not lie on one grid; {@link #resample} lays
     *     one onto the grid of the other
     */
    public Series plus(Series other) {
        return Arithmetic.sum(this, other, 1);
    }

    /**
     * Returns the difference of two series, this one minus the other, by the rules of {@link #plus}.
     *
     * @throws IllegalArgumentException when both series are regular and do not lie on one grid
     */
    public Series minus(Series other) {
        return Arithmetic.sum(this, other, -1);
    }

    /**
     * Returns what a counter counted between its readings: each value minus the one before it. A difference carries the
     * instant of the earlier reading, which is the start of its interval. The last reading therefore begins no
     * interval, and the result has one point less. It is regular when this series is.
     *
     * <p>A difference is NaN where either reading is. {@code dropNaN().differences()} counts over missing readings. A
     * difference is negative where the readings fall.
     */
    public Series differences() {
        return Readings.differences(this);
    }

    /**
     * Returns what a counter that starts again at 0 counted between its readings, as {@link #differences()} does. A
     * reading that is lower than the one before it by more than half of the modulus has passed 0: the difference then
     * is positive. A smaller fall stays negative, because it is a correction or another counter.
     *
     * @param modulus the number after the highest reading, for example 1,000,000 for six digits before the point
     * @throws IllegalArgumentException when the modulus is not a positive number, or when a reading is negative or not
     *     below the modulus
     */
    public Series differences(double modulus) {
        return Readings.differences(this, modulus);
    }

    /**
     * Returns the same values at earlier or later instants, for example start stamps for end stamps. The result is
     * regular when this series is and has a step that is a duration. A series of days, months or years stays regular
     * where its new instants are starts of local days or months one step apart.
     *
     * @param duration a whole number of milliseconds; negative for earlier instants
     * @throws IllegalArgumentException when the duration is finer, when an instant is beyond what milliseconds since
     *     1970 can count, or when a regular series leaves the years 1 to 9999
     */
    public Series shift(Duration duration) {
        return Shift.of(this, duration);
    }

    /** Returns the same instants with other values. Keeps the array. */
    Series withValues(double[] others) {
        return new Series(grid, times, others);
    }

    /** Returns the array of values, for code in this package that only reads it. */
    double[] rawValues() {
        return values;
    }

    /** The instants, for code of this package that only reads them. */
    long[] rawTimes() {
        return times != null ? times : epochMillis();
    }

    /**
     * Returns whether both have the same instants with the same values bit by bit. Any NaN equals any other. A regular
     * series can equal an irregular one.
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

    /** Returns the size, the step and the ends, not the points. */
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

    /** Collects points in any order for an irregular series. Takes 16 bytes a point. Not thread-safe. */
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

        /**
         * Adds a point.
         *
         * @throws IllegalArgumentException when the instant is not a whole millisecond
         */
        public Builder add(Sample sample) {
            return add(sample.time(), sample.value());
        }

        /** Adds a point. */
        public Builder add(long epochMillis, double value) {
            times.add(epochMillis);
            values.add(value);
            return this;
        }

        private Builder addAll(Builder other) {
            times.addAll(other.times);
            values.addAll(other.values);
            return this;
        }

        /**
         * Returns an irregular series of the points added so far, as {@link Series#irregular} makes one. More points
         * may follow for another series.
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

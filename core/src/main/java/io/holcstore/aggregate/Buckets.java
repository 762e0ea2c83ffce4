package io.holcstore.aggregate;

import io.holcstore.series.Series;
import io.holcstore.series.Statistics;
import java.util.Arrays;

/**
 * The aggregated values of one series, or of several, in each bucket of time. All series of this record have the same
 * instants, the starts of the buckets. They are regular where the buckets are steps of one grid, as days, months and
 * years are that begin with those of the calendar. NaN does not count. A bucket without any value has a count of 0, and
 * NaN for sum, mean and extremes.
 *
 * <p>The sum of a bucket adds the sums of its parts in the chunks, in order of time. {@link Statistics} defines the sum
 * of each part. The result therefore does not depend on whether the chunks were decoded. No number here is ever -0.0.
 * Immutable and thread-safe.
 *
 * @param count how many values each bucket has, or, of an {@linkplain FilterAggregation#across() aggregation across
 *     series}, how many series have a value there: whole numbers from 0 on
 * @param values how many values each bucket has: whole numbers from 0 on
 * @param sum the sum of the values of each bucket: infinite beyond the range of a double, NaN where infinities of both
 *     signs meet
 * @param min the least value of each bucket
 * @param max the greatest value of each bucket
 */
public record Buckets(Series count, Series values, Series sum, Series min, Series max) {
    /**
     * Creates buckets from their numbers.
     *
     * @throws IllegalArgumentException when the series differ in length
     */
    public Buckets {
        int size = count.size();
        if (values.size() != size || sum.size() != size || min.size() != size || max.size() != size) {
            throw new IllegalArgumentException(
                    "buckets must have equally many counts, values, sums, minimums and maximums,"
                            + " not " + size + ", " + values.size() + ", " + sum.size() + ", " + min.size() + " and "
                            + max.size());
        }
    }

    /**
     * Creates the buckets of one series, whose count is the number of its values.
     *
     * @throws IllegalArgumentException when the series differ in length
     */
    public Buckets(Series count, Series sum, Series min, Series max) {
        this(count, count, sum, min, max);
    }

    /** Returns the number of buckets. */
    public int size() {
        return count.size();
    }

    /** Returns the mean of each bucket: its sum divided by the number of its values. */
    public Series mean() {
        double[] means = sum.values();
        Arrays.setAll(means, i -> means[i] / values.valueAt(i) + 0.0);
        return sum.grid().map(grid -> Series.wrap(grid, means)).orElseGet(() -> Series.wrap(instants(), means));
    }

    private long[] instants() {
        long[] instants = new long[size()];
        Arrays.setAll(instants, sum::epochMillisAt);
        return instants;
    }

    /** Returns the number of buckets and where they begin. */
    @Override
    public String toString() {
        return "Buckets of " + count;
    }
}

package io.holcstore.aggregate;

import io.holcstore.series.Series;
import io.holcstore.series.Statistics;
import java.util.Arrays;

/**
 * The aggregated values of one series in each bucket of time. All series of this record have the same instants, the
 * starts of the buckets. They are regular where the buckets are steps of one grid, as days, months and years are. NaN
 * does not count. A bucket without any value has a count of 0, and NaN for everything else.
 *
 * <p>The sum of a bucket adds the sums of its parts in the chunks, in order of time. {@link Statistics} defines the sum
 * of each part. The result therefore does not depend on whether the chunks were decoded. No number here is ever -0.0.
 * Immutable and thread-safe.
 *
 * @param count how many values each bucket has: whole numbers from 0 on
 * @param sum the sum of the values of each bucket: infinite beyond the range of a double, NaN where infinities of both
 *     signs meet
 * @param min the least value of each bucket
 * @param max the greatest value of each bucket
 */
public record Buckets(Series count, Series sum, Series min, Series max) {
    /**
     * Creates buckets from their numbers.
     *
     * @throws IllegalArgumentException when the series differ in length
     */
    public Buckets {
        if (count.size() != sum.size() || count.size() != min.size() || count.size() != max.size()) {
            throw new IllegalArgumentException("buckets have as many counts as sums, least and greatest values, not "
                    + count.size() + ", " + sum.size() + ", " + min.size() + " and " + max.size());
        }
    }

    /** Returns the number of buckets. */
    public int size() {
        return count.size();
    }

    /** Returns the mean of each bucket: its sum divided by its count. */
    public Series mean() {
        double[] means = sum.values();
        Arrays.setAll(means, i -> means[i] / count.valueAt(i) + 0.0);
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

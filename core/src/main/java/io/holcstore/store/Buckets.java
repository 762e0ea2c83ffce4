package io.holcstore.store;

import io.holcstore.series.Series;
import io.holcstore.series.Statistics;
import java.util.Arrays;

/**
 * What the values of one series come to in each bucket of time. All the series this gives have the same instants, the
 * starts of the buckets; they are regular where the buckets are steps of one grid, as days, months and years are. NaN
 * counts for nothing; a bucket without any value has a count of 0 and NaN otherwise.
 *
 * <p>The sum of a bucket is that of its parts in the chunks, in order of time, each taken as {@link Statistics} says;
 * so it does not depend on whether they were decoded. Nothing here is ever -0.0. Immutable and thread-safe.
 *
 * @param count how many values each bucket has: whole numbers from 0 on
 * @param sum the sum of the values of each bucket: infinite beyond the range of a double, NaN where infinities of both
 *     signs meet
 * @param min the least value of each bucket
 * @param max the greatest value of each bucket
 */
public record Buckets(Series count, Series sum, Series min, Series max) {
    /**
     * Buckets by their numbers.
     *
     * @throws IllegalArgumentException when the series differ in length
     */
    public Buckets {
        if (count.size() != sum.size() || count.size() != min.size() || count.size() != max.size()) {
            throw new IllegalArgumentException("buckets have as many counts as sums, least and greatest values, not "
                    + count.size() + ", " + sum.size() + ", " + min.size() + " and " + max.size());
        }
    }

    /** How many buckets there are. */
    public int size() {
        return count.size();
    }

    /** The sum of each bucket divided by its count. */
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

    /** The number of buckets and where they begin. */
    @Override
    public String toString() {
        return "Buckets of " + count;
    }
}

package io.holcstore.store;

import io.holcstore.series.Series;
import io.holcstore.series.Statistics;
import io.holcstore.time.Grid;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the values of one series come to in each bucket of time. All the series this gives have the same instants, the starts of the buckets; they
 * are regular where the buckets are steps of one grid, as days, months and years are. NaN is no value and counts for nothing; a bucket
 * without any value has a count of 0 and NaN otherwise.
 *
 * <p>The sum of a bucket is that of its parts in the chunks, in order of time, each taken as {@link Statistics} says; so it does not depend on
 * whether they were decoded. Nothing here is ever -0.0. Immutable and thread-safe.
 */
public final class Buckets {
    private final @Nullable Grid grid;
    private final long[] starts;
    private final double[] counts;
    private final double[] sums;
    private final double[] mins;
    private final double[] maxs;

    Buckets(@Nullable Grid grid, long[] starts, double[] counts, double[] sums, double[] mins, double[] maxs) {
        this.grid = grid;
        this.starts = starts;
        this.counts = counts;
        this.sums = sums;
        this.mins = mins;
        this.maxs = maxs;
    }

    /** How many buckets there are. */
    public int size() {
        return starts.length;
    }

    boolean hasValue() {
        return Arrays.stream(counts).anyMatch(count -> count > 0);
    }

    /** How many values each bucket has: whole numbers from 0 on. */
    public Series count() {
        return series(counts);
    }

    /** The sum of the values of each bucket: infinite beyond the range of a double, NaN where infinities of both signs meet. */
    public Series sum() {
        return series(sums);
    }

    /** The sum of each bucket divided by its count. */
    public Series mean() {
        double[] means = new double[sums.length];
        Arrays.setAll(means, i -> sums[i] / counts[i] + 0.0);
        return series(means);
    }

    /** The least value of each bucket. */
    public Series min() {
        return series(mins);
    }

    /** The greatest value of each bucket. */
    public Series max() {
        return series(maxs);
    }

    private Series series(double[] values) {
        return grid == null ? Series.wrap(starts, values) : Series.wrap(grid, values);
    }

    /** The number of buckets and where they begin. */
    @Override
    public String toString() {
        return "Buckets of " + count();
    }
}

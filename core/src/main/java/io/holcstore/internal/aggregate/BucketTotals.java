package io.holcstore.internal.aggregate;

import io.holcstore.aggregate.Buckets;
import io.holcstore.series.Series;
import io.holcstore.series.Statistics;
import io.holcstore.time.Grid;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds up the values in each bucket, of one series or of several. Not thread-safe. */
public final class BucketTotals {
    private final double[] counts;
    private final double[] sums;
    private final double[] lost;
    private final double[] mins;
    private final double[] maxs;

    // null for a single series
    private final double @Nullable [] series;
    private final int[] latest; // for each bucket, the last series that has a value in it
    private int current;

    private BucketTotals(int size, boolean several) {
        counts = new double[size];
        sums = new double[size];
        lost = new double[size];
        mins = new double[size];
        maxs = new double[size];
        Arrays.fill(mins, Double.POSITIVE_INFINITY);
        Arrays.fill(maxs, Double.NEGATIVE_INFINITY);
        series = several ? new double[size] : null;
        latest = new int[several ? size : 0];
    }

    static BucketTotals ofOne(int size) {
        return new BucketTotals(size, false);
    }

    static BucketTotals ofSeveral(int size) {
        return new BucketTotals(size, true);
    }

    int size() {
        return counts.length;
    }

    /** Begins another series. */
    void nextSeries() {
        current++;
    }

    /** Adds a part of a bucket. The parts of a series must be added in order of time. */
    public void add(int bucket, Statistics part) {
        if (part.count() == 0) {
            return;
        }
        double sum = sums[bucket] + part.sum();
        lost[bucket] += Statistics.lost(sums[bucket], part.sum(), sum);
        sums[bucket] = sum;
        mins[bucket] = Math.min(mins[bucket], part.min());
        maxs[bucket] = Math.max(maxs[bucket], part.max());
        counts[bucket] += part.count();
        if (series != null && latest[bucket] != current) {
            latest[bucket] = current;
            series[bucket]++;
        }
    }

    /** Adds one value to each bucket from one on, with the same result as adding the statistics of each. */
    public void addEach(int bucket, double[] values, int from, int to) {
        addEach(values, from, bucket, to - from, sums, lost, mins, maxs, counts);
        if (series != null) {
            count(values, from, bucket, to - from, series);
        }
    }

    private static void addEach(
            double[] values,
            int from,
            int at,
            int size,
            double[] sums,
            double[] lost,
            double[] mins,
            double[] maxs,
            double[] counts) {
        for (int i = 0; i < size; i++) {
            double value = values[from + i];
            if (!Double.isNaN(value)) {
                double before = sums[at + i];
                double sum = before + value;
                lost[at + i] += Statistics.lost(before, value, sum);
                sums[at + i] = sum;
                double min = mins[at + i];
                mins[at + i] = value < min ? value : min;
                double max = maxs[at + i];
                maxs[at + i] = value > max ? value : max;
                counts[at + i]++;
            }
        }
    }

    private static void count(double[] values, int from, int at, int size, double[] counts) {
        for (int i = 0; i < size; i++) {
            counts[at + i] += Double.isNaN(values[from + i]) ? 0 : 1;
        }
    }

    /** Returns the first bucket that has a value, or the number of buckets when none has. */
    int first() {
        int i = 0;
        while (i < counts.length && counts[i] == 0) {
            i++;
        }
        return i;
    }

    /** Returns the exclusive end of the buckets that have a value, or 0 when none has. */
    int end() {
        int i = counts.length;
        while (i > 0 && counts[i - 1] == 0) {
            i--;
        }
        return i;
    }

    /** Returns the same totals in another layout, which must contain all buckets that have a value here. */
    BucketTotals laid(BucketLayout from, BucketLayout to) {
        BucketTotals laid = new BucketTotals(to.size(), series != null);
        laid.current = current;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                copy(i, laid, to.bucketOf(from.startMillis(i)));
            }
        }
        return laid;
    }

    private void copy(int i, BucketTotals other, int at) {
        other.counts[at] = counts[i];
        other.sums[at] = sums[i];
        other.lost[at] = lost[i];
        other.mins[at] = mins[i];
        other.maxs[at] = maxs[i];
        if (series != null && other.series != null) {
            other.series[at] = series[i];
            other.latest[at] = latest[i];
        }
    }

    /** Returns the buckets {@code from <= i < to} of a layout. */
    Buckets buckets(BucketLayout layout, int from, int to) {
        Grid grid = layout.grid(from, to);
        long[] starts = grid == null ? layout.starts(from, to) : new long[0];
        double[] rounded = new double[to - from];
        double[] least = new double[to - from];
        double[] greatest = new double[to - from];
        for (int i = 0; i < rounded.length; i++) {
            boolean none = counts[from + i] == 0;
            rounded[i] = none ? Double.NaN : Statistics.rounded(sums[from + i], lost[from + i]);
            least[i] = none ? Double.NaN : mins[from + i] + 0.0;
            greatest[i] = none ? Double.NaN : maxs[from + i] + 0.0;
        }
        Series values = series(grid, starts, Arrays.copyOfRange(counts, from, to));
        return new Buckets(
                series == null ? values : series(grid, starts, Arrays.copyOfRange(series, from, to)),
                values,
                series(grid, starts, rounded),
                series(grid, starts, least),
                series(grid, starts, greatest));
    }

    private static Series series(@Nullable Grid grid, long[] starts, double[] values) {
        return grid == null ? Series.wrap(starts, values) : Series.wrap(grid, values);
    }
}

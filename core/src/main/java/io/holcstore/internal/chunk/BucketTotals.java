package io.holcstore.internal.chunk;

import io.holcstore.aggregate.Buckets;
import io.holcstore.series.Series;
import io.holcstore.series.Statistics;
import io.holcstore.time.Grid;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds up what lies in each bucket. Not thread-safe. */
final class BucketTotals {
    private final double[] counts;
    private final double[] sums;
    private final double[] lost;
    private final double[] mins;
    private final double[] maxs;

    BucketTotals(int size) {
        counts = new double[size];
        sums = new double[size];
        lost = new double[size];
        mins = new double[size];
        maxs = new double[size];
        for (double[] array : new double[][] {sums, mins, maxs}) {
            Arrays.fill(array, Double.NaN);
        }
    }

    int size() {
        return counts.length;
    }

    /** Adds a part of a bucket; parts come in order of time. */
    void add(int bucket, Statistics part) {
        if (part.count() == 0) {
            return;
        }
        if (counts[bucket] == 0) {
            sums[bucket] = part.sum();
            mins[bucket] = part.min();
            maxs[bucket] = part.max();
        } else {
            double sum = sums[bucket] + part.sum();
            lost[bucket] += Statistics.lost(sums[bucket], part.sum(), sum);
            sums[bucket] = sum;
            mins[bucket] = Math.min(mins[bucket], part.min());
            maxs[bucket] = Math.max(maxs[bucket], part.max());
        }
        counts[bucket] += part.count();
    }

    /** The first bucket that has a value; the number of buckets where none has. */
    int first() {
        int i = 0;
        while (i < counts.length && counts[i] == 0) {
            i++;
        }
        return i;
    }

    /** The end, exclusive, of the buckets that have a value; 0 where none has. */
    int end() {
        int i = counts.length;
        while (i > 0 && counts[i - 1] == 0) {
            i--;
        }
        return i;
    }

    /**
     * The buckets {@code from <= i < to} of those with these starts, which are these points of the grid if there is
     * one.
     */
    Buckets buckets(long[] starts, @Nullable Grid grid, int from, int to) {
        double[] rounded = new double[to - from];
        Arrays.setAll(rounded, i -> Statistics.rounded(sums[from + i], lost[from + i]));
        long[] kept = Arrays.copyOfRange(starts, from, to);
        Grid part = grid == null ? null : grid.slice(from, to);
        return new Buckets(
                series(part, kept, Arrays.copyOfRange(counts, from, to)),
                series(part, kept, rounded),
                series(part, kept, Arrays.copyOfRange(mins, from, to)),
                series(part, kept, Arrays.copyOfRange(maxs, from, to)));
    }

    private static Series series(@Nullable Grid grid, long[] starts, double[] values) {
        return grid == null ? Series.wrap(starts, values) : Series.wrap(grid, values);
    }
}

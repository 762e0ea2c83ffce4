package io.holcstore.internal.aggregate;

import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.util.Arrays;
import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.jspecify.annotations.Nullable;

/** The buckets of some intervals. Immutable and thread-safe. */
public final class BucketLayout {
    private final List<TimeRange> stretches;
    private final long[] bounds;
    private final @Nullable Grid grid;

    private BucketLayout(List<TimeRange> stretches, long[] bounds, @Nullable Grid grid) {
        this.stretches = stretches;
        this.bounds = bounds;
        this.grid = grid;
    }

    static BucketLayout of(List<TimeRange> stretches, BucketCalendar calendar) {
        long[] bounds = bounds(stretches, calendar);
        return new BucketLayout(stretches, bounds, calendar.grid(bounds).orElse(null));
    }

    /**
     * Returns the bounds of the buckets. The last bucket of an interval is extended to the next interval, because
     * nothing is stored in between.
     */
    private static long[] bounds(List<TimeRange> stretches, BucketCalendar calendar) {
        if (stretches.size() == 1) {
            return calendar.bounds(stretches.get(0));
        }
        LongArrayList all = new LongArrayList();
        for (TimeRange each : stretches) {
            if (!all.isEmpty()) {
                all.removeAtIndex(all.size() - 1);
            }
            all.addAll(calendar.bounds(each));
        }
        return all.toArray();
    }

    List<TimeRange> stretches() {
        return stretches;
    }

    public int size() {
        return Math.max(0, bounds.length - 1);
    }

    long startMillis(int bucket) {
        return bounds[bucket];
    }

    /** Returns the exclusive end of a bucket. */
    public long endMillis(int bucket) {
        return bounds[bucket + 1];
    }

    /** Returns the bucket that contains an instant of the intervals. */
    public int bucketOf(long epochMillis) {
        int found = Arrays.binarySearch(bounds, epochMillis);
        return found >= 0 ? found : -found - 2;
    }

    /** Returns the starts of the buckets {@code from <= i < to}. */
    long[] starts(int from, int to) {
        return Arrays.copyOfRange(bounds, from, to);
    }

    /** Returns the buckets {@code from <= i < to} as a grid, or null when they are not regular. */
    @Nullable
    Grid grid(int from, int to) {
        return grid == null ? null : grid.slice(from, to);
    }
}

package io.holcstore.internal.aggregate;

import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.util.Arrays;
import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.jspecify.annotations.Nullable;

/** The buckets of some stretches of time. Immutable and thread-safe. */
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

    /** A bucket at the end of a stretch reaches to the next stretch, where it has no values. */
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

    /** Where a bucket ends, exclusive. */
    public long endMillis(int bucket) {
        return bounds[bucket + 1];
    }

    /** The bucket that holds an instant of the stretches. */
    public int bucketOf(long epochMillis) {
        int found = Arrays.binarySearch(bounds, epochMillis);
        return found >= 0 ? found : -found - 2;
    }

    /** Where the buckets {@code from <= i < to} begin. */
    long[] starts(int from, int to) {
        return Arrays.copyOfRange(bounds, from, to);
    }

    /** The buckets {@code from <= i < to} as points of a grid, if they are that. */
    @Nullable
    Grid grid(int from, int to) {
        return grid == null ? null : grid.slice(from, to);
    }
}

package io.holcstore.internal.aggregate;

import io.holcstore.aggregate.Buckets;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.series.Merge;
import io.holcstore.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The range and the buckets of one aggregation. Looks up the buckets once for series that span the same time. Not
 * thread-safe.
 */
public final class BucketPlan {
    /**
     * The most buckets beyond the points that are stored (400 MB), where the answer has one for each stretch of a
     * range.
     */
    private static final int MAX_EMPTY = 1 << 22;

    private final TimeRange range;
    private final BucketCalendar calendar;
    private @Nullable BucketLayout layout; // of the series before

    public BucketPlan(TimeRange range, BucketCalendar calendar) {
        this.range = range;
        this.calendar = calendar;
    }

    public TimeRange range() {
        return range;
    }

    public BucketCalendar calendar() {
        return calendar;
    }

    /**
     * All buckets of the range with the values of one series; where an end of the range is open, from the first or to
     * the last that has a value.
     */
    public Buckets of(Contribution series) {
        BucketLayout all = layout(series.spans());
        BucketTotals totals = BucketTotals.ofOne(all.size());
        series.addTo(all, totals);
        return trimmed(totals, all);
    }

    /** The buckets of the range; where an end of it is open, from the first or to the last that has a value. */
    Buckets trimmed(BucketTotals totals, BucketLayout all) {
        int to = range.endMillis() == Long.MAX_VALUE ? totals.end() : totals.size();
        int from = range.startMillis() == Long.MIN_VALUE ? Math.min(totals.first(), to) : 0;
        return totals.buckets(all, from, to);
    }

    /**
     * The buckets of the range where this is stored; where an end of the range is open, those of what is stored.
     *
     * @throws IllegalArgumentException when too many of them lie where nothing is stored
     */
    BucketLayout layout(Spans stored) {
        List<TimeRange> stretches = range.isBounded() ? List.of(range) : stretches(stored);
        return of(stretches, stored);
    }

    /** As {@link #layout}, where others are still to come; it need not have those where nothing is stored. */
    BucketLayout soFar(Spans stored) {
        boolean few = range.isBounded() && areFew(range.startMillis(), range.endMillis());
        return of(few ? List.of(range) : stretches(stored), stored);
    }

    private BucketLayout of(List<TimeRange> stretches, Spans stored) {
        BucketLayout found = layout;
        if (found == null || !found.stretches().equals(stretches)) {
            requireFew(stretches, stored);
            found = BucketLayout.of(stretches, calendar);
            layout = found;
        }
        return found;
    }

    /** What is stored as one stretch, or as several where too many buckets would lie between them. */
    private List<TimeRange> stretches(Spans stored) {
        if (stored.size() == 0) {
            return List.of();
        }
        int last = stored.size() - 1;
        if (bucketsBetween(stored) <= Merge.MAX_BETWEEN) {
            return List.of(stretch(stored, 0, last));
        }
        List<TimeRange> stretches = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= last; i++) {
            if (bucketsBefore(stored, i) > 2) { // one of them whole
                stretches.add(stretch(stored, first, i - 1));
                first = i;
            }
        }
        stretches.add(stretch(stored, first, last));
        return stretches;
    }

    private TimeRange stretch(Spans stored, int first, int last) {
        long start = stored.startMillis(first);
        long end = stored.endMillis(last);
        boolean fromRange = first == 0 && range.startMillis() != Long.MIN_VALUE && areFew(range.startMillis(), start);
        boolean toRange =
                last == stored.size() - 1 && range.endMillis() != Long.MAX_VALUE && areFew(end, range.endMillis());
        return range.intersect(TimeRange.ofEpochMillis(
                fromRange ? Math.min(start, range.startMillis()) : start,
                toRange ? Math.max(end, range.endMillis()) : end));
    }

    private boolean areFew(long startMillis, long endMillis) {
        return calendar.mostIn(startMillis, endMillis) <= Merge.MAX_BETWEEN;
    }

    private long bucketsBetween(Spans stored) {
        long between = 0;
        for (int i = 1; i < stored.size(); i++) {
            between += bucketsBefore(stored, i);
        }
        return between;
    }

    /** How many buckets lie between a stretch and the one before it at the most. */
    private long bucketsBefore(Spans stored, int i) {
        long before = stored.endMillis(i - 1);
        return calendar.mostIn(before, stored.startMillis(i));
    }

    private void requireFew(List<TimeRange> stretches, Spans stored) {
        long empty = stretches.stream()
                .mapToLong(each -> calendar.mostIn(each.startMillis(), each.endMillis()))
                .sum();
        if (empty > MAX_EMPTY) {
            empty -= IntStream.range(0, stored.size()).mapToLong(stored::points).sum();
        }
        if (empty > MAX_EMPTY) {
            throw new IllegalArgumentException("the range " + range + " has about " + empty
                    + " buckets beyond those of what is stored; ask for a shorter range, for longer buckets,"
                    + " or leave an end of the range open");
        }
    }
}

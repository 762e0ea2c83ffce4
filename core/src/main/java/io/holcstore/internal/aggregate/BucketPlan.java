package io.holcstore.internal.aggregate;

import io.holcstore.aggregate.Buckets;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.series.Merge;
import io.holcstore.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The range and the buckets of one aggregation. Series with the same intervals share the buckets. Not thread-safe. */
public final class BucketPlan {
    /**
     * The most buckets in addition to the stored points (400 MB), when the result has a bucket for each part of a
     * range.
     */
    private static final int MAX_EMPTY = 1 << 22;

    private final TimeRange range;
    private final BucketCalendar calendar;
    private @Nullable BucketLayout layout; // that of the previous series

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
     * Returns all buckets of the range with the values of one series. At an open end of the range, the first or last
     * bucket is one with a value.
     */
    public Buckets of(Contribution series) {
        BucketLayout all = layout(series.spans());
        BucketTotals totals = BucketTotals.ofOne(all.size());
        series.addTo(all, totals);
        return trimmed(totals, all);
    }

    /** Returns the buckets of the range. At an open end of the range, the first or last bucket is one with a value. */
    Buckets trimmed(BucketTotals totals, BucketLayout all) {
        int to = range.endMillis() == Long.MAX_VALUE ? totals.end() : totals.size();
        int from = range.startMillis() == Long.MIN_VALUE ? Math.min(totals.first(), to) : 0;
        return totals.buckets(all, from, to);
    }

    /**
     * Returns the buckets of the range. If an end of the range is open, it returns the buckets of the stored data.
     *
     * @throws IllegalArgumentException when there are too many buckets without stored data
     */
    BucketLayout layout(Spans stored) {
        List<TimeRange> stretches = range.isBounded() ? List.of(range) : stretches(stored);
        return of(stretches, stored);
    }

    /** Does the same as {@link #layout} when more series follow. The result may lack buckets without stored data. */
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

    /** Returns the stored data as one interval, or as several when too many buckets would lie between them. */
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
            if (bucketsBefore(stored, i) > 2) { // at least one of them is entirely without data
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

    /** Returns the most buckets that can lie between an interval and the one before it. */
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
                    + " buckets without stored points; use a shorter range, longer buckets,"
                    + " or a range with an open end");
        }
    }
}

package io.holcstore.internal.aggregate;

/** The data of one series in the range of an aggregation. */
public interface Contribution {
    /** Returns the intervals of its values, which may extend beyond the range. */
    Spans spans();

    /** Adds its values in the range, in order of time. The layout must have buckets for all of them. */
    void addTo(BucketLayout layout, BucketTotals totals);
}

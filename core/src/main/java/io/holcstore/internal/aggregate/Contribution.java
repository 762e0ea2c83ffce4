package io.holcstore.internal.aggregate;

/** What one series has in the range of an aggregation. */
public interface Contribution {
    /** Where its values lie; parts of it may lie beside the range. */
    Spans spans();

    /** Adds its values in the range, in order of time. All of them lie in buckets of the layout. */
    void addTo(BucketLayout layout, BucketTotals totals);
}

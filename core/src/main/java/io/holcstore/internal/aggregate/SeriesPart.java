package io.holcstore.internal.aggregate;

import io.holcstore.series.Merge;
import io.holcstore.series.Series;
import io.holcstore.series.Statistics;

/** The contribution of a decoded series, whose points may have any distances. */
record SeriesPart(Series series, BucketPlan plan) implements Contribution, Spans {
    @Override
    public Spans spans() {
        return this;
    }

    /** Returns 1 when few buckets lie between the points, and otherwise the number of points. */
    @Override
    public int size() {
        return isOne() ? Math.min(1, series.size()) : series.size();
    }

    private boolean isOne() {
        int last = series.size() - 1;
        return last < 1
                || plan.calendar().mostIn(series.epochMillisAt(0), series.epochMillisAt(last)) <= Merge.MAX_BETWEEN;
    }

    @Override
    public long startMillis(int i) {
        return series.epochMillisAt(i);
    }

    @Override
    public long endMillis(int i) {
        return series.epochMillisAt(isOne() ? series.size() - 1 : i) + 1;
    }

    @Override
    public long points(int i) {
        return isOne() ? series.size() : 1;
    }

    @Override
    public void addTo(BucketLayout layout, BucketTotals totals) {
        double[] values = series.values();
        int from = 0;
        while (from < values.length) {
            int bucket = layout.bucketOf(series.epochMillisAt(from));
            int to = from + 1;
            while (to < values.length && series.epochMillisAt(to) < layout.endMillis(bucket)) {
                to++;
            }
            totals.add(bucket, Statistics.of(values, from, to));
            from = to;
        }
    }
}

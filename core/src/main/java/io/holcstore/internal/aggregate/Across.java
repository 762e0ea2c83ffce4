package io.holcstore.internal.aggregate;

import io.holcstore.aggregate.Buckets;
import io.holcstore.internal.definition.KeyAxes;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up series in groups. The range of the buckets grows with the ranges of the series, so that buckets without
 * values take no memory. Not thread-safe.
 */
final class Across {
    private final BucketPlan plan;
    private final List<Axis<?>> axes;
    private final GrowingSpans stored = new GrowingSpans();
    private final Map<SeriesKey, BucketTotals> groups = new HashMap<>();
    private BucketLayout layout;

    Across(BucketPlan plan, List<Axis<?>> axes) {
        this.plan = plan;
        this.axes = axes;
        this.layout = plan.soFar(stored.spans());
    }

    void add(SeriesKey key, Contribution series) {
        if (stored.add(series.spans())) {
            lay(plan.soFar(stored.spans()));
        }
        BucketTotals totals = group(KeyAxes.part(key, axes));
        totals.nextSeries();
        series.addTo(layout, totals);
    }

    private BucketTotals group(SeriesKey key) {
        return groups.computeIfAbsent(key, each -> BucketTotals.ofSeveral(layout.size()));
    }

    private void lay(BucketLayout wanted) {
        if (wanted != layout) {
            groups.replaceAll((key, totals) -> totals.laid(layout, wanted));
            layout = wanted;
        }
    }

    /** Returns all groups that have a value, in the order of their keys. */
    Map<SeriesKey, Buckets> groups() {
        lay(plan.layout(stored.spans()));
        List<SeriesKey> keys = new ArrayList<>(groups.keySet());
        keys.sort(SeriesKey.ORDER);
        Map<SeriesKey, Buckets> found = new LinkedHashMap<>();
        for (SeriesKey key : keys) {
            BucketTotals totals = group(key);
            if (totals.end() > 0) {
                found.put(key, plan.trimmed(totals, layout));
            }
        }
        return Collections.unmodifiableMap(found);
    }

    /** Returns the only group, even when there is no series. */
    Buckets one() {
        lay(plan.layout(stored.spans()));
        return plan.trimmed(group(SeriesKey.of()), layout);
    }
}

package io.holcstore.internal.aggregate;

import io.holcstore.key.SeriesKey;
import java.util.function.BiConsumer;

/** Reads the series of a filter in the order of their keys. It holds one series in memory at a time. */
@FunctionalInterface
public interface SeriesFeed {
    /**
     * Passes the contribution of each series in the range of a plan to the consumer. Each call reads the series again.
     */
    void forEach(BucketPlan plan, BiConsumer<SeriesKey, Contribution> consumer);
}

package io.holcstore.internal.aggregate;

import io.holcstore.key.SeriesKey;
import java.util.function.BiConsumer;

/** Reads the series of a filter, in the order of their keys, one in memory at a time. */
@FunctionalInterface
public interface SeriesFeed {
    /** Hands over what each series has in the range of a plan. Each call reads it again. */
    void forEach(BucketPlan plan, BiConsumer<SeriesKey, Contribution> consumer);
}

package io.holcstore.aggregate;

import io.holcstore.key.SeriesKey;
import java.util.function.BiConsumer;

/** The buckets of many series. Each call reads them from the store again. */
@FunctionalInterface
public interface BucketStream {
    /**
     * Passes the buckets of every matching series that has a value in the range to the consumer. The series come in the
     * order of their keys; one is held in memory at a time.
     */
    void forEach(BiConsumer<SeriesKey, Buckets> consumer);
}

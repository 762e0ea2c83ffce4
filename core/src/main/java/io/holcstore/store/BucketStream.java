package io.holcstore.store;

import io.holcstore.key.SeriesKey;
import java.util.function.BiConsumer;

/** The buckets of many series, which are read when they are asked for, and again each time. */
@FunctionalInterface
public interface BucketStream {
    /** Hands over every matching series that has a value in the range, in order of the keys, holding one at a time. */
    void forEach(BiConsumer<SeriesKey, Buckets> consumer);
}

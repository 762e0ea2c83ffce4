package io.holcstore.store;

import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.time.Frequency;

/**
 * What is to be aggregated; {@link #by} says into which buckets.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface Aggregation<T> {
    /**
     * Into local days, months or years of the store's zone ({@code "1d"}, {@code "1month"}, {@code "1year"}, several of
     * them), or into parts of each local day ({@code "1h"}), as {@link BucketCalendar} has them.
     *
     * @throws IllegalArgumentException unless the bucket is days, months, years, or a duration that divides a day and
     *     is a multiple of the store's step
     */
    T by(Frequency bucket);

    /** {@link #by(Frequency)} of a frequency as text. */
    default T by(String bucket) {
        return by(Frequency.parse(bucket));
    }
}

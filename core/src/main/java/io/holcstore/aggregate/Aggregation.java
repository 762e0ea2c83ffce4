package io.holcstore.aggregate;

import io.holcstore.time.Frequency;

/**
 * An aggregation of values; {@link #by} selects the buckets.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface Aggregation<T> {
    /**
     * Aggregates into local days, months or years of the store's zone ({@code "1d"}, {@code "1month"}, {@code "1year"},
     * or several of them), or into parts of each local day ({@code "1h"}).
     *
     * @throws IllegalArgumentException unless the bucket is days, months, years, or a duration that divides a day and
     *     is a multiple of the store's step
     */
    T by(Frequency bucket);

    /** Calls {@link #by(Frequency)} with a frequency as text. */
    default T by(String bucket) {
        return by(Frequency.parse(bucket));
    }
}

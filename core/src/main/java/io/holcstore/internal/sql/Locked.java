package io.holcstore.internal.sql;

import io.holcstore.key.SeriesKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Series that are locked until the transaction ends.
 *
 * @param created those that are known to have no rows yet, because this transaction created their heads
 * @param spans the times of the first and last value of the others, if their heads contain them
 */
public record Locked(Set<SeriesKey> created, Map<SeriesKey, Span> spans) {
    /** The times of the first and of the last value in epoch milliseconds. */
    public record Span(long firstMillis, long lastMillis) {}

    /** Locked series of which nothing is known. */
    public static final Locked UNKNOWN = new Locked(Set.of(), Map.of());

    /**
     * Returns whether the head of a series states that its values reach from this time or before to that time or after.
     */
    public boolean reaches(SeriesKey key, long firstMillis, long lastMillis) {
        @Nullable Span span = spans.get(key);
        return span != null && span.firstMillis <= firstMillis && span.lastMillis >= lastMillis;
    }
}

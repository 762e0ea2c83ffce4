package io.holcstore.internal.sql;

import io.holcstore.key.SeriesKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Series that are locked until the transaction ends.
 *
 * @param created those that are known to have no rows yet, because this transaction has made their heads
 * @param spans when the first and the last value of the others are, where their heads say it
 */
public record Locked(Set<SeriesKey> created, Map<SeriesKey, Span> spans) {
    /** The times of the first and of the last value in epoch milliseconds. */
    public record Span(long firstMillis, long lastMillis) {}

    /** Nothing is known of the series. */
    public static final Locked UNKNOWN = new Locked(Set.of(), Map.of());

    /** Whether the head of a series says that it has values from this time or before to that time or after. */
    public boolean reaches(SeriesKey key, long firstMillis, long lastMillis) {
        @Nullable Span span = spans.get(key);
        return span != null && span.firstMillis <= firstMillis && span.lastMillis >= lastMillis;
    }
}

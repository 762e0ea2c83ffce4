package io.holcstore.internal.sql.series;

import io.holcstore.key.SeriesKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Series that are locked until the transaction ends.
 *
 * @param created those that are known to have no rows yet, because this transaction created their heads
 * @param spans the times of the first and last value of series, if their heads contain them
 */
public record Locked(Set<SeriesKey> created, Map<SeriesKey, Span> spans) {
    /** The times of the first and of the last value in epoch milliseconds. */
    public record Span(long firstMillis, long lastMillis) {}

    /** Locked series of which nothing is known. */
    public static final Locked UNKNOWN = new Locked(Set.of(), Map.of());

    /** Adds a series whose head this transaction created. */
    void add(SeriesKey key, @Nullable Span span) {
        created.add(key);
        if (span != null) {
            spans.put(key, span);
        }
    }

    /** Returns whether the head of a series states that its values reach as far as those of a span. */
    public boolean reaches(SeriesKey key, Span other) {
        @Nullable Span span = spans.get(key);
        return span != null && span.firstMillis <= other.firstMillis && span.lastMillis >= other.lastMillis;
    }
}

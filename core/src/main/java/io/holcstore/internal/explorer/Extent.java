package io.holcstore.internal.explorer;

import io.holcstore.time.TimeRange;
import java.util.Optional;

/** Bounds ranges by what is stored. */
final class Extent {
    private Extent() {}

    /** Returns the shortest range that holds both. */
    static Optional<TimeRange> span(Optional<TimeRange> a, Optional<TimeRange> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.or(() -> b);
        }
        return Optional.of(TimeRange.ofEpochMillis(
                Math.min(a.get().startMillis(), b.get().startMillis()),
                Math.max(a.get().endMillis(), b.get().endMillis())));
    }

    /** Returns a range whose open ends are those of what is stored, or empty when they stay open. */
    static Optional<TimeRange> bound(TimeRange asked, Optional<TimeRange> stored) {
        if (asked.isBounded()) {
            return Optional.of(asked);
        }
        return stored.map(all -> {
            TimeRange both = asked.intersect(TimeRange.years());
            boolean since = asked.startMillis() != TimeRange.all().startMillis();
            boolean until = asked.endMillis() != TimeRange.all().endMillis();
            long start = since ? both.startMillis() : Math.min(all.startMillis(), both.endMillis());
            long end = until ? both.endMillis() : Math.max(all.endMillis(), start);
            return TimeRange.ofEpochMillis(start, Math.max(start, end));
        });
    }
}

package io.holcstore.internal.aggregate;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The union of the intervals of several series. Not thread-safe. */
final class GrowingSpans {
    private record Stretch(long end, long points) {}

    private final NavigableMap<Long, Stretch> stretches = new TreeMap<>();

    /** Adds the intervals of one more series, and returns whether the union has grown. */
    boolean add(Spans spans) {
        boolean grown = false;
        for (int i = 0; i < spans.size(); i++) {
            grown |= add(spans.startMillis(i), spans.endMillis(i), spans.points(i));
        }
        return grown;
    }

    private boolean add(long start, long end, long points) {
        Map.Entry<Long, Stretch> before = stretches.floorEntry(start);
        if (before != null
                && before.getValue().end() >= end
                && before.getValue().points() >= points) {
            return false;
        }
        long from = start;
        long to = end;
        long most = points;
        for (before = stretches.lowerEntry(to);
                before != null && before.getValue().end() > from;
                before = stretches.lowerEntry(to)) {
            from = Math.min(from, before.getKey());
            to = Math.max(to, before.getValue().end());
            most = Math.max(most, before.getValue().points());
            stretches.remove(before.getKey());
        }
        stretches.put(from, new Stretch(to, most));
        return true;
    }

    /** Returns the union. */
    Spans spans() {
        long[] starts = stretches.keySet().stream().mapToLong(Long::longValue).toArray();
        Stretch[] ends = stretches.values().toArray(Stretch[]::new);
        return new Spans() {
            @Override
            public int size() {
                return starts.length;
            }

            @Override
            public long startMillis(int i) {
                return starts[i];
            }

            @Override
            public long endMillis(int i) {
                return ends[i].end();
            }

            @Override
            public long points(int i) {
                return ends[i].points();
            }
        };
    }
}

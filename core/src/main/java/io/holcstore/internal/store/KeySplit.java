package io.holcstore.internal.store;

import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Splits a filter into ranges of the axis that has the most values. */
final class KeySplit {
    private KeySplit() {}

    /**
     * Returns at most {@code parts} filters that together match these keys, each of them about as many.
     *
     * @param keys all keys that the filter matches
     */
    static List<KeyFilter> of(KeyFilter filter, List<Axis<?>> axes, List<SeriesKey> keys, int parts) {
        List<KeyFilter> widest = List.of(filter);
        int most = 1;
        for (int i = 0; i < axes.size(); i++) {
            Ranges<?> ranges = Ranges.of(axes.get(i), i, keys);
            if (ranges.counts.size() > most) {
                most = ranges.counts.size();
                widest = ranges.split(filter, keys.size(), parts);
            }
        }
        return widest;
    }

    /** The number of keys with each value of an axis, in its order. */
    private record Ranges<T>(Axis<T> axis, TreeMap<T, Integer> counts) {
        static <T> Ranges<T> of(Axis<T> axis, int at, List<SeriesKey> keys) {
            TreeMap<T, Integer> counts = new TreeMap<>(axis.type()::compare);
            for (SeriesKey key : keys) {
                counts.merge(axis.type().check(key.value(at)), 1, Integer::sum);
            }
            return new Ranges<>(axis, counts);
        }

        List<KeyFilter> split(KeyFilter filter, int keys, int parts) {
            List<KeyFilter> split = new ArrayList<>();
            T from = null;
            long seen = 0;
            for (Map.Entry<T, Integer> value : counts.entrySet()) {
                from = from == null ? value.getKey() : from;
                seen += value.getValue();
                if (seen * parts >= (split.size() + 1L) * keys) {
                    split.add(filter.and(axis.between(from, value.getKey())));
                    from = null;
                }
            }
            return split;
        }
    }
}

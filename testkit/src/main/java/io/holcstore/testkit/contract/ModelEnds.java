package io.holcstore.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Sample;
import io.holcstore.series.Series;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.StoreStatistics;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;

/** What a store says about the ends of its series beside a map of their points. */
final class ModelEnds {
    private ModelEnds() {}

    /** Asks every question about ends, and for so many values of the end of each series. */
    static void assertSame(
            ReadableStore store, KeyFilter filter, Map<SeriesKey, NavigableMap<Long, Double>> model, int values) {
        Map<SeriesKey, NavigableMap<Long, Double>> matching = new HashMap<>(model);
        matching.keySet().removeIf(key -> !filter.matches(key));
        Map<SeriesKey, Instant> lastTimes = new HashMap<>();
        Map<SeriesKey, Sample> latest = new HashMap<>();
        matching.forEach((key, points) -> {
            Instant last = Instant.ofEpochMilli(points.lastKey());
            lastTimes.put(key, last);
            latest.put(key, new Sample(last, points.lastEntry().getValue()));
            assertThat(store.exists(key)).isTrue();
            Series end = store.readLast(key, values).orElseThrow();
            assertThat(end.valueCount()).isEqualTo(Math.min(values, points.size()));
            assertThat(store.read(key).orElseThrow().trim().values()).endsWith(end.values());
        });
        assertThat(store.lastTimestamps(filter)).isEqualTo(lastTimes);
        assertThat(store.latest(filter)).isEqualTo(latest);
        StoreStatistics all = store.statistics(filter);
        assertThat(all.series()).isEqualTo(matching.size());
        assertThat(all.values())
                .isEqualTo(matching.values().stream().mapToLong(Map::size).sum());
        assertThat(all.first())
                .isEqualTo(store.firstTimestamp(filter))
                .isEqualTo(matching.values().stream()
                        .map(points -> Instant.ofEpochMilli(points.firstKey()))
                        .min(Comparator.naturalOrder()));
        assertThat(all.last())
                .isEqualTo(store.lastTimestamp(filter))
                .isEqualTo(lastTimes.values().stream().max(Comparator.naturalOrder()));
    }
}

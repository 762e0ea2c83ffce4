package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.testkit.contract.Samples.ramp;
import static io.holcstore.testkit.contract.Samples.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.time.TimeRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Series one after another. */
interface StreamContract extends OnDatabase {
    private static Map<SeriesKey, Series> streamed(ChunkStore store, KeyFilter filter, TimeRange range) {
        Map<SeriesKey, Series> found = new LinkedHashMap<>();
        store.forEach(filter, range, (key, series) -> assertThat(found.put(key, series))
                .isNull());
        return found;
    }

    @Test
    default void aMissingMiddleChunkIsAGap() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", ramp(744 + 696 + 743, 0)));
        store.insert(PEAK, hours("2024-01-01T00:00", 1, 2));
        store.erase(BASE, month(2024, 2));
        Map<SeriesKey, Series> found = streamed(store, KeyFilter.all(), TimeRange.all());
        assertThat(found.keySet()).containsExactly(BASE, PEAK);
        assertThat(found.get(BASE))
                .isRegular()
                .hasSize(744 + 696 + 743)
                .hasValueCount(744 + 743)
                .hasGaps(month(2024, 2))
                .isEqualToBitwise(store.read(BASE).orElseThrow());
        assertThat(found.get(PEAK)).hasValues(1, 2);
    }

    @Test
    default void streamsWhatReadsRead() {
        ChunkStore store = createLoads();
        for (int version = 0; version < 12; version++) {
            for (String kind : new String[] {"base", "peak"}) {
                Series series = hours("2024-01-20T00:00", ramp(24 * (10 + 2 * version), version));
                store.insert(key(version, kind), series);
                store.erase(key(version, kind), range("2024-02-03T00:00", "2024-02-05T00:00"));
            }
        }
        KeyFilter filter = VERSION.between(3, 9).and(KIND.is("base"));
        for (TimeRange range : new TimeRange[] {
            TimeRange.all(), month(2024, 2), TimeRange.since(Samples.instant("2024-02-10T00:30")), month(2025, 1)
        }) {
            Map<SeriesKey, Series> expected = new LinkedHashMap<>();
            for (int version = 3; version <= 9; version++) {
                SeriesKey key = key(version, "base");
                store.read(key, range).ifPresent(series -> expected.put(key, series));
            }
            Map<SeriesKey, Series> found = streamed(store, filter, range);
            assertThat(found).as("%s", range).isEqualTo(expected);
            assertThat(List.copyOf(found.keySet())).isEqualTo(List.copyOf(expected.keySet()));
        }
        assertThat(streamed(store, filter, range("2024-02-03T00:00", "2024-02-03T00:00")))
                .isEmpty();
        assertThat(streamed(store, KIND.in(), TimeRange.all())).isEmpty();
    }

    @Test
    default void aCursorStandsOnASeriesBetweenNextAndTheEnd() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1, NONE, 3));
        try (SeriesCursor cursor = store.cursor(KeyFilter.all())) {
            assertThatThrownBy(cursor::key).isInstanceOf(NoSuchElementException.class);
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.key()).isEqualTo(BASE);
            Series series = cursor.series();
            assertThat(cursor.next()).isFalse();
            assertThat(cursor.next()).isFalse();
            assertThatThrownBy(cursor::series).isInstanceOf(NoSuchElementException.class);
            assertThat(series).hasValues(1, NONE, 3);
        }
    }

    @Test
    default void aCursorCanBeClosedAnywhereAndAgain() {
        ChunkStore store = createLoads();
        store.insertAll(ManySeriesContract.many(1));
        SeriesCursor cursor = store.cursor(KeyFilter.all());
        assertThat(cursor.next()).isTrue();
        assertThat(dataSource().openConnections()).isEqualTo(1);
        cursor.close();
        cursor.close();
        assertThat(dataSource().openConnections()).isZero();
        assertThatThrownBy(cursor::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        store.cursor(KeyFilter.all()).close();
        assertThat(store.count(KeyFilter.all())).isEqualTo(300);
    }

    @Test
    default void aConsumerThatThrowsEndsTheStream() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        store.insert(PEAK, hours("2024-01-01T00:00", 1));
        List<SeriesKey> seen = new ArrayList<>();
        assertThatThrownBy(() -> store.forEach(KeyFilter.all(), (key, series) -> {
                    seen.add(key);
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(seen).containsExactly(BASE);
        assertThat(dataSource().openConnections()).isZero();
    }

    @Test
    default void aStreamSeesWhatWasThereWhenItBegan() {
        ChunkStore store = createLoads();
        Map<SeriesKey, Series> thousand = new LinkedHashMap<>();
        for (int version = 0; version < 1000; version++) {
            thousand.put(key(version, "base"), hours("2024-01-31T23:00", version, version));
        }
        store.insertAll(thousand);
        int count = 0;
        try (SeriesCursor cursor = store.cursor(KeyFilter.all())) {
            while (cursor.next()) {
                int version = cursor.key().get(VERSION);
                assertThat(cursor.series()).hasValues(version, version);
                if (count++ == 0) {
                    store.replace(key(999, "base"), hours("2024-01-31T23:00", -1, -1));
                    store.insert(key(1000, "base"), hours("2024-01-31T23:00", 1000, 1000));
                }
            }
        }
        assertThat(count).isEqualTo(1000);
    }

    @Test
    default void writingWhileStreamingIsFine() {
        ChunkStore store = createLoads();
        for (int version = 0; version < 10; version++) {
            store.insert(key(version, "base"), hours("2024-01-31T23:00", version, version));
        }
        store.forEach(VERSION.between(0, 9).and(KIND.is("base")), (key, series) -> {
            double[] doubled = {2 * series.valueAt(0), 2 * series.valueAt(1)};
            store.merge(key, hours("2024-01-31T23:00", doubled));
        });
        for (int version = 0; version < 10; version++) {
            assertThat(store.read(key(version, "base")).orElseThrow()).hasValues(2 * version, 2 * version);
        }
    }
}

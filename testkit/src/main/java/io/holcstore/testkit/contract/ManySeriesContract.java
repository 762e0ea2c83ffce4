package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.none;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.OffGridException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import io.holcstore.store.WriteResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writing many series at once: all of them or none. */
interface ManySeriesContract extends OnDatabase {
    /** More than one group of locks and of chunks; two chunks a series. */
    int MANY = 300;

    static Map<SeriesKey, Series> many(double first) {
        Map<SeriesKey, Series> series = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            series.put(key(i, "base"), hours("2024-01-31T23:00", first + i, first - i));
        }
        return series;
    }

    default void assertHolds(ChunkStore store, Map<SeriesKey, Series> expected) {
        Map<SeriesKey, Series> found = new HashMap<>();
        store.forEach(KeyFilter.all(), found::put);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    default void insertAllStoresEverySeries() {
        ChunkStore store = createLoads();
        WriteResult result = store.insertAll(many(0.5));
        assertThat(result).isEqualTo(new WriteResult(2 * MANY, 0, 0, 0, 2 * MANY, result.bytes()));
        assertHolds(store, many(0.5));
    }

    @Test
    default void insertAllIsAllOrNothing() {
        ChunkStore store = createLoads();
        store.insert(key(MANY - 1, "base"), hours("2024-01-01T00:00", 1));
        assertThatThrownBy(() -> store.insertAll(many(0.5)))
                .isInstanceOf(SeriesExistsException.class)
                .hasMessageContaining("version=" + (MANY - 1));
        assertHolds(store, Map.of(key(MANY - 1, "base"), hours("2024-01-01T00:00", 1)));

        Map<SeriesKey, Series> oneOff = new HashMap<>(many(0.5));
        oneOff.remove(key(MANY - 1, "base"));
        oneOff.put(key(7, "base"), hours("2024-01-01T00:30", 1));
        assertThatThrownBy(() -> store.insertAll(oneOff)).isInstanceOf(OffGridException.class);
        assertThatThrownBy(() -> store.mergeAll(oneOff)).isInstanceOf(OffGridException.class);
        assertThatThrownBy(() -> store.replaceAll(oneOff)).isInstanceOf(OffGridException.class);
        assertHolds(store, Map.of(key(MANY - 1, "base"), hours("2024-01-01T00:00", 1)));
    }

    @Test
    default void mergeAllMakesAndMergesSeries() {
        ChunkStore store = createLoads();
        for (int i = 0; i < MANY; i += 2) {
            store.insert(key(i, "base"), hours("2024-01-31T22:00", -1, -1));
        }
        agingRows("load_curve");
        long half = MANY / 2;
        WriteResult result = store.mergeAll(many(0.5));
        assertThat(result).isEqualTo(new WriteResult(half * 3, half, 0, 0, 2 * MANY, result.bytes()));
        Map<SeriesKey, Series> expected = new HashMap<>(many(0.5));
        for (int i = 0; i < MANY; i += 2) {
            expected.put(key(i, "base"), hours("2024-01-31T22:00", -1, 0.5 + i, 0.5 - i));
        }
        assertHolds(store, expected);

        agingRows("load_curve");
        assertThat(store.mergeAll(many(0.5))).isEqualTo(new WriteResult(0, 0, 2 * MANY, 0, 2 * MANY, 0));
        assertThat(rowsWrittenSince("load_curve")).isZero();
    }

    @Test
    default void replaceAllMakesEachSeriesTheNewOne() {
        ChunkStore store = createLoads();
        store.insertAll(many(0.5));
        Map<SeriesKey, Series> half = new HashMap<>();
        many(3).forEach((key, series) -> half.put(key, hours("2024-02-01T00:00", series.valueAt(0))));
        half.put(BASE, Series.empty());
        WriteResult result = store.replaceAll(half);
        assertThat(result).isEqualTo(new WriteResult(0, MANY - 1, 0, MANY + 1, MANY - 1, result.bytes()));
        half.remove(BASE);
        assertHolds(store, half);
    }

    @Test
    default void nothingToWriteIsNothing() {
        ChunkStore store = createLoads();
        WriteResult nothing = new WriteResult(0, 0, 0, 0, 0, 0);
        assertThat(store.insertAll(Map.of())).isEqualTo(nothing);
        assertThat(store.mergeAll(Map.of())).isEqualTo(nothing);
        assertThat(store.replaceAll(Map.of())).isEqualTo(nothing);
        Map<SeriesKey, Series> empty = Map.of(BASE, Series.empty(), PEAK, hours("2024-01-31T23:00", none(2)));
        assertThat(store.insertAll(empty)).isEqualTo(nothing);
        assertThat(store.mergeAll(empty)).isEqualTo(nothing);
        assertThat(store.replaceAll(empty)).isEqualTo(nothing);
        assertHolds(store, Map.of());
    }

    @Test
    default void aBulkWriterMergesInOneTransaction() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-31T22:00", -1, -1));
        Map<SeriesKey, Series> added = new LinkedHashMap<>(many(0.5));
        List<Long> updates = new ArrayList<>();
        BulkWriter bulk = store.bulkWriter().onProgress(updates::add);
        try (bulk) {
            added.forEach(bulk::add);
            assertThat(store.count(KeyFilter.all())).as("seen by others").isEqualTo(1);
        }
        assertThat(updates).isSorted().endsWith((long) MANY);
        assertThat(bulk.result().points()).isEqualTo(2 * MANY);
        assertThat(bulk.result().chunksInserted()).isEqualTo(2 * MANY - 1);
        assertThat(bulk.result().chunksUpdated()).isEqualTo(1);
        added.put(BASE, hours("2024-01-31T22:00", -1, 1.5, -0.5));
        assertHolds(store, added);
    }

    @Test
    default void aBulkWriterTakesAKeyAgain() {
        ChunkStore store = createLoads();
        try (BulkWriter bulk = store.bulkWriter()) {
            bulk.add(BASE, hours("2024-01-01T00:00", 1, 1));
            bulk.add(PEAK, Series.empty());
            bulk.add(BASE, hours("2024-01-01T01:00", 2, 2));
            bulk.add(BASE, hours("2024-01-01T02:00", 3, 3));
        }
        assertHolds(store, Map.of(BASE, hours("2024-01-01T00:00", 1, 2, 3, 3)));
    }

    @Test
    default void aBulkWriterThatFailsStoresNothing() {
        ChunkStore store = createLoads();
        BulkWriter bulk = store.bulkWriter();
        try (bulk) {
            many(0.5).forEach(bulk::add);
            assertThatThrownBy(() -> bulk.add(PEAK, hours("2024-01-01T00:30", 1)))
                    .isInstanceOf(OffGridException.class);
            assertThatThrownBy(() -> bulk.add(PEAK, hours("2024-01-01T00:00", 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ended");
        }
        assertHolds(store, Map.of());
        assertThat(dataSource().openConnections()).isZero();
    }

    @Test
    default void aBulkWriterCanBeGivenUp() {
        ChunkStore store = createLoads();
        try (BulkWriter bulk = store.bulkWriter()) {
            many(0.5).forEach(bulk::add);
            bulk.rollback();
            bulk.rollback();
        }
        assertHolds(store, Map.of());
        try (BulkWriter unused = store.bulkWriter()) {
            assertThat(unused.result().points()).isZero();
        }
        assertThat(dataSource().openConnections()).isZero();
    }

    @Test
    default void bulkStoresAllOrNothing() {
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> store.bulk(bulk -> {
                    many(0.5).forEach(bulk::add);
                    throw new IOException("the rest is missing");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the rest is missing")
                .hasNoSuppressedExceptions();
        assertHolds(store, Map.of());
        WriteResult written = store.bulk(bulk -> many(0.5).forEach(bulk::add));
        assertThat(written.points()).isEqualTo(2 * MANY);
        assertHolds(store, many(0.5));
        assertThat(dataSource().openConnections()).isZero();
    }

    @Test
    default void aListenerThatThrowsEndsTheBulkWriter() {
        ChunkStore store = createLoads();
        BulkWriter bulk = store.bulkWriter().onProgress(done -> {
            throw new IllegalStateException("enough");
        });
        try (bulk) {
            assertThatThrownBy(() -> many(0.5).forEach(bulk::add)).hasMessage("enough");
        }
        assertHolds(store, Map.of());
    }

    @Test
    default void aListenerHearsTheEndOnce() {
        ChunkStore store = createLoads();
        int[] finished = new int[1];
        Progress progress = new Progress() {
            @Override
            public void update(long done) {
                // only the end counts here
            }

            @Override
            public void finish() {
                finished[0]++;
            }
        };
        BulkWriter bulk = store.bulkWriter().onProgress(progress);
        bulk.add(BASE, hours("2024-01-01T00:00", 1));
        bulk.close();
        bulk.close();
        assertThat(finished[0]).isEqualTo(1);
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant("2024-01-01T00:00"));
    }
}

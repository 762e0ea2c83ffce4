package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What means the same on every kind of store, asked through the types that they share. */
interface VocabularyContract extends OnDatabase {
    /** A store of chunks and one of whole series. */
    default List<SeriesStore> seriesStores() {
        SeriesStore keyed =
                defineKeyed().axis(VERSION).axis(KIND).table("vocabulary").open(dataSource());
        keyed.schema().createIfMissing();
        return List.of(createLoads(), keyed);
    }

    default VersionedStore versionedStore() {
        VersionedStore store = defineVersioned()
                .axis(VERSION)
                .axis(KIND)
                .tz("Europe/Paris")
                .table("vocabulary_versions")
                .open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    /** Every kind of store with the same two series. */
    default List<ReadableStore> filled() {
        List<ReadableStore> stores = new ArrayList<>();
        for (SeriesStore store : seriesStores()) {
            store.insertAll(Map.of(BASE, base(), PEAK, peak()));
            stores.add(store);
        }
        VersionedStore versioned = versionedStore();
        versioned.append(BASE, hours("2024-01-31T22:00", 100, 2, 3));
        versioned.append(BASE, hours("2024-01-31T22:00", 1));
        versioned.append(BASE, hours("2024-02-01T01:00", 4));
        versioned.append(PEAK, peak());
        stores.add(versioned);
        return stores;
    }

    static Series base() {
        return hours("2024-01-31T22:00", 1, 2, 3, 4);
    }

    static Series peak() {
        return hours("2024-03-01T00:00", 5, 6);
    }

    private static Map<SeriesKey, Series> all(ReadableStore store, KeyFilter filter, TimeRange range) {
        Map<SeriesKey, Series> found = new LinkedHashMap<>();
        store.forEach(filter, range, found::put);
        return found;
    }

    @Test
    default void everyStoreAnswersTheSameQuestions() {
        TimeRange february = range("2024-02-01T00:00", "2024-03-01T00:00");
        for (ReadableStore store : filled()) {
            assertThat(store.name()).isEqualTo(store.definition().name());
            assertThat(store.axes()).containsExactly(VERSION, KIND);
            assertThat(store.key(1, "base")).isEqualTo(BASE);
            assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(base());
            assertThat(store.read(BASE, february).orElseThrow()).isEqualToBitwise(hours("2024-02-01T00:00", 3, 4));
            assertThat(store.read(PEAK, february)).isEmpty();
            assertThat(all(store, KeyFilter.all(), TimeRange.all()))
                    .containsExactly(Map.entry(BASE, base()), Map.entry(PEAK, peak()));
            assertThat(all(store, KeyFilter.all(), february))
                    .containsExactly(Map.entry(BASE, hours("2024-02-01T00:00", 3, 4)));
            assertThat(store.keys(KIND.is("peak"))).containsExactly(PEAK);
            assertThat(store.count(KeyFilter.all())).isEqualTo(2);
            assertThat(store.firstTimestamp(KeyFilter.all())).contains(instant("2024-01-31T22:00"));
            assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant("2024-03-01T01:00"));
            assertThat(store.lastTimestamp(KIND.is("base"))).contains(instant("2024-02-01T01:00"));
            assertThat(store.firstTimestamp(KIND.is("nobody"))).isEmpty();
            assertThat(store.lastTimestamp(KIND.is("nobody"))).isEmpty();
        }
    }

    @Test
    default void keysComeInPages() {
        for (ReadableStore store : filled()) {
            assertThat(store.keys(KeyFilter.all(), null, 1)).containsExactly(BASE);
            assertThat(store.keys(KeyFilter.all(), null, 3)).containsExactly(BASE, PEAK);
            assertThat(store.keys(KeyFilter.all(), BASE, 1)).containsExactly(PEAK);
            assertThat(store.keys(KeyFilter.all(), PEAK, 1)).isEmpty();
            assertThat(store.keys(KIND.is("base"), BASE, 9)).isEmpty();
            assertThat(store.keys(KIND.is("peak").and(VERSION.between(1, 9)), BASE, 9))
                    .containsExactly(PEAK);
            // a key that is not there, among those of the first axis and before them
            assertThat(store.keys(KeyFilter.all(), key(1, "between"), 9)).containsExactly(PEAK);
            assertThat(store.keys(KeyFilter.all(), key(-1, "zzz"), 9)).containsExactly(BASE, PEAK);
            assertThatThrownBy(() -> store.keys(KeyFilter.all(), null, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least 1 key, not 0");
            assertThatThrownBy(() -> store.keys(KeyFilter.all(), SeriesKey.of(VERSION.is(1)), 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void aKeyThatDoesNotFitIsRefusedWhateverTheRange() {
        SeriesKey foreign = SeriesKey.of(VERSION.is(1));
        for (ReadableStore store : filled()) {
            assertThatThrownBy(() -> store.read(foreign, TimeRange.ofEpochMillis(0, 0)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void manySeriesAreReadInTheOrderOfTheirKeysAndAbsentOnesAreLeftOut() {
        SeriesKey nobody = key(9, "nobody");
        TimeRange february = range("2024-02-01T00:00", "2024-03-01T00:00");
        for (ReadableStore store : filled()) {
            assertThat(store.readAll(List.of(PEAK, nobody, BASE, PEAK)))
                    .containsExactly(Map.entry(PEAK, peak()), Map.entry(BASE, base()));
            assertThat(store.readAll(List.of(PEAK, BASE), february))
                    .containsExactly(Map.entry(BASE, hours("2024-02-01T00:00", 3, 4)));
            assertThat(store.readAll(List.of(BASE), TimeRange.ofEpochMillis(0, 0)))
                    .isEmpty();
            assertThat(store.readAll(List.of())).isEmpty();
        }
    }

    /** More keys than one statement names. */
    @Test
    default void manyMoreSeriesThanOneStatementNamesAreReadAsEachByItself() {
        for (SeriesStore store : seriesStores()) {
            Map<SeriesKey, Series> series = new LinkedHashMap<>();
            for (int i = 700; i > 0; i--) {
                series.put(key(i, "many"), hours("2024-01-31T22:00", i, i + 0.5));
            }
            store.insertAll(series);
            assertThat(new ArrayList<>(store.readAll(series.keySet()).entrySet()))
                    .isEqualTo(new ArrayList<>(series.entrySet()));
            assertThat(store.delete(series.keySet()).chunksDeleted()).isGreaterThanOrEqualTo(700);
            assertThat(store.count(KeyFilter.all())).isZero();
        }
    }

    @Test
    default void codeThatTakesASeriesStoreWorksWithEveryKind() {
        for (SeriesStore store : seriesStores()) {
            store.insert(BASE, base());
            assertThatThrownBy(() -> store.insert(BASE, base())).isInstanceOf(SeriesExistsException.class);
            store.merge(BASE, hours("2024-02-01T01:00", NONE, 50));
            assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-31T22:00", 1, 2, 3, 4, 50));
            store.replace(PEAK, peak());
            assertThat(store.keys(KeyFilter.all())).containsExactly(BASE, PEAK);
            assertThat(store.delete(KIND.is("base")).chunksDeleted()).isPositive();
            assertThat(store.keys(KeyFilter.all())).containsExactly(PEAK);
        }
    }

    @Test
    default void eraseTakesTheValuesOfARangeOut() {
        for (SeriesStore store : seriesStores()) {
            store.insert(BASE, base());
            store.insert(PEAK, peak());
            WriteResult erased = store.erase(BASE, range("2024-01-31T23:00", "2024-02-01T01:00"));
            assertThat(erased.points()).isEqualTo(2);
            assertThat(store.read(BASE).orElseThrow().dropNaN())
                    .isEqualToBitwise(
                            hours("2024-01-31T22:00", 1, NONE, NONE, 4).dropNaN());
            assertThat(store.read(PEAK).orElseThrow()).isEqualToBitwise(peak());
            assertThat(store.erase(BASE, range("2024-01-31T23:00", "2024-02-01T01:00"))
                            .points())
                    .isZero();
            assertThat(store.erase(BASE, TimeRange.ofEpochMillis(0, 0)).chunksChanged())
                    .isZero();
            assertThat(store.erase(key(9, "nobody"), TimeRange.all()).points()).isZero();
            assertThat(store.erase(BASE, TimeRange.all()).points()).isEqualTo(2);
            assertThat(store.read(BASE)).isEmpty();
            assertThat(store.keys(KeyFilter.all())).containsExactly(PEAK);
            store.insert(BASE, base());
            assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(base());
        }
    }

    @Test
    default void namedSeriesAreDeletedAndOthersStay() {
        SeriesKey other = key(2, "base");
        for (SeriesStore store : seriesStores()) {
            store.insertAll(Map.of(BASE, base(), PEAK, peak(), other, peak()));
            WriteResult deleted = store.delete(List.of(other, key(9, "nobody"), PEAK, other));
            assertThat(deleted.chunksDeleted()).isEqualTo(2);
            assertThat(store.keys(KeyFilter.all())).containsExactly(BASE);
            assertThat(store.delete(List.of()).chunksDeleted()).isZero();
            assertThat(store.delete(List.of(PEAK)).chunksDeleted()).isZero();
            assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(base());
        }
    }

    @Test
    default void theTransactionOfTheCallerCountsForReadsOfManyToo() throws SQLException {
        for (SeriesStore store : seriesStores()) {
            store.insert(BASE, base());
            try (Connection connection = dataSource().getConnection()) {
                connection.setAutoCommit(false);
                SeriesStore joined = store.on(connection);
                joined.erase(BASE, range("2024-01-31T23:00", "2024-02-01T02:00"));
                joined.insert(PEAK, peak());
                assertThat(joined.readAll(List.of(BASE, PEAK)))
                        .containsExactly(Map.entry(BASE, hours("2024-01-31T22:00", 1)), Map.entry(PEAK, peak()));
                joined.delete(List.of(BASE, PEAK));
                assertThat(joined.readAll(List.of(BASE, PEAK))).isEmpty();
                connection.rollback();
                connection.setAutoCommit(true);
            }
            assertThat(store.readAll(List.of(BASE, PEAK))).containsExactly(Map.entry(BASE, base()));
        }
    }

    /** What is left of a series with a damaged version is not the series. */
    @Test
    default void aCursorPassesOverTheWholeSeriesOfADamagedVersion() {
        VersionedStore store = versionedStore();
        for (int i = 0; i < 3; i++) {
            store.append(BASE, base());
            store.append(PEAK, peak());
        }
        execute("UPDATE \"vocabulary_versions\" SET \"data\" = " + facts().bytes("00")
                + " WHERE \"kind\" = 'base' AND \"version_number\" = 0");
        List<SeriesKey> read = new ArrayList<>();
        try (SeriesCursor cursor = store.cursor(KeyFilter.all())) {
            assertThatThrownBy(cursor::next)
                    .isInstanceOf(ChunkFormatException.class)
                    .hasMessageContaining("version 0");
            while (cursor.next()) {
                read.add(cursor.key());
                assertThat(cursor.series()).isEqualToBitwise(peak());
            }
        }
        assertThat(read).containsExactly(PEAK);
    }

    @Test
    default void versionsOfMatchingKeysAreDeleted() {
        VersionedStore store = versionedStore();
        store.append(BASE, base());
        store.append(BASE, peak());
        store.append(PEAK, peak());
        assertThat(store.delete(KIND.is("base"))).isEqualTo(2);
        assertThat(store.deleteAll(KeyFilter.all())).isEqualTo(1);
        assertThat(store.count(KeyFilter.all())).isZero();
    }
}

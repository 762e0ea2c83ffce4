package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.VocabularyContract.base;
import static io.holcstore.testkit.contract.VocabularyContract.peak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.NoSuchSeriesException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What keeps a store in order: retention, copies and new names. */
interface UpkeepContract extends VocabularyContract {
    @Test
    default void aRangeOfEveryMatchingSeriesIsErased() {
        TimeRange old = TimeRange.until(instant("2024-02-15T00:00"));
        for (SeriesStore store : seriesStores()) {
            Map<SeriesKey, Series> many = new LinkedHashMap<>();
            for (int i = 0; i < 300; i++) {
                many.put(key(i, "draft"), hours("2024-01-10T00:00", Samples.ramp(24 * 60, i)));
            }
            store.insertAll(many);
            store.insert(BASE, base());
            store.insert(key(1000, "draft"), base()); // goes as a whole
            store.insert(key(1001, "draft"), peak()); // stays as it is

            WriteResult erased = store.erase(KIND.is("draft"), old);
            assertThat(erased.points()).isEqualTo(300 * 24 * 36 + 4);
            assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(base());
            assertThat(store.exists(key(1000, "draft"))).isFalse();
            assertThat(store.read(key(1001, "draft")).orElseThrow()).isEqualToBitwise(peak());
            many.forEach((key, series) -> assertThat(store.read(key).orElseThrow())
                    .isEqualToBitwise(series.slice(TimeRange.since(instant("2024-02-15T00:00")))));
            assertThat(store.erase(KIND.is("draft"), old).points()).isZero();
            assertThat(store.erase(KIND.is("nobody"), TimeRange.all()).points()).isZero();
            assertThat(store.erase(KeyFilter.all(), TimeRange.ofEpochMillis(0, 0))
                            .chunksChanged())
                    .isZero();
            assertThat(store.erase(KeyFilter.all(), TimeRange.all()).points()).isEqualTo(300 * 24 * 24 + 4 + 2);
            assertThat(store.count(KeyFilter.all())).isZero();
        }
    }

    @Test
    default void aSeriesIsCopied() {
        SeriesKey copy = key(2, "base");
        for (SeriesStore store : seriesStores()) {
            store.insert(BASE, base());
            store.insert(PEAK, peak());
            assertThat(store.copy(BASE, copy).points()).isEqualTo(4);
            assertThat(store.read(copy).orElseThrow()).isEqualToBitwise(base());
            assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(base());
            store.merge(copy, hours("2024-01-31T22:00", 9));
            assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(base());
            assertRefusals(store, store::copy);
        }
    }

    @Test
    default void aSeriesGetsAnotherKey() {
        SeriesKey renamed = key(2, "base");
        for (SeriesStore store : seriesStores()) {
            store.insert(BASE, base());
            store.insert(PEAK, peak());
            store.rename(BASE, renamed);
            assertThat(store.read(renamed).orElseThrow()).isEqualToBitwise(base());
            assertThat(store.exists(BASE)).isFalse();
            assertThat(store.keys(KeyFilter.all())).containsExactly(PEAK, renamed);
            store.rename(renamed, BASE); // where tombstones may lie
            assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(base());
            assertRefusals(store, store::rename);
        }
    }

    /** A copy or a new name of one series. */
    interface Move {
        void of(SeriesKey from, SeriesKey to);
    }

    private static void assertRefusals(SeriesStore store, Move move) {
        SeriesKey nobody = key(9, "nobody");
        assertThatThrownBy(() -> move.of(BASE, PEAK))
                .isInstanceOf(SeriesExistsException.class)
                .hasMessageContaining("kind=peak");
        assertThatThrownBy(() -> move.of(nobody, key(10, "other")))
                .isInstanceOfSatisfying(NoSuchSeriesException.class, e -> {
                    assertThat(e.store()).isEqualTo(store.name());
                    assertThat(e.key()).isEqualTo(nobody.toString());
                });
        assertThatThrownBy(() -> move.of(BASE, BASE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(base());
        assertThat(store.read(PEAK).orElseThrow()).isEqualToBitwise(peak());
        assertThat(store.exists(key(10, "other"))).isFalse();
    }
}

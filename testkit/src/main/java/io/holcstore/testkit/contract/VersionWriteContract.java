package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Curves.A;
import static io.holcstore.testkit.contract.Curves.B;
import static io.holcstore.testkit.contract.Curves.C;
import static io.holcstore.testkit.contract.Curves.CLIENT;
import static io.holcstore.testkit.contract.Curves.PRM;
import static io.holcstore.testkit.contract.Curves.curves;
import static io.holcstore.testkit.contract.Curves.halfHours;
import static io.holcstore.testkit.contract.Curves.key;
import static io.holcstore.testkit.contract.Samples.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.holcstore.Store;
import io.holcstore.error.VersionsExistException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.Generators;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What writes of versions store, and which numbers they get. */
interface VersionWriteContract extends OnDatabase {
    private static List<Integer> numbers(VersionedStore store, SeriesKey key) {
        return store.versions(key).stream().map(Version::number).toList();
    }

    @Test
    default void versionsAreCountedFromZeroForEachKey() {
        VersionedStore store = create(curves());
        assertThat(store.append(A, halfHours("00:00", 1))).isZero();
        assertThat(store.append(A, halfHours("00:00", 2))).isEqualTo(1);
        assertThat(store.append(B, halfHours("00:00", 3))).isZero();
        assertThat(store.append(SeriesKey.of(PRM.is("a"), CLIENT.is(1)), halfHours("00:00", 4)))
                .as("the same key, its values in another order")
                .isEqualTo(2);
        assertThat(numbers(store, A)).containsExactly(2, 1, 0);
        assertThat(numbers(store, B)).containsExactly(0);
        assertThat(numbers(store, C)).isEmpty();
    }

    @Test
    default void theSeriesOfAKeyWithoutVersionsIsNumberZero() {
        VersionedStore store = create(curves());
        assertThat(store.put(A, halfHours("00:00", 1, 2))).isTrue();
        assertThat(store.put(A, halfHours("00:30", 3))).isTrue();
        assertThat(store.read(A).orElseThrow()).isEqualToBitwise(halfHours("00:30", 3));
        Version only = store.versions(A).get(0);
        assertThat(only.number()).isZero();
        assertThat(only.modifiedAt()).isAfter(only.createdAt());
        assertThat(store.append(A, halfHours("00:00", 4))).isEqualTo(1);
        assertThatThrownBy(() -> store.put(A, halfHours("00:00", 5)))
                .isInstanceOf(VersionsExistException.class)
                .hasMessageContaining("curves")
                .hasMessageContaining("client_id=1, prm=a")
                .hasMessageContaining("version 1");
        assertThat(numbers(store, A)).containsExactly(1, 0);
    }

    @Test
    default void aKeyThatHasOneVersionOnlyMayBePutAgain() {
        VersionedStore store = create(curves());
        store.append(A, halfHours("00:00", 1));
        store.append(A, halfHours("00:00", 2));
        assertThat(store.deleteVersion(List.of(A), 1)).isEqualTo(1);
        assertThat(store.put(A, halfHours("00:00", 3))).isTrue();
        assertThat(store.read(A).orElseThrow()).hasValues(3);
        assertThat(store.append(A, halfHours("00:00", 4)))
                .as("a number that was used is not used again")
                .isEqualTo(2);
    }

    @Test
    default void numbersAreNotUsedAgainAfterADelete() {
        VersionedStore store = create(curves());
        store.append(A, halfHours("00:00", 1));
        store.append(A, halfHours("00:00", 2));
        assertThat(store.delete(List.of(A))).isEqualTo(2);
        assertThat(store.read(A)).isEmpty();
        assertThat(store.append(A, halfHours("00:00", 3))).isEqualTo(2);
        store.put(B, halfHours("00:00", 1));
        store.delete(List.of(B));
        assertThat(store.append(B, halfHours("00:00", 1))).isEqualTo(1);
    }

    @Test
    default void whatWasRolledBackBurnsNoNumber() throws SQLException {
        VersionedStore store = create(curves());
        store.append(A, halfHours("00:00", 1));
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            assertThat(store.on(connection).append(A, halfHours("00:00", 2))).isEqualTo(1);
            assertThat(store.on(connection).append(A, halfHours("00:00", 3))).isEqualTo(2);
            assertThat(store.on(connection).append(B, halfHours("00:00", 3))).isZero();
            assertThat(numbers(store, A)).as("seen by others").containsExactly(0);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(store.append(A, halfHours("00:00", 4))).isEqualTo(1);
        assertThat(store.append(B, halfHours("00:00", 4))).isZero();
    }

    @Test
    default void aSeriesWithoutValuesIsNotStored() {
        VersionedStore store = create(curves());
        assertThat(store.append(A, Series.empty())).isEqualTo(VersionedStore.NOT_STORED);
        assertThat(store.append(A, halfHours("00:00", NONE, NONE))).isEqualTo(VersionedStore.NOT_STORED);
        assertThat(store.append(A, halfHours("00:00", 1))).isZero();
        assertThat(store.put(A, halfHours("00:00", NONE))).isFalse();
        assertThat(store.read(A).orElseThrow()).hasValues(1);
        assertThat(store.appendAll(Map.of(A, halfHours("00:00", NONE), B, halfHours("00:00", 2))))
                .containsExactly(entry(B, 0));
        assertThat(store.putAll(Map.of(B, halfHours("00:00", NONE), C, halfHours("00:00", 2))))
                .isEqualTo(1);
        assertThat(store.appendAll(Map.of())).isEmpty();
        assertThat(store.putAll(Map.of())).isZero();
        assertThat(store.delete(List.of())).isZero();
    }

    @Test
    default void keysThatShareACounterNeverShareANumber() {
        VersionedStore store = create(curves().countVersionsBy(PRM));
        assertThat(store.append(A, halfHours("00:00", 1))).isZero();
        assertThat(store.append(C, halfHours("00:00", 2))).isEqualTo(1);
        assertThat(store.append(B, halfHours("00:00", 3))).isZero();
        assertThat(store.appendAll(
                        Map.of(C, halfHours("00:00", 4), A, halfHours("00:00", 5), B, halfHours("00:00", 6))))
                .as("in the order of the keys")
                .containsExactly(entry(A, 2), entry(B, 1), entry(C, 3));
        assertThat(store.put(key(3, "a"), halfHours("00:00", 7))).isTrue();
        assertThat(numbers(store, key(3, "a"))).containsExactly(0);
        assertThatThrownBy(() -> store.put(C, halfHours("00:00", 8))).isInstanceOf(VersionsExistException.class);
        assertThat(store.append(key(3, "a"), halfHours("00:00", 9))).isEqualTo(4);
    }

    @Test
    default void manyKeysAtOnce() {
        VersionedStore store = create(curves());
        Map<SeriesKey, Series> many = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            many.put(key(i % 3, "m" + i), halfHours("00:00", i));
        }
        assertThat(store.appendAll(many)).hasSize(600).containsValue(0).doesNotContainValue(1);
        assertThat(store.appendAll(many)).hasSize(600).containsValue(1).doesNotContainValue(0);
        assertThat(store.readAll(many.keySet())).isEqualTo(many);
        assertThat(store.count(KeyFilter.all())).isEqualTo(600);
        assertThat(store.keys(CLIENT.is(1))).hasSize(200).isSortedAccordingTo(SeriesKey.ORDER);
        assertThat(store.deleteVersion(many.keySet(), 1)).isEqualTo(600);
        assertThat(store.deleteAll(CLIENT.is(1))).isEqualTo(200);
        assertThat(store.count(KeyFilter.all())).isEqualTo(400);
        assertThat(store.delete(many.keySet())).isEqualTo(400);
        assertThat(store.putAll(many)).isEqualTo(600);
        assertThat(store.putAll(many)).isEqualTo(600);
        assertThat(store.readAll(many.keySet())).isEqualTo(many);
    }

    @Test
    default void allOrNothing() {
        VersionedStore store = create(curves());
        store.append(B, halfHours("00:00", 1));
        store.append(B, halfHours("00:00", 2));
        assertThatThrownBy(() -> store.putAll(Map.of(A, halfHours("00:00", 3), B, halfHours("00:00", 3))))
                .isInstanceOf(VersionsExistException.class);
        assertThat(store.read(A)).isEmpty();
        assertThat(store.append(A, halfHours("00:00", 3))).isZero();
    }

    @Test
    default void deletesNameTheVersionsTheyTook() {
        VersionedStore store = create(curves());
        store.append(A, halfHours("00:00", 1));
        store.append(A, halfHours("00:00", 2));
        store.append(B, halfHours("00:00", 3));
        assertThat(store.deleteVersion(List.of(A, B, C), 1)).isEqualTo(1);
        assertThat(store.deleteVersion(List.of(A, B, C), 7)).isZero();
        assertThat(store.delete(List.of(C))).isZero();
        assertThat(store.deleteAll(PRM.is("nobody"))).isZero();
        assertThat(store.deleteAll(PRM.in("a", "b"))).isEqualTo(2);
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @Test
    default void anySeriesComesBackAsItWas() {
        VersionedStore store = create(curves());
        Series odd = Series.irregular(
                new long[] {-3_000_000_000_001L, -1, 0, 1, 4_102_444_800_123L, 9_000_000_000_000L},
                new double[] {-0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 0.1, Double.NaN});
        store.append(A, odd);
        assertThat(store.read(A).orElseThrow()).isEqualToBitwise(odd);
        Series days = Series.regular(
                LocalDate.of(2024, 3, 29).atStartOfDay(Samples.PARIS), Frequency.parse("1d"), new double[] {1, 2, 3, 4
                });
        store.append(B, days);
        assertThat(store.read(B).orElseThrow()).isEqualToBitwise(days);
        Series large = Generators.noise(7, Grid.of(0, Frequency.parse("1min"), ZoneOffset.UTC, 300_000));
        store.append(C, large);
        assertThat(store.read(C).orElseThrow()).isEqualToBitwise(large);
    }

    @Test
    default void aStoreWithoutAxesHasOneSeries() {
        VersionedStore store = create(Store.defineVersioned().table("lonely"));
        assertThat(store.append(store.key(), halfHours("00:00", 1))).isZero();
        assertThat(store.append(SeriesKey.of(), halfHours("00:30", 2))).isEqualTo(1);
        assertThat(store.read(SeriesKey.of()).orElseThrow()).hasValues(1, 2);
        assertThat(store.keys(KeyFilter.all())).containsExactly(SeriesKey.of());
        assertThat(store.deleteAll(KeyFilter.all())).isEqualTo(2);
    }

    /** Microseconds that were taken for milliseconds, say. */
    @Test
    default void timesOutsideTheYearsOfDatabasesAreRefused() {
        VersionedStore store = create(curves());
        for (long time : new long[] {Long.MIN_VALUE, 1_711_792_800_000_000L, Long.MAX_VALUE}) {
            Series far = Series.irregular(new long[] {0, time}, new double[] {1, 2});
            Instant then = Instant.parse("2020-01-01T00:00:00Z");
            for (Runnable verb : List.<Runnable>of(
                    () -> store.append(A, far),
                    () -> store.append(A, far, then),
                    () -> store.put(A, far),
                    () -> store.restore(SeriesHistory.of(A, List.of(new Version(0, then, then, far)))))) {
                assertThatThrownBy(verb::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll(
                                "curves, " + A, Instant.ofEpochMilli(time).toString(), "years 1 to 9999");
            }
        }
        assertThat(store.keys(KeyFilter.all())).isEmpty();
    }

    @Test
    default void keysThatDoNotFitAreRefused() {
        VersionedStore store = create(curves());
        assertThatIllegalArgumentException().isThrownBy(() -> store.key(1)).withMessageContaining("client_id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.append(SeriesKey.of(CLIENT.is(1)), halfHours("00:00", 1)))
                .withMessageContaining("curves");
        assertThat(store.key(1, "a")).isEqualTo(A);
    }
}

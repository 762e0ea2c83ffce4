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
import static io.holcstore.testkit.contract.VocabularyContract.base;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.OtherStepException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Sample;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.StoreStatistics;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which series there are, how far they reach, and what stands at their ends. */
interface SeriesEndsContract extends VocabularyContract {
    @Test
    default void aKeyExistsWhileItHasData() {
        for (ReadableStore store : filled()) {
            assertThat(store.exists(BASE)).isTrue();
            assertThat(store.exists(key(1, "nobody"))).isFalse();
            assertThatThrownBy(() -> store.exists(SeriesKey.of(VERSION.is(1))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (SeriesStore store : new ArrayList<>(seriesStores())) {
            store.delete(BASE.at(0));
            assertThat(store.exists(BASE)).isFalse();
            store.merge(BASE, base());
            assertThat(store.exists(BASE)).isTrue();
        }
    }

    @Test
    default void theLastTimesAndValuesOfAllSeries() {
        for (ReadableStore store : filled()) {
            assertThat(new ArrayList<>(store.lastTimestamps(KeyFilter.all()).entrySet()))
                    .containsExactly(
                            Map.entry(BASE, instant("2024-02-01T01:00")), Map.entry(PEAK, instant("2024-03-01T01:00")));
            assertThat(new ArrayList<>(store.latest(KeyFilter.all()).entrySet()))
                    .containsExactly(
                            Map.entry(BASE, new Sample(instant("2024-02-01T01:00"), 4)),
                            Map.entry(PEAK, new Sample(instant("2024-03-01T01:00"), 6)));
            assertThat(store.latest(KIND.is("peak")).keySet()).containsExactly(PEAK);
            assertThat(store.lastTimestamps(KIND.is("peak")).keySet()).containsExactly(PEAK);
            assertThat(store.latest(KIND.is("nobody"))).isEmpty();
            assertThat(store.lastTimestamps(KIND.is("nobody"))).isEmpty();
        }
    }

    @Test
    default void aPointWithoutAValueIsNotTheLatest() {
        VersionedStore store = versionedStore();
        store.append(BASE, hours("2024-01-31T22:00", 1, 2, NONE, NONE));
        store.append(PEAK, hours("2024-01-31T22:00", NONE));
        assertThat(store.latest(KeyFilter.all())).isEqualTo(Map.of(BASE, new Sample(instant("2024-01-31T23:00"), 2)));
        assertThat(store.readLast(BASE, 1).orElseThrow()).isEqualToBitwise(hours("2024-01-31T23:00", 2));
        assertThat(store.readLast(PEAK, 1).map(Series::valueCount).orElse(0)).isZero();
    }

    @Test
    default void theEndOfASeriesHasAsManyValuesAsAskedFor() {
        for (ReadableStore store : filled()) {
            assertThat(store.readLast(BASE, 1).orElseThrow()).isEqualToBitwise(hours("2024-02-01T01:00", 4));
            assertThat(store.readLast(BASE, 3).orElseThrow()).isEqualToBitwise(hours("2024-01-31T23:00", 2, 3, 4));
            assertThat(store.readLast(BASE, 4).orElseThrow()).isEqualToBitwise(base());
            assertThat(store.readLast(BASE, Integer.MAX_VALUE).orElseThrow()).isEqualToBitwise(base());
            assertThat(store.readLast(key(9, "nobody"), 3)).isEmpty();
            assertThatThrownBy(() -> store.readLast(BASE, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least one value");
        }
    }

    @Test
    default void gapsAtTheEndOfASeriesAreNotCounted() {
        for (SeriesStore store : seriesStores()) {
            store.insert(BASE, hours("2024-01-31T21:00", 1, 2, NONE, 3));
            store.merge(BASE, hours("2024-06-01T00:00", 4, NONE, NONE, 5));
            assertThat(store.readLast(BASE, 2).orElseThrow().dropNaN())
                    .isEqualToBitwise(
                            hours("2024-06-01T00:00", 4, NONE, NONE, 5).dropNaN());
            Series three = store.readLast(BASE, 3).orElseThrow();
            assertThat(three.valueCount()).isEqualTo(3);
            assertThat(three.valueAt(0)).isEqualTo(3);
            assertThat(store.readLast(BASE, 5).orElseThrow().valueCount()).isEqualTo(5);
        }
    }

    @Test
    default void statisticsCountWhatIsStored() {
        for (ReadableStore store : filled()) {
            StoreStatistics all = store.statistics(KeyFilter.all());
            boolean versions = store instanceof VersionedStore;
            assertThat(all.series()).isEqualTo(2);
            assertThat(all.values()).isEqualTo(versions ? 7 : 6);
            assertThat(all.chunks()).isGreaterThanOrEqualTo(2);
            assertThat(all.bytes()).isPositive();
            assertThat(all.first()).contains(instant("2024-01-31T22:00"));
            assertThat(all.last()).contains(instant("2024-03-01T01:00"));
            StoreStatistics peaks = store.statistics(KIND.is("peak"));
            assertThat(peaks.series()).isEqualTo(1);
            assertThat(peaks.values()).isEqualTo(2);
            assertThat(peaks.chunks()).isEqualTo(1);
            assertThat(peaks.first()).contains(instant("2024-03-01T00:00"));
            StoreStatistics nobody = store.statistics(KIND.is("nobody"));
            assertThat(nobody.series() + nobody.chunks() + nobody.values() + nobody.bytes())
                    .isZero();
            assertThat(nobody.first()).isEmpty();
            assertThat(nobody.last()).isEmpty();
        }
    }

    /** Each verb moves an end of a series, forth and back. */
    @Test
    default void endsFollowEveryVerb() {
        for (SeriesStore store : seriesStores()) {
            store.insert(BASE, base());
            assertEnds(store, "2024-01-31T22:00", "2024-02-01T01:00");
            store.merge(BASE, hours("2024-01-01T00:00", 1));
            assertEnds(store, "2024-01-01T00:00", "2024-02-01T01:00");
            store.mergeAll(Map.of(BASE, hours("2024-05-01T00:00", NONE, 1, NONE)));
            assertEnds(store, "2024-01-01T00:00", "2024-05-01T01:00");
            store.erase(BASE, range("2024-05-01T00:00", "2024-06-01T00:00"));
            assertEnds(store, "2024-01-01T00:00", "2024-02-01T01:00");
            store.erase(BASE, range("2024-01-01T00:00", "2024-01-31T23:00"));
            assertEnds(store, "2024-01-31T23:00", "2024-02-01T01:00");
            store.replace(BASE, hours("2023-01-01T00:00", 1, 2));
            assertEnds(store, "2023-01-01T00:00", "2023-01-01T01:00");
            store.delete(List.of(BASE));
            assertThat(store.lastTimestamps(KeyFilter.all())).isEmpty();
            store.insert(BASE, hours("2022-01-01T00:00", 1, 2));
            assertEnds(store, "2022-01-01T00:00", "2022-01-01T01:00");
            store.delete(KeyFilter.all());
            assertThat(store.firstTimestamp(KeyFilter.all())).isEmpty();
            assertThat(store.keys(KeyFilter.all())).isEmpty();
        }
    }

    private static void assertEnds(SeriesStore store, String first, String last) {
        assertThat(store.firstTimestamp(KeyFilter.all())).contains(instant(first));
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant(last));
        assertThat(store.lastTimestamps(VERSION.is(1))).isEqualTo(Map.of(BASE, instant(last)));
        assertThat(store.statistics(KIND.is("base")).first()).contains(instant(first));
    }

    @Test
    default void theTransactionOfTheCallerCountsForEndsToo() throws SQLException {
        for (SeriesStore store : seriesStores()) {
            store.insert(BASE, base());
            try (Connection connection = dataSource().getConnection()) {
                connection.setAutoCommit(false);
                SeriesStore joined = store.on(connection);
                joined.merge(BASE, hours("2024-07-01T00:00", 7));
                Instant july = instant("2024-07-01T00:00");
                assertThat(joined.lastTimestamps(KeyFilter.all())).isEqualTo(Map.of(BASE, july));
                assertThat(joined.latest(KeyFilter.all())).isEqualTo(Map.of(BASE, new Sample(july, 7)));
                assertThat(joined.readLast(BASE, 1).orElseThrow().valueAt(0)).isEqualTo(7);
                assertThat(joined.statistics(KeyFilter.all()).values()).isEqualTo(5);
                joined.rename(BASE, PEAK);
                assertThat(joined.exists(BASE)).isFalse();
                assertThat(joined.erase(KIND.is("peak"), TimeRange.until(july)).points())
                        .isEqualTo(4);
                connection.rollback();
                connection.setAutoCommit(true);
            }
            assertThat(store.lastTimestamps(KeyFilter.all())).isEqualTo(Map.of(BASE, instant("2024-02-01T01:00")));
        }
    }

    /** More series than one group of statements, with ends in different chunks. */
    @Test
    default void endsOfManySeries() {
        for (SeriesStore store : seriesStores()) {
            Map<SeriesKey, Series> many = new LinkedHashMap<>();
            Map<SeriesKey, Sample> last = new LinkedHashMap<>();
            for (int i = 0; i < 600; i++) {
                Series series = hours("2024-01-31T20:00", Samples.ramp(1 + i % 7, i));
                many.put(key(i, "base"), series);
                int end = series.size() - 1;
                last.put(
                        key(i, "base"),
                        new Sample(Instant.ofEpochMilli(series.epochMillisAt(end)), series.valueAt(end)));
            }
            store.insertAll(many);
            assertThat(new ArrayList<>(store.latest(KeyFilter.all()).entrySet()))
                    .isEqualTo(new ArrayList<>(last.entrySet()));
            Map<SeriesKey, Instant> times = new LinkedHashMap<>();
            last.forEach((key, sample) -> times.put(key, sample.time()));
            assertThat(store.lastTimestamps(KeyFilter.all())).isEqualTo(times);
            assertThat(store.count(KeyFilter.all())).isEqualTo(600);
        }
    }

    @Test
    default void aRegularSeriesOfAnotherStepIsRefusedOnRequest() {
        ChunkStore store = create(named(
                define().axis(VERSION)
                        .axis(KIND)
                        .chunkBy(YEAR_MONTH)
                        .freq("15min")
                        .tz("Europe/Paris")
                        .requireStep(),
                "quarters"));
        Series hourly = hours("2024-01-31T22:00", 1, 2, 3);
        OtherStepException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                OtherStepException.class, () -> store.merge(BASE, hourly));
        assertThat(refused)
                .hasMessageContaining("1h")
                .hasMessageContaining("15min")
                .hasMessageContaining("resample");
        assertThat(refused.step()).isEqualTo("1h");
        assertThat(refused.expected()).isEqualTo("15min");
        long start = hourly.epochMillisAt(0);
        Series without =
                Series.irregular(new long[] {start, start + 3_600_000, start + 7_200_000}, new double[] {1, 2, 3});
        assertThatThrownBy(() -> store.insert(BASE, without))
                .isInstanceOf(OtherStepException.class)
                .hasMessageContaining("PT1H");
        assertThatThrownBy(() -> store.check(BASE, without)).isInstanceOf(OtherStepException.class);
        assertThat(store.count(KeyFilter.all())).isZero();

        Series quarters = Samples.steps("15min", "2024-01-31T22:00", 1, 2, 3, 4);
        store.insert(BASE, quarters);
        store.merge(BASE, Series.irregular(new long[] {start, start + 3_600_000}, new double[] {7, 8}));
        store.merge(
                BASE, Series.irregular(new long[] {start, start + 900_000, start + 7_200_000}, new double[] {7, 8, 9}));
        store.merge(PEAK, hours("2024-01-31T22:00", 1));
        assertThat(store.count(KeyFilter.all())).isEqualTo(2);
    }

    /** With a step in its grid or without, a series of the same points is the same series. */
    @Test
    default void twentyFourHoursAreADayWhereTheClockDoesNotChange() {
        ChunkStore store = create(named(
                define().axis(VERSION)
                        .axis(KIND)
                        .chunkBy(YEAR_MONTH)
                        .freq("1d")
                        .tz("UTC")
                        .requireStep(),
                "days_of_utc"));
        Series days = Series.regular(
                Instant.parse("2024-01-01T00:00:00Z").atZone(ZoneOffset.UTC),
                Frequency.parse("24h"),
                new double[] {1, 2, 3});
        store.insert(BASE, days);
        store.merge(BASE, Series.irregular(days.epochMillis(), days.values()));
        assertThat(store.read(BASE).orElseThrow().values()).containsExactly(1, 2, 3);
        Series halfDays = Series.regular(
                Instant.parse("2024-01-01T00:00:00Z").atZone(ZoneOffset.UTC), Frequency.parse("12h"), new double[] {1, 2
                });
        assertThatThrownBy(() -> store.merge(BASE, halfDays))
                .isInstanceOf(OtherStepException.class)
                .hasMessageContaining("12h");
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PARIS;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.constant;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.aggregate.Aggregation;
import io.holcstore.aggregate.Buckets;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Combine;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.RowColumn;
import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.Generators;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sums, means, extremes and counts across series, of all or by axes. */
interface AcrossContract extends OnDatabase {
    SeriesKey ONLY_BASE = SeriesKey.of(KIND.is("base"));
    SeriesKey ONLY_PEAK = SeriesKey.of(KIND.is("peak"));

    private static Buckets of(Map<SeriesKey, Buckets> groups, SeriesKey key) {
        return Optional.ofNullable(groups.get(key))
                .orElseThrow(() -> new AssertionError(key + " is not in " + groups.keySet()));
    }

    private void same(Buckets actual, Buckets expected) {
        assertThat(actual.count()).isEqualToBitwise(expected.count());
        assertThat(actual.values()).isEqualToBitwise(expected.values());
        assertThat(actual.sum()).isEqualToBitwise(expected.sum());
        assertThat(actual.mean()).isEqualToBitwise(expected.mean());
        assertThat(actual.min()).isEqualToBitwise(expected.min());
        assertThat(actual.max()).isEqualToBitwise(expected.max());
    }

    @Test
    default void aGroupHasTheSumOfItsSeries() {
        ChunkStore store = createLoads();
        store.insert(key(1, "base"), hours("2024-01-01T00:00", 1, 2, NONE, 4));
        store.insert(key(2, "base"), hours("2024-01-01T01:00", 10, NONE, -20, 40));
        store.insert(key(1, "peak"), hours("2024-01-01T00:00", 7));
        TimeRange morning = range("2024-01-01T00:00", "2024-01-01T06:00");
        Map<SeriesKey, Buckets> kinds =
                store.aggregate(KeyFilter.all(), morning).across(KIND).by("1h");
        assertThat(kinds.keySet()).containsExactly(ONLY_BASE, ONLY_PEAK);
        Buckets base = of(kinds, ONLY_BASE);
        assertThat(base.sum())
                .hasStep("1h")
                .startsAt(instant("2024-01-01T00:00"))
                .hasValues(1, 12, NONE, -16, 40, NONE);
        assertThat(base.count()).hasValues(1, 2, 0, 2, 1, 0);
        assertThat(base.mean()).hasValues(1, 6, NONE, -8, 40, NONE);
        assertThat(base.min()).hasValues(1, 2, NONE, -20, 40, NONE);
        assertThat(base.max()).hasValues(1, 10, NONE, 4, 40, NONE);
        assertThat(of(kinds, ONLY_PEAK).sum()).hasValues(7, NONE, NONE, NONE, NONE, NONE);

        Buckets all = store.aggregate(KeyFilter.all(), morning).across().by("1h");
        assertThat(all.sum()).hasValues(8, 12, NONE, -16, 40, NONE);
        assertThat(all.count()).hasValues(2, 2, 0, 2, 1, 0);
        assertThat(store.aggregate(VERSION.is(2), morning).across().by("1h").count())
                .hasValues(0, 1, 0, 1, 1, 0);
        assertThat(store.aggregate(KeyFilter.all(), morning)
                        .across(KIND, VERSION)
                        .by("1d")
                        .keySet())
                .containsExactly(key(1, "base"), key(2, "base"), key(1, "peak"));
        assertThatThrownBy(kinds::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    /** Longer buckets count the series, and their means are those of all values. */
    @Test
    default void theCountIsThatOfSeries() {
        ChunkStore store = createLoads();
        store.insert(key(1, "base"), hours("2024-01-31T00:00", constant(48, 2)));
        store.insert(key(2, "base"), hours("2024-01-31T00:00", constant(24, 5)));
        Buckets days = store.aggregate(KeyFilter.all(), range("2024-01-31T00:00", "2024-02-03T00:00"))
                .across()
                .by("1d");
        assertThat(days.count()).hasValues(2, 1, 0);
        assertThat(days.values()).hasValues(48, 24, 0);
        assertThat(days.sum()).hasValues(24 * 7, 48, NONE);
        assertThat(days.mean()).hasValues(3.5, 2, NONE);
        Buckets year = store.aggregate(KeyFilter.all(), TimeRange.year(2024, PARIS))
                .across()
                .by("1year");
        assertThat(year.count()).as("two chunks, one series").hasValues(2);
        assertThat(year.values()).hasValues(72);
        execute("UPDATE \"load_curve\" SET \"value_sum\" = NULL WHERE \"version\" = 1");
        same(
                store.aggregate(KeyFilter.all(), TimeRange.year(2024, PARIS))
                        .across()
                        .by("1year"),
                year);
    }

    @Test
    default void whereNothingMatchesThereIsNoGroup() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        TimeRange june = range("2024-06-01T00:00", "2024-06-03T00:00");
        for (KeyFilter filter : List.of(KeyFilter.all(), VERSION.is(9))) {
            assertThat(store.aggregate(filter, june).across(KIND).by("1d")).isEmpty();
            Buckets none = store.aggregate(filter, june).across().by("1d");
            assertThat(none.count()).hasValues(0, 0);
            assertThat(none.sum()).hasValues(NONE, NONE);
        }
        assertThat(store.aggregate(VERSION.is(9), TimeRange.all())
                        .across()
                        .by("1d")
                        .size())
                .isZero();
        assertThat(store.aggregate(KeyFilter.all(), june).across().by("1d").size())
                .isEqualTo(2);
    }

    /** Series of very different times, open ranges, buckets of every kind, beside the buckets of each series. */
    @Test
    default void groupsAreTheSumOfTheBucketsOfTheirSeries() {
        ChunkStore store = createLoads();
        String[] starts = {
            "2024-03-10T00:00", "2023-11-05T03:00", "2031-01-01T00:00", "2024-02-28T00:00", "1951-07-01T00:00"
        };
        for (int i = 0; i < 12; i++) {
            Grid grid = Grid.of(
                    instant(starts[i % starts.length]).toEpochMilli(),
                    Frequency.parse("1h"),
                    PARIS,
                    24 * (20 + 13 * i));
            Series noise = Generators.withRandomGaps(i, Generators.noise(i, grid), 0.2);
            store.insert(key(i, i % 3 == 0 ? "peak" : "base"), noise);
        }
        for (TimeRange range : List.of(
                TimeRange.all(),
                range("2023-01-01T00:00", "2024-06-01T00:00"),
                TimeRange.since(instant("2024-03-12T05:00")),
                TimeRange.until(instant("2024-03-12T05:00")))) {
            for (String bucket : new String[] {"1h", "6h", "1d", "1week", "1month", "1year"}) {
                Map<SeriesKey, Buckets> kinds =
                        store.aggregate(KeyFilter.all(), range).across(KIND).by(bucket);
                for (SeriesKey kind : List.of(ONLY_BASE, ONLY_PEAK)) {
                    KeyFilter filter = KIND.is(kind.get(KIND));
                    assertIsSum(store, filter, range, bucket, of(kinds, kind));
                }
                assertIsSum(
                        store,
                        KeyFilter.all(),
                        range,
                        bucket,
                        store.aggregate(KeyFilter.all(), range).across().by(bucket));
            }
        }
    }

    private static void assertIsSum(
            ChunkStore store, KeyFilter filter, TimeRange range, String bucket, Buckets actual) {
        Map<Long, double[]> expected = new TreeMap<>(); // series, values, sum, least, greatest
        store.aggregate(filter, range).by(bucket).forEach((key, buckets) -> {
            for (int i = 0; i < buckets.size(); i++) {
                double[] all = expected.computeIfAbsent(buckets.count().epochMillisAt(i), start ->
                        new double[] {0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
                if (buckets.count().valueAt(i) > 0) {
                    all[0]++;
                    all[1] += buckets.count().valueAt(i);
                    all[2] += buckets.sum().valueAt(i);
                    all[3] = Math.min(all[3], buckets.min().valueAt(i));
                    all[4] = Math.max(all[4], buckets.max().valueAt(i));
                }
            }
        });
        String which = bucket + " of " + range + " where " + filter;
        for (int i = 0; i < actual.size(); i++) {
            long start = actual.count().epochMillisAt(i);
            double[] all = expected.remove(start);
            double[] found = {
                actual.count().valueAt(i),
                actual.values().valueAt(i),
                actual.sum().valueAt(i),
                actual.min().valueAt(i),
                actual.max().valueAt(i)
            };
            if (!isSum(all, found)) {
                throw new AssertionError(which + ", the bucket of " + Instant.ofEpochMilli(start) + ": expected "
                        + Arrays.toString(all) + " but found " + Arrays.toString(found));
            }
        }
        assertThat(expected.values()).as(which).allMatch(all -> all[0] == 0);
    }

    /** Whether these are the numbers of a bucket; a bucket of which none is expected has no values. */
    private static boolean isSum(double @Nullable [] all, double[] found) {
        if (all == null || all[0] == 0) {
            return Arrays.equals(found, new double[] {0, 0, Double.NaN, Double.NaN, Double.NaN});
        }
        double[] exact = all.clone();
        exact[2] = found[2];
        return Arrays.equals(found, exact) && Math.abs(found[2] - all[2]) < 1e-7;
    }

    @Test
    default void oneSeriesIsTheSameAcross() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-30T00:00", -0.0, 1e300, 1e300, -1e300, NONE, Double.MIN_VALUE));
        for (String bucket : new String[] {"1h", "1d", "1month"}) {
            Buckets alone = store.aggregate(BASE, TimeRange.all()).by(bucket);
            Buckets across =
                    store.aggregate(KeyFilter.all(), TimeRange.all()).across().by(bucket);
            assertThat(across.sum()).isEqualToBitwise(alone.sum());
            assertThat(across.mean()).isEqualToBitwise(alone.mean());
            assertThat(across.min()).isEqualToBitwise(alone.min());
            assertThat(across.max()).isEqualToBitwise(alone.max());
            assertThat(across.values()).isEqualToBitwise(alone.count());
        }
    }

    /** What rounding takes from the sum of many series is not lost. */
    @Test
    default void theSumOfManyIsCompensated() {
        ChunkStore store = createLoads();
        Map<SeriesKey, Series> series = new HashMap<>();
        series.put(key(0, "base"), hours("2024-01-01T00:00", 1e16, 1e16));
        for (int i = 1; i <= 100; i++) {
            series.put(key(i, "base"), hours("2024-01-01T00:00", 1, i == 100 ? -1e16 : 1));
        }
        store.insertAll(series);
        Buckets all = store.aggregate(KeyFilter.all(), TimeRange.all()).across().by("1h");
        assertThat(all.sum()).hasValues(1e16 + 100, 99);
        assertThat(all.count()).hasValues(101, 101);
    }

    @Test
    default void axesThatGroupNothingAreRefused() {
        ChunkStore store = createLoads();
        Axis<String> other = Axis.of("other", AxisType.TEXT);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> store.aggregate(KeyFilter.all(), TimeRange.all()).across(KIND, other))
                .withMessageContaining("across(other)")
                .withMessageContaining("version");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> store.aggregate(KeyFilter.all(), TimeRange.all()).across(KIND, KIND))
                .withMessageContaining("kind twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.aggregate(KeyFilter.all(), TimeRange.all())
                        .across()
                        .yearStart(MonthDay.of(4, 1))
                        .by("1d"))
                .withMessageContaining("yearStart");
    }

    @Test
    default void settingsGoTogetherInAnyOrder() {
        ChunkStore store = createLoads();
        store.insert(key(1, "base"), hours("2024-03-01T00:00", constant(2000, 1)));
        store.insert(key(2, "base"), hours("2024-03-01T00:00", constant(2000, 2)));
        TimeRange spring = range("2024-03-30T06:00", "2024-04-01T06:00");
        LocalTime six = LocalTime.of(6, 0);
        List<Aggregation<Buckets>> same = List.of(
                store.aggregate(KeyFilter.all(), spring).dayStart(six).across(),
                store.aggregate(KeyFilter.all(), spring).across().dayStart(six),
                store.aggregate(KeyFilter.all(), spring).in(PARIS).across().dayStart(six));
        for (Aggregation<Buckets> each : same) {
            assertThat(each.by("1d").sum()).hasValues(69, 72);
            assertThat(each.by("1d").count()).hasValues(2, 2);
        }
    }

    @Test
    default void everyAggregationAcrossIsOneEvent() {
        createLoads().insertAll(Map.of(BASE, hours("2024-01-01T00:00", 1, 2), PEAK, hours("2024-01-01T00:00", 3)));
        List<StoreEvent> events = new ArrayList<>();
        ChunkStore store = loads().open(dataSource(), StoreOptions.defaults().listener(events::add));
        store.aggregate(KeyFilter.all(), TimeRange.all()).across().by("1h");
        store.aggregate(KeyFilter.all(), TimeRange.all()).across(KIND).by("1h");
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.verb()).isEqualTo("aggregate");
            assertThat(event.series()).isEqualTo(2);
            assertThat(event.points()).isEqualTo(3);
            assertThat(event.bytes()).isPositive();
            assertThat(event.outcome()).isEqualTo(StoreEvent.Outcome.DONE);
        });
    }

    @Test
    default void theTransactionOfTheCallerIsSeenAcross() throws SQLException {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            ChunkStore joined = store.on(connection);
            joined.insert(PEAK, hours("2024-01-01T00:00", 2));
            assertThat(joined.aggregate(KeyFilter.all(), TimeRange.all())
                            .across()
                            .by("1h")
                            .sum())
                    .hasValues(3);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(store.aggregate(KeyFilter.all(), TimeRange.all())
                        .across()
                        .by("1h")
                        .sum())
                .hasValues(1);
    }

    // --- other kinds of stores

    private KeyedStore keyed() {
        KeyedStore store =
                Store.defineKeyed().axis(VERSION).axis(KIND).table("keyed").open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private VersionedStore versioned() {
        VersionedStore store = Store.defineVersioned()
                .axis(VERSION)
                .axis(KIND)
                .tz(PARIS)
                .table("versions")
                .open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private static Series readings(String... timesAndValues) {
        Series.Builder builder = Series.builder();
        for (int i = 0; i < timesAndValues.length; i += 2) {
            builder.add(Instant.parse(timesAndValues[i]), Double.parseDouble(timesAndValues[i + 1]));
        }
        return builder.build();
    }

    @Test
    default void irregularSeriesHaveAggregates() {
        KeyedStore store = keyed();
        store.insert(
                BASE,
                readings("2024-01-01T00:00:01Z", "1", "2024-01-01T23:59:59.999Z", "2", "2024-01-03T00:00:00Z", "4"));
        store.insert(PEAK, readings("2024-01-02T12:34:56Z", "8", "2024-01-02T12:34:56.001Z", "16"));
        Buckets days = store.aggregate(BASE, TimeRange.all()).by("1d");
        assertThat(days.count()).hasStep("1d").hasValues(2, 0, 1);
        assertThat(days.sum()).hasValues(3, NONE, 4);
        assertThat(store.aggregate(BASE, TimeRange.since(Instant.parse("2024-01-02T00:00:00Z")))
                        .by("1d")
                        .sum())
                .hasValues(NONE, 4);
        Buckets all = store.aggregate(KeyFilter.all(), TimeRange.all()).across().by("1d");
        assertThat(all.sum()).hasValues(3, 24, 4);
        assertThat(all.count()).hasValues(1, 1, 1);
        assertThat(all.values()).hasValues(2, 2, 1);
        assertThat(of(
                                store.aggregate(KeyFilter.all(), TimeRange.all())
                                        .across(KIND)
                                        .by("1s"),
                                ONLY_PEAK)
                        .sum())
                .hasValues(24);
        assertThat(store.aggregate(BASE, TimeRange.all()).in(PARIS).by("1d").count())
                .hasStep("1d")
                .hasValues(1, 1, 1);
        List<SeriesKey> seen = new ArrayList<>();
        store.aggregate(KeyFilter.all(), TimeRange.until(Instant.parse("2024-01-02T00:00:00Z")))
                .by("1month")
                .forEach((key, months) -> seen.add(key));
        assertThat(seen).containsExactly(BASE);
        assertThat(store.aggregate(key(9, "none"), TimeRange.all()).by("1d").size())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.aggregate(BASE, TimeRange.all()).by("7h"))
                .withMessageContaining("divides a day");
    }

    /** Points that are centuries apart do not need a bucket for each second between them. */
    @Test
    default void irregularSeriesOfFarTimesHaveFewBuckets() {
        KeyedStore store = keyed();
        store.insert(BASE, readings("0900-01-01T00:00:00Z", "1", "9000-01-01T00:00:00Z", "2"));
        store.insert(PEAK, readings("5000-06-01T00:00:00Z", "4"));
        assertThat(store.aggregate(BASE, TimeRange.all()).by("1s").sum()).hasValues(1, 2);
        assertThat(store.aggregate(KeyFilter.all(), TimeRange.all())
                        .across()
                        .by("1s")
                        .sum())
                .hasValues(1, 4, 2);
    }

    @Test
    default void versionsHaveAggregates() {
        VersionedStore store = versioned();
        store.append(BASE, hours("2024-01-01T00:00", 1, 2, 4));
        store.append(BASE, hours("2024-01-01T01:00", 20));
        store.append(PEAK, hours("2024-01-01T00:00", 100));
        TimeRange day = range("2024-01-01T00:00", "2024-01-02T00:00");
        assertThat(store.aggregate(BASE, day).by("1d").sum()).as("combined").hasValues(25);
        assertThat(store.aggregateVersion(BASE, 0, day).by("1d").sum()).hasValues(7);
        assertThat(store.aggregateVersion(BASE, 1, day).by("1d").sum()).hasValues(20);
        assertThat(store.aggregateVersion(BASE, 2, day).by("1d").count()).hasValues(0);
        assertThat(store.aggregate(BASE, Combine.newestFirst().orderBy(RowColumn.NUMBER.ascending()), day)
                        .by("1d")
                        .sum())
                .hasValues(7);
        assertThat(store.aggregate(KeyFilter.all(), day).across().by("1h").sum().slice(day))
                .hasValues(concat(new double[] {101, 20, 4}, Samples.none(21)));
        Map<SeriesKey, Buckets> kinds =
                store.aggregate(KeyFilter.all(), day).across(KIND).by("1d");
        assertThat(kinds.keySet()).containsExactly(ONLY_BASE, ONLY_PEAK);
        assertThat(of(kinds, ONLY_BASE).sum()).hasValues(25);
        Combine byKind = Combine.by(KIND);
        List<SeriesKey> groups = new ArrayList<>();
        store.aggregate(KeyFilter.all(), byKind, day).by("1d").forEach((key, days) -> groups.add(key));
        assertThat(groups).containsExactly(ONLY_BASE, ONLY_PEAK);
        assertThat(store.aggregate(KeyFilter.all(), byKind, day)
                        .across()
                        .by("1d")
                        .sum())
                .hasValues(125);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.aggregate(KeyFilter.all(), byKind, day).across(VERSION))
                .withMessageContaining("across(version)");
    }

    private static double[] concat(double[] first, double[] second) {
        double[] all = new double[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Asked through the type that all kinds of stores share. */
    @Test
    default void allKindsOfStoresAgree() {
        ChunkStore chunks = createLoads();
        KeyedStore keyed = keyed();
        VersionedStore versions = versioned();
        for (int i = 0; i < 4; i++) {
            Series series = hours("2024-03-29T00:00", Samples.ramp(100 + i, i));
            chunks.insert(key(i, "base"), series);
            keyed.insert(key(i, "base"), series);
            versions.append(key(i, "base"), series);
        }
        for (String bucket : new String[] {"1h", "1d", "1month"}) {
            Buckets expected = chunks.aggregate(KeyFilter.all(), TimeRange.all())
                    .in(PARIS)
                    .across()
                    .by(bucket);
            for (ReadableStore store : List.of(keyed, versions)) {
                same(
                        store.aggregate(KeyFilter.all(), TimeRange.all())
                                .in(PARIS)
                                .across()
                                .by(bucket),
                        expected);
            }
        }
    }
}

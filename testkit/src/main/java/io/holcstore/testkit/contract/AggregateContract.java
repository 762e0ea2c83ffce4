package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PARIS;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.constant;
import static io.holcstore.testkit.contract.Samples.dailies;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.testkit.contract.Samples.ramp;
import static io.holcstore.testkit.contract.Samples.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.aggregate.Buckets;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.Generators;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums, means and extremes of days, months and years, from statistics or decoded. */
interface AggregateContract extends OnDatabase {
    TimeRange YEAR_2024 = TimeRange.year(2024, PARIS);

    private static Map<SeriesKey, Buckets> streamed(
            ChunkStore store, KeyFilter filter, TimeRange range, String bucket) {
        Map<SeriesKey, Buckets> found = new LinkedHashMap<>();
        store.aggregate(filter, range).by(bucket).forEach((key, buckets) -> assertThat(found.put(key, buckets))
                .isNull());
        return found;
    }

    private static void assertSame(Buckets actual, Buckets expected) {
        assertThat(actual.count()).isEqualToBitwise(expected.count());
        assertThat(actual.sum()).isEqualToBitwise(expected.sum());
        assertThat(actual.mean()).isEqualToBitwise(expected.mean());
        assertThat(actual.min()).isEqualToBitwise(expected.min());
        assertThat(actual.max()).isEqualToBitwise(expected.max());
    }

    @Test
    default void daysHaveTheHoursOfTheirClock() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", constant(366 * 24, 1)));
        TimeRange spring = range("2024-03-30T00:00", "2024-04-02T00:00");
        assertThat(store.aggregate(BASE, spring).by("1d").sum())
                .isEqualToBitwise(dailies("2024-03-30", 24, 23, 24))
                .hasStep("1d");
        TimeRange autumn = range("2024-10-26T00:00", "2024-10-29T00:00");
        assertThat(store.aggregate(BASE, autumn).by("1d").count()).isEqualToBitwise(dailies("2024-10-26", 24, 25, 24));
        assertThat(store.aggregate(BASE, YEAR_2024).by("1month").sum())
                .hasStep("1month")
                .hasValues(744, 696, 743, 720, 744, 720, 744, 744, 720, 745, 720, 744);
        assertThat(store.aggregate(BASE, YEAR_2024).by("3month").sum()).hasValues(2183, 2184, 2208, 2209);
        assertThat(store.aggregate(BASE, YEAR_2024).by(Frequency.parse("1year")).sum())
                .hasStep("1year")
                .hasValues(366 * 24);
        assertThat(store.aggregate(BASE, range("2024-03-20T00:00", "2024-04-09T00:00"))
                        .by("7d")
                        .count())
                .as("weeks from Monday")
                .startsAt(instant("2024-03-18T00:00"))
                .hasValues(120, 167, 168, 24);
    }

    @Test
    default void partsOfDaysBeginAnewAtMidnight() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", constant(366 * 24, 1)));
        assertThat(store.aggregate(BASE, range("2024-03-30T18:00", "2024-04-01T12:00"))
                        .by("6h")
                        .sum())
                .isIrregular()
                .hasValues(6, 6, 6, 6, 5, 6, 6)
                .hasValueAt(instant("2024-03-31T07:00"), 6)
                .hasValueAt(instant("2024-04-01T00:00"), 6);
        assertThat(store.aggregate(BASE, range("2024-10-27T00:00", "2024-10-28T00:00"))
                        .by("12h")
                        .count())
                .hasValues(12, 12, 1);
        assertThat(store.aggregate(BASE, range("2024-03-31T00:00", "2024-04-01T00:00"))
                        .by("1h")
                        .sum())
                .hasStep("1h")
                .hasValues(constant(23, 1));
    }

    @Test
    default void whatIsNoValueCountsForNothing() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-31T22:00", 1, NONE, NONE, 4, -2));
        store.merge(BASE, hours("2024-04-01T00:00", 8));
        Buckets months = store.aggregate(BASE, range("2024-01-01T00:00", "2024-05-01T00:00"))
                .by("1month");
        assertThat(months.size()).isEqualTo(4);
        assertThat(months.count()).isRegular().hasValues(1, 2, 0, 1);
        assertThat(months.sum()).hasValues(1, 2, NONE, 8);
        assertThat(months.mean()).hasValues(1, 1, NONE, 8);
        assertThat(months.min()).hasValues(1, -2, NONE, 8);
        assertThat(months.max()).hasValues(1, 4, NONE, 8);
        assertThat(months.toString()).contains("4 x 1month");
        Buckets days = store.aggregate(BASE, range("2024-01-31T00:00", "2024-02-03T00:00"))
                .by("1d");
        assertThat(days.count()).hasValues(1, 2, 0);
        assertThat(days.sum()).hasValues(1, 2, NONE);
    }

    /** Half-open, and only what lies inside, wherever the range cuts. */
    @Test
    default void bucketsThatTheRangeCutsHoldWhatIsInside() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", constant(366 * 24, 1)));
        Buckets cut = store.aggregate(BASE, range("2024-01-31T22:00", "2024-03-01T01:00"))
                .by("1month");
        assertThat(cut.sum()).startsAt(instant("2024-01-01T00:00")).hasValues(2, 696, 1);
        TimeRange shifted = TimeRange.of(
                instant("2024-01-31T22:00").plusMillis(1),
                instant("2024-02-01T00:00").plusMillis(1));
        assertThat(store.aggregate(BASE, shifted).by("1month").sum()).hasValues(1, 1);
        assertThat(store.aggregate(BASE, range("2024-02-01T00:00", "2024-02-01T00:00"))
                        .by("1d")
                        .sum())
                .isEmpty();
        assertThat(store.aggregate(BASE, range("2025-02-01T00:00", "2025-02-03T00:00"))
                        .by("1d")
                        .count())
                .hasValues(0, 0);
        assertThat(store.aggregate(PEAK, month(2024, 2)).by("1month").sum()).hasValues(NONE);
    }

    @Test
    default void openRangesGoAsFarAsThereAreValues() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-02-10T00:00", ramp(24, 1)));
        store.merge(BASE, hours("2024-04-20T23:00", 5, 7));
        Buckets all = store.aggregate(BASE, TimeRange.all()).by("1month");
        assertThat(all.sum()).startsAt(instant("2024-02-01T00:00")).hasValues(300, NONE, 12);
        assertThat(store.aggregate(BASE, TimeRange.since(instant("2024-04-20T00:00")))
                        .by("1d")
                        .sum())
                .isEqualToBitwise(dailies("2024-04-20", 5, 7));
        assertThat(store.aggregate(BASE, TimeRange.until(instant("2024-02-11T00:00")))
                        .by("1d")
                        .mean())
                .isEqualToBitwise(dailies("2024-02-10", 12.5));
        assertThat(store.aggregate(PEAK, TimeRange.all()).by("1d").count()).isEmpty();
        assertThat(store.aggregate(BASE, TimeRange.since(instant("2024-05-01T00:00")))
                        .by("1year")
                        .max())
                .isEmpty();
    }

    @Test
    default void manySeriesComeOneAfterAnother() throws SQLException {
        ChunkStore store = createLoads();
        for (int version = 0; version < 8; version++) {
            for (String kind : new String[] {"base", "peak"}) {
                store.insert(key(version, kind), hours("2024-01-20T00:00", ramp(24 * (10 + 10 * version), version)));
            }
        }
        KeyFilter filter = VERSION.between(2, 6).and(KIND.is("peak"));
        for (TimeRange range : List.of(YEAR_2024, month(2024, 2), TimeRange.all(), month(2025, 1))) {
            for (String bucket : new String[] {"1month", "1d"}) {
                Map<SeriesKey, Buckets> found = streamed(store, filter, range, bucket);
                assertThat(found.keySet())
                        .containsExactlyElementsOf(
                                range.equals(month(2025, 1))
                                        ? List.of()
                                        : List.of(
                                                key(2, "peak"),
                                                key(3, "peak"),
                                                key(4, "peak"),
                                                key(5, "peak"),
                                                key(6, "peak")));
                found.forEach((key, buckets) ->
                        assertSame(buckets, store.aggregate(key, range).by(bucket)));
            }
        }
        assertThat(streamed(store, filter, range("2024-02-01T00:00", "2024-02-01T00:00"), "1d"))
                .isEmpty();
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            store.on(connection).delete(VERSION.between(3, 9));
            assertThat(streamed(store.on(connection), filter, YEAR_2024, "1year"))
                    .containsOnlyKeys(key(2, "peak"));
            assertThat(store.on(connection)
                            .aggregate(key(5, "peak"), YEAR_2024)
                            .by("1year")
                            .count())
                    .hasValues(0);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(streamed(store, filter, YEAR_2024, "1year")).hasSize(5);
    }

    /** A blob that is damaged is not seen where the statistics answer, and refused where they do not. */
    @Test
    default void chunksThatLieInOneBucketAreNotDecoded() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", ramp(366 * 24, 0)));
        store.insert(PEAK, hours("2024-01-01T00:00", 1, 2));
        Buckets months = store.aggregate(BASE, YEAR_2024).by("1month");
        execute("UPDATE \"load_curve\" SET \"data\" = " + facts().bytes("00") + " WHERE \"kind\" = 'base'");
        assertThatThrownBy(() -> store.read(BASE)).isInstanceOf(ChunkFormatException.class);
        assertSame(store.aggregate(BASE, YEAR_2024).by("1month"), months);
        assertThat(store.aggregate(BASE, TimeRange.all()).by("12month").sum())
                .hasValues(366.0 * 24 * (366 * 24 - 1) / 2);
        assertThat(streamed(store, KeyFilter.all(), YEAR_2024, "1month")).containsOnlyKeys(BASE, PEAK);
        for (String decoded : new String[] {"1d", "7d", "6h"}) {
            assertThatThrownBy(
                            () -> store.aggregate(BASE, YEAR_2024).by(decoded).sum())
                    .isInstanceOf(ChunkFormatException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining("version=1, kind=base");
        }
        TimeRange cut = range("2024-01-01T00:00", "2024-03-31T23:00");
        assertThatThrownBy(() -> store.aggregate(BASE, cut).by("1month").sum())
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContaining("chunk 24290");
        assertThatThrownBy(() -> streamed(store, KeyFilter.all(), cut, "1month"))
                .isInstanceOf(ChunkFormatException.class);
        assertThat(streamed(store, KIND.is("peak"), cut, "1d")).containsOnlyKeys(PEAK);
    }

    /** Rows without statistics are decoded, and come to the very same bits. */
    @Test
    default void statisticsAndDecodedValuesAreTheSameBits() {
        ChunkStore store = createLoads();
        Grid year = Grid.over(YEAR_2024, Frequency.parse("1h"), PARIS);
        store.insert(BASE, Generators.withRandomGaps(1, Generators.noise(1, year), 0.1));
        store.insert(PEAK, Generators.anyBits(2, year));
        store.insert(key(2, "base"), Generators.temperature(3, year));
        Map<String, Map<SeriesKey, Buckets>> found = new LinkedHashMap<>();
        for (String bucket : new String[] {"1month", "5month", "1year"}) {
            found.put(bucket, streamed(store, KeyFilter.all(), TimeRange.all(), bucket));
        }
        execute("UPDATE \"load_curve\" SET \"value_sum\" = NULL WHERE \"chunk_index\" <> 24290");
        found.forEach((bucket, expected) -> {
            Map<SeriesKey, Buckets> decoded = streamed(store, KeyFilter.all(), TimeRange.all(), bucket);
            assertThat(decoded.keySet()).isEqualTo(expected.keySet()).hasSize(3);
            decoded.forEach((key, buckets) -> assertSame(buckets, expected.getOrDefault(key, buckets)));
        });
    }

    @Test
    default void valuesAtTheEndsOfTheRangeOfADouble() {
        ChunkStore store = createLoads();
        double infinity = Double.POSITIVE_INFINITY;
        store.insert(BASE, hours("2024-01-01T00:00", infinity, 1));
        store.merge(BASE, hours("2024-02-01T00:00", infinity, -infinity));
        store.merge(BASE, hours("2024-03-01T00:00", Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE));
        store.merge(BASE, hours("2024-04-01T00:00", -0.0, -0.0));
        store.merge(BASE, hours("2024-05-01T00:00", Double.MIN_VALUE, -2 * Double.MIN_VALUE));
        store.merge(BASE, hours("2024-06-01T00:00", 1e16, 1, 1, 1, -1e16));
        store.merge(BASE, hours("2024-07-01T00:00", 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0));
        TimeRange months = range("2024-01-01T00:00", "2024-08-01T00:00");
        Buckets found = store.aggregate(BASE, months).by("1month");
        assertThat(found.count()).hasValues(2, 2, 3, 2, 2, 5, 10);
        assertThat(found.sum()).hasValues(infinity, NONE, infinity, 0.0, -Double.MIN_VALUE, 3, 5.5);
        assertThat(found.mean()).hasValues(infinity, NONE, infinity, 0.0, 0.0, 0.6, 0.55);
        assertThat(found.min()).hasValues(1, -infinity, -Double.MAX_VALUE, 0.0, -2 * Double.MIN_VALUE, -1e16, 0.1);
        assertThat(found.max()).hasValues(infinity, infinity, Double.MAX_VALUE, 0.0, Double.MIN_VALUE, 1e16, 1.0);
        execute("UPDATE \"load_curve\" SET \"value_sum\" = NULL");
        assertSame(store.aggregate(BASE, months).by("1month"), found);
    }

    @Test
    default void tombstonesHaveNoStatistics() {
        ChunkStore store = create(loads().replicated());
        store.insert(BASE, hours("2024-01-31T22:00", 1, 2, 3, 4));
        store.erase(BASE, month(2024, 2));
        store.insert(PEAK, hours("2024-01-31T22:00", 1, 2, 3, 4));
        store.delete(KIND.is("peak"));
        assertThat(number("SELECT COUNT(*) FROM \"load_curve\" WHERE \"is_deleted\" AND \"value_sum\" IS NULL"
                        + " AND \"value_min\" IS NULL AND \"value_max\" IS NULL"))
                .isEqualTo(number("SELECT COUNT(*) FROM \"load_curve\" WHERE \"is_deleted\""))
                .isEqualTo(3);
        assertThat(store.aggregate(BASE, YEAR_2024).by("1year").sum()).hasValues(3);
        assertThat(streamed(store, KeyFilter.all(), TimeRange.all(), "1month")).containsOnlyKeys(BASE);
        store.merge(PEAK, hours("2024-02-01T00:00", 7));
        assertThat(store.aggregate(PEAK, YEAR_2024).by("1year").sum()).hasValues(7);
    }

    @Test
    default void daysOfAYearInOneChunk() {
        ChunkStore store = create(define().axis(VERSION)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR)
                .freq("1d")
                .tz(PARIS)
                .table("years"));
        store.insert(BASE, dailies("2023-12-30", ramp(2 + 366 + 1, 1)));
        assertThat(store.aggregate(BASE, TimeRange.all()).by("1year").sum())
                .hasValues(3, 366 * 2 + 366 * 367 / 2.0, 369);
        assertThat(store.aggregate(BASE, YEAR_2024).by("1month").count())
                .hasValues(31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
        execute("UPDATE \"years\" SET \"data\" = " + facts().bytes("00"));
        assertThat(store.aggregate(BASE, YEAR_2024).by("2year").count()).hasValues(366);
        assertThatThrownBy(() -> store.aggregate(BASE, YEAR_2024).by("1month").sum())
                .isInstanceOf(ChunkFormatException.class);
    }

    @Test
    default void bucketsThatCutSlotsAreRefused() {
        ChunkStore hourly = createLoads();
        for (String bucket : new String[] {"30min", "90min", "5h", "48h"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hourly.aggregate(BASE, YEAR_2024).by(bucket))
                    .withMessageContaining(Frequency.parse(bucket).toString())
                    .withMessageContaining("\"1month\"")
                    .withMessageContaining("multiple of 1h");
            assertThatIllegalArgumentException().isThrownBy(() -> hourly.aggregate(KeyFilter.all(), YEAR_2024)
                    .by(bucket));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hourly.aggregate(BASE, YEAR_2024).by("1 day"));
        assertThatIllegalArgumentException().isThrownBy(() -> hourly.aggregate(SeriesKey.of(VERSION.is(1)), YEAR_2024));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hourly.aggregate(BASE, TimeRange.ofEpochMillis(0, Long.MAX_VALUE - 1))
                        .by("1d"));
        ChunkStore daily = create(days());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> daily.aggregate(BASE, YEAR_2024).by("24h"));
        assertThat(daily.aggregate(BASE, YEAR_2024).by("1d").size()).isEqualTo(366);
    }

    /** Random values and gaps, every kind of bucket, ranges that begin and end anywhere. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, YEAR_MONTH, 1h",
        "Europe/Paris, YEAR, 30min",
        "Australia/Lord_Howe, YEAR_MONTH, 30min",
        "Australia/Lord_Howe, YEAR, 1d",
        "UTC, YEAR_MONTH, 1h"
    })
    default void bucketsHoldWhatCountingPointByPointFinds(ZoneId zone, ChunkBy chunkBy, String freq) {
        ChunkStore store = create(define().chunkBy(chunkBy).freq(freq).tz(zone).table("random"));
        Frequency step = Frequency.parse(freq);
        TimeRange span = TimeRange.of(
                LocalDate.of(2023, 9, 15).atStartOfDay(zone),
                LocalDate.of(2024, 11, 15).atStartOfDay(zone));
        Grid grid = Grid.over(span, step, zone);
        Series series = Generators.withGapRuns(5, Generators.noise(7, grid), 40, grid.size() / 20);
        store.insert(store.key(), series);
        NavigableMap<Long, Double> points = new TreeMap<>();
        series.forEach((time, value) -> {
            if (!Double.isNaN(value)) {
                points.put(time, value);
            }
        });
        long hop = step.isCalendar() ? 3_600_000 : step.millis();
        String[] buckets = step.isCalendar()
                ? new String[] {"1d", "7d", "1month", "1year"}
                : new String[] {"1h", "12h", "1d", "10d", "1month", "5month", "1year"};
        for (String bucket : buckets) {
            NaiveBuckets naive = new NaiveBuckets(bucket, zone);
            for (TimeRange range : List.of(
                    span,
                    TimeRange.ofEpochMillis(span.startMillis() - 100_000_000_000L, span.startMillis() + 5_000_000_001L),
                    TimeRange.of(
                            LocalDate.of(2024, 1, 1).atStartOfDay(zone),
                            LocalDate.of(2024, 10, 6).atTime(17, 59).atZone(zone)))) {
                naive.assertHold(store.aggregate(store.key(), range).by(bucket), points, range, hop);
            }
        }
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.ChangedZone.HALF_AN_HOUR;
import static io.holcstore.testkit.ChangedZone.MOVED_EAST;
import static io.holcstore.testkit.ChangedZone.NO_SUMMER_TIME;
import static io.holcstore.testkit.ChangedZone.under;
import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.ramp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.aggregate.Buckets;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.StoreException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.ChangedZone;
import io.holcstore.testkit.ChangedZone.Data;
import io.holcstore.testkit.FaultyDataSource;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values keep their instants, whatever a later zone data says of their zone: one JVM writes, another one of other data
 * reads and writes.
 */
interface ZoneDataContract extends OnDatabase {
    long HOUR = 3_600_000;

    /**
     * By the old data months from May to October begin an hour earlier, April is an hour shorter, and October an hour
     * longer.
     */
    Series YEAR = series("2023-01-01T06:00:00Z", 8760);

    static Series series(String start, int size) {
        return Series.regular(Instant.parse(start).atZone(ZoneOffset.UTC), Frequency.parse("1h"), ramp(size, 1));
    }

    /** Whether a chunk that is longer than it should be is known to be one of other zone data; else it is refused. */
    default boolean knowsLongerChunks() {
        return true;
    }

    private void assertRefused(ChunkStore store) {
        assertThatThrownBy(() -> store.read(BASE))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContaining("at most 719 values but got 720")
                .hasMessageContaining(NO_SUMMER_TIME + " (zone data ");
    }

    static Data other(Data data) {
        return data == Data.OLD ? Data.NEW : Data.OLD;
    }

    private StoreBuilder curves(ChunkBy by, String freq, String zone, String table) {
        return named(define().axis(VERSION).axis(KIND).chunkBy(by).freq(freq).tz(zone), table);
    }

    default ChunkStore hourly(Data data, ChunkBy by) {
        return under(data, () -> create(curves(by, "1h", NO_SUMMER_TIME, "forward")));
    }

    default ChunkStore daily(Data data) {
        return under(data, () -> curves(ChunkBy.YEAR_MONTH, "1d", NO_SUMMER_TIME, "days")
                .open(dataSource()));
    }

    /** The points of a series in a range, NaN left out. */
    private static Map<Instant, Double> points(Series series, TimeRange range) {
        Map<Instant, Double> points = new LinkedHashMap<>();
        for (int i = 0; i < series.size(); i++) {
            if (range.contains(series.epochMillisAt(i)) && !Double.isNaN(series.valueAt(i))) {
                points.put(Instant.ofEpochMilli(series.epochMillisAt(i)), series.valueAt(i));
            }
        }
        return points;
    }

    private static TimeRange from(long start, long end) {
        return TimeRange.ofEpochMillis(start, end);
    }

    /** That the store has exactly these values, by every way of asking. */
    private static void assertHolds(ChunkStore store, SeriesKey key, Series expected) {
        assertThat(points(store.read(key).orElseThrow(), TimeRange.all())).isEqualTo(points(expected, TimeRange.all()));
        long first = expected.epochMillisAt(0);
        long last = expected.epochMillisAt(expected.size() - 1);
        for (int month : new int[] {4, 5, 6, 10, 11}) {
            long near = Instant.parse(String.format(java.util.Locale.ROOT, "2023-%02d-01T06:00:00Z", month))
                    .toEpochMilli();
            for (int hours : new int[] {-1, 0}) {
                long at = near + hours * HOUR;
                assertWindow(store, key, expected, from(at, at + HOUR));
                assertWindow(store, key, expected, from(at, at + 31 * 24 * HOUR));
                assertWindow(store, key, expected, from(at - 40 * 24 * HOUR, at));
            }
        }
        assertWindow(store, key, expected, from(first, last + HOUR));
        Instant middle = Instant.parse("2023-06-01T05:00:00Z");
        for (TimeRange half : List.of(TimeRange.since(middle), TimeRange.until(middle))) {
            assertThat(store.read(key, half)
                            .map(found -> points(found, TimeRange.all()))
                            .orElse(Map.of()))
                    .isEqualTo(points(expected, half));
        }
        assertThat(store.firstTimestamp(KeyFilter.all())).contains(Instant.ofEpochMilli(first));
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(Instant.ofEpochMilli(last));
    }

    private static void assertWindow(ChunkStore store, SeriesKey key, Series expected, TimeRange range) {
        Map<Instant, Double> wanted = points(expected, range);
        assertThat(store.read(key, range)
                        .map(found -> points(found, TimeRange.all()))
                        .orElse(Map.of()))
                .as("%s", range)
                .isEqualTo(wanted);
        Series dense = store.readDense(key, range);
        assertThat(points(dense, TimeRange.all())).isEqualTo(wanted);
        double[] buffer = new double[dense.size()];
        assertThat(store.readInto(key, range, buffer)).isEqualTo(dense.size());
        for (int i = 0; i < buffer.length; i++) {
            assertThat(Double.compare(buffer[i], dense.valueAt(i))).isZero();
        }
        Map<Instant, Double> streamed = new LinkedHashMap<>();
        store.forEach(KeyFilter.all(), range, (each, found) -> {
            if (each.equals(key)) {
                streamed.putAll(points(found, TimeRange.all()));
            }
        });
        assertThat(streamed).isEqualTo(wanted);
        long missing = store.gaps(key, range).stream()
                .mapToLong(gap -> (gap.endMillis() - gap.startMillis()) / HOUR)
                .sum();
        assertThat(missing).isEqualTo(dense.size() - wanted.size());
    }

    /** A model of a merge or an erasure. */
    private static Series with(Series series, TimeRange range, double value) {
        double[] values = new double[series.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = range.contains(series.epochMillisAt(i)) ? value : series.valueAt(i);
        }
        return Series.regular(
                Instant.ofEpochMilli(series.epochMillisAt(0)).atZone(ZoneOffset.UTC), Frequency.parse("1h"), values);
    }

    private static Series one(Instant time, double value) {
        return Series.builder().add(time, value).build();
    }

    /** Five months that begin an hour apart: none of 3,672 values may move. */
    @Test
    default void aSummerComesBackAtItsInstants() {
        Series summer = series("2023-05-01T05:00:00Z", 3672);
        hourly(Data.OLD, ChunkBy.YEAR_MONTH).insert(BASE, summer);
        ChunkStore store = hourly(Data.NEW, ChunkBy.YEAR_MONTH);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(summer);
        assertHolds(store, BASE, summer);
    }

    @ParameterizedTest
    @CsvSource({"OLD, YEAR_MONTH", "NEW, YEAR_MONTH", "OLD, YEAR", "NEW, YEAR"})
    default void valuesKeepTheirInstants(Data written, ChunkBy by) {
        hourly(written, by).insert(BASE, YEAR);
        if (written == Data.NEW && by == ChunkBy.YEAR_MONTH && !knowsLongerChunks()) {
            assertRefused(hourly(Data.OLD, by));
        } else {
            assertHolds(hourly(other(written), by), BASE, YEAR);
        }
    }

    @ParameterizedTest
    @CsvSource({"OLD, YEAR_MONTH", "NEW, YEAR_MONTH", "OLD, YEAR", "NEW, YEAR"})
    default void chunksThatAllMoveKeepTheirInstants(Data written, ChunkBy by) {
        Series series = series("2023-01-01T06:00:00Z", 2 * 8760);
        ChunkStore first = under(written, () -> create(curves(by, "1h", MOVED_EAST, "forward")));
        ChunkStore second = under(other(written), () -> create(curves(by, "1h", MOVED_EAST, "forward")));
        first.insert(BASE, series);
        assertHolds(second, BASE, series);
        Instant newYear = Instant.parse("2024-01-01T05:00:00Z");
        second.merge(BASE, one(newYear, -1));
        Series expected = with(series, TimeRange.of(newYear, newYear.plusMillis(HOUR)), -1);
        assertHolds(second, BASE, expected);
        assertHolds(first, BASE, expected);
        second.schema().rezone();
        assertHolds(second, BASE, expected);
        assertHolds(first, BASE, expected);
        assertThat(second.schema().rezone()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"OLD, YEAR_MONTH", "NEW, YEAR_MONTH", "OLD, YEAR"})
    default void bucketsHaveTheValuesOfTheirTime(Data written, ChunkBy by) {
        ChunkStore store = hourly(other(written), by);
        store.insert(PEAK, YEAR);
        hourly(written, by).insert(BASE, YEAR);
        if (written == Data.NEW && !knowsLongerChunks()) {
            assertRefused(store);
            return;
        }
        Instant cut = Instant.parse("2023-06-10T06:00:00Z");
        for (TimeRange range : List.of(
                TimeRange.all(),
                TimeRange.since(cut),
                TimeRange.until(cut),
                TimeRange.of(Instant.parse("2023-06-01T06:00:00Z"), Instant.parse("2023-09-01T06:00:00Z")))) {
            for (String bucket : List.of("1h", "1d", "1month", "3month", "1year")) {
                Buckets expected = store.aggregate(PEAK, range).by(bucket);
                Map<SeriesKey, Buckets> streamed = new LinkedHashMap<>();
                store.aggregate(KeyFilter.all(), range).by(bucket).forEach(streamed::put);
                assertThat(streamed).containsOnlyKeys(BASE, PEAK);
                for (Buckets found :
                        List.of(store.aggregate(BASE, range).by(bucket), streamed.get(BASE), streamed.get(PEAK))) {
                    assertThat(found.count()).as("%s by %s", range, bucket).isEqualToBitwise(expected.count());
                    assertThat(found.sum()).isEqualToBitwise(expected.sum());
                    assertThat(found.min()).isEqualToBitwise(expected.min());
                    assertThat(found.max()).isEqualToBitwise(expected.max());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"OLD, YEAR_MONTH", "NEW, YEAR_MONTH", "OLD, YEAR", "NEW, YEAR"})
    default void writesKeepEveryOtherValue(Data written, ChunkBy by) {
        ChunkStore first = hourly(written, by);
        ChunkStore second = hourly(other(written), by);
        first.insert(BASE, YEAR);
        if (written == Data.NEW && by == ChunkBy.YEAR_MONTH && !knowsLongerChunks()) {
            assertRefused(second);
            return;
        }
        boolean both = by == ChunkBy.YEAR || knowsLongerChunks();
        Series expected = YEAR;
        double value = 100_000;
        for (String time : List.of(
                "2023-06-15T12:00:00Z",
                "2023-05-01T05:00:00Z", // by the new data, the last hour of April
                "2023-09-01T05:00:00Z",
                "2023-11-01T05:00:00Z", // by the old data, the last hour of October
                "2023-07-01T06:00:00Z")) {
            Instant at = Instant.parse(time);
            for (ChunkStore store : both ? List.of(second, first) : List.of(second)) {
                store.merge(BASE, one(at, ++value));
                expected = with(expected, TimeRange.of(at, at.plusMillis(HOUR)), value);
                assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(expected);
                assertThat(second.read(BASE).orElseThrow()).isEqualToBitwise(expected);
            }
        }
        assertHolds(second, BASE, expected);
        if (both) {
            assertHolds(first, BASE, expected);
        }
    }

    @Test
    default void anHourThatIsErasedIsGone() {
        ChunkStore first = hourly(Data.OLD, ChunkBy.YEAR_MONTH);
        ChunkStore second = hourly(Data.NEW, ChunkBy.YEAR_MONTH);
        first.insert(BASE, YEAR);
        Series expected = YEAR;
        for (String time : List.of("2023-05-01T05:00:00Z", "2023-06-01T05:00:00Z", "2023-06-01T06:00:00Z")) {
            Instant at = Instant.parse(time);
            TimeRange hour = TimeRange.of(at, at.plusMillis(HOUR));
            assertThat(second.erase(BASE, hour).points()).isEqualTo(1);
            expected = with(expected, hour, NONE);
        }
        TimeRange days = TimeRange.of(Instant.parse("2023-07-30T05:00:00Z"), Instant.parse("2023-09-02T05:00:00Z"));
        assertThat(second.erase(BASE, days).points()).isEqualTo(34 * 24);
        expected = with(expected, days, NONE);
        assertHolds(second, BASE, expected);
        if (knowsLongerChunks()) {
            assertHolds(first, BASE, expected);
        }
    }

    /** The hour in question lies at the end of a chunk that holds nothing else. */
    @Test
    default void theOnlyHourOfAChunkMoves() {
        ChunkStore first = hourly(Data.OLD, ChunkBy.YEAR_MONTH);
        ChunkStore second = hourly(Data.NEW, ChunkBy.YEAR_MONTH);
        Instant at = Instant.parse("2023-06-01T05:00:00Z");
        first.insert(BASE, one(at, 1));
        second.merge(BASE, one(at, 2)); // a row of May for the new data; that of June for the old one is gone
        assertThat(second.read(BASE).orElseThrow()).hasValues(2).startsAt(at);
        assertThat(first.read(BASE).orElseThrow()).hasValues(2).startsAt(at);
        first.merge(BASE, one(at, 3));
        assertThat(second.read(BASE).orElseThrow()).hasValues(3).startsAt(at);
        second.erase(BASE, TimeRange.all());
        assertThat(first.read(BASE)).isEmpty();
        assertThat(first.count(KeyFilter.all())).isZero();
    }

    @Test
    default void wholeSeriesAreReplacedDeletedAndRefused() {
        ChunkStore first = hourly(Data.OLD, ChunkBy.YEAR_MONTH);
        ChunkStore second = hourly(Data.NEW, ChunkBy.YEAR_MONTH);
        first.insert(BASE, YEAR);
        assertThatThrownBy(() -> second.insert(BASE, YEAR)).isInstanceOf(SeriesExistsException.class);
        Series other = series("2023-05-20T00:00:00Z", 1000);
        second.replace(BASE, other);
        assertHolds(second, BASE, other);
        assertHolds(first, BASE, other);
        first.replace(BASE, YEAR);
        assertHolds(second, BASE, YEAR);
        assertThat(second.replace(BASE, YEAR).points()).isEqualTo(8760);
        assertThat(second.schema().rezone()).isZero();
        second.delete(KeyFilter.all());
        first.insert(BASE, YEAR);
        assertHolds(second, BASE, YEAR);
    }

    @Test
    default void bulkWritersKeepEveryOtherValue() {
        hourly(Data.OLD, ChunkBy.YEAR_MONTH).insertAll(Map.of(BASE, YEAR, PEAK, YEAR));
        ChunkStore store = hourly(Data.NEW, ChunkBy.YEAR_MONTH);
        Instant at = Instant.parse("2023-05-01T05:00:00Z");
        try (var writer = store.bulkWriter()) {
            writer.add(BASE, one(at, -1));
            writer.add(PEAK, one(at.plusMillis(HOUR), -2));
        }
        assertHolds(store, BASE, with(YEAR, TimeRange.of(at, at.plusMillis(HOUR)), -1));
        assertHolds(store, PEAK, with(YEAR, TimeRange.of(at.plusMillis(HOUR), at.plusMillis(2 * HOUR)), -2));
    }

    @Test
    default void aStoreIsLaidOntoTheNewData() {
        ChunkStore first = hourly(Data.OLD, ChunkBy.YEAR_MONTH);
        ChunkStore second = hourly(Data.NEW, ChunkBy.YEAR_MONTH);
        second.insert(PEAK, YEAR);
        List<String> starts = query("SELECT \"start_ts\" FROM \"forward\" ORDER BY \"chunk_index\"");
        first.insert(BASE, YEAR);
        second.erase(BASE, TimeRange.since(Instant.parse("2023-12-01T06:00:00Z")));
        second.merge(BASE, series("2023-12-01T06:00:00Z", 31 * 24));
        first.replace(BASE, YEAR);
        assertThat(second.schema().rezone()).isEqualTo(knowsLongerChunks() ? 7 : 6); // April to October; April is short
        assertThat(query("SELECT \"start_ts\" FROM \"forward\" WHERE \"kind\" = 'base' ORDER BY \"chunk_index\""))
                .isEqualTo(starts);
        assertHolds(second, BASE, YEAR);
        assertHolds(second, PEAK, YEAR);
        agingRows("forward");
        assertThat(second.schema().rezone()).isZero();
        assertThat(rowsWrittenSince("forward")).isZero();
        if (knowsLongerChunks()) {
            assertHolds(first, BASE, YEAR);
        }
    }

    @Test
    default void layingAStoreCanBeInterruptedAnywhere() {
        hourly(Data.OLD, ChunkBy.YEAR_MONTH).insertAll(Map.of(BASE, YEAR, PEAK, YEAR, Samples.key(2, "base"), YEAR));
        ChunkStore store = hourly(Data.NEW, ChunkBy.YEAR_MONTH);
        FaultyDataSource faulty = db().database().faulty();
        ChunkStore cut = store.definition().open(faulty);
        int killed = 0;
        for (int call = 1; ; call += 11) {
            faulty.killBeforeCall(call);
            try {
                cut.schema().rezone();
            } catch (StoreSqlException e) {
                killed++;
            }
            store.forEach(KeyFilter.all(), (key, found) -> assertThat(found).isEqualToBitwise(YEAR));
            if (!faulty.hasKilled()) {
                break;
            }
        }
        assertThat(killed).isPositive();
        assertThat(store.count(KeyFilter.all())).isEqualTo(3);
        assertThat(store.schema().rezone()).isZero();
    }

    /** Writers and those who lay the series wait for each other, and lose nothing of what the other did. */
    @Test
    default void aStoreIsLaidBesideItsWriters() throws Exception {
        ChunkStore first = hourly(Data.OLD, ChunkBy.YEAR_MONTH);
        ChunkStore second = hourly(Data.NEW, ChunkBy.YEAR_MONTH);
        first.insert(BASE, YEAR);
        ChunkStore writer = knowsLongerChunks() ? first : second;
        Instant start = Instant.parse("2023-05-01T00:00:00Z");
        var pool = java.util.concurrent.Executors.newFixedThreadPool(2);
        try {
            var writing = pool.submit(() -> {
                for (int i = 0; i < 30; i++) {
                    writer.merge(BASE, one(start.plus(Duration.ofHours(i)), -i - 1));
                }
            });
            var laying = pool.submit(() -> {
                while (!writing.isDone()) {
                    second.schema().rezone();
                }
            });
            writing.get();
            laying.get();
        } finally {
            pool.shutdownNow();
        }
        Series expected = YEAR;
        for (int i = 0; i < 30; i++) {
            Instant at = start.plus(Duration.ofHours(i));
            expected = with(expected, TimeRange.of(at, at.plusMillis(HOUR)), -i - 1);
        }
        assertHolds(second, BASE, expected);
    }

    /** As versions of this library left it that did not know of other zone data. */
    @Test
    default void twoRowsThatDifferAreToldAndErased() {
        Instant shared = Instant.parse("2023-06-01T05:00:00Z");
        ChunkStore store = hourly(Data.NEW, ChunkBy.YEAR_MONTH);
        store.insert(PEAK, one(shared, 7));
        hourly(Data.OLD, ChunkBy.YEAR_MONTH).insert(BASE, series("2023-06-01T05:00:00Z", 48));
        execute("UPDATE \"forward\" SET \"kind\" = 'base' WHERE \"kind\" = 'peak'");
        store.schema().reindex();
        ThrowingCallable[] verbs = {
            () -> store.read(BASE),
            () -> store.merge(BASE, one(shared, 8)),
            () -> store.aggregate(BASE, TimeRange.all()).by("1month"),
            () -> store.schema().rezone()
        };
        for (ThrowingCallable verb : verbs) {
            assertThatThrownBy(verb)
                    .isInstanceOf(ChunkFormatException.class)
                    .hasMessageContaining("kind=base")
                    .hasMessageContaining("2023-06-01T05:00:00Z, 1.0 and 7.0")
                    .hasMessageContaining("erase");
        }
        store.erase(BASE, TimeRange.of(shared, shared.plusMillis(HOUR)));
        store.merge(BASE, one(shared, 1));
        assertHolds(store, BASE, series("2023-06-01T05:00:00Z", 48));
    }

    /** A change by a part of a step leaves the values without a place. */
    @Test
    default void valuesWithoutAPlaceAreTold() {
        under(Data.OLD, () -> create(curves(ChunkBy.YEAR_MONTH, "1h", HALF_AN_HOUR, "half")))
                .insert(BASE, series("2023-05-01T19:00:00Z", 100));
        ChunkStore store = under(Data.NEW, () -> create(curves(ChunkBy.YEAR_MONTH, "1h", HALF_AN_HOUR, "half")));
        Instant at = Instant.parse("2023-05-01T18:30:00Z");
        ThrowingCallable[] verbs = {
            () -> store.read(BASE),
            () -> store.merge(BASE, one(at, 1)),
            () -> store.erase(BASE, TimeRange.since(at)),
            () -> store.gaps(BASE, TimeRange.of(at, at.plusMillis(100 * HOUR))),
            () -> store.aggregate(BASE, TimeRange.all()).by("1d"),
            () -> store.aggregate(KeyFilter.all(), TimeRange.all()).by("1month").forEach((key, found) -> {}),
            () -> store.schema().rezone()
        };
        for (ThrowingCallable verb : verbs) {
            assertThatThrownBy(verb)
                    .isInstanceOf(ChunkFormatException.class)
                    .hasMessageContaining("kind=base")
                    .hasMessageContaining(HALF_AN_HOUR + " (zone data ")
                    .hasMessageContaining("shifted grid");
        }
    }

    /** A day is a date: its instant is known to those alone who know the rules it was written under. */
    @Test
    default void daysAreRefusedUntilTheyAreLaid() {
        ChunkStore first = daily(Data.OLD);
        first.schema().createIfMissing();
        Series summer = under(Data.OLD, () -> dates("2023-04-20", 100));
        first.insert(BASE, summer);
        ChunkStore second = daily(Data.NEW);
        ThrowingCallable[] verbs = {
            () -> second.read(BASE),
            () -> second.merge(BASE, under(Data.NEW, () -> dates("2023-05-02", 1))),
            () -> second.erase(BASE, TimeRange.all()),
            () -> second.aggregate(BASE, TimeRange.all()).by("1month"),
            () -> second.forEach(KeyFilter.all(), (key, found) -> {})
        };
        for (ThrowingCallable verb : verbs) {
            assertThatThrownBy(verb)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("zone data")
                    .hasMessageContaining(NO_SUMMER_TIME)
                    .hasMessageContaining("schema().rezone()");
        }
        assertThat(first.read(BASE).orElseThrow()).isEqualToBitwise(summer);
        assertThat(second.schema().rezone()).isPositive();
        assertThat(second.schema().rezone()).isZero();
        Series now = daily(Data.NEW).read(BASE).orElseThrow();
        assertThat(points(now, TimeRange.all()))
                .isEqualTo(points(under(Data.NEW, () -> dates("2023-04-20", 100)), TimeRange.all()));
        assertThat(daily(Data.NEW).lastTimestamp(KeyFilter.all())).contains(Instant.parse("2023-07-28T06:00:00Z"));
        assertThatThrownBy(() -> daily(Data.OLD).read(BASE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("schema().rezone()");
    }

    /** Days of the zone as the data of the caller cuts them. */
    private static Series dates(String first, int count) {
        Series.Builder days = Series.builder();
        for (int i = 0; i < count; i++) {
            days.add(
                    LocalDate.parse(first)
                            .plusDays(i)
                            .atStartOfDay(ChangedZone.zone(NO_SUMMER_TIME))
                            .toInstant(),
                    i + 1);
        }
        return days.build();
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PARIS;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.constant;
import static io.holcstore.testkit.contract.Samples.dailies;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.aggregate.Buckets;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days that begin at six, years that begin in April, weeks, and the clocks of other zones. */
interface BucketCalendarContract extends OnDatabase {
    LocalTime SIX = LocalTime.of(6, 0);
    ZoneId LONDON = ZoneId.of("Europe/London");

    @Test
    default void gasDaysHaveTheHoursOfTheirClock() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", constant(366 * 24, 1)));
        Buckets spring = store.aggregate(BASE, range("2024-03-29T06:00", "2024-04-01T06:00"))
                .dayStart(SIX)
                .by("1d");
        assertThat(spring.count())
                .hasValues(24, 23, 24)
                .startsAt(instant("2024-03-29T06:00"))
                .hasValueAt(instant("2024-03-31T06:00"), 24);
        Buckets autumn = store.aggregate(BASE, range("2024-10-25T06:00", "2024-10-28T06:00"))
                .dayStart(SIX)
                .by("1d");
        assertThat(autumn.sum()).hasValues(24, 25, 24);
        assertThat(store.aggregate(BASE, range("2024-10-01T06:00", "2024-12-01T06:00"))
                        .dayStart(SIX)
                        .by("1month")
                        .count())
                .as("a month begins with its first gas day")
                .hasValues(745, 720);
        assertThat(store.aggregate(BASE, range("2024-03-30T06:00", "2024-03-31T06:00"))
                        .dayStart(SIX)
                        .by("12h")
                        .count())
                .hasValues(12, 11);
    }

    @Test
    default void yearsBeginOnAnyDay() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2023-01-01T00:00", constant((365 + 366) * 24, 1)));
        Buckets fiscal = store.aggregate(BASE, TimeRange.all())
                .in(LONDON)
                .yearStart(MonthDay.of(4, 1))
                .by("1year");
        assertThat(fiscal.count())
                .startsAt(LocalDate.of(2022, 4, 1).atStartOfDay(LONDON).toInstant())
                .hasStep("1year")
                .hasValues(90 * 24, 366 * 24, 275 * 24);
        Buckets tax = store.aggregate(BASE, range("2023-04-06T00:00", "2023-06-06T00:00"))
                .yearStart(MonthDay.of(4, 6))
                .by("1month");
        assertThat(tax.count()).startsAt(instant("2023-04-06T00:00")).hasValues(30 * 24, 31 * 24);
        assertThat(store.aggregate(BASE, range("2023-01-31T00:00", "2023-04-01T00:00"))
                        .yearStart(MonthDay.of(1, 31))
                        .by("1month")
                        .count())
                .as("a month that is too short begins on its last day")
                .hasValues(28 * 24, 31 * 24 - 1, 24)
                .hasValueAt(instant("2023-02-28T00:00"), 31 * 24 - 1);
        assertThat(store.aggregate(BASE, range("2023-10-01T06:00", "2024-10-01T06:00"))
                        .dayStart(SIX)
                        .yearStart(MonthDay.of(10, 1))
                        .by("1year")
                        .count())
                .as("the gas year")
                .hasValues(366 * 24);
    }

    @Test
    default void weeksBeginOnMonday() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", constant(366 * 24, 1)));
        TimeRange spring = range("2024-03-20T00:00", "2024-04-09T00:00");
        assertThat(store.aggregate(BASE, spring).by("1week").count())
                .startsAt(instant("2024-03-18T00:00"))
                .hasValues(120, 167, 168, 24)
                .isEqualToBitwise(store.aggregate(BASE, spring).by("1w").count())
                .isEqualToBitwise(store.aggregate(BASE, spring).by("7d").count());
        assertThat(store.aggregate(BASE, range("2024-03-25T06:00", "2024-04-08T06:00"))
                        .dayStart(SIX)
                        .by("1week")
                        .count())
                .startsAt(instant("2024-03-25T06:00"))
                .hasValues(167, 168);
    }

    /** Where the edges of buckets are those of chunks, nothing is decoded. */
    @Test
    default void fiscalYearsComeFromStatistics() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2023-01-01T00:00", constant((365 + 366) * 24, 1)));
        execute("UPDATE \"load_curve\" SET \"data\" = " + facts().bytes("00"));
        assertThat(store.aggregate(BASE, TimeRange.all())
                        .yearStart(MonthDay.of(4, 1))
                        .by("1year")
                        .count())
                .hasValues(90 * 24 - 1, 366 * 24, 275 * 24 + 1);
        assertThatThrownBy(() ->
                        store.aggregate(BASE, TimeRange.all()).dayStart(SIX).by("1year"))
                .isInstanceOf(ChunkFormatException.class);
        assertThatThrownBy(
                        () -> store.aggregate(BASE, TimeRange.all()).in(LONDON).by("1year"))
                .isInstanceOf(ChunkFormatException.class);
        assertThatThrownBy(() -> store.aggregate(BASE, TimeRange.all())
                        .yearStart(MonthDay.of(4, 6))
                        .by("1year"))
                .isInstanceOf(ChunkFormatException.class);
    }

    @Test
    default void combinationsWithoutAMeaningAreRefusedByTheirNames() {
        ChunkStore hourly = createLoads();
        ChunkStore daily = create(days());
        TimeRange year = TimeRange.year(2024, PARIS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hourly.aggregate(BASE, year)
                        .yearStart(MonthDay.of(4, 1))
                        .by("1week"))
                .withMessageContaining("yearStart(--04-01)")
                .withMessageContaining("by(\"7d\")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hourly.aggregate(BASE, year)
                        .dayStart(LocalTime.of(6, 10))
                        .by("1d"))
                .withMessageContaining("dayStart(06:10)")
                .withMessageContaining("step 1h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> daily.aggregate(BASE, year).dayStart(SIX).by("1d"))
                .withMessageContaining("dayStart(06:00)")
                .withMessageContaining("step 1d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> daily.aggregate(BASE, year).in(LONDON).by("1d"))
                .withMessageContaining("in(Europe/London)")
                .withMessageContaining("step 1d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hourly.aggregate(BASE, year)
                        .in(ZoneId.of("Asia/Kolkata"))
                        .by("1d"))
                .withMessageContaining("in(Asia/Kolkata)")
                .withMessageContaining("step 1h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hourly.aggregate(BASE, year).dayStart(LocalTime.of(6, 0, 0, 1)))
                .withMessageContaining("06:00:00.000000001");
        assertThat(daily.aggregate(BASE, year)
                        .in(PARIS)
                        .yearStart(MonthDay.of(4, 1))
                        .by("1year")
                        .size())
                .isEqualTo(2);
    }

    /** Every setting with every other, on each kind of store, against what java.time finds. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, Europe/Paris, 06:00, --01-01",
        "Europe/Paris, Europe/Paris, 02:30, --10-01", // skipped in spring, twice in autumn
        "Europe/Paris, Europe/London, 00:00, --04-06",
        "Europe/Paris, Asia/Kolkata, 05:30, --04-01",
        "Australia/Lord_Howe, Australia/Lord_Howe, 02:00, --07-01", // half an hour is skipped from 02:00
        "Australia/Lord_Howe, Australia/Lord_Howe, 01:30, --01-01", // and comes twice from 01:30
        "Australia/Lord_Howe, Europe/Paris, 06:00, --10-01",
        "UTC, Australia/Lord_Howe, 06:00, --04-01",
        "UTC, America/Santiago, 00:00, --02-01" // midnight is skipped
    })
    default void bucketsOfAnyClockAreThoseOfJavaTime(
            ZoneId stored, ZoneId zone, LocalTime dayStart, MonthDay yearStart) {
        Grid grid = Grid.over(
                TimeRange.of(
                        LocalDate.of(2023, 9, 15).atStartOfDay(stored),
                        LocalDate.of(2024, 11, 15).atStartOfDay(stored)),
                Frequency.parse("30min"),
                stored);
        NavigableMap<Long, Double> points = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(11);
        double[] values = new double[grid.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(-50, 1000);
            if (!Double.isNaN(values[i])) {
                points.put(grid.epochMillisAt(i), values[i]);
            }
        }
        TimeRange span = TimeRange.ofEpochMillis(grid.startMillis(), grid.endMillis());
        TimeRange cut =
                TimeRange.ofEpochMillis(span.startMillis() - 86_400_000L * 9, span.endMillis() - 5_400_000L * 7);
        SeriesKey key = SeriesKey.of(VERSION.is(1), KIND.is("base"));
        List<ReadableStore> stores = stores(stored, key, Series.wrap(grid, values));
        for (String bucket : new String[] {"30min", "1h", "12h", "1d", "1week", "1month", "3month", "1year"}) {
            MonthDay year = Frequency.parse(bucket).months() > 0 ? yearStart : MonthDay.of(1, 1);
            for (TimeRange range : List.of(span, cut)) {
                List<Buckets> found = stores.stream()
                        .map(store -> store.aggregate(key, range)
                                .yearStart(year)
                                .in(zone)
                                .dayStart(dayStart)
                                .by(bucket))
                        .toList();
                new BucketModel(bucket, zone, dayStart, year).assertHold(found, points, range);
            }
        }
    }

    private List<ReadableStore> stores(ZoneId zone, SeriesKey key, Series series) {
        ChunkStore chunks = create(Store.define()
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("30min")
                .tz(zone)
                .encoding(encoding())
                .table("chunks"));
        chunks.insert(key, series);
        KeyedStore keyed =
                Store.defineKeyed().axis(VERSION).axis(KIND).table("keyed").open(dataSource());
        keyed.schema().createIfMissing();
        keyed.insert(key, series);
        VersionedStore versions = Store.defineVersioned()
                .axis(VERSION)
                .axis(KIND)
                .tz(zone)
                .table("versions")
                .open(dataSource());
        versions.schema().createIfMissing();
        versions.append(key, series);
        return List.of(chunks, keyed, versions);
    }

    @Test
    default void daysOfAYearInOneChunkAreCutByAYearOfTheirOwn() {
        ChunkStore store = create(days());
        store.insert(BASE, dailies("2023-01-01", constant(365 + 366, 1)));
        assertThat(store.aggregate(BASE, TimeRange.year(2024, PARIS))
                        .yearStart(MonthDay.of(4, 1))
                        .by("1year")
                        .count())
                .hasValues(91, 275);
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.constant;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.internal.projection.SqlProjection;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import io.holcstore.projection.Projection;
import io.holcstore.projection.ProjectionResult;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.ProjectedRows;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Days of 23 and 25 hours, days that begin in the morning, half-hour zones, and how far back a projection reaches. */
interface ProjectionDaysContract extends OnDatabase {
    @Test
    default void daysWithClockChangesAndTheirDatesAreThoseOfJavaTime() {
        for (String zone : List.of("Europe/Paris", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kolkata", "UTC")) {
            for (LocalTime dayStart : List.of(LocalTime.MIDNIGHT, LocalTime.of(6, 0))) {
                assertDays(ZoneId.of(zone), dayStart);
            }
        }
    }

    /** A year of half hours with the value 1: the count and the sum of each day are its half hours. */
    private void assertDays(ZoneId zone, LocalTime dayStart) {
        String table = "days_" + zone.getId().replaceAll("[^A-Za-z]", "_") + dayStart.getHour();
        ChunkStore store = create(define().axis("meter", AxisType.INT)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("30min")
                .tz(zone.getId())
                .replicated()
                .table(table));
        SeriesKey key = store.key(7);
        Instant first = LocalDate.of(2024, 1, 1).atStartOfDay(zone).toInstant();
        store.insert(key, Series.regular(first.atZone(zone), Frequency.parse("30min"), constant(366 * 48, 1)));
        Projection daily = store.projection(table + "_p").by("1d").dayStart(dayStart);
        daily.schema().createIfMissing();
        daily.refresh();
        SortedMap<LocalDate, List<Instant>> days = new TreeMap<>();
        for (int i = 0; i < 366 * 48; i++) {
            Instant time = first.plus(Duration.ofMinutes(30L * i));
            days.computeIfAbsent(dayOf(time, zone, dayStart), day -> new java.util.ArrayList<>())
                    .add(time);
        }
        ProjectedRows expected = new ProjectedRows(zone, dayStart, Instant.MIN);
        days.forEach((day, times) -> {
            Instant start = day.equals(days.firstKey()) ? startOf(day, zone, dayStart) : times.get(0);
            expected.add(key, start.toEpochMilli(), (long) times.size(), (double) times.size(), 1.0, 1.0, 1.0);
        });
        ProjectedRows.assertEqual(ProjectedRows.of(dataSource(), table + "_p"), expected.rows(), table);
    }

    private static Instant startOf(LocalDate day, ZoneId zone, LocalTime dayStart) {
        return day.atTime(dayStart).atZone(zone).toInstant();
    }

    private static LocalDate dayOf(Instant time, ZoneId zone, LocalTime dayStart) {
        LocalDate date = LocalDateTime.ofInstant(time, zone).toLocalDate();
        return time.isBefore(startOf(date, zone, dayStart)) ? date.minusDays(1) : date;
    }

    @Test
    default void theRepeatedHourHasTwoRowsOfValues() {
        ChunkStore store = create(loads().replicated());
        store.insert(BASE, hours("2024-10-27T01:00", 1, 2, 3, 4));
        Projection values = store.projection("raw").byValue();
        values.schema().createIfMissing();
        assertThat(values.refresh().inserted()).isEqualTo(4);
        assertThat(ProjectedRows.of(dataSource(), "raw"))
                .containsExactly(
                        "1 | base | 2024-10-26T23:00:00Z | 2024-10-27 | 1.0",
                        "1 | base | 2024-10-27T00:00:00Z | 2024-10-27 | 2.0",
                        "1 | base | 2024-10-27T01:00:00Z | 2024-10-27 | 3.0",
                        "1 | base | 2024-10-27T02:00:00Z | 2024-10-27 | 4.0");
    }

    /** An hour of yesterday by the gas day belongs to the date of yesterday. */
    @Test
    default void hoursBeforeTheStartOfTheDayHaveTheDateOfTheDayBefore() {
        ChunkStore store = create(loads().replicated());
        store.insert(BASE, hours("2024-03-31T05:00", 1, 2));
        Projection hourly = store.projection("gas_hours").by("1h").dayStart(LocalTime.of(6, 0));
        hourly.schema().createIfMissing();
        hourly.refresh();
        assertThat(ProjectedRows.of(dataSource(), "gas_hours"))
                .containsExactly(
                        "1 | base | 2024-03-31T03:00:00Z | 2024-03-30 | 1 | 1.0 | 1.0 | 1.0 | 1.0",
                        "1 | base | 2024-03-31T04:00:00Z | 2024-03-31 | 1 | 2.0 | 2.0 | 2.0 | 2.0");
    }

    private static Projection at(Projection projection, String now) {
        return ((SqlProjection) projection).at(Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    @Test
    default void whatIsOlderThanTheRetentionGoesAndDoesNotComeBack() {
        ChunkStore store = create(loads().replicated());
        store.insert(BASE, hours("2024-01-01T00:00", constant(60 * 24, 1)));
        Projection recent = store.projection("recent").by("1d").retention(Period.ofDays(7));
        recent.schema().createIfMissing();
        assertThat(at(recent, "2024-02-10T12:00:00Z").refresh().inserted()).isEqualTo(27);
        assertThat(query("SELECT MIN(\"local_date\") FROM \"recent\"")).containsExactly("2024-02-03");
        assertThat(at(recent, "2024-02-11T12:00:00Z").refresh())
                .isEqualTo(new ProjectionResult(0, 0, 0, 1, false, false));
        store.merge(BASE, hours("2024-01-15T00:00", 5));
        store.merge(BASE, hours("2024-02-02T00:00", 5));
        store.merge(BASE, hours("2024-02-04T00:00", 5));
        assertThat(at(recent, "2024-02-11T12:00:00Z").refresh())
                .isEqualTo(new ProjectionResult(2, 0, 1, 0, false, false));
        assertThat(query("SELECT MIN(\"local_date\") FROM \"recent\"")).containsExactly("2024-02-04");
    }

    @Test
    default void theRetentionOfValuesIsToTheValue() {
        ChunkStore store = create(loads().replicated());
        store.insert(BASE, hours("2024-01-01T00:00", constant(60 * 24, 1)));
        store.insert(PEAK, hours("2024-01-01T00:00", 1, 2));
        Projection recent = store.projection("recent").byValue().retention(Duration.ofHours(36));
        recent.schema().createIfMissing();
        at(recent, "2024-02-10T12:30:00Z").refresh();
        assertThat(ProjectedRows.of(dataSource(), "recent").first())
                .isEqualTo("1 | base | 2024-02-09T00:00:00Z | 2024-02-09 | 1.0");
        store.erase(BASE, Samples.range("2024-02-09T00:00", "2024-02-09T12:00"));
        assertThat(at(recent, "2024-02-10T14:00:00Z").refresh().deleted()).isEqualTo(11);
        assertThat(ProjectedRows.of(dataSource(), "recent").first()).startsWith("1 | base | 2024-02-09T11:00:00Z");
        assertThat(instant("2024-02-09T12:00")).isEqualTo("2024-02-09T11:00:00Z");
    }

    @Test
    default void aRetentionFromBeforeAllTimesKeepsEverything() {
        ChunkStore store = create(loads().replicated());
        store.insert(BASE, hours("2024-01-01T00:00", 1, 2));
        assertKeepsEverything(store.projection("years").byValue().retention(Period.ofYears(Integer.MAX_VALUE)));
        assertKeepsEverything(store.projection("ages").byValue().retention(Period.ofYears(300_000_000)));
        assertKeepsEverything(store.projection("time").byValue().retention(Duration.ofSeconds(Long.MAX_VALUE)));
    }

    private static void assertKeepsEverything(Projection projection) {
        projection.schema().createIfMissing();
        assertThat(projection.refresh().inserted()).isEqualTo(2);
    }
}

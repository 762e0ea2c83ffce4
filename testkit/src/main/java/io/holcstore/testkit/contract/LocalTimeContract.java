package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.CsvFormatException;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportReport;
import io.holcstore.files.RepeatedHour;
import io.holcstore.files.SkippedHour;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Times without an offset, on the days when the clock changes. */
interface LocalTimeContract extends OnFiles {
    @Test
    default void theRepeatedHourIsRefusedUnlessARuleSaysWhatItMeans() {
        ChunkStore store = createLoads();
        CsvImport csv = lines(
                        "time;base",
                        "2024-10-27 01:00;1",
                        "2024-10-27 02:00;2",
                        "2024-10-27 02:00;3",
                        "2024-10-27 03:00;4")
                .value("base", BASE)
                .tz("Europe/Paris");
        assertThatThrownBy(() -> csv.into(store))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll(
                        "loads.csv, line 3, column 1 (time): '2024-10-27 02:00'", "occurs twice", "repeatedHour(..)");
        csv.repeatedHour(RepeatedHour.IN_ORDER).into(store);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-10-27T01:00", 1, 2, 3, 4)));
        assertThatThrownBy(() -> csv.repeatedHour(RepeatedHour.LATER).into(store))
                .isInstanceOf(io.holcstore.error.ConflictingValuesException.class)
                .hasMessageContainingAll("line 3", "line 4");
    }

    /** Each series has its own order; one that lies after another in the file begins anew. */
    @Test
    default void theOrderIsThatOfEachSeries() {
        ChunkStore store = createLoads();
        lines(
                        "version;kind;time;value",
                        "1;base;2024-10-27 02:00;1",
                        "1;peak;2024-10-27 02:00;10",
                        "1;peak;2024-10-27 02:00;20",
                        "1;base;2024-10-27 02:00;2",
                        "1;base;2024-10-27 03:00;3")
                .tz("Europe/Paris")
                .repeatedHour(RepeatedHour.IN_ORDER)
                .into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(BASE, hours("2024-10-27T02:00", 1, 2, 3), PEAK, hours("2024-10-27T02:00", 10, 20)));
        CsvImport mixed = lines("time;base", "2024-10-27 03:00;1", "2024-10-27 02:00;2", "2024-10-27 04:00;3")
                .value("base", BASE)
                .tz("Europe/Paris")
                .repeatedHour(RepeatedHour.IN_ORDER);
        assertThatThrownBy(() -> mixed.into(store))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("line 3", "in order of time");
    }

    @Test
    default void theSkippedHourIsRefusedUnlessARuleSaysWhatItMeans() {
        ChunkStore store = createLoads();
        CsvImport csv = lines("time;base", "2024-03-31 01:00;1", "2024-03-31 02:00;0", "2024-03-31 03:00;3")
                .value("base", BASE)
                .tz("Europe/Paris");
        assertThatThrownBy(() -> csv.into(store))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("line 3", "did not exist", "skippedHour(..)");
        ImportReport report = csv.skippedHour(SkippedHour.DROP).into(store);
        assertThat(report.dropped()).isEqualTo(1);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-03-31T01:00", 1, 3)));
        assertThatThrownBy(() -> csv.skippedHour(SkippedHour.SHIFT).into(store))
                .isInstanceOf(io.holcstore.error.ConflictingValuesException.class);
        assertThat(csv.tz("UTC").into(createUtc()).values()).isEqualTo(3);
    }

    private ChunkStore createUtc() {
        return create(define().axis(Samples.VERSION)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR)
                .freq("1h")
                .tz("UTC")
                .table("utc"));
    }

    @Test
    default void aTimeWithoutOffsetNeedsAZone() {
        assertThatThrownBy(() -> lines("time;base", "2024-03-31 01:00;1")
                        .value("base", BASE)
                        .into(createLoads()))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("line 2", "has no offset", "tz(..)");
    }

    /** Half an hour, as the clock of Lord Howe changes, both ways. */
    @Test
    default void wholeDaysOfLocalTimesAsTheyStandInFiles() {
        ZoneId zone = ZoneId.of("Australia/Lord_Howe");
        ChunkStore store = create(define().axis(Samples.VERSION)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("15min")
                .tz("Australia/Lord_Howe")
                .table("lord_howe"));
        for (String day : List.of("2024-04-07", "2024-10-06")) {
            int points = day.contains("-04-") ? 98 : 94;
            Series series = Series.regular(
                    LocalDateTime.parse(day + "T00:00").atZone(zone),
                    Frequency.parse("15min"),
                    Samples.ramp(points, 1));
            List<String> rows = new ArrayList<>(List.of("time;base"));
            series.forEach((time, value) ->
                    rows.add(java.time.Instant.ofEpochMilli(time).atZone(zone).toLocalDateTime() + ";" + value));
            lines(rows.toArray(String[]::new))
                    .value("base", Samples.key(points, "x"))
                    .tz(zone)
                    .repeatedHour(RepeatedHour.IN_ORDER)
                    .into(store);
            assertThat(store.read(Samples.key(points, "x"))).contains(series);
        }
        assertThat(NONE).isNaN();
    }

    /**
     * Daily files have no time of day; a day is stored at its first instant, on the days too on which the clock skips
     * midnight.
     */
    @Test
    default void daysInZonesWhoseClockChangesAtMidnight() {
        for (String zone : List.of(
                "Africa/Cairo 2024-04-26",
                "Africa/Cairo 2024-11-01",
                "Atlantic/Azores 2024-03-31",
                "America/Havana 2024-11-03",
                "America/Sao_Paulo 2018-11-04",
                "Asia/Beirut 2024-03-31")) {
            ZoneId id = ZoneId.of(zone.substring(0, zone.indexOf(' ')));
            LocalDate change = LocalDate.parse(zone.substring(zone.indexOf(' ') + 1));
            ChunkStore store = create(define().axis(Samples.VERSION)
                    .axis(KIND)
                    .chunkBy(ChunkBy.YEAR)
                    .freq("1d")
                    .tz(id)
                    .table("daily_" + zone.replaceAll("[^a-z0-9]", "_")));
            List<String> rows = new ArrayList<>(List.of("date;base"));
            for (int day = -3; day < 4; day++) {
                rows.add(change.plusDays(day) + ";" + (day + 10));
            }
            lines(rows.toArray(String[]::new))
                    .time("date")
                    .value("base", BASE)
                    .tz(id)
                    .into(store);
            assertThat(contents(store))
                    .isEqualTo(Map.of(
                            BASE,
                            Series.regular(
                                    change.minusDays(3).atStartOfDay(id), Frequency.parse("1d"), Samples.ramp(7, 7))));
        }
    }

    /** Hours by their end, as the trade writes them: 24:00 is the last hour of its day, by a pattern and without. */
    @Test
    default void hour24IsTheEndOfTheDay() {
        ChunkStore store = createLoads();
        lines("time;base", "30.04.2024 23:00;1", "30.04.2024 24:00;2", "01.05.2024 01:00;3")
                .timePattern("dd.MM.yyyy HH:mm")
                .value("base", BASE)
                .tz("Europe/Paris")
                .into(store);
        lines("time;peak", "2024-04-30 23:00;1", "2024-04-30 24:00;2", "2024-05-01 01:00;3")
                .value("peak", PEAK)
                .tz("Europe/Paris")
                .into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(BASE, hours("2024-04-30T23:00", 1, 2, 3), PEAK, hours("2024-04-30T23:00", 1, 2, 3)));
    }
}

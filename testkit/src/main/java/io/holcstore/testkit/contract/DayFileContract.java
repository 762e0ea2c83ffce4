package io.holcstore.testkit.contract;

import static io.holcstore.files.RepeatedHour.EARLIER;
import static io.holcstore.files.RepeatedHour.IN_ORDER;
import static io.holcstore.files.RepeatedHour.LATER;
import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.OnFiles.onlyProblem;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.files.CsvImport;
import io.holcstore.files.SkippedHour;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files that count the periods of a day, or that have a day in a row. */
interface DayFileContract extends OnFiles {
    @Test
    default void periodsAreCountedThroughTheLocalDay() {
        ChunkStore store = createLoads();
        StringBuilder text = new StringBuilder("day;n;value\n");
        for (int i = 1; i <= 25; i++) {
            text.append("27/10/2024;").append(i).append(';').append(i).append('\n');
        }
        CsvImport csv = CsvImport.read(fileOf(text.toString()))
                .period("day", "n", Duration.ofHours(1))
                .timePattern("dd/MM/yyyy")
                .value("value", BASE);
        csv.tz("Europe/Paris").into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(
                        BASE,
                        hours(
                                "2024-10-27T00:00",
                                IntStream.rangeClosed(1, 25).asDoubleStream().toArray())));
        onlyProblem(csv.tz("UTC").check(store)).contains("line 26, column 2 (n): '25'", "1 to 24", "PT1H", "UTC");
        assertThatThrownBy(() -> csv.endOfInterval().check(store)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> csv.period("day", "n", Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThat(lines("day;n;value", "2024-01-01;0;1", "2024-01-01;1.5;1", "2024-01-01;;1")
                        .period("day", "n", Duration.ofHours(1))
                        .tz("UTC")
                        .value("value", BASE)
                        .check(store)
                        .problems())
                .hasSize(3);
    }

    @Test
    default void daysInRowsByTimesAndByNumbers() {
        ChunkStore store = createLoads();
        lines(
                        "kind,Day,HE1,HE2,HE3,HE24,Total kWh",
                        "base,2024-03-31,1,2,,24,27",
                        "peak,2024-03-31,1,,,,1",
                        "base,2024-04-01,5,6,7,8,26")
                .separator(',')
                .daysInRows("Day")
                .timePattern("yyyy-MM-dd 'HE'H")
                .tz("Europe/Paris")
                .endOfInterval()
                .axis(VERSION.is(1))
                .into(store);
        assertThat(store.read(PEAK)).contains(hours("2024-03-31T00:00", 1));
        assertThat(store.lastTimestamp(KIND.is("base"))).contains(instant("2024-04-01T23:00"));
        assertThat(store.read(BASE).orElseThrow().valueCount()).isEqualTo(7);
        lines("day;H1;H2;H3;H24;H25;unit", "2024-10-27;1;2;3;24;25;kW", "2024-10-28;1;;;4;;kW")
                .daysInRows("day", Duration.ofHours(1))
                .tz("Europe/Paris")
                .key(row -> key(2, row.get("unit")))
                .into(store);
        Series days = store.read(key(2, "kW")).orElseThrow();
        assertThat(days.valueCount()).isEqualTo(7);
        assertThat(Instant.ofEpochMilli(days.epochMillisAt(24))).isEqualTo(instant("2024-10-27T23:00"));
        lines("day;01:00;02:00A;02:00B;03:00", "27.10.2024;1;2;3;4")
                .daysInRows("day")
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Paris")
                .repeatedHour("day", Map.of("A", EARLIER, "B", LATER))
                .axis(VERSION.is(3))
                .axis(KIND.is("marks"))
                .into(store);
        CsvImport twice = lines("day;01:00;02:00;02:00;03:00", "2024-10-28;1;2;;3", "2024-10-27;1;2;3;4")
                .daysInRows("day")
                .tz("Europe/Paris")
                .axis(VERSION.is(3));
        twice.repeatedHour(IN_ORDER).axis(KIND.is("twice")).into(store);
        assertThat(store.read(key(3, "marks"))).contains(hours("2024-10-27T01:00", 1, 2, 3, 4));
        assertThat(store.read(key(3, "twice")).orElseThrow().valueCount()).isEqualTo(7);
        assertThat(twice.axis(KIND.is("x")).check(store).problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("'2024-10-27 02:00'", "repeatedHour(..)"));
        onlyProblem(lines("day;a;b", "2024-10-28;1;2")
                        .daysInRows("day")
                        .axis(VERSION.is(3))
                        .axis(KIND.is("x"))
                        .check(store))
                .contains("no column whose name is a time");
        // a program that fills the skipped hour with zeros
        CsvImport skipped = lines("day;01:00;02:00;03:00", "2024-03-31;1;0;3")
                .daysInRows("day")
                .tz("Europe/Paris")
                .axis(VERSION.is(4))
                .axis(KIND.is("x"));
        onlyProblem(skipped.check(store)).contains("skippedHour(..)");
        assertThat(skipped.skippedHour(SkippedHour.DROP).into(store).dropped()).isEqualTo(1);
    }

    /** Columns behind the end of the day: 00:00 after 23:30, and the night of a gas day. */
    @Test
    default void columnsBehindMidnightBelongToTheNextDay() {
        ChunkStore store = createLoads();
        lines("day;01:00;02:00;23:00;00:00", "2024-06-01;1;2;23;24", "2024-06-02;3;;;25")
                .daysInRows("day")
                .tz("Europe/Paris")
                .endOfInterval()
                .axis(VERSION.is(1))
                .axis(KIND.is("base"))
                .into(store);
        assertThat(points(store, BASE))
                .isEqualTo(Map.of(
                        instant("2024-06-01T00:00"), 1.0,
                        instant("2024-06-01T01:00"), 2.0,
                        instant("2024-06-01T22:00"), 23.0,
                        instant("2024-06-01T23:00"), 24.0,
                        instant("2024-06-02T00:00"), 3.0,
                        instant("2024-06-02T23:00"), 25.0));
        CsvImport gas = lines(
                        "day;06:00;22:00;23:00;00:00;02:00;02:00;05:00",
                        "26.10.2024;6;22;23;0;2;2.5;5",
                        "30.03.2024;7;23;24;1;;;6")
                .daysInRows("day")
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Paris")
                .repeatedHour(IN_ORDER)
                .axis(VERSION.is(2))
                .axis(KIND.is("gas"));
        assertThat(gas.check(store).hints()).isEmpty();
        gas.into(store);
        Map<Instant, Double> expected = new HashMap<>();
        expected.put(instant("2024-10-26T06:00"), 6.0);
        expected.put(instant("2024-10-26T22:00"), 22.0);
        expected.put(instant("2024-10-26T23:00"), 23.0);
        expected.put(instant("2024-10-27T00:00"), 0.0);
        expected.put(Instant.parse("2024-10-27T00:00:00Z"), 2.0);
        expected.put(Instant.parse("2024-10-27T01:00:00Z"), 2.5);
        expected.put(instant("2024-10-27T05:00"), 5.0);
        expected.put(instant("2024-03-30T06:00"), 7.0);
        expected.put(instant("2024-03-30T22:00"), 23.0);
        expected.put(instant("2024-03-30T23:00"), 24.0);
        expected.put(instant("2024-03-31T00:00"), 1.0);
        expected.put(instant("2024-03-31T05:00"), 6.0);
        assertThat(points(store, key(2, "gas"))).isEqualTo(expected);
        // a day from 00:00 on, newest first, or with an hour that comes twice, has nothing behind its end
        for (String header : List.of("00:00;12:00;23:00", "23:00;12:00;00:00")) {
            List<String> times = List.of(header.split(";", -1));
            lines(
                            "day;" + header,
                            "2024-06-03;"
                                    + String.join(
                                            ";",
                                            times.stream()
                                                    .map(t -> t.substring(0, 2))
                                                    .toList()))
                    .daysInRows("day")
                    .tz("Europe/Paris")
                    .axis(VERSION.is(3))
                    .axis(KIND.is("day"))
                    .into(store);
            assertThat(points(store, key(3, "day")))
                    .as(header)
                    .isEqualTo(Map.of(
                            instant("2024-06-03T00:00"), 0.0,
                            instant("2024-06-03T12:00"), 12.0,
                            instant("2024-06-03T23:00"), 23.0));
            store.delete(List.of(key(3, "day")));
        }
        // a day of electricity that begins at 23:00: the day of a row is that of most of its columns
        lines("day;23:00;00:00;22:00", "2024-06-04;23;0;22")
                .daysInRows("day")
                .tz("Europe/Paris")
                .axis(VERSION.is(3))
                .axis(KIND.is("efa"))
                .into(store);
        assertThat(points(store, key(3, "efa")))
                .isEqualTo(Map.of(
                        instant("2024-06-03T23:00"), 23.0,
                        instant("2024-06-04T00:00"), 0.0,
                        instant("2024-06-04T22:00"), 22.0));
        // the last column may be 24:00 although it is written 00:00
        assertThat(lines("day;01:00;00:00", "2024-06-01;1;2")
                        .daysInRows("day")
                        .tz("Europe/Paris")
                        .axis(VERSION.is(1))
                        .axis(KIND.is("base"))
                        .check(store)
                        .hints())
                .singleElement()
                .asString()
                .contains("endOfInterval()");
    }

    /** Prices of hours by the clock, of which the third comes twice in autumn. */
    @Test
    default void columnsWithMarksOfTheRepeatedHour() {
        ChunkStore store = createLoads();
        CsvImport csv = lines(
                        "Day;Hour 1;Hour 2;Hour 3A;Hour 3B;Hour 4;Hour 24;Comment 1x",
                        "26/10/2024;1;2;3;;4;24;x",
                        "27/10/2024;1;2;3.1;3.2;4;24;x",
                        "31/03/2024;1;2;;;4;24;x")
                .tz("Europe/Paris");
        csv.daysInRows("Day")
                .timePattern("dd/MM/yyyy 'Hour' H")
                .endOfInterval()
                .repeatedHour("Day", Map.of("A", EARLIER, "B", LATER))
                .axis(VERSION.is(1))
                .axis(KIND.is("base"))
                .into(store);
        Map<Instant, Double> expected = new HashMap<>();
        for (String day : List.of("2024-10-26", "2024-10-27", "2024-03-31")) {
            expected.put(instant(day + "T00:00"), 1.0);
            expected.put(instant(day + "T01:00"), 2.0);
            expected.put(instant(day + "T03:00"), 4.0);
            expected.put(instant(day + "T23:00"), 24.0);
        }
        expected.put(instant("2024-10-26T02:00"), 3.0);
        expected.put(Instant.parse("2024-10-27T00:00:00Z"), 3.1);
        expected.put(Instant.parse("2024-10-27T01:00:00Z"), 3.2);
        assertThat(points(store, BASE)).isEqualTo(expected);
        // counted through the day, the hour 4 would be the third or the fifth one
        onlyProblem(csv.daysInRows("Day", Duration.ofHours(1))
                        .timePattern("dd/MM/yyyy")
                        .axis(VERSION.is(1))
                        .axis(KIND.is("base"))
                        .check(store))
                .contains("'Hour 3A'", "'Hour 3B'", "daysInRows(day)", "repeatedHour(day, marks)");
        // columns with the quality of each period are not periods
        lines("day;H1;H1Q;H2;H2Q", "2024-06-01;1;0;2;0")
                .daysInRows("day", Duration.ofHours(1))
                .tz("Europe/Paris")
                .axis(VERSION.is(2))
                .axis(KIND.is("q"))
                .into(store);
        assertThat(store.read(key(2, "q"))).contains(hours("2024-06-01T00:00", 1, 2));
    }

    /** Columns that are intervals, without blanks around the dash. */
    @Test
    default void columnsThatAreIntervals() {
        ChunkStore store = createLoads();
        for (String pattern : List.of("dd/MM/yyyy HH:mm", "yyyy-MM-dd HH:mm", "")) {
            String day = pattern.startsWith("dd") ? "01/06/2024" : "2024-06-01";
            CsvImport csv = lines("Giorno;00:00-01:00;01:00\u201302:00;22:00 - 23:00;23:00-00:00", day + ";1;2;23;24")
                    .daysInRows("Giorno")
                    .tz("Europe/Paris")
                    .axis(VERSION.is(1))
                    .axis(KIND.is("base"));
            (pattern.isEmpty() ? csv : csv.timePattern(pattern)).into(store);
            assertThat(points(store, BASE))
                    .as(pattern)
                    .isEqualTo(Map.of(
                            instant("2024-06-01T00:00"), 1.0,
                            instant("2024-06-01T01:00"), 2.0,
                            instant("2024-06-01T22:00"), 23.0,
                            instant("2024-06-01T23:00"), 24.0));
            assertThat(csv.endOfInterval()
                            .timePattern("dd/MM/yyyy HH:mm")
                            .check(store)
                            .problems())
                    .isNotEmpty();
            store.delete(List.of(BASE));
        }
        onlyProblem(lines("Giorno;00:00-00:15;00:15-00:30", "2024-06-01;1;2")
                        .daysInRows("Giorno", Duration.ofMinutes(15))
                        .tz("Europe/Paris")
                        .axis(VERSION.is(1))
                        .axis(KIND.is("base"))
                        .check(store))
                .contains("'00:00-00:15'", "daysInRows(day)");
    }

    private static Map<Instant, Double> points(ChunkStore store, SeriesKey key) {
        Map<Instant, Double> points = new HashMap<>();
        store.read(key).orElseThrow().forEach((at, value) -> {
            if (!Double.isNaN(value)) {
                points.put(Instant.ofEpochMilli(at), value);
            }
        });
        return points;
    }
}

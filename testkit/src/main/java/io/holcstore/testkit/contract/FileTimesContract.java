package io.holcstore.testkit.contract;

import static io.holcstore.files.RepeatedHour.EARLIER;
import static io.holcstore.files.RepeatedHour.IN_ORDER;
import static io.holcstore.files.RepeatedHour.LATER;
import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.OnFiles.onlyProblem;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.files.CsvImport;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.time.ChunkBy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The times of files: numbers, functions, ends of intervals, intervals in a cell, marks, names of months. */
interface FileTimesContract extends OnFiles {
    /** A store of quarter hours in Paris. */
    default ChunkStore createQuarters() {
        return create(define().axis(VERSION)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("15min")
                .tz("Europe/Paris")
                .table("quarters"));
    }

    @Test
    default void timesOfFunctionsAndEpochs() {
        ChunkStore store = createLoads();
        lines("n;value", "0;1", "1;2", "2;3")
                .time(row -> row.get("n").equals("1")
                        ? null
                        : Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofHours(Long.parseLong(row.get("n")))))
                .value("value", BASE)
                .into(store);
        onlyProblem(lines("n;value", "x;1")
                        .time(row -> Instant.ofEpochSecond(Long.parseLong(row.get("n"))))
                        .value("value", BASE)
                        .check(store))
                .contains("line 2", "time(..)", "NumberFormatException");
        lines("t;value", "1704067200;4", "1704070800.000;5")
                .epochSeconds("t")
                .value("value", PEAK)
                .into(store);
        lines("t;value", "1704074400000;6")
                .epochMillis("t")
                .value("value", PEAK)
                .into(store);
        assertThat(contents(store))
                .isEqualTo(
                        Map.of(BASE, hours("2024-01-01T01:00", 1, NONE, 3), PEAK, hours("2024-01-01T01:00", 4, 5, 6)));
        CsvImport seconds = lines("t;value", "1704067200000;4", "1704067200;4", "2024-01-01;5", "1704067200.0001;6")
                .value("value", PEAK);
        assertThat(seconds.epochSeconds("t").check(store).problems())
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("line 2", "epochMillis(..)"),
                        problem -> assertThat(problem).contains("line 4", "seconds"),
                        problem -> assertThat(problem).contains("line 5", "seconds"));
        assertThat(seconds.time("t").tz("UTC").check(store).problems())
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("line 2", "epochMillis(..)"),
                        problem -> assertThat(problem).contains("line 3", "epochSeconds(..)"),
                        problem -> assertThat(problem).contains("line 5"));
    }

    /** 15 minutes that end at 02:00 are written in two ways where the clock is put back at 03:00. */
    @Test
    default void endsOfIntervalsOnTheDaysOfTheClock() {
        ChunkStore store = createQuarters();
        String[] byTheClock = {
            "01:45", "02:00", "02:15", "02:30", "02:45", "02:00", "02:15", "02:30", "02:45", "03:00", "03:15"
        };
        String[] byTheStart = {
            "01:45", "02:00", "02:15", "02:30", "02:45", "03:00", "02:15", "02:30", "02:45", "03:00", "03:15"
        };
        String[] marks = {"", "", "A", "A", "A", "A", "B", "B", "B", "B", ""};
        String[] clockMarks = {"", "A", "A", "A", "A", "B", "B", "B", "B", "", ""};
        double[] values = IntStream.range(0, byTheClock.length).asDoubleStream().toArray();
        Series expected = steps("15min", "2024-10-27T01:30", values);
        int key = 0;
        for (String[] times : List.of(byTheClock, byTheStart)) {
            String[] marked = times == byTheClock ? clockMarks : marks;
            StringBuilder forth = new StringBuilder("time;mark;value\n");
            StringBuilder back = new StringBuilder("time;mark;value\n");
            for (int i = 0; i < times.length; i++) {
                int last = times.length - 1 - i;
                forth.append("2024-10-27 " + times[i] + ";" + marked[i] + ";" + i + "\n");
                back.append("2024-10-27 " + times[last] + ";" + marked[last] + ";" + last + "\n");
            }
            CsvImport csv =
                    CsvImport.read(fileOf(forth.toString())).tz("Europe/Paris").endOfInterval();
            csv.repeatedHour(IN_ORDER).value("value", key(++key, "in order")).into(store);
            csv.repeatedHour("mark", Map.of("A", EARLIER, "B", LATER))
                    .value("value", key(++key, "marks"))
                    .into(store);
            assertThat(csv.value("value", BASE).check(store).problems())
                    .allSatisfy(problem -> assertThat(problem).contains("occurs twice", "repeatedHour(..)"));
            CsvImport.read(fileOf(back.toString()))
                    .tz("Europe/Paris")
                    .endOfInterval()
                    .repeatedHour(IN_ORDER)
                    .value("value", key(++key, "back"))
                    .into(store);
        }
        assertThat(contents(store)).hasSize(6).allSatisfy((any, series) -> assertThat(series)
                .isEqualTo(expected));
        ChunkStore spring = createLoads();
        lines("time;value", "2024-03-31 01:00;0", "2024-03-31 03:00;1", "2024-03-31 04:00;2", "2024-03-31 24:00;3")
                .tz("Europe/Paris")
                .endOfInterval()
                .value("value", BASE)
                .into(spring);
        lines("time;value", "2024-03-31 01:00;0", "2024-03-31 02:00;1", "2024-03-31 04:00;2", "2024-04-01 00:00;3")
                .tz("Europe/Paris")
                .endOfInterval()
                .value("value", PEAK)
                .into(spring);
        assertThat(spring.read(PEAK)).isEqualTo(spring.read(BASE));
        assertThat(spring.read(BASE).orElseThrow().trim().epochMillisAt(0))
                .isEqualTo(instant("2024-03-31T00:00").toEpochMilli());
        assertThat(spring.lastTimestamp(VERSION.is(1))).contains(instant("2024-03-31T23:00"));
    }

    @Test
    default void endsOfDaysAndMonths() {
        ChunkStore store = create(days());
        lines("time;value", "2024-03-31 24:00;1", "2024-04-02;2", "2024-04-03T00:00:00+02:00;3")
                .tz("Europe/Paris")
                .endOfInterval()
                .value("value", BASE)
                .into(store);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, Samples.dailies("2024-03-31", 1, 2, 3)));
        assertThatThrownBy(() ->
                        lines("time;value").endOfInterval().value("value", BASE).into(createProfiles("p")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endOfInterval()");
    }

    @Test
    default void hintsAskWhetherTimesAreEnds() {
        ChunkStore store = createLoads();
        CsvImport csv = lines("time;value", "2024-01-01 24:00;1").tz("UTC").value("value", BASE);
        assertThat(csv.check(store).hints()).singleElement().asString().contains("24:00", "endOfInterval()");
        assertThat(csv.endOfInterval().check(store).hints()).isEmpty();
    }

    @Test
    default void intervalsInACellAreTheirStart() {
        ChunkStore store = createLoads();
        lines("t;value", "2024-01-01 00:00 - 2024-01-01 01:00;1", "2024-01-01T01:00/2024-01-01T02:00;2")
                .time("t")
                .tz("Europe/Paris")
                .value("value", BASE)
                .into(store);
        lines("t;value", "2024-01-01T02:00+01:00/PT1H;3")
                .time("t")
                .value("value", BASE)
                .into(store);
        lines("d;t;value", "1/1/2024;3:00 AM \u2013 4:00 AM;4")
                .time("d", "t")
                .timePattern("M/d/yyyy h:mm a")
                .tz("Europe/Paris")
                .value("value", BASE)
                .into(store);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1, 2, 3, 4)));
        CsvImport csv = lines("t;value", "2024-01-01 00:00 - 2024-01-01 01:00;1", "2024-01-01 01:00 - later;1")
                .time("t")
                .tz("Europe/Paris")
                .value("value", BASE);
        onlyProblem(csv.check(store)).contains("line 3");
        assertThat(csv.endOfInterval().check(store).problems())
                .first()
                .asString()
                .contains("endOfInterval()");
    }

    @Test
    default void marksOfTheRepeatedHour() {
        ChunkStore store = createLoads();
        lines("t;value", "27.10.2024 02:00 CEST;1", "27.10.2024 02:00 CET;2", "27.10.2024 03:00 CET;3")
                .time("t")
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Paris")
                .repeatedHour("t", Map.of("CEST", EARLIER, "CET", LATER))
                .value("value", BASE)
                .into(store);
        CsvImport csv = lines("t;dst;value", "2024-10-27 02:00;N;2", "2024-10-27 02:00;Y;1", "2024-10-27 03:00;?;3")
                .time("t")
                .tz("Europe/Paris")
                .value("value", PEAK);
        csv.repeatedHour("dst", Map.of("Y", EARLIER, "N", LATER)).into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(BASE, hours("2024-10-27T02:00", 1, 2, 3), PEAK, hours("2024-10-27T02:00", 1, 2, 3)));
        onlyProblem(csv.repeatedHour("dst", Map.of("Y", EARLIER)).check(store))
                .contains("line 2", "occurs twice", "none of the marks", "Y");
        assertThatThrownBy(() -> csv.repeatedHour("dst", Map.of("Y", IN_ORDER)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> csv.repeatedHour("dst", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void monthsInOtherLanguages() {
        ChunkStore store = createLoads();
        CsvImport csv = lines("time;value", "1 mars 2024 00:00;1", "1 MARS 2024 01:00;2")
                .tz("Europe/Paris")
                .value("value", BASE);
        csv.timePattern("d MMMM yyyy HH:mm").locale(Locale.FRENCH).into(store);
        csv.locale(Locale.FRENCH).timePattern("d MMMM yyyy HH:mm").into(store);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-03-01T00:00", 1, 2)));
        assertThat(csv.timePattern("d MMMM yyyy HH:mm").check(store).problems()).hasSize(2);
        // with a point and without one, and as the name stands alone
        lines(
                        "time;value",
                        "27. Okt 2024 00:00;1",
                        "27. Okt. 2024 01:00;2",
                        "1. M\u00e4r 2024 24:00;3",
                        "2. M\u00e4rz 2024 01:00;4")
                .timePattern("d. MMM yyyy HH:mm")
                .locale(Locale.GERMAN)
                .tz("Europe/Paris")
                .value("value", PEAK)
                .into(store);
        assertThat(store.read(PEAK, Samples.month(2024, 10))).contains(hours("2024-10-27T00:00", 1, 2));
        assertThat(store.read(PEAK, Samples.month(2024, 3))).contains(hours("2024-03-02T00:00", 3, 4));
    }

    /** Intervals whose start and end have a mark, and rows without one. */
    @Test
    default void marksOfIntervals() {
        ChunkStore store = createLoads();
        CsvImport csv = lines(
                        "MTU (CET/CEST);Price",
                        "27/10/2024 01:00:00 - 27/10/2024 02:00:00;1",
                        "27/10/2024 02:00:00 (CEST) - 27/10/2024 02:00:00 (CET);2",
                        "27/10/2024 02:00:00 (CET) - 27/10/2024 03:00:00;3",
                        "27/10/2024 03:00:00 - 27/10/2024 04:00:00;4")
                .time("MTU (CET/CEST)")
                .timePattern("dd/MM/yyyy HH:mm:ss")
                .tz("Europe/Paris")
                .value("Price", BASE);
        CsvImport marked = csv.repeatedHour("MTU (CET/CEST)", Map.of("(CEST)", EARLIER, "(CET)", LATER));
        marked.into(store);
        assertThat(store.read(BASE)).contains(hours("2024-10-27T01:00", 1, 2, 3, 4));
        assertThat(marked.endOfInterval().check(store).problems()).hasSize(4).allSatisfy(problem -> assertThat(problem)
                .contains("is an interval", "endOfInterval()"));
        assertThat(csv.check(store).problems()).hasSize(2).allSatisfy(problem -> assertThat(problem)
                .contains("column 1 (MTU (CET/CEST)): '27/10/2024 02:00:00 (CE", "repeatedHour(column, marks)"));
        lines("d;t;value", "2024-10-27;01:45A-02:00A;9", "2024-10-27;02:00A-02:00B;1", "2024-10-27;02:00B-03:00;2")
                .time("d", "t")
                .where("value", "1", "2")
                .tz("Europe/Paris")
                .repeatedHour("t", Map.of("A", EARLIER, "B", LATER))
                .value("value", PEAK)
                .into(store);
        assertThat(store.read(PEAK)).contains(hours("2024-10-27T02:00", 1, 2));
    }

    /** Half of the rows have a mark: the hour that ends, with DST or X behind its second pass. */
    @Test
    default void rowsWithoutAMark() {
        ChunkStore store = createLoads();
        lines("t;value", "27.10.2024 02:00 DST;1", "27.10.2024 02:00;2", "27.10.2024 03:00;3")
                .timePattern("dd.MM.yyyy HH:mm")
                .time("t")
                .tz("Europe/Paris")
                .repeatedHour("t", Map.of("DST", EARLIER, "", LATER))
                .value("value", BASE)
                .into(store);
        lines("d;h;value", "27.10.2024;03;1", "27.10.2024;03X;2", "27.10.2024;04;3")
                .time("d", "h")
                .timePattern("dd.MM.yyyy HH")
                .tz("Europe/Paris")
                .endOfInterval()
                .repeatedHour("h", Map.of("X", LATER, "", EARLIER))
                .value("value", PEAK)
                .into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(BASE, hours("2024-10-27T02:00", 1, 2, 3), PEAK, hours("2024-10-27T02:00", 1, 2, 3)));
    }

    @Test
    default void intervalsWithoutBlanks() {
        ChunkStore store = createQuarters();
        String[] rows = {
            "t;value",
            "31.03.2024 01:30-01:45;1",
            "31.03.2024 01:45-03:00;2", // where the clock is put forward
            "31.03.2024 03:00\u201303:15;3",
        };
        lines(rows)
                .time("t")
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Paris")
                .value("value", BASE)
                .into(store);
        assertThat(store.read(BASE)).contains(steps("15min", "2024-03-31T01:30", 1, 2, 3));
        lines("d;h;value", "01-06-2024;00-01;1", "01-06-2024;01-02;2", "01-06-2024;23-24;3")
                .time("d", "h")
                .timePattern("dd-MM-yyyy HH")
                .tz("Europe/Paris")
                .value("value", PEAK)
                .into(store);
        assertThat(store.read(PEAK).orElseThrow().valueCount()).isEqualTo(3);
        assertThat(store.lastTimestamp(KIND.is("peak"))).contains(instant("2024-06-01T23:00"));
        // an offset that the pattern does not have is not the end of an interval
        for (String text : List.of("2024-06-01 00:00-04:00", "2024-06-01 00-04", "2024-06-01 13:00-04:00")) {
            onlyProblem(lines("t;value", text + ";1")
                            .time("t")
                            .timePattern(text.length() > 16 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH")
                            .tz("UTC")
                            .value("value", BASE)
                            .check(store))
                    .as(text)
                    .contains("column 1 (t): '" + text + "' is not a time in the pattern");
        }
    }

    /** ISO 8601 reads 00:00-01:00 as a time with an offset; in a column beside the day, it is mostly an interval. */
    @Test
    default void intervalsThatLookLikeOffsetsAreRefused() {
        ChunkStore store = createLoads();
        CsvImport csv = lines("d;h;value", "2024-06-01;00:00-01:00;1", "2024-06-01;01:00-02:00;2")
                .time("d", "h")
                .tz("Europe/Paris")
                .value("value", BASE);
        assertThat(csv.check(store).problems()).hasSize(2).allSatisfy(problem -> assertThat(problem)
                .contains("timePattern(..)", "yyyy-MM-dd HH:mm"));
        csv.timePattern("yyyy-MM-dd HH:mm").into(store);
        assertThat(store.read(BASE)).contains(hours("2024-06-01T00:00", 1, 2));
        lines("d;h;value", "2024-06-01;00:00-01:00;1", "2024-06-01;01:00-01:00;2")
                .time("d", "h")
                .timePattern("yyyy-MM-dd HH:mmxxx")
                .value("value", PEAK)
                .into(store);
        assertThat(store.firstTimestamp(KIND.is("peak"))).contains(Instant.parse("2024-06-01T01:00:00Z"));
    }

    /** Monthly values, of which the pattern has no day. */
    @Test
    default void monthsAreTheirFirstInstant() {
        KeyedStore store = createProfiles("months");
        CsvImport csv = lines("Mois;kWh", "01/2024;1", "02/2024;2").time("Mois").value("kWh", BASE);
        csv.tz("Europe/Paris").timePattern("MM/yyyy").into(store);
        lines("Mois;kWh", "janv. 2024;1", "f\u00e9vr 2024;2", "MARS 2024;3")
                .time("Mois")
                .timePattern("MMM yyyy")
                .locale(Locale.FRENCH)
                .tz("Europe/Paris")
                .value("kWh", PEAK)
                .into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(
                        BASE, months(1, 2),
                        PEAK, months(1, 2, 3)));
        for (String wrong : List.of("13/2024", "01/02/2024", "1/2024", "2024")) {
            onlyProblem(lines("Mois;kWh", wrong + ";1")
                            .time("Mois")
                            .timePattern("MM/yyyy")
                            .tz("Europe/Paris")
                            .value("kWh", BASE)
                            .check(store))
                    .contains("column 1 (Mois): '" + wrong + "' is not a time in the pattern MM/yyyy");
        }
    }

    /** From January 2024 on. */
    private static Series months(double... values) {
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = instant("2024-0" + (i + 1) + "-01T00:00").toEpochMilli();
        }
        return Series.irregular(times, values);
    }
}

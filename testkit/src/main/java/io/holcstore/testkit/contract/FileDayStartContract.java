package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.OnFiles.onlyProblem;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.CsvFormatException;
import io.holcstore.files.CsvImport;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files whose days do not begin at the midnight of the calendar: 00:00 as the end of a day, and gas days. */
interface FileDayStartContract extends OnFiles {
    /** The 24 hours of some days, first those from an hour on and then those before it, which have the same day. */
    private static List<String> rows(LocalDate first, int days, int from) {
        List<String> rows = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (int i = 0; i < 24; i++) {
                rows.add(
                        String.format(Locale.ROOT, "%s;%02d:00;%d", first.plusDays(day), (i + from) % 24, rows.size()));
            }
        }
        return rows;
    }

    private CsvImport file(List<String> rows) {
        List<String> lines = new ArrayList<>(List.of("day;hour;value"));
        lines.addAll(rows);
        return lines(lines.toArray(String[]::new)).time("day", "hour").tz("Europe/Paris");
    }

    private static double[] upTo(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }

    @Test
    default void midnightBehindTheLastHourOfItsDayIsAProblem() {
        ChunkStore store = createLoads();
        List<String> rows = rows(LocalDate.of(2024, 5, 1), 3, 1);
        for (CsvImport csv : List.of(
                file(rows).value("value", BASE).endOfInterval(), file(rows).value("value", BASE))) {
            assertThat(csv.check(store).problems())
                    .satisfiesExactly(
                            problem -> assertThat(problem)
                                    .contains("line 25, column 1 (day): '2024-05-01 00:00'", "dayStart("),
                            problem -> assertThat(problem).contains("line 49", "'2024-05-02 00:00'"),
                            problem -> assertThat(problem).contains("line 73", "'2024-05-03 00:00'"));
            assertThat(csv.preview(store, 30).problems())
                    .singleElement()
                    .asString()
                    .contains("line 25", "dayStart(");
            assertThatThrownBy(() -> csv.into(store)).isInstanceOfSatisfying(CsvFormatException.class, e -> {
                assertThat(e.line()).isEqualTo(25);
                assertThat(e.column()).isEqualTo(1);
            });
        }
        Collections.reverse(rows);
        assertThat(file(rows).value("value", BASE).endOfInterval().check(store).problems())
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).contains("22:00", "dayStart("));
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void daysInAnyHonestOrderAreNoProblem() {
        ChunkStore store = createLoads();
        LocalDate day = LocalDate.of(2024, 5, 1);
        List<String> rows = rows(day, 3, 0);
        List<String> twice = new ArrayList<>(rows(day, 1, 0)); // the same day again, with the same values
        twice.addAll(rows(day, 1, 0));
        List<String> back = new ArrayList<>(rows);
        Collections.reverse(back);
        List<String> daysBack = new ArrayList<>(rows.subList(48, 72));
        daysBack.addAll(rows.subList(24, 48));
        daysBack.addAll(rows.subList(0, 24));
        List<String> gap = new ArrayList<>(back);
        gap.subList(24, 48).clear();
        List<String> sparse =
                List.of("2024-05-01;00:00;0", "2024-05-01;23:00;1", "2024-05-02;00:00;2", "2024-05-02;23:00;3");
        List<String> backTwice = new ArrayList<>(back.subList(48, 72));
        backTwice.addAll(back.subList(48, 72));
        for (List<String> each : List.of(rows, twice, back, daysBack, gap, sparse, backTwice)) {
            assertThat(file(each)
                            .value("value", BASE)
                            .endOfInterval()
                            .check(store)
                            .problems())
                    .isEmpty();
            assertThat(file(each).value("value", BASE).check(store).problems()).isEmpty();
        }
    }

    @Test
    default void daysThatEndAtMidnight() {
        ChunkStore store = createLoads();
        LocalDate day = LocalDate.of(2024, 5, 1);
        List<String> rows = rows(day, 3, 1);
        CsvImport csv = file(rows).value("value", BASE).endOfInterval().dayStart(LocalTime.MIDNIGHT);
        assertThat(csv.check(store).problems()).isEmpty();
        csv.into(store);
        Series expected = hours("2024-05-01T00:00", upTo(72));
        assertThat(contents(store)).isEqualTo(Map.of(BASE, expected));
        Collections.reverse(rows);
        assertThat(file(rows)
                        .value("value", BASE)
                        .endOfInterval()
                        .dayStart(LocalTime.MIDNIGHT)
                        .into(store)
                        .written()
                        .chunksChanged())
                .isZero();
        // readings at the end of the day, which are no intervals
        KeyedStore profiles = createProfiles("profiles");
        file(rows(day, 1, 1)).value("value", BASE).dayStart(LocalTime.MIDNIGHT).into(profiles);
        assertThat(profiles.read(BASE)).hasValueSatisfying(series -> assertThat(series.samples())
                .isEqualTo(hours("2024-05-01T01:00", upTo(24)).samples()));
        lines("time;value", "01.05.2024 23:00;22", "01.05.2024 00:00;23", "02.05.2024 01:00;24")
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Paris")
                .endOfInterval()
                .dayStart(LocalTime.MIDNIGHT)
                .value("value", PEAK)
                .into(store);
        assertThat(store.read(PEAK)).contains(hours("2024-05-01T22:00", 22, 23, 24));
    }

    @Test
    default void gasDaysAndDaysThatBeginTheEveningBefore() {
        ChunkStore store = createLoads();
        LocalDate day = LocalDate.of(2024, 5, 1);
        CsvImport gas = file(rows(day, 2, 6)).value("value", BASE);
        assertThat(gas.check(store).problems())
                .first()
                .asString()
                .contains("line 20", "'2024-05-01 00:00'", "dayStart(LocalTime.of(6, 0))");
        gas.dayStart(LocalTime.of(6, 0)).into(store);
        assertThat(store.read(BASE)).contains(hours("2024-05-01T06:00", upTo(48)));
        // the end of the day is only a part of what this file needs
        assertThat(gas.dayStart(LocalTime.MIDNIGHT).endOfInterval().check(store).problems())
                .first()
                .asString()
                .contains("line 21", "01:00", "dayStart(LocalTime.of(6, 0))");
        file(rows(day, 2, 7))
                .dayStart(LocalTime.of(6, 0))
                .endOfInterval()
                .value("value", PEAK)
                .into(store);
        assertThat(store.read(PEAK)).isEqualTo(store.read(BASE));
        file(rows(day.plusDays(1), 2, 23))
                .dayStart(LocalTime.of(23, 0))
                .value("value", key(3, "evening"))
                .into(store);
        file(rows(day.plusDays(1), 2, 0))
                .dayStart(LocalTime.of(23, 0))
                .endOfInterval()
                .value("value", key(4, "ends"))
                .into(store);
        assertThat(store.read(key(3, "evening"))).contains(hours("2024-05-01T23:00", upTo(48)));
        assertThat(store.read(key(4, "ends"))).isEqualTo(store.read(key(3, "evening")));
    }

    /** The gas day of 23 hours, in the three shapes of files. */
    @Test
    default void gasDaysOfTheClockChange() {
        ChunkStore store = createLoads();
        Series expected = hours("2024-03-30T06:00", upTo(47));
        List<String> periods = new ArrayList<>(List.of("day;number;value"));
        List<String> hours = new ArrayList<>();
        List<String> counted = new ArrayList<>(List.of("2024-03-30", "2024-03-31"));
        ZonedDateTime from = ZonedDateTime.of(2024, 3, 30, 6, 0, 0, 0, ZoneId.of("Europe/Paris"));
        for (int i = 0; i < 47; i++) {
            int number = i < 23 ? i + 1 : i - 22;
            periods.add(String.format(
                    Locale.ROOT, "%s;%d;%d", counted.get(i < 23 ? 0 : 1).substring(0, 10), number, i));
            counted.set(i < 23 ? 0 : 1, counted.get(i < 23 ? 0 : 1) + ";" + i);
            hours.add(String.format(
                    Locale.ROOT,
                    "%s;%s;%d",
                    counted.get(i < 23 ? 0 : 1).substring(0, 10),
                    from.plusHours(i).toLocalTime(),
                    i));
        }
        CsvImport shared =
                lines(periods.toArray(String[]::new)).tz("Europe/Paris").dayStart(LocalTime.of(6, 0));
        shared.period("day", "number", Duration.ofHours(1))
                .value("value", key(1, "a"))
                .into(store);
        onlyProblem(lines("day;number;value", "2024-03-30;24;1")
                        .tz("Europe/Paris")
                        .dayStart(LocalTime.of(6, 0))
                        .period("day", "number", Duration.ofHours(1))
                        .value("value", BASE)
                        .check(store))
                .contains("1 to 23");
        file(hours).dayStart(LocalTime.of(6, 0)).value("value", key(1, "b")).into(store);
        String names = IntStream.rangeClosed(1, 24).mapToObj(i -> ";H" + i).collect(Collectors.joining());
        lines("day" + names, counted.get(0) + ";", counted.get(1))
                .daysInRows("day", Duration.ofHours(1))
                .tz("Europe/Paris")
                .dayStart(LocalTime.of(6, 0))
                .axis(VERSION.is(1))
                .axis(KIND.is("c"))
                .into(store);
        lines("day;00:00;05:00;06:00;23:00", "2024-03-30;18;22;0;17")
                .daysInRows("day")
                .tz("Europe/Paris")
                .dayStart(LocalTime.of(6, 0))
                .axis(VERSION.is(1))
                .axis(KIND.is("d"))
                .into(store);
        for (String kind : List.of("a", "b", "c")) {
            assertThat(store.read(key(1, kind))).as(kind).contains(expected);
        }
        Series some = store.read(key(1, "d")).orElseThrow();
        assertThat(some.dropNaN().samples()).hasSize(4).isSubsetOf(expected.samples());
    }

    @Test
    default void daysBeginInTextsOnly() {
        ChunkStore store = createLoads();
        CsvImport csv = lines("time;value", "2024-05-01;1")
                .tz("UTC")
                .value("value", BASE)
                .dayStart(LocalTime.of(6, 0));
        onlyProblem(csv.check(store)).contains("line 2", "no time of day", "dayStart(");
        for (CsvImport each : List.of(csv.epochSeconds("time"), csv.time(row -> Instant.EPOCH))) {
            assertThatThrownBy(() -> each.check(store))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("dayStart(");
        }
    }
}

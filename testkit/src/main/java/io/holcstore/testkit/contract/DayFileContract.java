package io.holcstore.testkit.contract;

import static io.holcstore.files.RepeatedHour.EARLIER;
import static io.holcstore.files.RepeatedHour.IN_ORDER;
import static io.holcstore.files.RepeatedHour.LATER;
import static io.holcstore.testkit.contract.OnFiles.contents;
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
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import java.time.Duration;
import java.time.Instant;
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
        assertThat(csv.tz("UTC").check(store).problems())
                .singleElement()
                .asString()
                .contains("line 26, column 2 (n): '25'", "1 to 24", "PT1H", "UTC");
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
        assertThat(lines("day;a;b", "2024-10-28;1;2")
                        .daysInRows("day")
                        .axis(VERSION.is(3))
                        .axis(KIND.is("x"))
                        .check(store)
                        .problems())
                .singleElement()
                .asString()
                .contains("no column whose name is a time");
        // a program that fills the skipped hour with zeros
        CsvImport skipped = lines("day;01:00;02:00;03:00", "2024-03-31;1;0;3")
                .daysInRows("day")
                .tz("Europe/Paris")
                .axis(VERSION.is(4))
                .axis(KIND.is("x"));
        assertThat(skipped.check(store).problems()).singleElement().asString().contains("skippedHour(..)");
        assertThat(skipped.skippedHour(io.holcstore.files.SkippedHour.DROP)
                        .into(store)
                        .dropped())
                .isEqualTo(1);
    }
}

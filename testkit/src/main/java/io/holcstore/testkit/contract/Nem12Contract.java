package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.OnFiles.onlyProblem;
import static io.holcstore.testkit.contract.TradeFileContract.SERIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.error.OffGridException;
import io.holcstore.files.ImportPreview;
import io.holcstore.files.ImportReport;
import io.holcstore.files.Nem12Import;
import io.holcstore.files.Nem12Record;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NEM12 files of the Australian market. */
interface Nem12Contract extends OnFiles {
    Function<Nem12Record, SeriesKey> BY_SUFFIX =
            record -> SeriesKey.of(SERIES.is(record.nmi() + '/' + record.suffix()));

    String E1 = "A/E1";
    String MORNING = "20240702090000";

    /** An empty store of steps that a record may have. */
    default ChunkStore createMeters(String step, String zone) {
        return create(define().axis(SERIES)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq(step)
                .tz(zone)
                .table("meters"));
    }

    /** A channel of NMI A. */
    static String channel(String suffix, String unit, int minutes) {
        return "200,A,E1B1Q1,,%s,,M1,%s,%s,".formatted(suffix, unit, minutes);
    }

    /** A day whose values are all the same. */
    static String day(String date, int intervals, String value, String quality, String updated) {
        return "300," + date + (',' + value).repeat(intervals) + ',' + quality + ",,," + updated + ',';
    }

    private Nem12Import records(String... records) {
        List<String> lines = new ArrayList<>(List.of("100,NEM12,202407010900,MDP,RET"));
        lines.addAll(List.of(records));
        lines.add("900");
        return Nem12Import.read(file(lines.toArray(String[]::new)));
    }

    /** A day of half hours of the market. */
    private static Series halfHours(String day, double... values) {
        return Series.regular(
                Instant.parse(day + "T00:00:00+10:00").atZone(ZoneOffset.UTC), Frequency.parse("30min"), values);
    }

    private static SeriesKey key(String name) {
        return SeriesKey.of(SERIES.is(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Australia/Sydney", "Australia/Lord_Howe", "UTC"})
    default void theSampleOfTheTrade(String zone) throws IOException {
        Path file = TradeFileContract.trade("interval-meter-records.csv");
        ChunkStore store = createMeters("30min", zone);
        Function<Nem12Record, SeriesKey> keys = record -> key(record.suffix());
        Nem12Import nem12 = Nem12Import.read(file);
        ImportReport checked = nem12.check(store, keys);
        assertThat(checked.problems()).isEmpty();
        assertThat(contents(store)).isEmpty();
        ImportReport report = nem12.into(store, keys);
        assertThat(report.rows()).isEqualTo(4);
        assertThat(report.series()).isEqualTo(2);
        assertThat(report.values()).isEqualTo(192);
        assertThat(report.first()).contains(Instant.parse("2024-06-28T14:00:00Z"));
        Map<String, Map<Instant, Double>> expected =
                TradeFileContract.expected(TradeFileContract.trade("interval-meter-records.expected.csv"));
        assertThat(TradeFileContract.stored(store)).isEqualTo(expected);
        assertThat(nem12.into(store, keys).written().chunksChanged()).isZero();
        store.delete(KeyFilter.all());
        assertThat(nem12.quality("A").into(store, keys).filtered()).isEqualTo(8);
        assertThat(store.read(key("E1")).orElseThrow().valueCount()).isEqualTo(88);
        assertThat(nem12.quality("S14").into(store, keys).values()).isEqualTo(8);
        assertThat(TradeFileContract.stored(store)).isEqualTo(expected);
    }

    /** Of several channels with all lengths of intervals, one of which is left out. */
    @Test
    default void channelsWithTheirOwnIntervals() {
        ChunkStore store = createMeters("5min", "Australia/Sydney");
        List<Nem12Record> seen = new ArrayList<>();
        ImportReport report = records(
                        "200,A,E1Q1,001,E1,N1,M1,KWH,5,20240801",
                        day("20241006", 288, "1", "A", MORNING), // the clock of Sydney is put forward
                        channel("Q1", "kVArh", 15),
                        day("20241006", 96, "2", "A", MORNING),
                        "500,O,,20240701000000,123",
                        "200,B,E1,,E1,,,Wh,30,",
                        day("20241006", 48, "3", "E51", MORNING),
                        channel("B1", "KWH", 30),
                        day("20241006", 48, "4", "A", MORNING))
                .into(store, record -> {
                    seen.add(record);
                    return record.suffix().equals("B1") ? null : BY_SUFFIX.apply(record);
                });
        assertThat(seen.get(0).toString())
                .isEqualTo("Nem12Record[nmi=A, configuration=E1Q1, register=001, suffix=E1, dataStream=N1, meter=M1,"
                        + " unit=KWH, interval=PT5M]");
        assertThat(report.filtered()).isEqualTo(48);
        assertThat(report.values()).isEqualTo(288 + 96 + 48);
        assertThat(report.series()).isEqualTo(3);
        Map<SeriesKey, Series> contents = contents(store);
        assertThat(contents).hasSize(3);
        contents.forEach((key, series) -> assertThat(series.epochMillisAt(0))
                .isEqualTo(Instant.parse("2024-10-05T14:00:00Z").toEpochMilli()));
        Series quarters = store.read(key("A/Q1")).orElseThrow().dropNaN();
        assertThat(quarters.size()).isEqualTo(96);
        assertThat(quarters.epochMillisAt(95))
                .isEqualTo(Instant.parse("2024-10-06T13:45:00Z").toEpochMilli());
    }

    @Test
    default void intervalsShorterThanTheStep() {
        ChunkStore store = createMeters("30min", "UTC");
        assertThatThrownBy(() -> records(channel("E1", "KWH", 15), day("20240629", 96, "1", "A", MORNING))
                        .into(store, BY_SUFFIX))
                .isInstanceOf(OffGridException.class)
                .hasMessageContaining("line 3");
    }

    @ParameterizedTest
    @CsvSource({
        "KWH, 0.0011, kWh, 0.0011",
        "MWH, 0.0011, kWh, 1.1",
        "mwh, 1E-3, kWh, 1",
        "Wh, 12345, kWh, 12.345",
        "kWh, 0.3, MWh, 0.0003",
        "kvarh, 5, VArh, 5000",
        "kWh, 0e2147483647, MWh, 0", // no power of ten can be added to the exponent
    })
    default void unitsThatAreConverted(String written, String number, String unit, double expected) {
        ChunkStore store = createMeters("30min", "UTC");
        Nem12Import file = records(channel("E1", written, 30), day("20240629", 48, number, "A", MORNING));
        file.units(unit).into(store, BY_SUFFIX);
        double[] all = new double[48];
        Arrays.fill(all, expected);
        assertThat(contents(store)).isEqualTo(Map.of(key(E1), halfHours("2024-06-29", all)));
        file.into(store, BY_SUFFIX);
        assertThat(store.read(key(E1)).orElseThrow().valueAt(0)).isEqualTo(Double.parseDouble(number));
    }

    /** Parsing all digits of a number would take hours. */
    @Test
    default void aNumberWithoutEnd() {
        ChunkStore store = createMeters("30min", "UTC");
        String day = day("20240629", 48, "1", "A", MORNING).replaceFirst(",1,", ",1." + "3".repeat(1 << 22) + ',');
        onlyProblem(records(channel("E1", "kWh", 30), day).units("MWh").check(store, BY_SUFFIX))
                .contains("line 3");
    }

    @Test
    default void unitsThatAreNotConverted() {
        ChunkStore store = createMeters("30min", "UTC");
        Nem12Import file = records(
                channel("E1", "KWH", 30),
                day("20240629", 48, "1", "A", MORNING),
                channel("Q1", "KVARH", 30),
                day("20240629", 48, "1", "A", MORNING));
        CsvFormatException e = catchThrowableOfType(
                CsvFormatException.class, () -> file.units("MWh").into(store, BY_SUFFIX));
        assertThat(e.line()).isEqualTo(4);
        assertThat(e.column()).isEqualTo(8);
        assertThat(e).hasMessageContaining("KVARH").hasMessageContaining("units(..)");
        assertThat(contents(store)).isEmpty();
        assertThat(file.units("MWh", "VArh").check(store, BY_SUFFIX).problems()).isEmpty();
        assertThatThrownBy(() -> file.units("kWh", "MWh")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> file.units("therm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("therm");
        assertThatThrownBy(() -> file.quality("V"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("S14");
    }

    /** In whatever order they stand, the latest update counts, also where it has no value that is read. */
    @Test
    default void updates() {
        List<String> days = new ArrayList<>(List.of(
                day("20240629", 48, "1", "A", ""),
                day("20240629", 48, "2", "A", "20240702090000"),
                day("20240629", 48, "3", "S14", "20240702090001"),
                day("20240630", 48, "4", "A", "20240702090000"),
                day("20240630", 48, "0", "N", "20240703090000")));
        for (int i = 0; i < 2; i++) {
            ChunkStore store = createMeters("30min", "UTC");
            List<String> lines = new ArrayList<>();
            for (String day : days) {
                lines.add(channel("E1", "KWH", 30));
                lines.add(day);
            }
            Nem12Import file = records(lines.toArray(String[]::new));
            ImportReport report = file.into(store, BY_SUFFIX);
            assertThat(report.superseded()).isEqualTo(3 * 48);
            assertThat(report.missing()).isEqualTo(48);
            double[] three = new double[48];
            Arrays.fill(three, 3);
            assertThat(contents(store)).isEqualTo(Map.of(key(E1), halfHours("2024-06-29", three)));
            store.delete(List.of(key(E1)));
            assertThat(file.quality("A").into(store, BY_SUFFIX).filtered()).isEqualTo(48);
            assertThat(contents(store)).isEmpty();
            Collections.reverse(days);
        }
    }

    @Test
    default void twoValuesOfOneUpdate() {
        ChunkStore store = createMeters("30min", "UTC");
        assertThatThrownBy(() -> records(
                                channel("E1", "KWH", 30),
                                day("20240629", 48, "1", "A", MORNING),
                                day("20240629", 48, "2", "A", MORNING))
                        .into(store, BY_SUFFIX))
                .isInstanceOf(ConflictingValuesException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("line 4");
        ImportReport report = records(
                        channel("E1", "KWH", 30),
                        day("20240629", 48, "1", "A", MORNING),
                        day("20240629", 48, "1", "A", MORNING))
                .into(store, BY_SUFFIX);
        assertThat(report.repeated()).isEqualTo(48);
    }

    /** Otherwise the later update of one channel would replace the values of another one. */
    @Test
    default void oneKeyOfTwoChannels() {
        ChunkStore store = createMeters("30min", "UTC");
        String day = day("20240629", 48, "1", "A", MORNING);
        assertThatThrownBy(() -> records(channel("E1", "KWH", 30), day, channel("B1", "KWH", 30), day)
                        .into(store, record -> key(record.nmi())))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("A E1")
                .hasMessageContaining("A B1");
        Nem12Import units = records(channel("E1", "KWH", 30), day, channel("E1", "MWH", 30), day);
        assertThatThrownBy(() -> units.into(store, BY_SUFFIX))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining("units(..)");
        assertThatThrownBy(() -> units.units("kWh").into(store, BY_SUFFIX))
                .isInstanceOf(ConflictingValuesException.class);
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void detailsOfADay() {
        ChunkStore store = createMeters("30min", "UTC");
        ImportReport report = records(
                        channel("E1", "KWH", 30),
                        day("20240629", 48, "1", "V", MORNING),
                        "400,1,10,A",
                        "400,11,20,N,,",
                        "400,21,48,F17,79,Meter changed",
                        day("20240630", 48, "2", "A", MORNING),
                        "400,3,4,E52,79,")
                .quality("A", "F17")
                .into(store, BY_SUFFIX);
        assertThat(report.values()).isEqualTo(38 + 46);
        assertThat(report.missing()).isEqualTo(10);
        assertThat(report.filtered()).isEqualTo(2);
        Map<Instant, Double> values = TradeFileContract.stored(store).get(E1);
        assertThat(values).hasSize(38 + 46);
        assertThat(values).doesNotContainKey(Instant.parse("2024-06-28T19:00:00Z"));
        assertThat(values).containsKey(Instant.parse("2024-06-29T00:00:00Z"));
    }

    /** A line that is wrong, and words of the problem that a check finds in it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "100,NEM13,202407010900,MDP,RET | line 1 | NEM13",
                "200,A,E1,,E1,,M1,KWH,10, | line 2, column 9 | 5, 15 or 30",
                "200,A,E1,,E1,,M1 | line 2 | 7 fields",
                "200,A,E1,,E1,,M1,,30, | line 2, column 8 | unit",
                "200,,E1,,E1,,M1,KWH,30, | line 2, column 2 | NMI",
                "300,2024062,DAY,A,,,20240702090000, | line 3, column 2 | 20240629",
                "300,20240631,DAY,A,,,20240702090000, | line 3, column 2 | 20240629",
                "300,20240629,DAY,A,,,20240702096000, | line 3, column 54 | update",
                "300,20240629,DAY,A,,,2024070209, | line 3, column 54 | cut off",
                "300,20240629,DAY,Q,,,20240702090000, | line 3, column 51 | quality",
                "300,20240629,DAY,V,,,20240702090000, | line 3, column 51 | interval 1",
                "300,20240629,1,2,3,A,,,20240702090000, | line 3 | 48 values of 30 minutes",
                "300,20240629,DAY,1,A,,,20240702090000, | line 3, column 51 | behind 48 values",
                "300,20240629,much,DAY,A,,, | line 3, column 3 | 'much' is not a number",
                "300,20240629,Infinity,DAY,A,,, | line 3, column 3 | finite",
                "400,0,1,A,, | line 4, column 2 | 1 to 48",
                "400,1,49,A,, | line 4, column 3 | 1 to 48",
                "400,1,99999999999,A,, | line 4, column 3 | 1 to 48",
                "400,-1,2,A,, | line 4, column 2 | 1 to 48",
                "400,5,4,A,, | line 4 | intervals 5 to 4",
                "400,1,2,V,, | line 4, column 4 | interval",
                "400,1,2 | line 4 | 3 fields",
                "600,1 | line 4, column 1 | kind",
                "hello | line 4, column 1 | kind",
            })
    default void wrongRecords(String line, String place, String words) {
        String values = IntStream.range(0, 48).mapToObj(i -> "1").collect(Collectors.joining(","));
        String shorter = values.substring(2);
        String wrong = line.replace("DAY", line.contains("much") || line.contains("Infinity") ? shorter : values);
        String head = "100,NEM12,202407010900,MDP,RET";
        String channel = channel("E1", "KWH", 30);
        String day = day("20240629", 48, "1", "A", MORNING);
        List<String> lines =
                switch (line.charAt(0)) {
                    case '1' -> List.of(wrong, channel, day, "900");
                    case '2' -> List.of(head, wrong, day, "900");
                    case '3' -> List.of(head, channel, wrong, day, "900");
                    default -> List.of(head, channel, day, wrong, "900");
                };
        ChunkStore store = createMeters("30min", "UTC");
        Nem12Import nem12 = Nem12Import.read(file(lines.toArray(String[]::new)));
        List<String> problems = nem12.check(store, BY_SUFFIX).problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).contains(place).contains(words);
        assertThatThrownBy(() -> nem12.into(store, BY_SUFFIX))
                .isInstanceOf(CsvFormatException.class)
                .hasMessage(problems.get(0));
        assertThat(contents(store)).isEmpty();
    }

    /** Whatever is cut off is noticed. */
    @Test
    default void everyCutIsNoticed() {
        ChunkStore store = createMeters("30min", "UTC");
        String whole = String.join(
                "\n",
                "100,NEM12,202407010900,MDP,RET",
                channel("E1", "KWH", 30),
                day("20240629", 48, "1.5", "V", MORNING),
                "400,1,20,A,,",
                "400,21,48,S14,,",
                "500,O,,20240701000000,123",
                "900");
        for (int length = 0; length < whole.length(); length++) {
            Nem12Import cut = Nem12Import.read(fileOf(whole.substring(0, length)));
            assertThat(cut.check(store, BY_SUFFIX).problems())
                    .as(whole.substring(0, length))
                    .isNotEmpty();
        }
        assertThat(Nem12Import.read(fileOf(whole)).check(store, BY_SUFFIX).problems())
                .isEmpty();
    }

    @Test
    default void recordsInAWrongOrder() {
        ChunkStore store = createMeters("30min", "UTC");
        String head = "100,NEM12,202407010900,MDP,RET";
        String channel = channel("E1", "KWH", 30);
        String day = day("20240629", 48, "1", "A", MORNING);
        Map<List<String>, String> wrong = new HashMap<>();
        wrong.put(List.of(head, day, "900"), "line 2, column 1: '300'");
        wrong.put(List.of(channel, day, "900"), "line 1, column 1: '200'");
        wrong.put(List.of(head, channel, "400,1,48,A,,", "900"), "line 3, column 1: '400'");
        wrong.put(List.of(head, channel, day, "500,O,,,", "400,1,48,A,,", "900"), "line 5, column 1: '400'");
        wrong.put(List.of(head, channel, day, "900", day, "900"), "line 5, column 1: '300'");
        wrong.put(List.of(head, channel, day, head, channel, day, "900"), "line 4, column 1: '100'");
        wrong.put(List.of(head, channel, day), "line 3: the file ends");
        wrong.put(List.of(""), "is empty");
        wrong.forEach((lines, words) -> onlyProblem(
                        Nem12Import.read(file(lines.toArray(String[]::new))).check(store, BY_SUFFIX))
                .contains(words));
        ImportReport twice = Nem12Import.read(file(head, channel, day, "900", head, channel, day, "900"))
                .into(store, BY_SUFFIX);
        assertThat(twice.repeated()).isEqualTo(48);
    }

    @Test
    default void checkReportsEveryProblem() {
        ChunkStore store = createMeters("30min", "UTC");
        List<String> problems = records(
                        channel("E1", "KWH", 7),
                        day("20240629", 48, "1", "A", MORNING),
                        channel("B1", "KWH", 30),
                        day("20240629", 48, "x", "A", MORNING),
                        "400,60,61,A,,",
                        day("20240630", 48, "1", "V", MORNING),
                        channel("Q1", "KVARH", 30),
                        day("20240630", 48, "1", "A", "today"))
                .check(store, BY_SUFFIX)
                .problems();
        assertThat(problems).hasSize(1 + 1 + 48 + 1 + 1);
        assertThat(problems.get(0)).contains("line 2");
        assertThat(problems.get(1)).contains("line 6");
        assertThat(problems.get(2)).contains("line 5, column 3");
        assertThat(problems.get(50)).contains("line 7");
        assertThat(problems.get(51)).contains("line 9");
    }

    @Test
    default void theFunctionOfKeys() {
        ChunkStore store = createMeters("30min", "UTC");
        Nem12Import file = records(channel("E1", "KWH", 30), day("20240629", 48, "1", "A", MORNING));
        assertThatThrownBy(() -> file.into(store, record -> {
                    throw new IllegalStateException("unknown meter");
                }))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("unknown meter");
        assertThatThrownBy(() -> file.into(store, record -> Samples.BASE))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining("line 3");
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void previewOfTheFirstValues() {
        ChunkStore store = createMeters("30min", "Australia/Brisbane");
        ImportPreview preview = records(channel("E1", "KWH", 30), day("20240629", 48, "1", "A", MORNING), "600")
                .preview(store, BY_SUFFIX, 2);
        assertThat(preview.problems()).isEmpty();
        assertThat(preview.values()).hasSize(2);
        assertThat(preview.values().get(1).line()).isEqualTo(3);
        assertThat(preview.values().get(1).local().toLocalDateTime()).hasToString("2024-06-29T00:30");
    }

    @Test
    default void filesInAZip() throws IOException {
        ChunkStore store = createMeters("30min", "UTC");
        Path zip = folder().resolve("meters.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String suffix : List.of("E1", "B1")) {
                OnFiles.entry(
                        out,
                        suffix + ".CSV",
                        String.join(
                                "\r\n",
                                "100,NEM12,202407010900,MDP,RET",
                                channel(suffix, "KWH", 30),
                                day("20240629", 48, "1", "A", MORNING),
                                "900"));
            }
        }
        assertThat(Nem12Import.read(zip).into(store, BY_SUFFIX).series()).isEqualTo(2);
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.files.RepeatedHour.IN_ORDER;
import static io.holcstore.files.RepeatedHour.LATER;
import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.OnFiles.onlyProblem;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportPreview;
import io.holcstore.files.ImportReport;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.OffGrid;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shapes of files that people have, each setting by itself and with others. */
interface FileShapeContract extends OnFiles {
    @Test
    default void linesBeforeTheHeaderAreSkippedOrSearched() {
        ChunkStore store = createLoads();
        String[] preamble = {"Report \"of; a day", "", "time;of;printing", "time;value", "2024-01-01T00:00Z;1"};
        lines(preamble).skipLines(3).value("value", BASE).into(store);
        lines(preamble).header("time", "value").value("value", PEAK).into(store);
        lines("sep=;", "x", "time;value", "2024-01-01T00:00Z;1")
                .separator(',')
                .skipLines(2)
                .value("value", key(2, "a"))
                .into(store);
        lines("# a;b", "x", "# time;value", "time;value", "# c", "2024-01-01T00:00Z;1", "#2024-01-01T00:00Z;9")
                .comment('#')
                .header("value")
                .value("value", key(2, "b"))
                .into(store);
        lines("x", "2024-01-01T00:00Z;1")
                .noHeader()
                .skipLines(1)
                .time(1)
                .value(2, key(2, "c"))
                .into(store);
        lines("time;value", ";[kWh]", "", "units", "2024-01-01T00:00Z;1")
                .skipRows(2)
                .value("value", key(2, "d"))
                .into(store);
        Series one = hours("2024-01-01T01:00", 1);
        assertThat(contents(store))
                .isEqualTo(Map.of(
                        BASE, one, PEAK, one, key(2, "a"), one, key(2, "b"), one, key(2, "c"), one, key(2, "d"), one));
    }

    @Test
    default void errorsBehindSkippedLinesNameTheLineOfTheFile() {
        ChunkStore store = createLoads();
        CsvImport csv =
                lines("sep=;", "a", "", "time;value", "[h];[kW]", "yesterday;1").value("value", BASE);
        for (CsvImport each :
                List.of(csv.skipLines(3).skipRows(1), csv.header("value").skipRows(1))) {
            assertThatThrownBy(() -> each.into(store))
                    .isInstanceOfSatisfying(
                            CsvFormatException.class, e -> assertThat(e.line()).isEqualTo(6))
                    .hasMessageContainingAll("line 6, column 1 (time): 'yesterday'", "ignoreRowsWithoutTime()");
        }
        onlyProblem(csv.check(store))
                .contains("no column 'time'", "first line with this column is line 4: header(\"time\")");
        onlyProblem(csv.header("time", "Wert").check(store))
                .contains("no line with the columns [time, Wert]", "6 lines");
        onlyProblem(lines("a", "time,value", "2024-01-01T00:00Z,1")
                        .header("time", "value")
                        .check(store))
                .contains("line 2 has them", "separator(',')");
        onlyProblem(csv.skipLines(9).check(store)).contains("3 lines", "skipLines(9)");
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void theByteOrderMarkSaysTheCharset() {
        String text = "\uFEFFtime;w\u00e4rme\n2024-01-01T00:00Z;1\n";
        for (Charset charset :
                List.of(UTF_8, UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"))) {
            ChunkStore store =
                    create(loads("load_" + charset.name().replace("-", "").toLowerCase(Locale.ROOT)));
            CsvImport.read(fileOf(text.getBytes(charset)))
                    .charset(StandardCharsets.ISO_8859_1)
                    .value("w\u00e4rme", BASE)
                    .into(store);
            assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 1)));
        }
    }

    @Test
    default void fieldsBehindTheLastColumnMayBeEmpty() {
        ChunkStore store = createLoads();
        lines("time;value", "2024-01-01T00:00Z;1;", "2024-01-01T01:00Z;2;; ", "2024-01-01T02:00Z;3")
                .value("value", BASE)
                .into(store);
        lines("time;value;;", "2024-01-01T00:00Z;1", "2024-01-01T01:00Z;2;", "2024-01-01T02:00Z;3;;x")
                .value("value", PEAK)
                .into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 1, 2, 3), PEAK, hours("2024-01-01T01:00", 1, 2, 3)));
    }

    @Test
    default void rowsWithoutATimeAreTotalsButWrongTimesAreNot() {
        ChunkStore store = createLoads();
        CsvImport csv = lines(
                        "time;value",
                        "2024-01-01T00:00Z;1",
                        ";",
                        "time;value",
                        "Summe;1;x;y",
                        "Total 2024;1",
                        "2024-02-30T00:00Z;1",
                        "32.01.2024;1")
                .value("value", BASE)
                .ignoreRowsWithoutTime();
        ImportReport report = csv.check(store);
        assertThat(report.filtered()).isEqualTo(4);
        assertThat(report.problems())
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("line 7", "'2024-02-30T00:00Z'"),
                        problem -> assertThat(problem).contains("line 8", "'32.01.2024'", "timePattern(..)"));
    }

    @Test
    default void thousandsAreGroupsOfThreeDigits() {
        ChunkStore store = createLoads();
        CsvImport csv = lines("time;value", "2024-01-01T00:00Z;-1.234.567,5", "2024-01-01T01:00Z;12,5")
                .value("value", BASE);
        csv.thousands('.').decimal(',').into(store);
        lines("time;value", "2024-01-01T02:00Z;1\u202f234", "2024-01-01T03:00Z;1 234", "2024-01-01T04:00Z;1\u00a0234")
                .thousands(' ')
                .value("value", BASE)
                .into(store);
        lines("time;value", "2024-01-01T05:00Z;1'234.5", "2024-01-01T06:00Z;12\u2019345")
                .thousands('\'')
                .value("value", BASE)
                .into(store);
        lines("time;value", "2024-01-01T07:00Z;12,34,567")
                .thousands(',')
                .value("value", BASE)
                .into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(
                        BASE, hours("2024-01-01T01:00", -1234567.5, 12.5, 1234, 1234, 1234, 1234.5, 12345, 1234567)));
        for (String wrong :
                List.of("1.5", "1.23", "1.2345", "1234.567", ".123", "1..234", "1.234.5", "1,5.000", "1.")) {
            onlyProblem(lines("time;value", "2024-01-01T00:00Z;" + wrong)
                            .thousands('.')
                            .decimal(',')
                            .value("value", BASE)
                            .check(store))
                    .as(wrong)
                    .contains("line 2, column 2", "thousands separator '.'");
        }
        onlyProblem(lines("time;value", "2024-01-01T00:00Z;1.234,5")
                        .decimal(',')
                        .value("value", BASE)
                        .check(store))
                .contains("thousands('.')");
        assertThatThrownBy(() -> csv.thousands('.').check(store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("decimal('.')", "thousands('.')");
        assertThatThrownBy(() -> csv.thousands('x')).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void rowsAreChosenByColumnsAndFunctions() {
        ChunkStore store = createLoads();
        // several tables in one file, of several widths
        CsvImport csv = lines(
                        "C,SOMEWHERE,a,b,c",
                        "I,DISPATCH,PRICE,5,TIME,REGION,RRP",
                        "D,DISPATCH,PRICE,5,\"2024/01/01 00:00:00\",NSW1,1",
                        "D,DISPATCH,PRICE,5,\"2024/01/01 00:00:00\",VIC1,2",
                        "D,DISPATCH,PRICE,5,\"2024/01/01 01:00:00\",NSW1,3",
                        "I,OTHER,1,2",
                        "D,OTHER,1,2",
                        "C,END OF REPORT,6")
                .separator(',')
                .header("TIME", "REGION", "RRP")
                .where("I", "D")
                .where("DISPATCH", "x", "DISPATCH")
                .where(row -> !row.get("REGION").equals("QLD1"))
                .time("TIME")
                .timePattern("yyyy/MM/dd HH:mm:ss")
                .tz("+10:00")
                .value("RRP")
                .key(row -> row.get(6).equals("VIC1") ? null : store.key(1, row.get("REGION")));
        ImportReport report = csv.into(store);
        assertThat(report.filtered()).isEqualTo(4);
        assertThat(contents(store)).isEqualTo(Map.of(key(1, "NSW1"), hours("2023-12-31T15:00", 1, 3)));
        assertThat(csv.key(row -> {
                            throw new IllegalStateException("no key in " + row);
                        })
                        .check(store)
                        .problems())
                .hasSize(3)
                .first()
                .asString()
                .contains("line 3", "key(..)", "no key in line 3: [D, DISPATCH");
        assertThat(csv.key(row -> io.holcstore.key.SeriesKey.of(KIND.is("x")))
                        .check(store)
                        .problems())
                .first()
                .asString()
                .contains("line 3", "key(..)");
        onlyProblem(csv.where("Quality", "A").check(store)).contains("no column 'Quality'");
        assertThatThrownBy(() -> csv.wide().check(store)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void theLatestOfSeveralRowsCounts() {
        ChunkStore store = createLoads();
        String[] rows = {
            "time;value;n;at",
            "2024-01-01T00:00Z;1;9;01.02.2024",
            "2024-01-01T00:00Z;2;10;11.01.2024",
            "2024-01-01T01:00Z;3;;",
            "2024-01-01T01:00Z;4;-1;01.01.2024",
            "2024-01-01T02:00Z;5;1;01.01.2024",
            "2024-01-01T02:00Z;;2;02.01.2024",
            "2024-01-01T03:00Z;6;1;01.01.2024",
            "2024-01-01T03:00Z;6;1;01.01.2024",
        };
        for (int buffer : new int[] {1, 3, 1000}) {
            ImportReport report = lines(rows)
                    .value("value", BASE)
                    .latestBy("n")
                    .buffer(buffer)
                    .into(store);
            assertThat(report.superseded()).isEqualTo(3);
            assertThat(report.repeated()).isEqualTo(1);
            assertThat(report.values()).isEqualTo(7);
            assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 2, 4, NONE, 6)));
        }
        CsvImport byTime = lines(rows)
                .where(row -> row.line() < 4)
                .timePattern("yyyy-MM-dd'T'HH:mmX")
                .value("value", PEAK);
        assertThat(byTime.latestBy("at").check(store).problems())
                .first()
                .asString()
                .contains("line 2, column 4 (at)", "latestBy(..)");
        assertThatThrownBy(() -> lines("time;value;n", "2024-01-01T00:00Z;1;1", "2024-01-01T00:00Z;2;1")
                        .value("value", BASE)
                        .latestBy("n")
                        .into(store))
                .isInstanceOf(ConflictingValuesException.class)
                .hasMessageContainingAll("line 2", "line 3");
        lines("time;value;at", "01.01.2024;1;2.2.2024", "01.01.2024;2;11.1.2024")
                .timePattern("d.M.yyyy")
                .tz("Europe/Paris")
                .value("value", PEAK)
                .latestBy("at")
                .into(store);
        assertThat(store.read(PEAK)).contains(hours("2024-01-01T00:00", 1));
        assertThatThrownBy(() -> byTime.repeatedHour(IN_ORDER).latestBy("n").into(store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("IN_ORDER", "latestBy(..)");
    }

    @Test
    default void movedValuesAreCountedAndMustNotMeet() {
        createLoads();
        ChunkStore store = loads().offGrid(OffGrid.NEAREST).open(dataSource());
        CsvImport csv = lines(
                        "time;value",
                        "2023-12-31T23:59:58Z;1",
                        "2024-01-01T01:00:02Z;2",
                        "2024-01-01T02:00:00Z;3",
                        "2024-01-01T02:00:01Z;3")
                .value("value", BASE);
        for (ImportReport report : List.of(csv.check(store), csv.into(store))) {
            assertThat(report.moved()).isEqualTo(3);
            assertThat(report.repeated()).isEqualTo(1);
            assertThat(report.first()).contains(instant("2024-01-01T01:00"));
        }
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 1, 2, 3)));
        for (int buffer : new int[] {1, 100}) {
            assertThatThrownBy(() -> lines("time;value", "2024-01-01T00:00:02Z;1", "2024-01-01T00:00:58Z;2")
                            .value("value", BASE)
                            .buffer(buffer)
                            .into(store))
                    .isInstanceOf(ConflictingValuesException.class)
                    .hasMessageContainingAll("line 3", "2024-01-01T00:00:00Z");
        }
    }

    /** Values with a time of day are not days, also where the first ones are merged before the file ends. */
    @Test
    default void valuesThatOccurAgainBeforeTheFirstMerge() {
        ChunkStore store = createLoads();
        ImportReport report = lines(
                        "time;value",
                        "2024-01-01T00:00Z;1",
                        "2024-01-01T00:00Z;1",
                        "2024-01-01T01:00Z;2",
                        "2024-01-01T02:00Z;3")
                .value("value", BASE)
                .buffer(3)
                .into(store);
        assertThat(report.repeated()).isEqualTo(1);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 1, 2, 3)));
    }

    @Test
    default void aPreviewShowsTheFirstValues() {
        ChunkStore store = createLoads();
        CsvImport csv = lines(
                        "time;base;peak",
                        "27.10.2024 01:00;1;2",
                        "27.10.2024 02:00;3;",
                        "27.10.2024 03:00;x;5",
                        "27.10.2024 24:00;6;7")
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Paris")
                .value("base", BASE)
                .value("peak", PEAK);
        ImportPreview preview = csv.preview(store, 3);
        assertThat(preview.values())
                .extracting(ImportPreview.Value::line, ImportPreview.Value::key, ImportPreview.Value::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, BASE, 1.0),
                        org.assertj.core.groups.Tuple.tuple(2L, PEAK, 2.0),
                        org.assertj.core.groups.Tuple.tuple(4L, PEAK, 5.0));
        assertThat(preview.problems()).hasSize(2);
        assertThat(preview.toString())
                .contains(
                        "line 2: version=1, kind=peak, 2024-10-26T23:00:00Z (2024-10-27T01:00+02:00[Europe/Paris]), 2.0",
                        "problem: loads.csv, line 3");
        ImportPreview all = csv.repeatedHour(LATER).preview(store, 100);
        assertThat(all.values()).hasSize(6);
        assertThat(all.hints()).hasSize(1);
        assertThat(contents(store)).isEmpty();
        assertThatThrownBy(() -> csv.preview(store, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Blanks that look like others, and the minus of Scandinavian spreadsheets and of bookkeeping programs. */
    @Test
    default void unusualBlanksAndMinusSigns() {
        ChunkStore store = createLoads();
        lines(
                        "time\u00a0(UTC);net\u202fload",
                        "2024-01-01T00:00Z\u00a0;\u00a01\u00a0",
                        "2024-01-01T01:00Z;\u22122,5",
                        "\ufeff2024-01-01T02:00Z;1.234,5-",
                        "2024-01-01\u202f03:00Z;\u00a0",
                        "2024-01-01T04:00Z;\u22121\u202f234,5",
                        "2024-01-01T05:00Z;-n/e")
                .header("net load")
                .time("time (UTC)")
                .decimal(',')
                .thousands('.')
                .missing("\u00a0-n/e", "\u22121\u202f234,5")
                .value("net load", BASE)
                .into(store);
        lines("time;value", "1/1/2024, 1:00\u202fAM;\u22121\u202f234,5", "1/1/2024, 2:00 am;2")
                .timePattern("M/d/yyyy, h:mm a")
                .tz("Europe/Paris")
                .decimal(',')
                .thousands(' ')
                .value("value", PEAK)
                .into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(
                        BASE,
                        hours("2024-01-01T01:00", 1, -2.5, -1234.5),
                        PEAK,
                        hours("2024-01-01T01:00", -1234.5, 2)));
        for (String wrong :
                List.of("\u2212", "\u2212-1", "--1", "-1-", "1--", "+1-", "\u2212\u22121", "-", "1\u22122")) {
            onlyProblem(lines("time;value", "2024-01-01T00:00Z;" + wrong)
                            .value("value", BASE)
                            .check(store))
                    .as(wrong)
                    .contains("'" + wrong + "' is not a number");
        }
    }

    /** A number for a missing value stands for all ways to write it. */
    @Test
    default void numbersForMissingValues() {
        ChunkStore store = createLoads();
        ImportReport report = lines(
                        "time;value",
                        "2024-01-01T00:00Z; -999",
                        "2024-01-01T01:00Z;-999.0",
                        "2024-01-01T02:00Z;-999.5",
                        "2024-01-01T03:00Z;-9.99e2")
                .missing("-999")
                .value("value", BASE)
                .into(store);
        assertThat(report.missing()).isEqualTo(3);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T03:00", -999.5)));
    }

    @Test
    default void notesBehindTheLastRow() {
        ChunkStore store = createLoads();
        CsvImport csv = lines("time;value", "2024-01-01T00:00Z;1", "", "(1 rows affected)", "* of 24", "'2024-01-02;1")
                .value("value", BASE)
                .ignoreRowsWithoutTime();
        ImportReport report = csv.check(store);
        assertThat(report.filtered()).isEqualTo(2);
        assertThat(report.problems()).singleElement().asString().contains("line 6", "''2024-01-02'");
    }
}

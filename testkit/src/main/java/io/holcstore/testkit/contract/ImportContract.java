package io.holcstore.testkit.contract;

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
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportReport;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.OffGrid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Which files are read, by which description. */
interface ImportContract extends OnFiles {
    @Test
    default void longFilesByTheNamesOfTheAxes() {
        ChunkStore store = createLoads();
        ImportReport report = lines(
                        "kind;note;value;time;version",
                        "base;x;1.5;2024-01-01T00:00:00+01:00;1",
                        "peak;x;-2;2024-01-01T00:00:00Z;1",
                        "base;;;2024-01-01T01:00:00+01:00;1",
                        "base;\"a;b\";3;2024-01-01T02:00:00+01:00;1")
                .into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1.5, NONE, 3), PEAK, hours("2024-01-01T01:00", -2)));
        assertThat(report.rows()).isEqualTo(4);
        assertThat(report.series()).isEqualTo(2);
        assertThat(report.values()).isEqualTo(3);
        assertThat(report.missing()).isEqualTo(1);
        assertThat(report.dropped()).isZero();
        assertThat(report.first()).contains(instant("2024-01-01T00:00"));
        assertThat(report.last()).contains(instant("2024-01-01T02:00"));
        assertThat(report.problems()).isEmpty();
        assertThat(report.written().chunksInserted()).isEqualTo(2);
        assertThat(report.written().points()).isEqualTo(3);
    }

    @Test
    default void columnsByOtherNamesPositionsAndConstants() {
        ChunkStore store = createLoads();
        lines("when,meter,kW", "2024-01-01T00:00Z,base,1")
                .separator(',')
                .time("when")
                .value("kW")
                .axis("kind", "meter")
                .axis(VERSION.is(1))
                .into(store);
        lines("2024-01-01T01:00Z\t2\t1\tbase", "2024-01-01T02:00Z\t3\t1\tbase")
                .separator('\t')
                .noHeader()
                .time(1)
                .value(2)
                .axis("version", 3)
                .axis("kind", 4)
                .into(store);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 1, 2, 3)));
    }

    @Test
    default void columnsThatAreSeries() {
        ChunkStore store = createLoads();
        lines("time;load;junk;pv", "2024-01-01T00:00Z;1;oops;2", "2024-01-01T01:00Z;3;;")
                .value("load", BASE)
                .value(4, PEAK)
                .into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 1, 3), PEAK, hours("2024-01-01T01:00", 2)));
    }

    @Test
    default void wideFilesByTheNamesOfTheirColumns() {
        ChunkStore store = createLoads();
        lines("1/base;time;2/a\\/b", "1;2024-01-01T00:00Z;2").wide().into(store);
        lines("time;peak", "2024-01-01T00:00Z;5").wide().axis(VERSION.is(1)).into(store);
        lines("time;v;c", "2024-01-01T00:00Z;8;7").wide().axis("version", "v").into(store);
        lines("time;KW 9;sum", "2024-01-01T00:00Z;6;x")
                .wide(name -> name.startsWith("KW") ? key(9, name) : null)
                .into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(
                        BASE,
                        hours("2024-01-01T01:00", 1),
                        key(2, "a/b"),
                        hours("2024-01-01T01:00", 2),
                        PEAK,
                        hours("2024-01-01T01:00", 5),
                        key(8, "c"),
                        hours("2024-01-01T01:00", 7),
                        key(9, "KW 9"),
                        hours("2024-01-01T01:00", 6)));
    }

    @Test
    default void manySeriesInOneFileEitherWay() {
        ChunkStore store = createLoads();
        StringBuilder longFile = new StringBuilder("version;kind;time;value\n");
        StringBuilder wideHeader = new StringBuilder("time");
        StringBuilder wideRows = new StringBuilder();
        for (int hour = 0; hour < 3; hour++) {
            wideRows.append("2024-01-01T0").append(hour).append(":00Z");
            for (int i = 0; i < 1000; i++) {
                longFile.append(i)
                        .append(";l;2024-01-01T0")
                        .append(hour)
                        .append(":00Z;")
                        .append(i + hour)
                        .append('\n');
                if (hour == 0) {
                    wideHeader.append(';').append(i).append("/w");
                }
                wideRows.append(';').append(i + hour);
            }
            wideRows.append('\n');
        }
        CsvImport.read(fileOf(longFile.toString())).buffer(700).into(store);
        ImportReport report =
                CsvImport.read(fileOf(wideHeader + "\n" + wideRows)).wide().into(store);
        assertThat(report.values()).isEqualTo(3000);
        assertThat(store.count(KIND.is("l"))).isEqualTo(1000);
        assertThat(store.count(KIND.is("w"))).isEqualTo(1000);
        for (String kind : List.of("l", "w")) {
            assertThat(store.read(key(999, kind))).contains(hours("2024-01-01T01:00", 999, 1000, 1001));
        }
    }

    @Test
    default void thousandsOfColumnsAreDescribedOneByOne() throws IOException {
        int columns = 20_000;
        String header = IntStream.range(0, columns).mapToObj(i -> "s" + i).collect(joining(";"));
        String row = IntStream.range(0, columns).mapToObj(Integer::toString).collect(joining(";"));
        CsvImport described = CsvImport.read(fileOf("time;" + header + "\n2024-01-01T00:00Z;" + row + "\n"));
        for (int i = 0; i < columns; i++) {
            described = described.value("s" + i, key(i, "wide"));
        }
        ImportReport checked = described.check(createLoads());
        assertThat(checked.values()).isEqualTo(columns);
        assertThat(checked.series()).isEqualTo(columns);
    }

    @Test
    default void aColumnOfTwoSeriesIsRefused() throws IOException {
        CsvImport described = CsvImport.read(fileOf("time;a\n2024-01-01T00:00Z;1\n"))
                .value("a", BASE)
                .value("a", PEAK);
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> described.into(store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 'a' cannot be both version=1, kind=base and version=1, kind=peak");
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void decimalCommasPatternsCharsetsAndTextsForMissing() throws IOException {
        ChunkStore store = createLoads();
        String text = String.join(
                "\r\n",
                "Zeit;Z\u00e4hler",
                "31.12.2023 23:00;1,5",
                "01.01.2024 00:00; n/a ",
                "01.01.2024 01:00;1,5E1",
                "01.01.2024 02:00;NaN",
                "");
        CsvImport described = CsvImport.read(fileOf(text.getBytes(ISO_8859_1)))
                .charset(ISO_8859_1)
                .time("Zeit")
                .timePattern("dd.MM.yyyy HH:mm")
                .tz("Europe/Paris")
                .decimal(',')
                .missing(" n/a ", "-")
                .value("Z\u00e4hler", BASE);
        assertThat(described.into(store).missing()).isEqualTo(2);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2023-12-31T23:00", 1.5, NONE, 15)));
    }

    @Test
    default void anImportMerges() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1, 2, 3));
        lines("version;kind;time;value", "1;base;2024-01-01T00:00+01:00;", "1;base;2024-01-01T01:00+01:00;20")
                .into(store);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1, 20, 3)));
    }

    @Test
    default void anyOrderOfRowsThatFitsIntoTheBuffer() {
        ChunkStore store = createLoads();
        CsvImport csv = lines(
                "version;kind;time;value",
                "1;base;2024-01-01T03:00Z;4",
                "1;peak;2024-01-01T01:00Z;20",
                "1;base;2024-01-01T01:00Z;2",
                "1;peak;2024-01-01T00:00Z;10",
                "1;base;2024-01-01T02:00Z;3",
                "1;base;2024-01-01T00:00Z;1");
        csv.into(store);
        assertThat(contents(store))
                .isEqualTo(
                        Map.of(BASE, hours("2024-01-01T01:00", 1, 2, 3, 4), PEAK, hours("2024-01-01T01:00", 10, 20)));
        ChunkStore other = create(loads("other"));
        assertThatThrownBy(() -> csv.buffer(3).into(other))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll(
                        "loads.csv, line 6", "column 4 (value)", "too late", "buffer(..)", "sort the file");
        assertThat(contents(other)).isEmpty();
    }

    /**
     * Sorted by time, upwards or downwards, a file of any length is read; what was merged is compared as far as it is
     * known.
     */
    @Test
    default void filesInOrderOfTimeAreReadInPieces() {
        ChunkStore store = createLoads();
        List<String> rows = new ArrayList<>();
        for (int hour = 0; hour < 20; hour++) {
            for (String kind : List.of("base", "peak")) {
                rows.add("1;" + kind + ";2024-01-01T" + (hour < 10 ? "0" : "") + hour + ":00+01:00;" + (hour + 1));
            }
        }
        List<String> up = new ArrayList<>(rows);
        up.add(0, "version;kind;time;value");
        up.add(up.get(up.size() - 1)); // the same once more
        lines(up.toArray(String[]::new)).buffer(7).into(store);
        assertThat(contents(store))
                .isEqualTo(Map.of(
                        BASE, hours("2024-01-01T00:00", Samples.ramp(20, 1)),
                        PEAK, hours("2024-01-01T00:00", Samples.ramp(20, 1))));
        java.util.Collections.reverse(rows);
        rows.add(0, "version;kind;time;value");
        ChunkStore down = create(loads("down"));
        lines(rows.toArray(String[]::new)).buffer(7).into(down);
        assertThat(contents(down)).isEqualTo(contents(store));
        up.set(up.size() - 1, "1;peak;2024-01-01T19:00+01:00;99");
        ChunkStore other = create(loads("other"));
        assertThatThrownBy(() -> lines(up.toArray(String[]::new)).buffer(1).into(other))
                .isInstanceOf(ConflictingValuesException.class)
                .hasMessageContainingAll("line 42", "99.0", "kind=peak");
        assertThat(contents(other)).isEmpty();
    }

    @Test
    default void csvFilesInAZip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            OnFiles.entry(zip, "b/2024.CSV", "version;kind;time;value\n1;base;2024-01-01T00:00Z;2\n");
            OnFiles.entry(zip, "a.csv", "time;kind;version;value\n2023-12-31T23:00Z;base;1;1\n");
            OnFiles.entry(zip, "__MACOSX/a.csv", "\u0000");
            OnFiles.entry(zip, "readme.txt", "hello");
        }
        ChunkStore store = createLoads();
        assertThat(CsvImport.read(fileOf(bytes.toByteArray())).into(store).rows())
                .isEqualTo(2);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1, 2)));
        ByteArrayOutputStream conflict = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(conflict)) {
            OnFiles.entry(zip, "a.csv", "version;kind;time;value\n1;base;2024-01-01T00:00Z;2\n");
            OnFiles.entry(zip, "b.csv", "version;kind;time;value\n1;base;2024-01-01T00:00Z;3\n");
        }
        assertThatThrownBy(() -> CsvImport.read(fileOf(conflict.toByteArray())).into(store))
                .isInstanceOf(ConflictingValuesException.class)
                .hasMessageContainingAll("loads.csv!a.csv, line 2 and loads.csv!b.csv, line 2", "2.0", "3.0");
    }

    @Test
    default void aCheckReportsEverythingAndStoresNothing() {
        ChunkStore store = createLoads();
        CsvImport csv = lines(
                "version;kind;time;value",
                "1;base;2024-01-01T00:00Z;1",
                "x;base;2024-01-01T00:00Z;1",
                "1;base;yesterday;1",
                "1;base;2024-01-01T00:00Z;many",
                "1;base;2024-01-01T00:00Z",
                "1;peak;2024-01-01T00:10Z;1",
                "2;peak;2024-01-01T00:00Z;1",
                "2;peak;2024-01-01T00:00Z;2",
                "1;base;2024-01-01T01:00Z;");
        ImportReport report = csv.check(store);
        assertThat(report.problems())
                .satisfiesExactlyInAnyOrder(
                        problem ->
                                assertThat(problem).contains("line 3", "column 1 (version)", "'x'", "version integer"),
                        problem -> assertThat(problem).contains("line 4", "column 3 (time)", "'yesterday'"),
                        problem ->
                                assertThat(problem).contains("line 5", "column 4 (value)", "'many'", "is not a number"),
                        problem -> assertThat(problem).contains("line 6", "3 fields", "has 4"),
                        problem -> assertThat(problem).contains("line 7", "off the grid", "kind=peak"),
                        problem -> assertThat(problem).contains("line 8 and", "line 9", "two values", "1.0", "2.0"));
        assertThat(report.rows()).isEqualTo(9);
        assertThat(report.values()).isEqualTo(4);
        assertThat(report.missing()).isEqualTo(1);
        assertThat(report.written().points()).isZero();
        assertThatThrownBy(() -> csv.into(store))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining("line 3");
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void aCheckNamesAHundredProblemsAndCountsTheOthers() {
        ChunkStore store = createLoads();
        StringBuilder text = new StringBuilder("version;kind;time;value\n");
        text.append("1;base;2024-01-01T00:00Z;x\n".repeat(150));
        List<String> problems =
                CsvImport.read(fileOf(text.toString())).check(store).problems();
        assertThat(problems).hasSize(101).last().isEqualTo("and 50 more");
    }

    @Test
    default void anImportIsAllOrNothing() {
        ChunkStore store = createLoads();
        store.insert(PEAK, hours("2024-01-01T00:00", 1));
        StringBuilder text = new StringBuilder("version;kind;time;value\n");
        for (int i = 0; i < 1000; i++) {
            text.append(i).append(";x;2024-01-01T00:00Z;1\n");
        }
        text.append("1;peak;2024-01-01T00:00Z;wrong\n");
        assertThatThrownBy(
                        () -> CsvImport.read(fileOf(text.toString())).buffer(10).into(store))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContaining("line 1002");
        assertThat(contents(store)).containsOnlyKeys(PEAK);
        assertThatThrownBy(() -> lines("version;kind;time;value", "1;base;2024-01-01T00:00Z;1")
                        .onProgress(done -> {
                            throw new IllegalStateException("enough");
                        })
                        .into(store))
                .hasMessage("enough");
        assertThat(contents(store)).containsOnlyKeys(PEAK);
    }

    @Test
    default void anImportJoinsTheTransactionOfTheCaller() throws java.sql.SQLException {
        ChunkStore store = createLoads();
        try (java.sql.Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            lines("version;kind;time;value", "1;base;2024-01-01T00:00Z;1").into(store.on(connection));
            assertThat(contents(store.on(connection))).hasSize(1);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void keyedStoresTakeAnyTimeToTheMillisecond() {
        KeyedStore store = createProfiles("profiles");
        lines("version;kind;time;value", "1;base;1969-12-31T23:59:59.999Z;1", "1;base;2024-01-01T00:00:00Z;2")
                .into(store);
        lines("version;kind;time;value", "1;base;1969-12-31T23:59:59.999Z;3", "1;base;2024-01-01T00:00:01Z;4")
                .into(store);
        assertThat(store.read(BASE).orElseThrow().values()).containsExactly(3, 2, 4);
        assertThatThrownBy(() -> lines("version;kind;time;value", "1;base;+10000-01-01T00:00:00Z;2")
                        .into(store))
                .isInstanceOf(CsvFormatException.class)
                .hasMessageContainingAll("line 2", "years 1 to 9999");
    }

    @Test
    default void progressOfAnImportIsTold() {
        ChunkStore store = createLoads();
        StringBuilder text = new StringBuilder("version;kind;time;value\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i).append(";x;2024-01-01T00:00Z;1\n");
        }
        List<Long> told = new ArrayList<>();
        CsvImport csv = CsvImport.read(fileOf(text.toString())).onProgress(OnFiles.telling(told));
        csv.into(store);
        assertThat(told).containsExactly(4096L, 5000L, -1L);
        told.clear();
        csv.check(store);
        assertThat(told).containsExactly(4096L, 5000L, -1L);
    }

    @Test
    default void whatCannotBeAskedForIsRefusedAtOnce() {
        CsvImport csv = CsvImport.read(folder().resolve("none.csv"));
        assertThatThrownBy(() -> csv.time(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("positions start at 1");
        assertThatThrownBy(() -> csv.buffer(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> csv.timePattern("nonsense")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> csv.separator('"')).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> csv.decimal(';')).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> csv.into(createLoads()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.csv");
        CsvImport wide = lines("time;a", "2024-01-01T00:00Z;1").value("a", io.holcstore.key.SeriesKey.of(KIND.is("a")));
        assertThatThrownBy(() -> wide.into(createLoads()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not fit");
    }

    @Test
    default void axesThatTheStoreDoesNotHaveAreRefused() {
        CsvImport csv = lines("version;kind;time;value", "1;base;2024-01-01T00:00Z;1");
        for (CsvImport wrong : List.of(
                csv.axis("versoin", 1),
                csv.axis("kinds", "kind"),
                csv.axis(Axis.of("Version", AxisType.INT).is(9)),
                csv.axis(Axis.of("version", AxisType.BIGINT).is(9L)))) {
            ChunkStore store = createLoads();
            assertThatThrownBy(() -> wrong.into(store))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("loads.csv", store.name(), "has no axis", "version integer");
            assertThat(contents(store)).isEmpty();
        }
    }

    @Test
    default void valuesOffTheGridAreCountedAsDropped() {
        createLoads();
        ChunkStore store = loads().offGrid(OffGrid.DROP).open(dataSource());
        CsvImport csv = lines(
                        "time;base;peak",
                        "2024-01-01T00:00Z;1;",
                        "2024-01-01T00:30Z;2;5",
                        "2024-01-01T00:45Z;;",
                        "2024-01-01T01:15Z;3;6")
                .value("base", BASE)
                .value("peak", PEAK);
        for (ImportReport report :
                List.of(csv.check(store), csv.into(store), csv.buffer(1).into(store))) {
            assertThat(report.values()).isEqualTo(5);
            assertThat(report.dropped()).isEqualTo(4);
            assertThat(report.problems()).isEmpty();
            if (report.written().chunksInserted() > 0) {
                assertThat(report.written().points()).isEqualTo(1);
                assertThat(report.written().dropped()).isEqualTo(4);
            }
        }
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 1)));
    }

    /**
     * The hour stands in a column that was not named: the rows of a day are not one value, though they are the same.
     */
    @Test
    default void rowsOfOneDayAreNotOneValue() {
        ChunkStore store = createLoads();
        CsvImport csv = lines("Date;Hour;MW", "2024-01-01;1;0", "2024-01-01;2;0", "2024-01-02;1;0")
                .time("Date")
                .tz("Europe/Paris")
                .value("MW", BASE);
        onlyProblem(csv.check(store))
                .contains("loads.csv, line 2 and loads.csv, line 3", "version=1, kind=base", "time of day", "time(..)");
        assertThatThrownBy(() -> csv.into(store)).isInstanceOf(CsvFormatException.class);
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void valuesThatStandThereAgainAreCounted() {
        ChunkStore store = createLoads();
        CsvImport csv = lines(
                        "time;base",
                        "2024-01-01T00:00Z;1",
                        "2024-01-01T01:00Z;2",
                        "2024-01-01T00:00Z;1",
                        "2024-01-01T01:00Z;2",
                        "2024-01-01T01:00Z;2")
                .value("base", BASE);
        for (ImportReport report : List.of(csv.check(store), csv.into(store))) {
            assertThat(report.values()).isEqualTo(5);
            assertThat(report.repeated()).isEqualTo(3);
        }
        assertThat(csv.into(createProfiles("profiles")).repeated()).isEqualTo(3);
        CsvImport days = lines("time;base", "2024-01-01;1", "2024-01-01;1")
                .value("base", BASE)
                .tz("UTC");
        assertThat(days.into(createProfiles("days")).repeated()).isEqualTo(1);
    }
}

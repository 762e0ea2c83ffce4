package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.onlyProblem;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportReport;
import io.holcstore.files.RowImport;
import io.holcstore.series.Sample;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Imports that read something else than what their users mean: no row at all, or times in another unit. */
interface FileHintsContract extends OnFiles {
    private static AbstractStringAssert<?> onlyHint(ImportReport report) {
        assertThat(report.problems()).isEmpty();
        return assertThat(report.hints()).singleElement(InstanceOfAssertFactories.STRING);
    }

    @Test
    default void hintsSayWhyNothingIsRead() {
        ChunkStore store = createLoads();
        CsvImport csv = lines(
                        "time;quality;kind;value",
                        "2024-01-01 00:00;A;load;1",
                        "2024-01-01 01:00;A;pv;",
                        "2024-01-01 02:00;E;load;")
                .tz("Europe/Paris")
                .value("value", BASE);
        CsvImport noRow = csv.where("kind", "load").where("quality", "a", "e");
        for (ImportReport report : List.of(noRow.check(store), noRow.into(store))) {
            onlyHint(report).contains("3 rows", "where(..)", "column 2 (quality)", "line 2", "'A'", "[a, e]");
            assertThat(report.filtered()).isEqualTo(3);
        }
        assertThat(noRow.preview(store, 5).hints()).singleElement().asString().contains("'A'");
        onlyHint(csv.where(row -> false).check(store)).contains("3 rows", "where(..)");
        onlyHint(csv.where("kind", "pv").check(store)).contains("3 rows", "1 cell", "missing");
        onlyHint(csv.time("kind").ignoreRowsWithoutTime().check(store)).contains("3 rows", "ignoreRowsWithoutTime()");
        onlyHint(csv.time(row -> null).check(store)).contains("3 rows");
        assertThat(csv.check(store).hints()).isEmpty();
        assertThat(csv.where("quality", "E", "A").check(store).hints()).isEmpty();
        assertThat(lines("time;quality;value")
                        .where("quality", "x")
                        .value("value", BASE)
                        .check(store)
                        .hints())
                .isEmpty(); // an empty file
    }

    @Test
    default void hintsAskForTheUnitOfNumbers() {
        KeyedStore store = createProfiles("profiles");
        CsvImport seconds = lines("t;value", "1717200000;1", "1717203600;2").value("value", BASE);
        onlyHint(seconds.epochMillis("t").check(store)).contains("1970", "epochSeconds");
        onlyHint(seconds.epochMillis("t").into(store)).contains("1970", "epochSeconds");
        assertThat(seconds.epochMillis("t").preview(store, 1).hints()).hasSize(1);
        assertThat(seconds.epochSeconds("t").check(store).hints()).isEmpty();
        CsvImport early = lines("t;value", "0;1", "900000;2").value("value", BASE); // test data
        assertThat(early.epochMillis("t").check(store).hints()).isEmpty();
        assertThat(early.epochSeconds("t").check(store).hints()).isEmpty();
        CsvImport endless = lines("t;value", "9".repeat(1 << 23) + ";1").value("value", BASE);
        for (CsvImport each : List.of(endless.epochSeconds("t"), endless.epochMillis("t"), endless.time("t"))) {
            onlyProblem(each.check(store)).contains("line 2", "8388608 characters");
        }
        for (String number : List.of("1717200000000000", "1717200000000000000")) {
            CsvImport fine = lines("t;value", number + ";1").value("value", BASE);
            String unit = number.length() > 16 ? "nanoseconds" : "microseconds";
            for (CsvImport each : List.of(fine.epochSeconds("t"), fine.epochMillis("t"), fine.time("t"))) {
                onlyProblem(each.check(store)).contains("line 2", unit, "2024-06-01", "time(row -> ..)");
            }
        }
    }

    @Test
    default void hintsOfQueries() throws SQLException {
        KeyedStore store = createProfiles("profiles");
        execute("CREATE TABLE readings (at bigint, amount double precision)");
        try (Connection connection = dataSource().getConnection()) {
            RowImport rows = RowImport.query(connection, "SELECT at, amount FROM readings");
            assertThat(rows.epochMillis().check(store, row -> BASE).hints()).isEmpty();
            execute("INSERT INTO readings VALUES (1717200000, 1)");
            onlyHint(rows.epochMillis().check(store, row -> BASE)).contains("1970", "epochSeconds");
            onlyHint(rows.epochSeconds().check(store, row -> null)).contains("1 row");
            rows.epochSeconds().into(store, row -> BASE);
            assertThat(rows.epochSeconds().skipStored().into(store, row -> BASE).hints())
                    .isEmpty();
            execute("UPDATE readings SET at = 1717200000000000");
            for (RowImport each : List.of(rows.epochSeconds(), rows.epochMillis())) {
                onlyProblem(each.check(store, row -> BASE)).contains("row 1", "microseconds", "2024-06-01", "query");
            }
        }
    }

    /** Spreadsheets write names with line breaks. */
    @Test
    default void namesWithLineBreaks() {
        ChunkStore store = createLoads();
        for (String end : List.of("\n", "\r\n")) {
            String text = "note" + end + "\"Time" + end + "(UTC)\";\"Load " + end + " in MW\"" + end
                    + "2024-01-01 00:00;1" + end;
            CsvImport csv = CsvImport.read(fileOf(text)).tz("UTC");
            CsvImport named = csv.skipLines(1).time("Time (UTC)").value("Load in MW", BASE);
            assertThat(named.into(store).values()).isEqualTo(1);
            onlyProblem(csv.skipLines(1).time("Time").value("Load", BASE).check(store))
                    .contains("no column 'Time'", "Time (UTC) | Load in MW");
            onlyProblem(csv.header("Time (UTC)", "Load in MW").check(store))
                    .contains("line 2", "line break", "skipLines(1)");
            onlyProblem(csv.header("Time", "Load").check(store)).doesNotContain("skipLines(1)");
        }
    }

    /** A name with the same blanks comes before those that differ in them. */
    @Test
    default void namesThatDifferInBlanks() {
        ChunkStore store = createLoads();
        CsvImport csv =
                lines("time;\"a", "b\";a b;time ", "2024-01-01 00:00;1;2;x").tz("UTC");
        csv.value("a b", BASE).into(store);
        csv.value("a\nb", PEAK).into(store);
        assertThat(store.read(BASE).orElseThrow().valueAt(0)).isEqualTo(2);
        assertThat(store.read(PEAK).orElseThrow().valueAt(0)).isEqualTo(1);
    }

    /** Periods in a file without a header, and days in several columns. */
    @Test
    default void periodsWithoutAHeader() {
        ChunkStore store = createLoads();
        CsvImport csv = lines("MARGINALPDBC;", "2024;10;27;1;12.5;12.5;", "2024;10;27;25;8;8;", "*")
                .skipLines(1)
                .noHeader()
                .where(row -> !row.get(1).equals("*"))
                .value(5, BASE);
        onlyProblem(csv.tz("Europe/Madrid")
                        .period("1", "4", Duration.ofHours(1))
                        .check(store))
                .contains("without a header", "time(row -> ..)");
        ZoneId madrid = ZoneId.of("Europe/Madrid");
        csv.time(row -> LocalDate.of(
                                Integer.parseInt(row.get(1)),
                                Integer.parseInt(row.get(2)),
                                Integer.parseInt(row.get(3)))
                        .atStartOfDay(madrid)
                        .plusHours(Integer.parseInt(row.get(4)) - 1)
                        .toInstant())
                .into(store);
        assertThat(store.read(BASE).orElseThrow().dropNaN().samples())
                .containsExactly(
                        new Sample(Instant.parse("2024-10-26T22:00:00Z"), 12.5),
                        new Sample(Instant.parse("2024-10-27T22:00:00Z"), 8));
    }
}

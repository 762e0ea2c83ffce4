package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.OnFiles.onlyProblem;
import static io.holcstore.testkit.contract.OnFiles.telling;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.at;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.OffGridException;
import io.holcstore.error.RowFormatException;
import io.holcstore.files.ImportPreview;
import io.holcstore.files.ImportReport;
import io.holcstore.files.RepeatedHour;
import io.holcstore.files.RowImport;
import io.holcstore.files.RowImport.KeyReader;
import io.holcstore.files.SkippedHour;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.OffGrid;
import io.holcstore.store.SeriesStore;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of queries as series. */
interface RowImportContract extends OnFiles {
    KeyReader BY_KIND = row -> key(1, row.getString(1));

    /** A table of readings: who, when, how much. Skips the test where the database has no times with a zone. */
    default void createReadings(String time, String value, String... rows) {
        assumeTrue(
                !time.contains("with time zone") || db().facts().hasTimesWithZone(),
                "the database has no type of times with a zone");
        execute("CREATE TABLE readings (id integer, who varchar(20), at " + time + ", amount " + value + ")");
        for (int i = 0; i < rows.length; i++) {
            execute("INSERT INTO readings VALUES (" + i + ", " + rows[i] + ")");
        }
    }

    default ImportReport rowsInto(SeriesStore store, UnaryOperator<RowImport> settings) {
        return rowsInto(store, "SELECT who, at, amount FROM readings ORDER BY who, at, id", settings);
    }

    default ImportReport rowsInto(SeriesStore store, String sql, UnaryOperator<RowImport> settings) {
        try (Connection connection = dataSource().getConnection()) {
            return settings.apply(RowImport.query(connection, sql)).into(store, BY_KIND);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    default void createBase(String... rows) {
        createReadings("timestamp(6) with time zone", "double precision", rows);
    }

    @Test
    default void instantsOfSeveralSeries() {
        createBase(
                "'base', '2024-01-01 00:00:00+01', 1.5",
                "'base', '2024-01-01 00:00:00+00', NULL",
                "'base', '2024-01-01 02:00:00+01', 3",
                "'base', '2024-01-01 03:00:00+01', 'NaN'",
                "'peak', '2024-01-01 01:00:00+01', -2",
                "'peak', '2024-01-01 02:00:00+01', 'Infinity'");
        ChunkStore store = createLoads();
        List<Long> told = new ArrayList<>();
        ImportReport report = rowsInto(store, rows -> rows.onProgress(telling(told)));
        assertThat(contents(store))
                .isEqualTo(Map.of(
                        BASE,
                        hours("2024-01-01T00:00", 1.5, NONE, 3),
                        PEAK,
                        hours("2024-01-01T01:00", -2, Double.POSITIVE_INFINITY)));
        assertThat(report.rows()).isEqualTo(6);
        assertThat(report.series()).isEqualTo(2);
        assertThat(report.values()).isEqualTo(4);
        assertThat(report.missing()).isEqualTo(2);
        assertThat(report.first()).contains(instant("2024-01-01T00:00"));
        assertThat(report.last()).contains(instant("2024-01-01T02:00"));
        assertThat(report.written().chunksInserted()).isEqualTo(2);
        assertThat(report.written().points()).isEqualTo(4);
        assertThat(told).containsExactly(6L, -1L);
    }

    @Test
    default void noRows() {
        createBase();
        ChunkStore store = createLoads();
        ImportReport report = rowsInto(store, rows -> rows);
        assertThat(report.rows()).isZero();
        assertThat(report.first()).isEmpty();
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @Test
    default void localTimesNeedAZone() {
        createReadings(db().facts().localTimeType(), "double precision", "'base', '2024-07-01 00:00:00', 1");
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> rowsInto(store, rows -> rows))
                .isInstanceOf(RowFormatException.class)
                .hasMessageContaining("tz(");
        rowsInto(store, rows -> rows.tz("Europe/Paris"));
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-07-01T00:00", 1)));
    }

    @Test
    default void localTimesWhereTheClockChanges() {
        createReadings(
                db().facts().localTimeType(),
                "double precision",
                "'base', '2024-03-31 01:00:00', 1",
                "'base', '2024-03-31 02:00:00', 2",
                "'base', '2024-03-31 03:00:00', 3",
                "'base', '2024-10-27 01:00:00', 4",
                "'base', '2024-10-27 02:00:00', 5",
                "'base', '2024-10-27 02:00:00', 6",
                "'base', '2024-10-27 03:00:00', 7");
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> rowsInto(store, rows -> rows.tz("Europe/Paris")))
                .isInstanceOf(RowFormatException.class)
                .hasMessageContaining("row 2")
                .hasMessageContaining("skippedHour(..)");
        assertThatThrownBy(() -> rowsInto(store, rows -> rows.tz("Europe/Paris").skippedHour(SkippedHour.DROP)))
                .isInstanceOf(RowFormatException.class)
                .hasMessageContaining("row 5")
                .hasMessageContaining("repeatedHour(..)");
        assertThatThrownBy(() -> rowsInto(store, rows -> rows.tz("Europe/Paris")
                        .skippedHour(SkippedHour.DROP)
                        .repeatedHour(RepeatedHour.EARLIER)))
                .isInstanceOf(ConflictingValuesException.class);
        assertThat(contents(store)).isEmpty();
        ImportReport report = rowsInto(
                store,
                rows -> rows.tz("Europe/Paris").skippedHour(SkippedHour.DROP).repeatedHour(RepeatedHour.IN_ORDER));
        assertThat(report.dropped()).isEqualTo(1);
        Series series = store.read(BASE).orElseThrow();
        assertThat(series.valueCount()).isEqualTo(6);
        assertThat(store.read(BASE, Samples.range("2024-03-31T00:00", "2024-04-01T00:00")))
                .contains(hours("2024-03-31T01:00", 1, 3));
        assertThat(store.read(BASE, Samples.range("2024-10-27T00:00", "2024-10-28T00:00")))
                .contains(hours("2024-10-27T01:00", 4, 5, 6, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Paris", "Africa/Cairo", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"})
    default void everyHourOfYearsInLocalTime(String zone) {
        ZoneId id = ZoneId.of(zone);
        createReadings(db().facts().localTimeType(), "double precision");
        List<ZonedDateTime> expected = new ArrayList<>();
        StringBuilder rows = new StringBuilder();
        ZonedDateTime at = LocalDateTime.of(2016, 1, 1, 0, 0).atZone(id);
        for (; at.getYear() < 2018; at = at.plusHours(1)) {
            if (at.toLocalDateTime().atZone(id).equals(at)) { // the first of two
                rows.append(rows.isEmpty() ? "" : ", ")
                        .append("(0, 'base', '")
                        .append(at.toLocalDateTime())
                        .append("', ")
                        .append(expected.size())
                        .append(')');
                expected.add(at);
            }
        }
        execute("INSERT INTO readings VALUES " + rows);
        KeyedStore store = createProfiles("profiles");
        rowsInto(store, r -> r.tz(zone).repeatedHour(RepeatedHour.EARLIER));
        long[] times = new long[expected.size()];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = expected.get(i).toInstant().toEpochMilli();
            values[i] = i;
        }
        assertThat(contents(store)).isEqualTo(Map.of(BASE, Series.irregular(times, values)));
    }

    @Test
    default void datesAreTheFirstInstantOfTheirDay() {
        createReadings(
                "date",
                "numeric(10, 2)",
                "'base', '2023-04-27', 1.25",
                "'base', '2023-04-28', 2",
                "'base', '2023-04-29', 3");
        KeyedStore store = createProfiles("profiles");
        rowsInto(store, rows -> rows.tz("Africa/Cairo")); // the clock skips the first hour of 28 April
        Series series = store.read(BASE).orElseThrow();
        assertThat(series.epochMillisAt(0))
                .isEqualTo(Instant.parse("2023-04-26T22:00:00Z").toEpochMilli());
        assertThat(series.epochMillisAt(1))
                .isEqualTo(Instant.parse("2023-04-27T22:00:00Z").toEpochMilli());
        assertThat(series.epochMillisAt(2))
                .isEqualTo(Instant.parse("2023-04-28T21:00:00Z").toEpochMilli());
        assertThat(series.values()).containsExactly(1.25, 2, 3);
    }

    @Test
    default void epochNumbers() {
        long start = instant("2024-01-01T00:00").getEpochSecond();
        createReadings("bigint", "real", "'base', " + start + ", 0.5", "'base', " + (start + 3600) + ", 2");
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> rowsInto(store, rows -> rows))
                .isInstanceOf(RowFormatException.class)
                .hasMessageContaining("epochSeconds()");
        rowsInto(store, RowImport::epochSeconds);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 0.5, 2)));
        rowsInto(
                store, "SELECT who, at * 1000 + 7200000, amount + 1 FROM readings ORDER BY at", RowImport::epochMillis);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 0.5, 2, 1.5, 3)));
        KeyedStore keyed = createProfiles("profiles");
        rowsInto(keyed, "SELECT who, at + 0.125, amount FROM readings ORDER BY at", RowImport::epochSeconds);
        assertThat(keyed.read(BASE).orElseThrow().epochMillisAt(0)).isEqualTo(start * 1000 + 125);
    }

    @Test
    default void columnsByName() {
        createBase("'base', '2024-01-01 00:00:00+01', 1.5");
        ChunkStore store = createLoads();
        rowsInto(store, "SELECT who, amount AS kwh, at AS measured, id FROM readings", rows -> rows.time("measured")
                .value("kwh"));
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1.5)));
        assertThatThrownBy(() -> rowsInto(store, "SELECT who, who, amount FROM readings", rows -> rows))
                .isInstanceOf(RowFormatException.class)
                .hasMessageContaining("cast");
        assertThatThrownBy(() -> rowsInto(store, "SELECT amount FROM readings", rows -> rows))
                .isInstanceOf(RowFormatException.class)
                .hasMessageContaining("columns");
    }

    @Test
    default void columnsThatTheQueryDoesNotHave() throws SQLException {
        createBase("'base', '2024-01-01 00:00:00+01', 1");
        ChunkStore store = createLoads();
        try (Connection connection = dataSource().getConnection()) {
            RowImport rows = RowImport.query(connection, "SELECT who, at, amount FROM readings");
            for (RowImport each : List.of(rows.time("ts"), rows.value("ts"))) {
                onlyProblem(each.check(store, BY_KIND))
                        .containsIgnoringCase("no column ts")
                        .containsIgnoringCase("who, at, amount");
                assertThatThrownBy(() -> each.into(store, BY_KIND))
                        .isInstanceOfSatisfying(RowFormatException.class, e -> assertThat(e.column())
                                .isEqualTo("ts"));
            }
            KeyReader wrong = row -> key(1, row.getString("meter"));
            onlyProblem(rows.check(store, wrong)).contains("row 1", "the function for the key", "meter");
            assertThatThrownBy(() -> rows.into(store, wrong)).isInstanceOf(RowFormatException.class);
        }
    }

    @Test
    default void rowsOutOfOrderAreRefused() {
        createBase(
                "'base', '2024-01-01 01:00:00+01', 1",
                "'base', '2024-01-01 00:00:00+01', 2",
                "'peak', '2024-01-01 00:00:00+01', 2",
                "'base', '2024-01-01 02:00:00+01', 2");
        ChunkStore store = createLoads();
        RowFormatException e = catchThrowableOfType(
                RowFormatException.class,
                () -> rowsInto(store, "SELECT who, at, amount FROM readings ORDER BY id", rows -> rows));
        assertThat(e.row()).isEqualTo(2);
        assertThat(e).hasMessageContaining("order the query");
        RowFormatException back = catchThrowableOfType(
                RowFormatException.class,
                () -> rowsInto(store, "SELECT who, at, amount FROM readings WHERE id <> 1 ORDER BY id", rows -> rows));
        assertThat(back.row()).isEqualTo(3);
        assertThat(back.key()).isEqualTo(BASE.toString());
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void severalRowsOfOneInstant() {
        createBase(
                "'base', '2024-01-01 00:00:00+01', 1",
                "'base', '2024-01-01 00:00:00+01', 1",
                "'base', '2024-01-01 00:00:00+01', NULL",
                "'base', '2024-01-01 00:00:00+01', 2",
                "'base', '2024-01-01 01:00:00+01', NULL",
                "'base', '2024-01-01 01:00:00+01', 4");
        ChunkStore store = createLoads();
        ConflictingValuesException e =
                catchThrowableOfType(ConflictingValuesException.class, () -> rowsInto(store, rows -> rows));
        assertThat(e.first()).isEqualTo(1);
        assertThat(e.second()).isEqualTo(2);
        assertThat(e.key()).isEqualTo(BASE.toString());
        assertThat(e).hasMessageContaining("row 4").hasMessageContaining("lastWins()");
        assertThat(contents(store)).isEmpty();
        ImportReport report = rowsInto(store, RowImport::lastWins);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 2, 4)));
        assertThat(report.repeated()).isEqualTo(1);
        assertThat(report.superseded()).isEqualTo(1);
        assertThat(report.missing()).isEqualTo(2);
    }

    @Test
    default void rowsWithoutTimeOrKey() {
        createBase("'base', '2024-01-01 00:00:00+01', 1", "NULL, '2024-01-01 00:00:00+01', 1", "'peak', NULL, 1");
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> rowsInto(store, rows -> rows)).isInstanceOf(RowFormatException.class);
        assertThatThrownBy(
                        () -> rowsInto(store, "SELECT who, at, amount FROM readings WHERE who = 'peak'", rows -> rows))
                .isInstanceOf(RowFormatException.class)
                .hasMessageContaining("is not a time");
        try (Connection connection = dataSource().getConnection()) {
            ImportReport report = RowImport.query(
                            connection, "SELECT who, at, amount FROM readings WHERE id < ? ORDER BY id", 2)
                    .into(store, row -> row.getString(1) == null ? null : key(1, row.getString(1)));
            assertThat(report.filtered()).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1)));
    }

    @Test
    default void rowsOffTheGrid() {
        createBase("'base', '2024-01-01 00:00:00+01', 1", "'base', '2024-01-01 00:30:00+01', 2");
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> rowsInto(store, rows -> rows)).isInstanceOf(OffGridException.class);
        ChunkStore dropping = create(loads("dropping").offGrid(OffGrid.DROP));
        assertThat(rowsInto(dropping, rows -> rows).dropped()).isEqualTo(1);
        assertThat(contents(dropping)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'2024-01-01 00:00:00.000001+01'",
                "'infinity'",
                "'-infinity'",
                "'12024-01-01 00:00:00+00'",
            })
    default void timesThatCannotBeStored(String time) {
        boolean far = !time.contains("000001");
        String reason = far ? "outside the years" : "whole millisecond";
        createBase();
        try {
            execute("INSERT INTO readings VALUES (0, 'base', " + time + ", 1)");
        } catch (AssertionError e) {
            assertThat(far).isTrue(); // the database has no such time
            return;
        }
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> rowsInto(store, rows -> rows))
                .isInstanceOf(RowFormatException.class)
                .hasMessageContaining("row 1")
                .hasMessageContaining(reason);
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void earlyTimesToTheMillisecond() {
        createBase(
                "'base', '0100-03-01 00:00:00.123+00', 1",
                "'base', '1899-12-31 23:59:59.999+00', 2",
                "'base', '1969-12-31 23:59:59.999+00', 3",
                "'base', '1999-12-31 23:59:59.999+00', 4",
                "'base', '9999-12-31 00:00:00+00', 5");
        KeyedStore store = createProfiles("profiles");
        rowsInto(store, rows -> rows);
        List<String> times = new ArrayList<>();
        store.read(BASE)
                .orElseThrow()
                .forEach((at, value) -> times.add(Instant.ofEpochMilli(at).toString()));
        assertThat(times)
                .containsExactly(
                        "0100-03-01T00:00:00.123Z",
                        "1899-12-31T23:59:59.999Z",
                        "1969-12-31T23:59:59.999Z",
                        "1999-12-31T23:59:59.999Z",
                        "9999-12-31T00:00:00Z");
    }

    @Test
    default void rowsMovedOntoTheGrid() {
        createBase(
                "'base', '2024-01-01 00:10:00+01', 1",
                "'base', '2024-01-01 00:50:00+01', 2",
                "'base', '2024-01-01 01:10:00+01', 3");
        ChunkStore store = create(loads().offGrid(OffGrid.NEAREST));
        ConflictingValuesException e =
                catchThrowableOfType(ConflictingValuesException.class, () -> rowsInto(store, rows -> rows));
        assertThat(e).hasMessageContaining("row 3").hasMessageContaining("offGrid(NEAREST)");
        ImportReport report = rowsInto(store, RowImport::lastWins);
        assertThat(report.moved()).isEqualTo(3);
        assertThat(report.written().moved()).isEqualTo(3);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1, 3)));
    }

    /** The last row counts, also where it has no value. */
    @Test
    default void theLastRowMayBeEmpty() {
        createBase(
                "'base', '2024-01-01 00:00:00+01', 1",
                "'base', '2024-01-01 00:00:00+01', NULL",
                "'base', '2024-01-01 01:00:00+01', NULL",
                "'base', '2024-01-01 01:00:00+01', 2");
        ChunkStore store = createLoads();
        ImportReport report = rowsInto(store, RowImport::lastWins);
        assertThat(report.superseded()).isEqualTo(1);
        assertThat(report.missing()).isEqualTo(2);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T01:00", 2)));
        rowsInto(store, rows -> rows);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1, 2)));
    }

    @Test
    default void endsOfIntervals() {
        createReadings(
                db().facts().localTimeType(),
                "double precision",
                "'base', '2024-03-31 02:00:00', 1", // the clock skips from 2 to 3, which is the same instant
                "'base', '2024-03-31 04:00:00', 2",
                "'base', '2024-10-27 02:00:00', 3",
                "'base', '2024-10-27 03:00:00', 4",
                "'base', '2024-10-27 03:00:00', 5",
                "'base', '2024-10-27 04:00:00', 6");
        ChunkStore store = createLoads();
        rowsInto(store, rows -> rows.tz("Europe/Paris").endOfInterval().repeatedHour(RepeatedHour.IN_ORDER));
        assertThat(store.read(BASE, Samples.month(2024, 3))).contains(hours("2024-03-31T01:00", 1, 2));
        assertThat(store.read(BASE, Samples.month(2024, 10))).contains(hours("2024-10-27T01:00", 3, 4, 5, 6));
        assertThatThrownBy(() -> rowsInto(createProfiles("profiles"), rows -> rows.tz("Europe/Paris")
                        .endOfInterval()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endOfInterval()");
        execute("DROP TABLE readings");
        createBase("'peak', '2024-01-01 01:00:00+01', 1");
        rowsInto(store, RowImport::endOfInterval);
        assertThat(store.read(PEAK)).contains(hours("2024-01-01T00:00", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smallint", "integer", "bigint", "real", "double precision", "numeric(12, 3)", "numeric"})
    default void typesOfValues(String type) {
        createReadings("timestamp(6) with time zone", type, "'base', '2024-01-01 00:00:00+01', 0.1");
        double expected =
                switch (type) {
                    case "real" -> 0.1f;
                    case "double precision", "numeric(12, 3)" -> 0.1;
                    case "numeric" ->
                        new BigDecimal(query("SELECT amount FROM readings").get(0)).doubleValue();
                    default -> 0;
                };
        ChunkStore store = createLoads();
        rowsInto(store, rows -> rows);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", expected)));
    }

    @Test
    default void valuesThatAreNotNumbers() {
        createReadings("timestamp(6) with time zone", "varchar(10)", "'base', '2024-01-01 00:00:00+01', '1,5'");
        ChunkStore store = createLoads();
        RowFormatException e = catchThrowableOfType(RowFormatException.class, () -> rowsInto(store, rows -> rows));
        assertThat(e).hasMessageContaining("row 1").hasMessageContaining("1,5").hasMessageContaining("cast");
        assertThat(e.column()).isEqualToIgnoringCase("amount");
        assertThatThrownBy(() -> rowsInto(
                        store,
                        "SELECT who, at, CAST('1' || REPEAT('0', 400) AS numeric) AS amount FROM readings",
                        rows -> rows))
                .isInstanceOf(RowFormatException.class)
                .hasMessageContaining("larger than any double");
    }

    @Test
    default void secondsThatAreMilliseconds() {
        createReadings("bigint", "real", "'base', 1704067200000, 1");
        ChunkStore store = createLoads();
        assertThatThrownBy(() -> rowsInto(store, RowImport::epochSeconds))
                .isInstanceOf(RowFormatException.class)
                .hasMessageContaining("1704067200000")
                .hasMessageContaining("epochMillis()");
        assertThatThrownBy(() -> rowsInto(store, "SELECT who, at + 0.5, amount FROM readings", RowImport::epochMillis))
                .isInstanceOf(RowFormatException.class)
                .hasMessageContaining("whole millisecond");
    }

    @Test
    default void keysThatDoNotFit() {
        createReadings("timestamp(6) with time zone", "integer", "'peak', '2024-01-01 00:00:00+01', 1");
        ChunkStore store = createLoads();
        RowFormatException e = catchThrowableOfType(
                RowFormatException.class,
                () -> rowsInto(store, "SELECT who || ' of more than twenty', at, amount FROM readings", rows -> rows));
        assertThat(e).hasMessageContaining("row 1").hasMessageContaining("20");
        assertThat(e.row()).isEqualTo(1);
        assertThat(contents(store)).isEmpty();
    }

    @Test
    default void checkReportsEveryProblemAndStoresNothing() throws SQLException {
        createBase(
                "'base', '2024-01-01 01:00:00+01', 1",
                "'base', '2024-01-01 00:00:00+01', 2",
                "'base', '2024-01-01 01:00:00+01', 3",
                "'base', NULL, 4",
                "'peak', '2024-01-01 00:30:00+01', 5",
                "'base', '2024-01-01 02:00:00+01', 6",
                "NULL, '2024-01-01 02:00:00+01', 6");
        ChunkStore store = createLoads();
        try (Connection connection = dataSource().getConnection()) {
            RowImport rows = RowImport.query(connection, "SELECT who, at, amount FROM readings ORDER BY id");
            ImportReport report = rows.check(store, BY_KIND);
            assertThat(report.rows()).isEqualTo(7);
            assertThat(report.problems()).hasSize(6);
            assertThat(report.problems().get(0)).startsWith("row 2 ").contains("order the query");
            assertThat(report.problems().get(1)).startsWith("row 3 ").contains("lastWins()");
            assertThat(report.problems().get(2)).startsWith("row 4 ").contains("not a time");
            assertThat(report.problems().get(3)).startsWith("from row 5 on").contains("grid");
            assertThat(report.problems().get(4)).startsWith("row 6 ").contains("order the query");
            assertThat(report.problems().get(5)).startsWith("row 7: ").contains("key");
            assertThat(report.written().chunksInserted()).isZero();
            assertThat(contents(store)).isEmpty();
            assertThat(RowImport.query(connection, "SELECT who, who, amount FROM readings")
                            .check(store, BY_KIND)
                            .problems())
                    .hasSize(1);
        }
    }

    @Test
    default void previewShowsTheFirstValues() throws SQLException {
        createReadings(
                db().facts().localTimeType(),
                "double precision",
                "'base', '2024-07-01 00:00:00', 1",
                "'base', '2024-07-01 01:00:00', NULL",
                "'base', '2024-07-01 02:00:00', 2",
                "'base', NULL, 3");
        ChunkStore store = createLoads();
        try (Connection connection = dataSource().getConnection()) {
            ImportPreview preview = RowImport.query(connection, "SELECT who, at, amount FROM readings ORDER BY id")
                    .tz("UTC")
                    .preview(store, BY_KIND, 2);
            assertThat(preview.problems()).isEmpty();
            assertThat(preview.values())
                    .containsExactly(
                            new ImportPreview.Value(
                                    "query", 1, BASE, Instant.parse("2024-07-01T00:00:00Z"), at("2024-07-01T02:00"), 1),
                            new ImportPreview.Value(
                                    "query",
                                    3,
                                    BASE,
                                    Instant.parse("2024-07-01T02:00:00Z"),
                                    at("2024-07-01T04:00"),
                                    2));
            assertThat(preview.toString()).startsWith("row 1: ");
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(contents(store)).isEmpty();
    }
}

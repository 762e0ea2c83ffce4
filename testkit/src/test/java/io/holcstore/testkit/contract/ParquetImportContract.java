package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.OnFiles.telling;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.OffGridException;
import io.holcstore.error.ParquetFormatException;
import io.holcstore.files.ImportPreview;
import io.holcstore.files.ImportReport;
import io.holcstore.files.ParquetImport;
import io.holcstore.files.RepeatedHour;
import io.holcstore.files.SkippedHour;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.OffGrid;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What imports read of files that other programs write, DuckDB among them. */
interface ParquetImportContract extends OnParquet {
    /** A few rows, whose columns are as a test says. */
    private Map<SeriesKey, Series> read(String time, String value, UnaryOperator<ParquetImport> set) {
        KeyedStore store = createProfiles("profiles");
        written("SELECT 1 AS version, 'base' AS kind, " + time + " AS \"timestamp\", " + value + " AS value");
        ImportReport checked = set.apply(ParquetImport.read(parquet())).check(store);
        assertThat(checked.problems()).isEmpty();
        assertThat(contents(store)).isEmpty();
        set.apply(ParquetImport.read(parquet())).into(store);
        Map<SeriesKey, Series> found = contents(store);
        store.delete(KeyFilter.all());
        return found;
    }

    private void reads(String time, String value, String instant, double number) {
        reads(time, value, instant, number, any -> any);
    }

    private void reads(String time, String value, String instant, double number, UnaryOperator<ParquetImport> set) {
        Series expected = Series.builder().add(Instant.parse(instant), number).build();
        assertThat(read(time, value, set)).isEqualTo(Map.of(BASE, expected));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(ParquetImport file) {
        ChunkStore store = createLoads();
        assertThat(file.check(store).problems()).isNotEmpty();
        var thrown = assertThatThrownBy(() -> file.into(store));
        assertThat(contents(store)).isEmpty();
        return thrown.hasMessageContaining("loads.parquet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw"})
    default void readsEveryCompression(String codec) {
        for (String version : List.of("V1", "V2")) {
            manyRows(", COMPRESSION " + codec + ", PARQUET_VERSION " + version + ", ROW_GROUP_SIZE 5000");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DICTIONARY_SIZE_LIMIT 1, PARQUET_VERSION V1",
                "DICTIONARY_SIZE_LIMIT 1, PARQUET_VERSION V2", // differences, lengths before texts, split doubles
                "ROW_GROUP_SIZE 2048",
                "WRITE_BLOOM_FILTER true"
            })
    default void readsEveryEncoding(String options) {
        manyRows(", " + options);
    }

    private void manyRows(String options) {
        KeyedStore store = createProfiles("profiles");
        written(
                "SELECT (i // 5000)::INT AS version, CASE WHEN i % 2 = 0 THEN 'even' ELSE 'odd' END AS kind,"
                        + " TIMESTAMPTZ '2024-01-01 00:00:00+00' + (i * i) * INTERVAL 1 SECOND AS \"timestamp\","
                        + " CASE WHEN i % 7 = 0 THEN NULL ELSE i / 8 END AS value, [i] AS \"nested\", i AS other"
                        + " FROM range(20000) t(i)",
                options);
        ImportReport report = ParquetImport.read(parquet()).into(store);
        assertThat(report.rows()).isEqualTo(20_000);
        assertThat(report.missing()).isEqualTo(2858);
        assertThat(report.values()).isEqualTo(20_000 - 2858);
        assertThat(report.series()).isEqualTo(8);
        Map<SeriesKey, Series> found = contents(store);
        assertThat(found).hasSize(8);
        found.forEach((key, series) -> {
            int i = (int) key.value(0) * 5000 + (key.value(1).equals("even") ? 0 : 1);
            int at = 0;
            for (int end = ((int) key.value(0) + 1) * 5000; i < end; i += 2) {
                if (i % 7 != 0) {
                    assertThat(series.epochMillisAt(at)).isEqualTo(1_704_067_200_000L + 1000L * i * i);
                    assertThat(series.valueAt(at++)).isEqualTo(i / 8.0);
                }
            }
            assertThat(series.size()).isEqualTo(at);
        });
        store.delete(KeyFilter.all());
    }

    @Test
    default void readsEveryTypeOfTime() {
        String instant = "2024-10-27T00:30:00.123Z";
        reads("TIMESTAMPTZ '2024-10-27 02:30:00.123+02'", "1.5::DOUBLE", instant, 1.5);
        reads("'2024-10-27T02:30:00.123+02:00'", "1.5::DOUBLE", instant, 1.5);
        for (String type : List.of("TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMP_NS")) {
            reads(type + " '2024-10-27 00:30:00.123'", "1.5::DOUBLE", instant, 1.5, file -> file.tz("UTC"));
            reads(type + " '2024-10-27 02:30:00.123'", "1.5::DOUBLE", instant, 1.5, file -> file.tz("Europe/Paris")
                    .repeatedHour(RepeatedHour.EARLIER));
        }
        reads("DATE '2024-10-27'", "1::DOUBLE", "2024-10-26T22:00:00Z", 1, file -> file.tz("Europe/Paris"));
        reads("1729989000", "1::DOUBLE", "2024-10-27T00:30:00Z", 1, ParquetImport::epochSeconds);
        reads("1729989000.123::DOUBLE", "1::DOUBLE", instant, 1, ParquetImport::epochSeconds);
        reads("1729989000123", "1::DOUBLE", instant, 1, ParquetImport::epochMillis);
        reads("TIMESTAMP '2024-03-31 02:30:00'", "1::DOUBLE", "2024-03-31T01:30:00Z", 1, file -> file.tz("Europe/Paris")
                .skippedHour(SkippedHour.SHIFT));
    }

    @Test
    default void readsEveryTypeOfNumber() {
        String time = "TIMESTAMPTZ '1970-01-01 00:00:00+00'";
        String start = "1970-01-01T00:00:00Z";
        reads(time, "0.1::DOUBLE", start, 0.1);
        reads(time, "0.1::FLOAT", start, 0.1f);
        reads(time, "-12.345::DECIMAL(5,3)", start, -12.345);
        reads(time, "-1234567890.12345::DECIMAL(18,5)", start, -1234567890.12345);
        reads(time, "-12345678901234567890.12345::DECIMAL(38,5)", start, -12345678901234567000.0);
        reads(time, "123456789012345678::DECIMAL(18,0)", start, 123456789012345680d);
        reads(time, "(-5)::TINYINT", start, -5);
        reads(time, "250::UTINYINT", start, 250);
        reads(time, "65000::USMALLINT", start, 65_000);
        reads(time, "4294967295::UINTEGER", start, 4_294_967_295d);
        reads(time, "18446744073709551615::UBIGINT", start, 1.8446744073709552E19);
        reads(time, "(-9007199254740993)::BIGINT", start, -9007199254740992d);
        reads(time, "'-infinity'::DOUBLE", start, Double.NEGATIVE_INFINITY);
        assertThat(read(time, "NULL::DOUBLE", any -> any)).isEmpty();
        assertThat(read(time, "'NaN'::DOUBLE", any -> any)).isEmpty();
    }

    @Test
    default void keysComeFromOtherTypes() {
        KeyedStore store = createProfiles("profiles");
        String rest = ", TIMESTAMPTZ '1970-01-01 00:00:00+00' AS \"timestamp\", 1::DOUBLE AS value";
        written("SELECT 1::DOUBLE AS version, 12345678901234::BIGINT AS kind" + rest);
        ParquetImport.read(parquet()).into(store);
        written("SELECT '2' AS version, 1.50::DECIMAL(5,2) AS kind" + rest);
        ParquetImport.read(parquet()).into(store);
        written("SELECT 3.00::DECIMAL(5,2) AS v, true AS k" + rest);
        ParquetImport.read(parquet()).axis("version", "v").axis("kind", "k").into(store);
        written("SELECT 'x' AS kind" + rest);
        ParquetImport.read(parquet()).axis(VERSION.is(4)).into(store);
        written("SELECT 'y'::BLOB AS kind, DATE '2024-01-01' AS k" + rest);
        ParquetImport.read(parquet()).axis(VERSION.is(5)).into(store);
        ParquetImport.read(parquet()).axis(VERSION.is(6)).axis("kind", "k").into(store);
        assertThat(store.keys(KeyFilter.all()))
                .containsExactly(
                        key(1, "12345678901234"),
                        key(2, "1.50"),
                        key(3, "true"),
                        key(4, "x"),
                        key(5, "y"),
                        key(6, "2024-01-01"));
    }

    @Test
    default void axesThatTheStoreDoesNotHaveAreRefused() {
        ChunkStore store = createLoads();
        written("SELECT 1::INT AS version, 'base' AS kind, 'peak' AS \"type\", 1.5 AS value,"
                + " TIMESTAMPTZ '2024-01-01 00:00:00+00' AS \"timestamp\"");
        ParquetImport file = ParquetImport.read(parquet());
        Axis<Integer> other = Axis.of("place", AxisType.INT);
        List<ParquetImport> wrong = List.of(
                file.axis("knid", "type"), // which would leave the column kind as the axis
                file.axis(other.is(1)),
                file.axis("kind", "type").axis(KIND.is("base")),
                file.axis("kind", "type").value("value", BASE));
        List<String> messages = List.of(
                "has no axis knid; its axes are", "has no axis place", "keep one of [kind] and [kind]", "no effect");
        for (int i = 0; i < wrong.size(); i++) {
            ParquetImport each = wrong.get(i);
            String message = messages.get(i);
            for (ThrowingCallable verb : List.<ThrowingCallable>of(
                    () -> each.check(store), () -> each.into(store), () -> each.preview(store, 1))) {
                assertThatThrownBy(verb)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(message);
            }
        }
        assertThat(file.axis("kind", "type").into(store).values()).isEqualTo(1);
        assertThat(contents(store)).containsOnlyKeys(PEAK);
    }

    @Test
    default void keysThatDoNotFitNameTheirRow() {
        String rest = ", TIMESTAMPTZ '2024-01-01 00:00:00+00' AS \"timestamp\", 1::DOUBLE AS value";
        written("SELECT 1.5 AS version, 'base' AS kind" + rest);
        refused(ParquetImport.read(parquet()))
                .isInstanceOf(ParquetFormatException.class)
                .hasMessageContainingAll("row 1, column version", "1.5");
        written("SELECT * FROM (SELECT 1 AS version, 'base' AS kind" + rest + ") UNION ALL BY NAME SELECT NULL AS"
                + " version, 'peak' AS kind" + rest);
        refused(ParquetImport.read(parquet())).hasMessageContainingAll("row 2, column version", "null");
        written("SELECT 1 AS version, 'a text of more than twenty characters' AS kind" + rest);
        refused(ParquetImport.read(parquet())).hasMessageContainingAll("row 1, column kind", "varchar(20)");
        written("SELECT 1 AS version, '\\xC3'::BLOB AS kind" + rest);
        refused(ParquetImport.read(parquet())).hasMessageContainingAll("kind", "UTF-8");
    }

    @Test
    default void aFunctionMakesKeys() {
        ChunkStore store = createLoads();
        written("SELECT * FROM (VALUES (7::BIGINT, 'a', 1.5), (8, 'b', 2.5), (9, NULL, 3.5)) t(meter, k, kwh),"
                + " (VALUES (TIMESTAMPTZ '2024-01-01 00:00:00+01')) u(start)");
        ImportReport report = ParquetImport.read(parquet())
                .value("kwh")
                .into(
                        store,
                        row -> row.isNull("k")
                                ? null
                                : store.key(row.get("meter"), row.get("k") + "/" + row.get("kwh")));
        assertThat(report.filtered()).isEqualTo(1);
        assertThat(contents(store))
                .isEqualTo(Map.of(
                        key(7, "a/1.5"), hours("2024-01-01T00:00", 1.5),
                        key(8, "b/2.5"), hours("2024-01-01T00:00", 2.5)));
        assertThat(ParquetImport.read(parquet())
                        .value("kwh")
                        .check(store, row -> store.key("x", "y"))
                        .problems())
                .hasSize(3)
                .first()
                .asString()
                .contains("row 1", "function of keys");
        assertThatThrownBy(() ->
                        ParquetImport.read(parquet()).value("kwh").into(store, row -> store.key(1, row.get("no"))))
                .isInstanceOf(ParquetFormatException.class)
                .hasMessageContainingAll("column no", "[k, kwh, meter, start]");
    }

    @Test
    default void aFunctionThatAsksForANullNamesTheRow() {
        ChunkStore store = createLoads();
        written("SELECT 1 AS value, NULL::INTEGER AS meter, TIMESTAMPTZ '2024-01-01 00:00:00+01' AS start");
        assertThatThrownBy(() -> ParquetImport.read(parquet()).into(store, row -> store.key(row.get("meter"), "m")))
                .isInstanceOf(ParquetFormatException.class)
                .hasMessageContainingAll("row 1", "column meter is null");
    }

    @Test
    default void aFunctionMayAskForColumnsInTheMiddleOfTheFile() {
        KeyedStore store = createProfiles("profiles");
        written(
                "SELECT i AS \"timestamp\", 'k' || (i % 3) AS kind, i::DOUBLE AS value FROM range(30000) t(i)",
                ", ROW_GROUP_SIZE 10240");
        ParquetImport.read(parquet())
                .epochMillis()
                .into(store, row -> (long) row.get("timestamp") < 15_000 ? null : store.key(1, row.get("kind")));
        Map<SeriesKey, Series> found = contents(store);
        assertThat(found).hasSize(3);
        found.forEach((key, series) -> {
            assertThat(series.size()).isEqualTo(5000);
            series.forEach((time, value) -> {
                assertThat(value).isEqualTo((double) time);
                assertThat("k" + time % 3).isEqualTo(key.value(1));
            });
        });
    }

    @Test
    default void previewOfTheFirstValues() {
        ChunkStore store = createLoads();
        written("SELECT 1 AS version, 'base' AS kind, TIMESTAMPTZ '2024-03-31 00:00:00+01' + INTERVAL (i) HOUR AS"
                + " \"timestamp\", CASE i WHEN 1 THEN NULL WHEN 4 THEN 1 ELSE i END AS value FROM range(5) t(i)");
        ImportPreview preview = ParquetImport.read(parquet()).preview(store, 3);
        assertThat(preview.problems()).isEmpty();
        assertThat(preview.values()).extracting(ImportPreview.Value::line).containsExactly(1L, 3L, 4L);
        assertThat(preview.toString())
                .contains(
                        "row 3: version=1, kind=base, 2024-03-31T01:00:00Z (2024-03-31T03:00+02:00[Europe/Paris]), 2.0");
        ImportPreview keyed = ParquetImport.read(parquet()).preview(store, row -> store.key(2, row.get("kind")), 1);
        assertThat(keyed.values()).extracting(ImportPreview.Value::key).containsExactly(key(2, "base"));
        assertThat(ParquetImport.read(parquet()).value("kind").preview(store, 3).problems())
                .hasSize(1)
                .first()
                .asString()
                .contains("column kind does not have numbers");
        assertThat(store.keys(KeyFilter.all())).isEmpty();
    }

    @Test
    default void columnsAreSeriesOfTheirOwn() {
        ChunkStore store = createLoads();
        // as pandas writes a frame whose index has no name
        written("SELECT * FROM (VALUES (1.5, NULL, TIMESTAMPTZ '2024-01-01 00:00:00+01'), (2.5, 7, TIMESTAMPTZ"
                + " '2024-01-01 01:00:00+01')) t(load, pv, __index_level_0__)");
        ImportReport report = ParquetImport.read(parquet())
                .value("load", BASE)
                .value("pv", PEAK)
                .into(store);
        assertThat(report.missing()).isEqualTo(1);
        assertThat(report.rows()).isEqualTo(2);
        assertThat(contents(store))
                .isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1.5, 2.5), PEAK, hours("2024-01-01T01:00", 7)));
        assertThatThrownBy(
                        () -> ParquetImport.read(parquet()).value("load", BASE).into(store, row -> BASE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value(..");
    }

    @Test
    default void aFileThatIsNotAsDescribedSaysWhatItHas() {
        written("SELECT 1 AS version, 'base' AS kind, 'x' AS text, TIMESTAMP '2024-01-01 00:00:00' AS at,"
                + " {'a': 1} AS part, 1 AS number");
        refused(ParquetImport.read(parquet()).value("kwh")).hasMessageContainingAll("tz(..)", "column at");
        ParquetImport zoned = ParquetImport.read(parquet()).tz("Europe/Paris");
        refused(zoned).hasMessageContainingAll("does not have the column value", "[at, kind, number, text, version]");
        refused(zoned.value("text")).hasMessageContaining("column text does not have numbers");
        refused(zoned.value("part")).hasMessageContaining("column part is nested");
        refused(zoned.value("number").axis("kind", "sort")).hasMessageContainingAll("sort", "axis(..)");
        refused(zoned.value("number").time("number")).hasMessageContainingAll("column number", "epochSeconds()");
        refused(zoned.value("number").epochMillis()).hasMessageContainingAll("column at", "does not have numbers");
        refused(zoned.value("number").time("when")).hasMessageContainingAll("when", "time(..)");
        written("SELECT 1 AS version, 'base' AS kind, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS a, TIMESTAMPTZ"
                + " '2024-01-01 00:00:00+00' AS b, 1 AS value");
        refused(ParquetImport.read(parquet())).hasMessageContainingAll("2 columns of timestamps", "time(..)");
        ChunkStore store = create(loads("other"));
        assertThat(ParquetImport.read(parquet()).time("b").into(store).values()).isEqualTo(1);
    }

    @Test
    default void timesThatCannotBeStoredNameTheirRow() {
        String rest = ", 1 AS version, 'base' AS kind, 1::DOUBLE AS value";
        written("SELECT TIMESTAMPTZ '2024-01-01 00:00:00.000001+00' AS \"timestamp\"" + rest);
        refused(ParquetImport.read(parquet()))
                .isInstanceOf(ParquetFormatException.class)
                .hasMessageContainingAll("row 1, column timestamp", "2024-01-01T00:00:00.000001Z", "millisecond");
        written("SELECT TIMESTAMP_NS '2024-01-01 00:00:00.000000001' AS \"timestamp\"" + rest);
        refused(ParquetImport.read(parquet()).tz("UTC")).hasMessageContaining("millisecond");
        written("SELECT NULL::TIMESTAMPTZ AS \"timestamp\"" + rest);
        refused(ParquetImport.read(parquet())).hasMessageContainingAll("row 1, column timestamp", "null");
        written("SELECT TIMESTAMPTZ '12024-01-01 00:00:00+00' AS \"timestamp\"" + rest);
        refused(ParquetImport.read(parquet())).hasMessageContaining("years 1 to 9999");
        written("SELECT TIMESTAMP '2024-10-27 02:30:00' AS \"timestamp\"" + rest);
        refused(ParquetImport.read(parquet()).tz("Europe/Paris"))
                .hasMessageContainingAll("2024-10-27T02:30", "repeatedHour(..)");
        written("SELECT TIMESTAMPTZ '2024-01-01 00:30:00+00' AS \"timestamp\"" + rest);
        refused(ParquetImport.read(parquet()))
                .isInstanceOf(OffGridException.class)
                .hasMessageContaining("row 1");
    }

    @Test
    default void twoValuesOfOneTimeNameTheirRows() {
        String rows =
                "SELECT 1 AS version, 'base' AS kind, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS \"timestamp\", v::DOUBLE"
                        + " AS value FROM ";
        written(rows + "(VALUES (1), (2)) t(v)");
        refused(ParquetImport.read(parquet()))
                .isInstanceOf(ConflictingValuesException.class)
                .hasMessageContainingAll("row 1", "row 2");
        written(rows + "(VALUES (1), (1)) t(v)");
        ImportReport report = ParquetImport.read(parquet()).into(create(loads("other")));
        assertThat(report.repeated()).isEqualTo(1);
        assertThat(report.written().points()).isEqualTo(1);
    }

    @Test
    default void pointsOffTheGridMoveOrDropAsTheStoreSays() {
        written("SELECT 1 AS version, 'base' AS kind, i AS \"timestamp\", i::DOUBLE AS value"
                + " FROM (VALUES (0), (3600001), (7200000)) t(i)");
        ParquetImport file = ParquetImport.read(parquet()).epochMillis();
        ChunkStore dropping = create(loads("dropping").offGrid(OffGrid.DROP));
        ImportReport dropped = file.into(dropping);
        assertThat(dropped.written().dropped()).isEqualTo(1);
        assertThat(contents(dropping)).isEqualTo(Map.of(BASE, hours("1970-01-01T01:00", 0, NONE, 7200000)));
        ChunkStore moving = create(loads("moving").offGrid(OffGrid.NEAREST));
        ImportReport moved = file.into(moving);
        assertThat(moved.moved()).isEqualTo(1);
        assertThat(moved.written().moved()).isEqualTo(1);
        assertThat(contents(moving)).isEqualTo(Map.of(BASE, hours("1970-01-01T01:00", 0, 3600001, 7200000)));
        ChunkStore ends = create(loads("ends").offGrid(OffGrid.DROP));
        file.endOfInterval().into(ends);
        assertThat(contents(ends)).isEqualTo(Map.of(BASE, hours("1970-01-01T00:00", 0, NONE, 7200000)));
    }

    @Test
    default void rowsInAnyOrderWaitInTheBuffer() {
        ChunkStore store = createLoads();
        written("SELECT 1 AS version, 'base' AS kind, 3600000 * i AS \"timestamp\", i::DOUBLE AS value"
                + " FROM (SELECT (i * 7919) % 1000 AS i FROM range(1000) t(i))");
        ParquetImport file = ParquetImport.read(parquet()).epochMillis();
        assertThatThrownBy(() -> file.buffer(100).into(store))
                .isInstanceOf(ParquetFormatException.class)
                .hasMessageContainingAll("row ", "buffer(..)");
        assertThat(contents(store)).isEmpty();
        List<Long> told = new ArrayList<>();
        assertThat(file.buffer(1000).onProgress(telling(told)).into(store).values())
                .isEqualTo(1000);
        assertThat(told).endsWith(1000L, -1L);
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("1970-01-01T01:00", Samples.ramp(1000, 0))));
    }

    @Test
    default void readsInTheTransactionOfTheCaller() throws SQLException {
        ChunkStore store = createLoads();
        written(
                "SELECT 1 AS version, 'base' AS kind, TIMESTAMPTZ '2024-01-01 00:00:00+01' AS \"timestamp\", 1.5 AS value");
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            ParquetImport.read(parquet()).into(store.on(connection));
            assertThat(contents(store)).isEmpty();
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(contents(store)).isEmpty();
    }
}

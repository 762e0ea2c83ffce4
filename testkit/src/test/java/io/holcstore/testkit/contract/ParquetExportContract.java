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
import static io.holcstore.testkit.contract.Samples.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.files.ParquetCompression;
import io.holcstore.files.ParquetExport;
import io.holcstore.files.ParquetImport;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.testkit.Generators;
import io.holcstore.testkit.Seeds;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What exports write, read back by this library and by DuckDB. */
interface ParquetExportContract extends OnParquet {
    @Test
    default void writesARowForEachValue() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-10-27T01:00", 1.5, NONE, -0.0, Double.POSITIVE_INFINITY));
        store.insert(PEAK, hours("2024-03-31T01:00", 0.1));
        store.insert(key(2, "none"), hours("2024-03-31T01:00", NONE));
        List<Long> told = new ArrayList<>();
        assertThat(ParquetExport.of(store).onProgress(telling(told)).to(parquet()))
                .isEqualTo(4);
        assertThat(told).endsWith(-1L);
        assertThat(DuckDb.rows("SELECT * FROM ?", parquet()))
                .containsExactly(
                        "1, base, 2024-10-26 23:00:00+00, 1.5",
                        "1, base, 2024-10-27 01:00:00+00, -0.0",
                        "1, base, 2024-10-27 02:00:00+00, inf",
                        "1, peak, 2024-03-31 00:00:00+00, 0.1");
        assertThat(DuckDb.rows("SELECT column_name, column_type FROM (DESCRIBE FROM ?)", parquet()))
                .containsExactly(
                        "version, INTEGER", "kind, VARCHAR", "timestamp, TIMESTAMP WITH TIME ZONE", "value, DOUBLE");
        assertThat(DuckDb.rows(
                        "SELECT DISTINCT path_in_schema, encodings FROM parquet_metadata(?) ORDER BY 1", parquet()))
                .containsExactly(
                        "kind, PLAIN, RLE, RLE_DICTIONARY",
                        "timestamp, DELTA_BINARY_PACKED, RLE",
                        "value, PLAIN, RLE",
                        "version, PLAIN, RLE, RLE_DICTIONARY");
    }

    @Test
    default void writesTheMatchingSeriesInTheRange() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1, 2, 3, 4));
        store.insert(PEAK, hours("2024-01-01T00:00", 5, 6, 7, 8));
        TimeRange window = range("2024-01-01T01:00", "2024-01-01T03:00");
        assertThat(ParquetExport.write(store, KIND.is("peak"), window, parquet()))
                .isEqualTo(2);
        assertThat(DuckDb.rows("SELECT value FROM ?", parquet())).containsExactly("6.0", "7.0");
        assertThat(ParquetExport.write(store, VERSION.is(9), TimeRange.all(), parquet()))
                .isZero();
        assertThat(DuckDb.rows("SELECT count(*) FROM ?", parquet())).containsExactly("0");
        assertThat(ParquetImport.read(parquet()).into(store).values()).isZero();
    }

    @ParameterizedTest
    @EnumSource(ParquetCompression.class)
    default void comesBackBitForBit(ParquetCompression compression) {
        ChunkStore store = quarters("here");
        store.insertAll(shapes());
        Map<SeriesKey, Series> expected = contents(store);
        long values = ParquetExport.of(store).compression(compression).to(parquet());
        ChunkStore there = quarters("there");
        assertThat(ParquetImport.read(parquet()).into(there).values()).isEqualTo(values);
        assertThat(contents(there)).isEqualTo(expected);
        assertThat(DuckDb.rows("SELECT count(*), count(DISTINCT kind) FROM ?", parquet()))
                .containsExactly(values + ", 6");
        assertThat(DuckDb.rows("SELECT DISTINCT compression FROM parquet_metadata(?)", parquet()))
                .containsExactly(compression.name());
        for (Map.Entry<SeriesKey, Series> each : expected.entrySet()) {
            double sum = each.getValue().stream()
                    .mapToDouble(sample -> Double.isNaN(sample.value()) || Double.isInfinite(sample.value()) ? 0 : 1)
                    .sum();
            assertThat(DuckDb.rows(
                            "SELECT count(*) FROM ? WHERE isfinite(value) AND kind = '"
                                    + each.getKey().value(1) + "'",
                            parquet()))
                    .containsExactly(String.valueOf((long) sum));
        }
    }

    private ChunkStore quarters(String table) {
        return create(define().axis(VERSION)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("15min")
                .tz("Europe/Paris")
                .table(table));
    }

    /** More values than a page has, and in parts more than a dictionary takes. */
    private static Map<SeriesKey, Series> shapes() {
        ZoneId zone = ZoneId.of("Europe/Paris");
        TimeRange year = TimeRange.of(
                LocalDate.of(2024, 1, 1).atStartOfDay(zone),
                LocalDate.of(2025, 1, 1).atStartOfDay(zone));
        Grid grid = Grid.over(year, Frequency.parse("15min"), zone);
        Map<SeriesKey, Series> shapes = new HashMap<>();
        shapes.put(key(1, "bits"), Generators.anyBits(1, grid));
        shapes.put(key(2, "load"), Generators.load(2, grid));
        shapes.put(key(3, "noise"), Generators.noise(3, grid));
        shapes.put(key(4, "gaps"), Generators.withRandomGaps(4, Generators.pv(4, grid), 0.4));
        shapes.put(key(5, "\u00e9\u0130"), Generators.price(5, grid));
        double[] one = Samples.none(grid.size());
        one[7] = 1;
        shapes.put(key(6, "one"), Series.wrap(grid, one));
        return shapes;
    }

    @Test
    default void wholeSeriesComeBack() {
        KeyedStore store = createProfiles("here");
        SplittableRandom random = new SplittableRandom(Seeds.of(12));
        for (int s = 0; s < 20; s++) {
            Series.Builder series = Series.builder();
            long time = Instant.parse("1850-01-01T00:00:00Z").toEpochMilli();
            for (int i = 0; i < 300; i++) {
                time += 1 + random.nextLong(1L << (10 + s));
                series.add(time, random.nextDouble());
            }
            store.insert(key(s, "s" + s % 3), series.build());
        }
        store.insert(
                key(99, "ends"),
                Series.builder()
                        .add(Instant.parse("0001-01-01T00:00:00Z"), -0.0)
                        .add(Instant.parse("9999-12-31T23:59:59.999Z"), 1)
                        .build());
        ParquetExport.of(store).to(parquet());
        KeyedStore there = createProfiles("there");
        ParquetImport.read(parquet()).into(there);
        assertThat(contents(there)).isEqualTo(contents(store));
        assertThat(DuckDb.rows("SELECT min(timestamp), max(timestamp) FROM ?", parquet()))
                .containsExactly("0001-01-01 00:00:00+00, 9999-12-31 23:59:59.999+00");
    }

    @Test
    default void everyTypeOfAxisHasATypeThatOthersRead() {
        KeyedStore store = allTypes("here");
        store.insert(
                store.key(
                        -7,
                        1L << 40,
                        (short) -3,
                        true,
                        "\u00e9;\"",
                        "t",
                        LocalDate.of(1, 1, 1),
                        UUID.fromString("ffffffff-0000-1111-2222-333333333333"),
                        Instant.parse("2024-01-01T00:00:00.123456Z"),
                        new BigDecimal("-1.25"),
                        new BigDecimal("12345678901.25"),
                        new BigDecimal("-12345678901234567890.5"),
                        new BigDecimal("1e39")),
                Series.builder().add(0, 1).build());
        store.insert(
                store.key(
                        7,
                        0L,
                        (short) 3,
                        false,
                        "",
                        "u",
                        LocalDate.of(9999, 12, 31),
                        new UUID(0, 1),
                        Instant.parse("0001-01-01T00:00:00Z"),
                        BigDecimal.ZERO,
                        BigDecimal.ONE,
                        BigDecimal.TEN,
                        BigDecimal.ONE),
                Series.builder().add(1, 2).build());
        ParquetExport.of(store).to(parquet());
        KeyedStore there = allTypes("there");
        ParquetImport.read(parquet()).into(there);
        assertThat(contents(there)).isEqualTo(contents(store));
        assertThat(DuckDb.rows("SELECT column_type FROM (DESCRIBE FROM ?)", parquet()))
                .containsExactly(
                        "INTEGER",
                        "BIGINT",
                        "SMALLINT",
                        "BOOLEAN",
                        "VARCHAR",
                        "VARCHAR",
                        "DATE",
                        "UUID",
                        "TIMESTAMP WITH TIME ZONE",
                        "DECIMAL(3,2)",
                        "DECIMAL(13,2)",
                        "DECIMAL(38,1)",
                        "VARCHAR",
                        "TIMESTAMP WITH TIME ZONE",
                        "DOUBLE");
        assertThat(DuckDb.rows("SELECT * FROM ? ORDER BY 1", parquet()))
                .containsExactly(
                        "-7, 1099511627776, -3, true, \u00e9;\", t, 0001-01-01, ffffffff-0000-1111-2222-333333333333,"
                                + " 2024-01-01 00:00:00.123456+00, -1.25, 12345678901.25, -12345678901234567890.5,"
                                + " 1000000000000000000000000000000000000000, 1970-01-01 00:00:00+00, 1.0",
                        "7, 0, 3, false, , u, 9999-12-31, 00000000-0000-0000-0000-000000000001,"
                                + " 0001-01-01 00:00:00+00, 0.00, 1.00, 10.0, 1, 1970-01-01 00:00:00.001+00, 2.0");
        assertThat(DuckDb.rows(
                        "SELECT value FROM ? WHERE a_uuid = 'ffffffff-0000-1111-2222-333333333333' AND a_text > 'a'"
                                + " AND a_flag AND a_small < 0 AND a_day < '1000-01-01' AND a_mid > 9",
                        parquet()))
                .containsExactly("1.0"); // by the least and greatest values of groups
    }

    @Test
    default void writesTheFileThatALinkLeadsTo() throws IOException {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        Path folderOfFile = Files.createDirectory(folder().resolve("files"));
        Path file = Files.writeString(folderOfFile.resolve("real.parquet"), "before");
        Path link = Files.createSymbolicLink(folder().resolve("link.parquet"), file);
        ParquetExport.of(store).to(link);
        assertThat(link).isSymbolicLink();
        assertThat(DuckDb.rows("SELECT value FROM ?", file)).containsExactly("1.0");
        assertThat(folderOfFile).isDirectoryContaining("glob:**/real.parquet");
        Path nowhere = Files.createSymbolicLink(folder().resolve("nowhere.parquet"), folder().resolve("gone"));
        assertThatThrownBy(() -> ParquetExport.of(store).to(nowhere)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> ParquetExport.of(store).to(folderOfFile))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage(folderOfFile + ": is a folder or a device, and not a file");
        try (var files = Files.list(folder())) {
            assertThat(files).hasSize(3); // and no part of a file
        }
    }

    @Test
    default void numbersThatAreTextsHaveTheLeastAndGreatestText() {
        KeyedStore store = Store.defineKeyed()
                .axis("meter", AxisType.NUMERIC(40, 1))
                .table("numbers")
                .open(dataSource());
        store.schema().createIfMissing();
        for (String meter : List.of("-5", "9", "10", "-20")) {
            store.insert(
                    store.key(new BigDecimal(meter)), Series.builder().add(0, 1).build());
        }
        ParquetExport.of(store).to(parquet());
        for (String meter : List.of("-5.0", "9.0", "10.0", "-20.0")) {
            assertThat(DuckDb.rows("SELECT value FROM ? WHERE meter = '" + meter + "'", parquet()))
                    .containsExactly("1.0");
        }
    }

    private KeyedStore allTypes(String table) {
        KeyedStore store = Store.defineKeyed()
                .axis("a_int", AxisType.INT)
                .axis("a_big", AxisType.BIGINT)
                .axis("a_small", AxisType.SMALLINT)
                .axis("a_flag", AxisType.BOOLEAN)
                .axis("a_varchar", AxisType.VARCHAR(20))
                .axis("a_text", AxisType.TEXT)
                .axis("a_day", AxisType.DATE)
                .axis("a_uuid", AxisType.UUID)
                .axis("a_moment", AxisType.TIMESTAMP)
                .axis("a_short", AxisType.NUMERIC(3, 2))
                .axis("a_mid", AxisType.NUMERIC(13, 2))
                .axis("a_long", AxisType.NUMERIC(38, 1))
                .axis("a_longest", AxisType.NUMERIC(50, 0))
                .table(table)
                .open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    @Test
    default void namesOfColumnsCanBeOthers() {
        KeyedStore store = Store.defineKeyed()
                .axis("timestamp", AxisType.INT)
                .table("stamps")
                .open(dataSource());
        store.schema().createIfMissing();
        store.insert(store.key(1), Series.builder().add(0, 1).build());
        assertThatThrownBy(() -> ParquetExport.of(store).to(parquet()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("stamps", "timestamp", "time(..)");
        assertThat(files()).isEmpty();
        ParquetExport.of(store).time("ts").value("kwh").to(parquet());
        assertThat(DuckDb.rows("SELECT ts, kwh FROM ?", parquet())).containsExactly("1970-01-01 00:00:00+00, 1.0");
        ParquetImport.read(parquet()).value("kwh").into(store); // the only timestamps that are not an axis
        ParquetImport.read(parquet()).time("ts").value("kwh").into(store);
        assertThat(contents(store)).hasSize(1);
    }

    @Test
    default void isTheSameEveryTimeAndReplacesTheFileAsAWhole() throws IOException {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1, 2, 3, 4));
        ParquetExport.write(store, KeyFilter.all(), TimeRange.all(), parquet());
        byte[] first = Files.readAllBytes(parquet());
        ParquetExport.write(store, KeyFilter.all(), TimeRange.all(), parquet());
        assertThat(Files.readAllBytes(parquet())).isEqualTo(first);
        execute("UPDATE \"load_curve\" SET \"data\" = " + facts().bytes("00"));
        assertThatThrownBy(() -> ParquetExport.of(store).to(parquet())).hasMessageContaining("load_curve");
        assertThat(Files.readAllBytes(parquet())).isEqualTo(first);
        assertThat(files()).containsExactly("loads.parquet");
        Path nowhere = folder().resolve("nowhere").resolve("loads.parquet");
        assertThatThrownBy(() -> ParquetExport.of(store).to(nowhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("load_curve", "nowhere");
    }
}

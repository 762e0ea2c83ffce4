package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.files.CsvExport;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ZipExport;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.SeriesStore;
import io.holcstore.testkit.Generators;
import io.holcstore.testkit.Seeds;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is exported and imported into an empty store is the same, bit for bit. */
interface RoundTripContract extends OnFiles {
    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 15min, YEAR_MONTH, 2024-03-30, 2024-04-02",
        "Europe/Paris, 1h, YEAR, 2024-10-25, 2024-11-03",
        "Europe/Paris, 1d, YEAR_MONTH, 2024-02-20, 2024-11-10",
        "Australia/Lord_Howe, 30min, YEAR_MONTH, 2024-04-05, 2024-04-09",
        "Australia/Lord_Howe, 10min, YEAR, 2024-10-05, 2024-10-07",
    })
    default void chunks(String zone, String freq, ChunkBy chunkBy, LocalDate from, LocalDate to) {
        ZoneId id = ZoneId.of(zone);
        TimeRange range = TimeRange.of(from.atStartOfDay(id), to.atStartOfDay(id));
        Grid grid = Grid.over(range, Frequency.parse(freq), id);
        ChunkStore store = chunks("here", zone, freq, chunkBy);
        store.insertAll(shapes(grid));
        Map<SeriesKey, Series> expected = contents(store);
        assertThat(expected).hasSize(10); // none of the shapes without a value
        roundTrip(store, table -> chunks(table, zone, freq, chunkBy), expected);
    }

    private ChunkStore chunks(String table, String zone, String freq, ChunkBy chunkBy) {
        return create(define().axis(VERSION)
                .axis(KIND)
                .chunkBy(chunkBy)
                .freq(freq)
                .tz(zone)
                .table(table));
    }

    private static Map<SeriesKey, Series> shapes(Grid grid) {
        Map<SeriesKey, Series> shapes = new HashMap<>();
        shapes.put(key(1, "energy"), Generators.energy(1, grid));
        shapes.put(key(2, "pv"), Generators.pv(2, grid));
        shapes.put(key(3, "price"), Generators.price(3, grid));
        shapes.put(key(4, "temperature"), Generators.temperature(4, grid));
        shapes.put(key(5, "noise"), Generators.noise(5, grid));
        shapes.put(key(6, "any; \"bits\""), Generators.anyBits(6, grid));
        shapes.put(key(7, "a/b\\"), Generators.withRandomGaps(7, Generators.load(7, grid), 0.4));
        shapes.put(key(8, "\u00e9\u0130"), Generators.withGapRuns(8, Generators.noise(8, grid), 3, grid.size() / 4));
        double[] edges = Samples.none(grid.size());
        edges[1] = -0.0;
        edges[2] = Double.MIN_VALUE;
        edges[3] = Double.NEGATIVE_INFINITY;
        edges[grid.size() - 2] = Double.MAX_VALUE;
        shapes.put(key(9, "edges"), Series.wrap(grid, edges));
        double[] one = Samples.none(grid.size());
        one[grid.size() / 2] = 0.1 + 0.2;
        shapes.put(key(10, "one"), Series.wrap(grid, one));
        shapes.put(key(11, "none"), Series.wrap(grid, Samples.none(grid.size())));
        return shapes;
    }

    @Test
    default void wholeSeries() {
        KeyedStore store = createProfiles("here");
        SplittableRandom random = new SplittableRandom(Seeds.of(11));
        for (int s = 0; s < 5; s++) {
            Series.Builder series = Series.builder();
            long time = Instant.parse("1850-01-01T00:00:00Z").toEpochMilli();
            for (int i = 0; i < 300; i++) {
                time += 1 + random.nextLong(1L << (10 + 7 * s));
                double any = Double.longBitsToDouble(random.nextLong());
                series.add(time, i % 2 == 0 ? any : random.nextInt(1000) / 10.0);
            }
            store.insert(key(s, "s"), series.build());
        }
        store.insert(
                key(9, "ends"),
                Series.builder()
                        .add(Instant.parse("0001-01-01T00:00:00Z"), -0.0)
                        .add(Instant.parse("9999-12-31T23:59:59.999Z"), Double.POSITIVE_INFINITY)
                        .build());
        roundTrip(store, this::createProfiles, contents(store));
    }

    /** Names that stand in the header twice are no obstacle for those who count. */
    @Test
    default void axesThatAreCalledAsTheOtherColumns() {
        SeriesStore store = odd("here");
        try (BulkWriter bulk = store.bulkWriter()) {
            bulk.add(store.key("a", 7), Samples.hours("2024-01-01T00:00", 1, 2));
        }
        Path plain = written(CsvExport.of(store), "long.csv");
        SeriesStore other = odd("there");
        assertThatThrownBy(() -> CsvImport.read(plain).into(other)).hasMessageContaining("several columns 'time'");
        CsvImport.read(plain).axis("time", 1).axis("value", 2).time(3).value(4).into(other);
        assertThat(contents(other)).isEqualTo(contents(store));
        Path zip = folder().resolve("series.zip");
        ZipExport.write(store, KeyFilter.all(), zip);
        SeriesStore third = odd("third");
        CsvImport.read(zip).into(third);
        assertThat(contents(third)).isEqualTo(contents(store));
    }

    private KeyedStore odd(String table) {
        KeyedStore store = Store.defineKeyed()
                .axis("time", AxisType.TEXT)
                .axis("value", AxisType.INT)
                .table(table)
                .open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    @Test
    default void aStoreWithoutAxesHasOneSeries() {
        KeyedStore store = Store.defineKeyed().table("here").open(dataSource());
        store.schema().createIfMissing();
        store.insert(store.key(), Samples.hours("2024-01-01T00:00", 1, 2.5));
        roundTrip(
                store,
                table -> {
                    KeyedStore empty = Store.defineKeyed().table(table).open(dataSource());
                    empty.schema().createIfMissing();
                    return empty;
                },
                contents(store));
    }

    /** Makes an empty store. */
    interface Empty {
        SeriesStore create(String table);
    }

    private void roundTrip(SeriesStore store, Empty empty, Map<SeriesKey, Series> expected) {
        Path plain = written(CsvExport.of(store), "long.csv");
        Path wide = written(CsvExport.of(store).wide().separator(',').decimal(','), "wide.csv");
        Path packed = written(CsvExport.of(store).tz("Asia/Kathmandu"), "long.csv.gz");
        Path zip = folder().resolve("series.zip");
        ZipExport.write(store, KeyFilter.all(), zip);
        Map<String, CsvImport> imports = Map.of(
                "long", CsvImport.read(plain),
                "small_buffer", CsvImport.read(plain).buffer(37),
                "wide", CsvImport.read(wide).separator(',').decimal(',').wide(),
                "wide_small",
                        CsvImport.read(wide).separator(',').decimal(',').wide().buffer(101),
                "gz", CsvImport.read(packed),
                "zip", CsvImport.read(zip));
        imports.forEach((name, csv) -> {
            SeriesStore other = empty.create(name);
            long values = csv.into(other).values();
            assertThat(contents(other)).as(name).isEqualTo(expected);
            assertThat(values)
                    .isEqualTo(expected.values().stream()
                            .mapToLong(Series::valueCount)
                            .sum());
        });
    }

    private Path written(CsvExport export, String name) {
        Path path = folder().resolve(name);
        try (Writer writer = name.endsWith(".gz")
                ? new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(path)), UTF_8)
                : Files.newBufferedWriter(path)) {
            export.to(writer);
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

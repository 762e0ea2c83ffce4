package io.holcstore.testkit.chaos;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.Store;
import io.holcstore.aggregate.Buckets;
import io.holcstore.files.CsvExport;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportReport;
import io.holcstore.files.RowImport;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.VersionedStore;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** What {@link ConstantMemoryContract} runs in a JVM with a small heap; the database is named by the environment. */
final class ConstantMemoryMain {
    static final String URL = "HOLCSTORE_CHILD_URL";
    static final String USER = "HOLCSTORE_CHILD_USER";
    static final String PASSWORD = "HOLCSTORE_CHILD_PASSWORD";
    /**
     * As second argument: merges all series once more, now with something to read and to combine with, and works with
     * large chunks too.
     */
    static final String AGAIN = "again";

    /** As third argument: copies a part through a file. */
    static final String FILE = "file";

    static final String DONE = "all of it came back";

    private static final int METERS = 3_000;
    private static final int ROWS_OF_METER = 10_000;
    private static final int METERS_IN_ROWS = 50;
    private static final long YEAR_2024 = 1_704_067_200_000L;
    private static final StoreOptions THREADS = StoreOptions.defaults().parallelism(3);
    private static final Axis<Integer> NUMBER = Axis.of("number", AxisType.INT);

    private ConstantMemoryMain() {}

    /**
     * Needs the three variables and three arguments, the first of which is the megabytes of the heap; prints
     * {@link #DONE} where all went well.
     */
    public static void main(String[] args) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(System.getenv(URL));
        config.setUsername(System.getenv(USER));
        config.setPassword(System.getenv(PASSWORD));
        config.setMinimumIdle(0);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            int heap = Integer.parseInt(args[0]);
            boolean again = args[1].equals(AGAIN);
            // 280 KB a series, every other one noise, in chunks of 24 KB: 2.4 times the heap
            ChunkStore store = run(pool, ChunkBy.YEAR_MONTH, "15min", heap * 17 / 2, 2, again);
            if (args[2].equals(FILE)) {
                exchange(store, create(pool, ChunkBy.YEAR_MONTH, "15min", "copied"));
            }
            portfolio(pool);
            importRows(pool);
            versions(pool);
            if (again) {
                // 841 KB of noise a series and chunk
                run(pool, ChunkBy.YEAR, "5min", heap * 5 / 4, 1, true);
            }
        }
        System.out.println(DONE);
    }

    private static ChunkStore run(
            HikariDataSource pool, ChunkBy chunkBy, String freq, int count, int noiseEach, boolean again) {
        String table = "big_" + chunkBy.name().toLowerCase(Locale.ROOT);
        ChunkStore store = create(pool, chunkBy, freq, table);
        int points = (int) (366 * 86_400_000L / Frequency.parse(freq).millis());
        Grid year = Grid.of(YEAR_2024, Frequency.parse(freq), ZoneOffset.UTC, points);
        long written = load(store, year, count, noiseEach, 0);
        check(store, count, written);
        checkDays(store, count, points);
        checkAcross(store, count, points);
        System.out.println("loaded " + count + " series of " + points + " points");
        if (again) {
            check(store, count, load(store, year, count, noiseEach, 1));
        }
        return store;
    }

    private static ChunkStore create(HikariDataSource pool, ChunkBy chunkBy, String freq, String table) {
        ChunkStore store = Store.define()
                .axis(NUMBER)
                .chunkBy(chunkBy)
                .freq(freq)
                .tz("UTC")
                .table(table)
                .open(pool, THREADS);
        store.schema().createIfMissing();
        return store;
    }

    /** Through a file, series by series: what would be 57 MB if all of it waited to be merged. */
    private static void exchange(ChunkStore store, ChunkStore copy) {
        try {
            Path file = Files.createTempFile("series", ".csv");
            try {
                KeyFilter some = NUMBER.between(0, 2_500_000 / valuesOfOne(store));
                try (Writer writer = Files.newBufferedWriter(file)) {
                    CsvExport.write(store, some, TimeRange.all(), writer);
                }
                CsvImport.read(file).buffer(200_000).into(copy);
                long[] bits = bits(store, some);
                check(copy, (int) bits[0], bits[1]);
                System.out.println("exchanged " + bits[0] + " series by a file of " + Files.size(file) + " bytes");
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int valuesOfOne(ChunkStore store) {
        return store.read(SeriesKey.of(NUMBER.is(0))).orElseThrow().valueCount();
    }

    private static long load(ChunkStore store, Grid grid, int count, int noiseEach, long seed) {
        long sum = 0;
        try (BulkWriter bulk = store.bulkWriter()) {
            for (int i = 0; i < count; i++) {
                double[] values = new double[grid.size()];
                SplittableRandom random = new SplittableRandom(seed * count + i);
                for (int k = 0; k < values.length; k++) {
                    values[k] = i % noiseEach == 0 ? random.nextDouble() : i + seed;
                    sum += Double.doubleToRawLongBits(values[k]);
                }
                bulk.add(SeriesKey.of(NUMBER.is(i)), Series.wrap(grid, values));
            }
        }
        return sum;
    }

    private static void check(ChunkStore store, int count, long written) {
        long[] bits = bits(store, KeyFilter.all());
        if (bits[0] != count || bits[1] != written) {
            throw new AssertionError(bits[0] + " of " + count + " series, sum of bits " + bits[1] + " of " + written);
        }
    }

    /** How many series there are, and the sum of all bits of their values. */
    private static long[] bits(ChunkStore store, KeyFilter filter) {
        long[] sums = new long[2];
        store.forEach(filter, (key, series) -> {
            sums[0]++;
            series.forEach((epochMillis, value) -> sums[1] += Double.doubleToRawLongBits(value));
        });
        return sums;
    }

    private static void checkDays(ChunkStore store, int count, int points) {
        long[] sums = new long[2];
        store.aggregate(KeyFilter.all(), TimeRange.all()).by("1d").forEach((key, days) -> {
            sums[0] += days.size();
            days.count().forEach((epochMillis, values) -> sums[1] += (long) values);
        });
        if (sums[0] != 366L * count || sums[1] != (long) points * count) {
            throw new AssertionError(sums[0] + " days of " + count + " series, " + sums[1] + " values in them");
        }
    }

    /** A number for each slot of all series. */
    private static void checkAcross(ChunkStore store, int count, int points) {
        Buckets load = store.aggregate(KeyFilter.all(), TimeRange.all())
                .across()
                .by(store.definition().frequency());
        long[] slots = new long[1];
        load.count().forEach((epochMillis, series) -> slots[0] += series == count ? 1 : 0);
        if (load.size() != points || slots[0] != points) {
            throw new AssertionError(slots[0] + " of " + points + " slots have a value of all " + count + " series");
        }
    }

    /** The load of 3,000 meters, which is 71 MB of values, and of each tenth of them. */
    private static void portfolio(HikariDataSource pool) {
        Axis<Integer> region = Axis.of("region", AxisType.INT);
        ChunkStore store = Store.define()
                .axis(region)
                .axis(NUMBER)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("15min")
                .tz("UTC")
                .table("portfolio")
                .open(pool, THREADS);
        store.schema().createIfMissing();
        Grid month = Grid.of(YEAR_2024, store.definition().frequency(), ZoneOffset.UTC, 31 * 96);
        double[] load = new double[month.size()];
        try (BulkWriter bulk = store.bulkWriter()) {
            for (int i = 0; i < METERS; i++) {
                SplittableRandom random = new SplittableRandom(i);
                double[] values = new double[month.size()];
                for (int k = 0; k < values.length; k++) {
                    values[k] = random.nextInt(1000);
                    load[k] += values[k];
                }
                bulk.add(SeriesKey.of(region.is(i % 10), NUMBER.is(i)), Series.wrap(month, values));
            }
        }
        TimeRange range = TimeRange.ofEpochMillis(month.startMillis(), month.endMillis());
        double[] summed = new double[month.size()];
        store.aggregate(KeyFilter.all(), range)
                .across(region)
                .by("15min")
                .values()
                .forEach(part -> {
                    for (int k = 0; k < summed.length; k++) {
                        summed[k] += part.sum().valueAt(k);
                    }
                });
        double[] total = store.aggregate(KeyFilter.all(), range)
                .across()
                .by("15min")
                .sum()
                .values();
        if (!Arrays.equals(total, load) || !Arrays.equals(summed, load)) {
            throw new AssertionError("the load of " + METERS + " meters is not their sum");
        }
        System.out.println("added up " + METERS + " meters");
    }

    /** Half a million rows of one value each. A driver that keeps all of them needs several times the heap. */
    private static void importRows(HikariDataSource pool) {
        ChunkStore store = create(pool, ChunkBy.YEAR_MONTH, "1h", "of_rows");
        try (Connection connection = pool.getConnection()) {
            createReadings(connection);
            ImportReport report = RowImport.query(
                            connection,
                            "SELECT meter, at, amount FROM readings WHERE meter < ? ORDER BY meter, at",
                            METERS_IN_ROWS)
                    .epochSeconds()
                    .into(store, row -> SeriesKey.of(NUMBER.is(row.getInt(1))));
            long bits = (long) METERS_IN_ROWS * ROWS_OF_METER * Double.doubleToRawLongBits(1.5);
            check(store, METERS_IN_ROWS, bits);
            System.out.println("imported " + report.rows() + " rows");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 60 rows of 0.8 MB each: as many as a page of small rows has would be all of them. */
    private static void versions(HikariDataSource pool) {
        VersionedStore store =
                Store.defineVersioned().axis(NUMBER).table("big_versions").open(pool, THREADS);
        store.schema().createIfMissing();
        Grid grid = Grid.of(YEAR_2024, Frequency.parse("5min"), ZoneOffset.UTC, 100_000);
        for (int i = 0; i < 60; i++) {
            double[] noise = new SplittableRandom(i).doubles(grid.size()).toArray();
            store.append(SeriesKey.of(NUMBER.is(i)), Series.wrap(grid, noise));
        }
        long[] points = new long[1];
        store.forEach(KeyFilter.all(), (key, series) -> points[0] += series.valueCount());
        if (points[0] != 60L * grid.size()) {
            throw new AssertionError(points[0] + " points of 60 versions");
        }
        System.out.println("read 60 versions of " + grid.size() + " points");
    }

    private static void createReadings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE digits (d integer)");
            statement.execute("INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
            statement.execute("CREATE TABLE readings (meter integer, at bigint, amount double precision,"
                    + " PRIMARY KEY (meter, at))");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO readings SELECT ?,"
                + " 1704067200 + 3600 * (1000 * a.d + 100 * b.d + 10 * c.d + e.d), 1.5"
                + " FROM digits a, digits b, digits c, digits e")) {
            for (int meter = 0; meter < METERS_IN_ROWS; meter++) {
                insert.setInt(1, meter);
                insert.executeUpdate();
            }
        }
    }
}

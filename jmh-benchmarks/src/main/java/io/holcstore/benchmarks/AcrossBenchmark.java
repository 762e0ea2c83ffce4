package io.holcstore.benchmarks;

import io.holcstore.aggregate.Buckets;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.time.Grid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The load of a portfolio, a month of quarter hours of each meter: sum, mean, extremes and count of each quarter hour,
 * of all meters and of two kinds. Beside it DuckDB, with a row for each value in a file of its own and all processors.
 */
@State(Scope.Benchmark)
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class AcrossBenchmark {
    private static final Axis<String> KIND = Axis.of("kind", AxisType.VARCHAR(20));
    private static final String NUMBERS = "sum(value), avg(value), min(value), max(value), count(value)";

    @Param({"POSTGRESQL", "H2"})
    public Database database;

    @Param("10000")
    public int series;

    private FreshDatabase fresh;
    private ChunkStore store;
    private Path file;
    private Connection duck;

    @Setup
    public void load() throws SQLException, IOException {
        StoreDefinition definition = Workload.definition(Encoding.COMPACT);
        fresh = database.fresh();
        store = definition.open(fresh.dataSource());
        store.schema().createIfMissing();
        file = Files.createTempDirectory("duckdb").resolve("load.duckdb");
        duck = DriverManager.getConnection("jdbc:duckdb:" + file);
        try (Statement statement = duck.createStatement()) {
            statement.execute("CREATE TABLE load (version INTEGER, kind VARCHAR, ts TIMESTAMP, value DOUBLE)");
        }
        Grid month = Grid.over(Workload.MONTH, Workload.STEP, Workload.ZONE);
        try (BulkWriter bulk = store.bulkWriter();
                DuckDBAppender rows = duck.unwrap(DuckDBConnection.class).createAppender("main", "load")) {
            for (int i = 0; i < series; i++) {
                Series values = Data.LOAD.series(i, month);
                bulk.add(Workload.key(definition, i), values);
                append(rows, i, values);
            }
        }
        try (Statement statement = duck.createStatement()) {
            statement.execute("CHECKPOINT");
        }
        database.settle(fresh);
    }

    private static void append(DuckDBAppender rows, int i, Series values) throws SQLException {
        for (int k = 0; k < values.size(); k++) {
            long millis = values.epochMillisAt(k);
            rows.beginRow();
            rows.append(Workload.version(i));
            rows.append(Workload.kind(i));
            rows.append(LocalDateTime.ofEpochSecond(millis / 1_000, 0, ZoneOffset.UTC));
            rows.append(values.valueAt(k));
            rows.endRow();
        }
    }

    @TearDown
    public void drop() throws SQLException, IOException {
        duck.close();
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.getParent());
        fresh.close();
    }

    @Benchmark
    public Buckets all() {
        return store.aggregate(KeyFilter.all(), Workload.MONTH).across().by("15min");
    }

    @Benchmark
    public Map<SeriesKey, Buckets> kinds() {
        return store.aggregate(KeyFilter.all(), Workload.MONTH).across(KIND).by("15min");
    }

    @Benchmark
    public void allByDuckDb(Blackhole blackhole) throws SQLException {
        query("SELECT ts, " + NUMBERS + " FROM load GROUP BY ts ORDER BY ts", blackhole);
    }

    @Benchmark
    public void kindsByDuckDb(Blackhole blackhole) throws SQLException {
        query("SELECT ts, " + NUMBERS + ", kind FROM load GROUP BY kind, ts ORDER BY kind, ts", blackhole);
    }

    private void query(String sql, Blackhole blackhole) throws SQLException {
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                blackhole.consume(rows.getTimestamp(1));
                for (int column = 2; column <= 6; column++) {
                    blackhole.consume(rows.getDouble(column));
                }
            }
        }
    }
}

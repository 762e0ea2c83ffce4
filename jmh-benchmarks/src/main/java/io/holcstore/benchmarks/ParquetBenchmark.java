package io.holcstore.benchmarks;

import io.holcstore.files.CsvExport;
import io.holcstore.files.CsvImport;
import io.holcstore.files.ImportReport;
import io.holcstore.files.ParquetCompression;
import io.holcstore.files.ParquetExport;
import io.holcstore.files.ParquetImport;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.time.Grid;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A month of quarter hours of each series to a Parquet file and back, beside a long CSV file, and beside DuckDB, which
 * writes the same rows of a table of its own and reads them into another one, with all processors.
 */
@State(Scope.Benchmark)
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class ParquetBenchmark {
    @Param({"POSTGRESQL", "H2"})
    public Database database;

    @Param({"LOAD", "NOISE"})
    public Data data;

    @Param("100")
    public int series;

    private FreshDatabase fresh;
    private FreshDatabase other;
    private ChunkStore store;
    private ChunkStore empty;
    private Path folder;
    private Path parquet;
    private Path csv;
    private Connection duck;

    @Setup
    public void load() throws SQLException, IOException {
        StoreDefinition definition = Workload.definition(Encoding.COMPACT);
        fresh = database.fresh();
        store = definition.open(fresh.dataSource());
        store.schema().createIfMissing();
        other = database.fresh();
        empty = definition.open(other.dataSource());
        empty.schema().createIfMissing();
        Grid month = Grid.over(Workload.MONTH, Workload.STEP, Workload.ZONE);
        try (BulkWriter bulk = store.bulkWriter()) {
            for (int i = 0; i < series; i++) {
                Series values = data.series(i, month);
                bulk.add(Workload.key(definition, i), values);
            }
        }
        folder = Files.createTempDirectory("parquet");
        parquet = folder.resolve("read.parquet");
        csv = folder.resolve("read.csv");
        ParquetExport.of(store).to(parquet);
        writeCsv(csv);
        duck = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("load.duckdb"));
        duck("CREATE TABLE load AS SELECT * FROM '" + parquet + "'");
        database.settle(fresh);
    }

    @Setup(Level.Invocation)
    public void clear() throws SQLException {
        if (empty.delete(KeyFilter.all()).chunksDeleted() > 0) {
            database.settle(other);
        }
    }

    @TearDown
    public void drop() throws SQLException, IOException {
        duck.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
        fresh.close();
        other.close();
    }

    private void writeCsv(Path path) throws IOException {
        try (Writer writer = Files.newBufferedWriter(path)) {
            CsvExport.of(store).to(writer);
        }
    }

    private void duck(String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }

    @Benchmark
    public long exportZstd() {
        return ParquetExport.of(store).to(folder.resolve("zstd.parquet"));
    }

    @Benchmark
    public long exportSnappy() {
        return ParquetExport.of(store).compression(ParquetCompression.SNAPPY).to(folder.resolve("snappy.parquet"));
    }

    @Benchmark
    public void exportCsv() throws IOException {
        writeCsv(folder.resolve("written.csv"));
    }

    @Benchmark
    public void exportByDuckDb() throws SQLException {
        duck("COPY load TO '" + folder.resolve("duck.parquet") + "' (FORMAT parquet, COMPRESSION zstd)");
    }

    @Benchmark
    public ImportReport importZstd() {
        return ParquetImport.read(parquet).into(empty);
    }

    @Benchmark
    public ImportReport importCsv() {
        return CsvImport.read(csv).into(empty);
    }

    @Benchmark
    public void importByDuckDb() throws SQLException {
        duck("CREATE OR REPLACE TABLE there AS SELECT * FROM '" + parquet + "'");
        duck("CHECKPOINT");
    }
}

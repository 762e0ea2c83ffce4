package io.holcstore.benchmarks;

import io.holcstore.files.ImportReport;
import io.holcstore.files.RowImport;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * From a table of one row a value into a store, end to end, beside a loop that only reads the same rows. The counter
 * {@code rows} is rows a second.
 */
@Fork(1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class RowImportBenchmark {
    /** A full table and a store that is empty before each operation. */
    @State(Scope.Benchmark)
    public static class Input {
        @Param({"POSTGRESQL", "H2"})
        public Database database;

        @Param("20")
        public int series;

        FreshDatabase full;
        FreshDatabase other;
        RowPerPointTable table;
        ChunkStore empty;

        @Setup
        public void make() throws SQLException {
            StoreDefinition definition = Workload.definition(Encoding.COMPACT);
            List<Series> values =
                    List.copyOf(Workload.series(definition, Data.LOAD, series).values());
            full = database.fresh();
            table = new RowPerPointTable(database);
            try (Connection connection = full.unpooled().getConnection()) {
                table.create(connection);
                table.load(connection, values);
            }
            database.settle(full);
            other = database.fresh();
            empty = definition.open(other.dataSource());
            empty.schema().createIfMissing();
        }

        @Setup(Level.Invocation)
        public void clear() throws SQLException {
            if (empty.delete(KeyFilter.all()).chunksDeleted() > 0) {
                database.settle(other);
            }
        }

        @TearDown
        public void drop() {
            full.close();
            other.close();
        }
    }

    /** Rows that went through. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Rows {
        public double rows;

        @Setup(Level.Iteration)
        public void reset() {
            rows = 0;
        }
    }

    /** All rows into an empty store. */
    @Benchmark
    public ImportReport importAll(Input input, Rows rows) throws SQLException {
        try (Connection connection = input.full.dataSource().getConnection()) {
            ImportReport report = RowImport.query(
                            connection, "SELECT version, kind, ts, reading FROM points ORDER BY version, kind, ts")
                    .into(input.empty, row -> input.empty.key(row.getInt(1), row.getString(2)));
            rows.rows += report.rows();
            return report;
        }
    }

    /** All rows, read and forgotten. */
    @Benchmark
    public Digest readAll(Input input, Rows rows) throws SQLException {
        Digest digest = new Digest();
        try (Connection connection = input.full.unpooled().getConnection()) {
            input.table.stream(connection, digest);
            rows.rows += (double) input.series * Workload.POINTS;
        }
        return digest;
    }
}

package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;
import org.postgresql.ds.PGSimpleDataSource;

/** The work of {@link StoreBenchmark} as one row a point. An operation takes many seconds: few are measured. */
@Fork(1)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class RowPerPointBenchmark {
    /** How rows get into the table. */
    public enum Load {
        COPY,
        BATCH
    }

    /** What both states are made from. */
    @State(Scope.Benchmark)
    public static class Input {
        @Param({"POSTGRESQL", "H2"})
        public Database database;

        @Param("LOAD")
        public Data data;

        @Param("100")
        public int series;

        StoreDefinition definition;
        List<Series> values;
        RowPerPointTable table;

        @Setup
        public void make() {
            definition = Workload.definition(Encoding.LZ4);
            values = List.copyOf(Workload.series(definition, data, series).values());
            table = new RowPerPointTable(database);
        }

        FreshDatabase create() throws SQLException {
            FreshDatabase fresh = database.fresh();
            if (fresh.unpooled() instanceof PGSimpleDataSource source) {
                source.setReWriteBatchedInserts(true);
            }
            try (Connection connection = fresh.unpooled().getConnection()) {
                table.create(connection);
            }
            return fresh;
        }

        void load(FreshDatabase into, Load way) throws SQLException {
            try (Connection connection = into.dataSource().getConnection()) {
                if (way == Load.COPY && database == Database.POSTGRESQL) {
                    table.copy(connection, values);
                } else {
                    table.insert(connection, values);
                }
            }
        }
    }

    /** A table without rows, a new one for each operation. */
    @State(Scope.Benchmark)
    public static class Empty {
        /** H2 has no COPY: both ways are batches there. */
        @Param({"COPY", "BATCH"})
        public Load way;

        FreshDatabase database;

        @Setup(Level.Iteration)
        public void create(Input input) throws SQLException {
            database = input.create();
        }

        @TearDown(Level.Iteration)
        public void drop() {
            database.close();
        }
    }

    /** A table that holds all series. */
    @State(Scope.Benchmark)
    public static class Loaded {
        FreshDatabase database;
        List<List<Series>> late;
        private int next;

        @Setup
        public void load(Input input) throws SQLException {
            database = input.create();
            input.load(database, Load.COPY);
            input.database.settle(database);
            late = List.of(late(input, 1), late(input, 2));
        }

        private static List<Series> late(Input input, int seed) {
            return List.copyOf(Workload.late(input.definition, input.data, input.series, seed)
                    .values());
        }

        @TearDown
        public void drop() {
            database.close();
        }

        int next(int size) {
            next = (next + 1) % size;
            return next;
        }
    }

    /** All series into an empty table, as one transaction. */
    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 2)
    public void insert(Input input, Empty empty) throws SQLException {
        input.load(empty.database, empty.way);
    }

    /** Two days over the end of every series, as one transaction. */
    @Benchmark
    @Warmup(iterations = 3)
    @Measurement(iterations = 5)
    public void mergeAll(Input input, Loaded loaded) throws SQLException {
        try (Connection connection = loaded.database.dataSource().getConnection()) {
            input.table.merge(connection, loaded.late.get(loaded.next(loaded.late.size())));
        }
    }

    /** One whole series. */
    @Benchmark
    @Warmup(iterations = 5)
    @Measurement(iterations = 10)
    public Series readSeries(Input input, Loaded loaded) throws SQLException {
        return read(input, loaded, Workload.YEARS, Workload.POINTS);
    }

    /** One month of one series. */
    @Benchmark
    @Warmup(iterations = 20)
    @Measurement(iterations = 20)
    public Series readMonth(Input input, Loaded loaded) throws SQLException {
        return read(input, loaded, Workload.MONTH, Workload.MONTH_POINTS);
    }

    private static Series read(Input input, Loaded loaded, TimeRange range, int points) throws SQLException {
        try (Connection connection = loaded.database.dataSource().getConnection()) {
            int i = loaded.next(input.series);
            return input.table.read(connection, i, range.start(), range.end(), points);
        }
    }

    /** All series, one point after another. */
    @Benchmark
    @Warmup(iterations = 1)
    @Measurement(iterations = 2)
    public void stream(Input input, Loaded loaded, Blackhole blackhole) throws SQLException {
        try (Connection connection = loaded.database.dataSource().getConnection()) {
            input.table.stream(connection, blackhole);
        }
    }
}

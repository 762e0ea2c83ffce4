package io.holcstore.benchmarks;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.WriteResult;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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

/** The verbs of a chunk store, end to end: each operation is one call with its own connection and transaction. */
@Fork(1)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class StoreBenchmark {
    /** What both states are made from. */
    @State(Scope.Benchmark)
    public static class Input {
        @Param({"POSTGRESQL", "H2", "MARIADB", "SQLITE"})
        public Database database;

        @Param({"LOAD", "ENERGY", "NOISE"})
        public Data data;

        @Param({"COMPACT", "LZ4"})
        public Encoding encoding;

        @Param("YEAR_MONTH")
        public ChunkBy chunkBy;

        @Param("100")
        public int series;

        /** How many threads a verb may use. */
        @Param("1")
        public int parallelism;

        StoreDefinition definition;
        Map<SeriesKey, Series> values;

        ChunkStore open(FreshDatabase fresh) {
            return definition.open(fresh.dataSource(), StoreOptions.defaults().parallelism(parallelism));
        }

        @Setup
        public void make() {
            definition = Workload.definition(encoding, chunkBy);
            values = Workload.series(definition, data, series);
        }
    }

    /** A store without any series, a new one for each operation. */
    @State(Scope.Benchmark)
    public static class Empty {
        FreshDatabase database;
        ChunkStore store;

        @Setup(Level.Iteration)
        public void create(Input input) throws SQLException {
            database = input.database.fresh();
            store = input.open(database);
            store.schema().createIfMissing();
            input.database.settle(database);
        }

        @TearDown(Level.Iteration)
        public void drop() {
            database.close();
        }
    }

    /** A store that holds all series. */
    @State(Scope.Benchmark)
    public static class Loaded {
        FreshDatabase database;
        ChunkStore store;
        List<SeriesKey> keys;
        List<Map<SeriesKey, Series>> late;
        private int next;

        @Setup
        public void load(Input input) throws SQLException {
            database = input.database.fresh();
            store = input.open(database);
            store.schema().createIfMissing();
            store.insertAll(input.values);
            input.database.settle(database);
            keys = List.copyOf(input.values.keySet());
            late = List.of(
                    Workload.late(input.definition, input.data, input.series, 1),
                    Workload.late(input.definition, input.data, input.series, 2));
        }

        @TearDown
        public void drop() {
            database.close();
        }

        SeriesKey nextKey() {
            next = (next + 1) % keys.size();
            return keys.get(next);
        }

        Map<SeriesKey, Series> nextLate() {
            next = (next + 1) % late.size();
            return late.get(next);
        }
    }

    /** All series into an empty store, as one transaction. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 5)
    @Measurement(iterations = 10)
    public WriteResult insert(Input input, Empty empty) {
        return empty.store.insertAll(input.values);
    }

    /** Two days over the end of every series, as one transaction. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public WriteResult mergeAll(Loaded loaded) {
        return loaded.store.mergeAll(loaded.nextLate());
    }

    /** One whole series. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public Series readSeries(Loaded loaded) {
        return loaded.store.read(loaded.nextKey()).orElseThrow();
    }

    /** One month of one series. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public Series readMonth(Loaded loaded) {
        return loaded.store.read(loaded.nextKey(), Workload.MONTH).orElseThrow();
    }

    /** All series, one after another. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public void stream(Loaded loaded, Blackhole blackhole) {
        loaded.store.forEach(KeyFilter.all(), TimeRange.all(), (key, series) -> blackhole.consume(series));
    }
}

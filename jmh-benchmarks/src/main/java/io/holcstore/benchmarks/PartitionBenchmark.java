package io.holcstore.benchmarks;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.partition.Partitioning;
import io.holcstore.series.Sample;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.WriteResult;
import io.holcstore.testkit.FreshDatabase;
import java.sql.SQLException;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

/** Verbs on a store of PostgreSQL whose tables are in one piece, and on stores with more and more partitions. */
@State(Scope.Benchmark)
@Fork(1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class PartitionBenchmark {
    /** How the tables are partitioned. */
    public enum How {
        /** By the hash of the first axis. */
        HASH {
            @Override
            Partitioning of(int partitions) {
                return Partitioning.hash(Workload.VERSION, partitions);
            }

            @Override
            void add(ChunkStore store, int partitions) {
                // they are there from the beginning
            }
        },
        /** By a century, half years or months, of which the last lie after all values. */
        RANGE {
            @Override
            Partitioning of(int partitions) {
                return Partitioning.rangeOfChunks(Period.ofMonths(partitions == 1 ? 1200 : partitions == 8 ? 6 : 1));
            }

            @Override
            void add(ChunkStore store, int partitions) {
                YearMonth first = YearMonth.of(2021, 1);
                store.schema().partitions().add(first, partitions == 64 ? first.plusMonths(63) : first.plusMonths(47));
            }
        };

        abstract Partitioning of(int partitions);

        abstract void add(ChunkStore store, int partitions);
    }

    @Param({"HASH", "RANGE"})
    public How how;

    /** The number of partitions; 0 for tables in one piece. */
    @Param({"0", "1", "8", "64"})
    public int partitions;

    @Param("200")
    public int series;

    private FreshDatabase fresh;
    private ChunkStore store;
    private List<SeriesKey> keys;
    private List<Map<SeriesKey, Series>> late;
    private int turn;

    @Setup
    public void load() throws SQLException {
        StoreDefinition definition = partitions == 0
                ? Workload.definition(Encoding.COMPACT)
                : Workload.partitioned(Encoding.COMPACT, how.of(partitions));
        fresh = Database.POSTGRESQL.fresh();
        store = definition.open(fresh.dataSource());
        store.schema().createIfMissing();
        if (partitions > 0) {
            how.add(store, partitions);
        }
        Workload.forEach(definition, Data.LOAD, series, store::insert);
        keys = store.keys(KeyFilter.all());
        late = new ArrayList<>();
        for (int seed = 1; seed <= 2; seed++) {
            late.add(Workload.late(definition, Data.LOAD, series, seed));
        }
        Database.POSTGRESQL.settle(fresh);
    }

    @TearDown
    public void drop() {
        fresh.close();
    }

    private SeriesKey nextKey() {
        return keys.get(turn++ % keys.size());
    }

    /** A month of one series. */
    @Benchmark
    public Optional<Series> readMonth() {
        return store.read(nextKey(), Workload.MONTH);
    }

    /** Three years of one series. */
    @Benchmark
    public Optional<Series> readSeries() {
        return store.read(nextKey());
    }

    /** The last value of one series. */
    @Benchmark
    public Optional<Series> readLast() {
        return store.readLast(nextKey(), 1);
    }

    /** The last values of all series. */
    @Benchmark
    public Map<SeriesKey, Sample> latest() {
        return store.latest(KeyFilter.all());
    }

    /** Two late days of one series. */
    @Benchmark
    public WriteResult mergeOne() {
        int seed = turn / keys.size() % late.size();
        SeriesKey key = nextKey();
        return store.merge(key, Objects.requireNonNull(late.get(seed).get(key)));
    }

    /** Two late days of all series. */
    @Benchmark
    public WriteResult mergeAll() {
        return store.mergeAll(late.get(turn++ % late.size()));
    }

    /** A month of all series. */
    @Benchmark
    public void stream(Blackhole blackhole) {
        store.forEach(KeyFilter.all(), Workload.MONTH, (key, month) -> blackhole.consume(month));
    }
}

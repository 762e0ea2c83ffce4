package io.holcstore.benchmarks;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Sample;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.time.Grid;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** Questions about many series in one call, beside the same question asked series by series. */
@Fork(1)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class ManyBenchmark {
    /** A store with one month of each of many series. */
    @State(Scope.Benchmark)
    public static class Loaded {
        /** The series that are asked for by name. */
        private static final int NAMED = 100;

        /** Months that are generated; more of them would take longer than all that is measured. */
        private static final int DIFFERENT = 16;

        /** Series that are inserted at once. */
        private static final int AT_ONCE = 1000;

        @Param({"POSTGRESQL", "H2"})
        public Database database;

        @Param("100000")
        public int keys;

        FreshDatabase fresh;
        ChunkStore store;
        List<SeriesKey> named;

        @Setup
        public void load() throws SQLException {
            StoreDefinition definition = Workload.definition(Encoding.COMPACT);
            fresh = database.fresh();
            store = definition.open(fresh.dataSource());
            store.schema().createIfMissing();
            Grid grid = Grid.of(Workload.MONTH.start().atZone(Workload.ZONE), Workload.STEP, Workload.MONTH_POINTS);
            List<Series> months = IntStream.range(0, DIFFERENT)
                    .mapToObj(i -> Data.LOAD.series(i, grid))
                    .toList();
            Map<SeriesKey, Series> part = new LinkedHashMap<>();
            for (int i = 0; i < keys; i++) {
                part.put(Workload.key(definition, i), months.get(i % DIFFERENT));
                if (part.size() == AT_ONCE || i == keys - 1) {
                    store.insertAll(part);
                    part.clear();
                }
            }
            database.settle(fresh);
            List<SeriesKey> all = store.keys(KeyFilter.all());
            int step = Math.max(1, all.size() / NAMED);
            named = IntStream.range(0, Math.min(NAMED, all.size()))
                    .mapToObj(i -> all.get(i * step))
                    .toList();
        }

        @TearDown
        public void drop() {
            fresh.close();
        }

        /** As many series as are named: both kinds of half as many versions. */
        KeyFilter filter() {
            return Workload.VERSION.in(IntStream.range(0, (named.size() + 1) / 2)
                    .mapToObj(i -> named.get(i).get(Workload.VERSION))
                    .toList());
        }
    }

    @Benchmark
    public List<SeriesKey> keys(Loaded loaded) {
        return loaded.store.keys(KeyFilter.all());
    }

    @Benchmark
    public long count(Loaded loaded) {
        return loaded.store.count(KeyFilter.all());
    }

    @Benchmark
    public Optional<Instant> lastTimestamp(Loaded loaded) {
        return loaded.store.lastTimestamp(KeyFilter.all());
    }

    /** Of 100 series, as {@link #lastTimestampEach}. */
    @Benchmark
    public Map<SeriesKey, Instant> lastTimestamps(Loaded loaded) {
        return loaded.store.lastTimestamps(loaded.filter());
    }

    @Benchmark
    public void lastTimestampEach(Loaded loaded, Blackhole blackhole) {
        for (SeriesKey key : loaded.named) {
            blackhole.consume(loaded.store.lastTimestamp(key.at(0).and(key.at(1))));
        }
    }

    /** Of 100 series, as {@link #readLastEach}. */
    @Benchmark
    public Map<SeriesKey, Sample> latest(Loaded loaded) {
        return loaded.store.latest(loaded.filter());
    }

    @Benchmark
    public void readLastEach(Loaded loaded, Blackhole blackhole) {
        for (SeriesKey key : loaded.named) {
            blackhole.consume(loaded.store.readLast(key, 1));
        }
    }

    /** A month of 100 series, as {@link #readEach}. */
    @Benchmark
    public Map<SeriesKey, Series> readAll(Loaded loaded) {
        return loaded.store.readAll(loaded.named, Workload.MONTH);
    }

    @Benchmark
    public void readEach(Loaded loaded, Blackhole blackhole) {
        for (SeriesKey key : loaded.named) {
            blackhole.consume(loaded.store.read(key, Workload.MONTH));
        }
    }
}

package io.holcstore.benchmarks;

import io.holcstore.key.SeriesKey;
import io.holcstore.projection.Projection;
import io.holcstore.projection.ProjectionResult;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.time.Grid;
import java.sql.SQLException;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * Refreshes projections of days after a nightly merge of two days into every series, beside a rebuild of the same
 * table. The store has three months of each series.
 */
@Fork(1)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class ProjectionBenchmark {
    /** A store with its projections, refreshed. */
    @State(Scope.Benchmark)
    public static class Loaded {
        private static final int MONTHS = 3;
        private static final int MONTH_POINTS = 30 * 96;

        /** Series that are generated; more of them would take longer than all that is measured. */
        private static final int DIFFERENT = 16;

        /** Series that are written at once. */
        private static final int AT_ONCE = 1000;

        @Param({"POSTGRESQL", "H2"})
        public Database database;

        @Param("10000")
        public int keys;

        FreshDatabase fresh;
        ChunkStore store;
        Projection daily;
        Projection total;
        private StoreDefinition definition;
        private Grid grid;
        private int night;

        @Setup(Level.Trial)
        public void load() throws SQLException {
            definition = Workload.replicated(Encoding.COMPACT);
            fresh = database.fresh();
            store = definition.open(fresh.dataSource());
            store.schema().createIfMissing();
            ZonedDateTime start = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, Workload.ZONE);
            grid = Grid.of(start, Workload.STEP, MONTHS * MONTH_POINTS);
            merge(grid, 0);
            daily = store.projection("daily_load").by("1d");
            total = store.projection("total_load").by("1d").across();
            daily.schema().createIfMissing();
            total.schema().createIfMissing();
            daily.refresh();
            total.refresh();
            database.settle(fresh);
        }

        private void merge(Grid points, int seed) {
            List<Series> series = IntStream.range(0, DIFFERENT)
                    .mapToObj(i -> Data.LOAD.series(1000L * seed + i, points))
                    .toList();
            Map<SeriesKey, Series> part = new LinkedHashMap<>();
            for (int i = 0; i < keys; i++) {
                part.put(Workload.key(definition, i), series.get(i % DIFFERENT));
                if (part.size() == AT_ONCE || i == keys - 1) {
                    store.mergeAll(part);
                    part.clear();
                }
            }
        }

        /** Two days of every series, with other values each night. */
        @Setup(Level.Invocation)
        public void mergeTheNight() {
            merge(grid.slice(grid.size() - Workload.LATE_POINTS, grid.size()), ++night);
        }

        @TearDown(Level.Trial)
        public void drop() {
            fresh.close();
        }
    }

    /** What has changed in the night. */
    @Benchmark
    public ProjectionResult refresh(Loaded loaded) {
        return loaded.daily.refresh();
    }

    /** The same across all series. */
    @Benchmark
    public ProjectionResult refreshAcross(Loaded loaded) {
        return loaded.total.refresh();
    }

    /** Everything, from the start. */
    @Benchmark
    public ProjectionResult rebuild(Loaded loaded) {
        loaded.daily.schema().drop();
        loaded.daily.schema().createIfMissing();
        return loaded.daily.refresh();
    }
}

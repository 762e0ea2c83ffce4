package io.holcstore.benchmarks;

import io.holcstore.Store;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.Generators;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/**
 * The verbs of a store of versions on a month of half hours, 1,488 points less some gaps; one call is one transaction.
 */
@State(Scope.Benchmark)
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class VersionBenchmark {
    static final int VERSIONS = 10;

    private static final Frequency HALF_HOUR = Frequency.parse("30min");
    private static final TimeRange MONTH = TimeRange.month(YearMonth.of(2024, 1), Workload.ZONE);
    private static final int AT_ONCE = 500;

    @Param({"POSTGRESQL", "H2"})
    public Database database;

    @Param("10000")
    public int keys;

    private FreshDatabase fresh;
    private VersionedStore store;
    private List<SeriesKey> meters;
    private SeriesKey forecast;
    private SeriesKey growing;
    private Series month;

    /** Every meter with one version; one forecast with ten. */
    @Setup
    public void load() throws SQLException {
        fresh = database.fresh();
        store = Store.defineVersioned()
                .axis("client_id", AxisType.INT)
                .axis("prm", AxisType.VARCHAR(70))
                .tz(Workload.ZONE.getId())
                .table("curves")
                .open(fresh.dataSource());
        store.schema().createIfMissing();
        meters = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            meters.add(store.key(i % 7, "meter-" + i));
        }
        for (int from = 0; from < keys; from += AT_ONCE) {
            Map<SeriesKey, Series> batch = new HashMap<>();
            for (int i = from; i < Math.min(keys, from + AT_ONCE); i++) {
                batch.put(meters.get(i), curve(i));
            }
            store.appendAll(batch);
        }
        forecast = store.key(0, "forecast");
        for (int version = 0; version < VERSIONS; version++) {
            store.append(forecast, curve(keys + version));
        }
        growing = store.key(0, "growing");
        month = curve(keys + VERSIONS);
        database.settle(fresh);
    }

    private static Series curve(int seed) {
        Grid grid = Grid.over(MONTH, HALF_HOUR, Workload.ZONE);
        return Generators.withGapRuns(seed, Generators.load(seed, grid), 2, 20);
    }

    @TearDown
    public void drop() {
        fresh.close();
    }

    /** One more version of one key. */
    @Benchmark
    public int append() {
        return store.append(growing, month);
    }

    /** Ten versions of one key as one series. */
    @Benchmark
    public Series readCombined() {
        return store.read(forecast).orElseThrow();
    }

    /** What to fetch again of the month for all meters. */
    @Benchmark
    public Map<TimeRange, List<SeriesKey>> missing() {
        return store.missing(meters, MONTH, HALF_HOUR);
    }
}

package io.holcstore.benchmarks;

import io.holcstore.key.KeyFilter;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import java.sql.SQLException;
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

/**
 * Totals of all series over three years: those of months come from the statistics of the chunks, those of days from
 * their values.
 */
@State(Scope.Benchmark)
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class AggregateBenchmark {
    @Param({"POSTGRESQL", "H2"})
    public Database database;

    @Param("1000")
    public int series;

    private FreshDatabase fresh;
    private ChunkStore store;

    @Setup
    public void load() throws SQLException {
        StoreDefinition definition = Workload.definition(Encoding.COMPACT);
        fresh = database.fresh();
        store = definition.open(fresh.dataSource());
        store.schema().createIfMissing();
        try (BulkWriter bulk = store.bulkWriter()) {
            Workload.forEach(definition, Data.LOAD, series, bulk::add);
        }
        database.settle(fresh);
    }

    @TearDown
    public void drop() {
        fresh.close();
    }

    @Benchmark
    public void months(Blackhole blackhole) {
        totals("1month", blackhole);
    }

    @Benchmark
    public void days(Blackhole blackhole) {
        totals("1d", blackhole);
    }

    private void totals(String bucket, Blackhole blackhole) {
        store.aggregate(KeyFilter.all(), Workload.YEARS)
                .by(bucket)
                .forEach((key, buckets) -> blackhole.consume(buckets.sum()));
    }
}

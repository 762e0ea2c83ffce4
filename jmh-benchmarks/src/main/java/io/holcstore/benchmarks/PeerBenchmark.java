package io.holcstore.benchmarks;

import io.holcstore.series.Series;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
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
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The same work by this library and by what its users could pick instead. Before anything is measured, the answers are
 * compared with the series that were loaded: {@link PeerCheck}.
 */
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class PeerBenchmark {
    /** What both states are made from. */
    @State(Scope.Benchmark)
    public static class Input {
        @Param
        public PeerName peer;

        @Param({"ENERGY", "NOISE"})
        public Data data;

        @Param("100")
        public int series;

        List<Series> values;
        List<List<Series>> late;

        @Setup
        public void make() {
            StoreDefinition definition = Workload.definition(Encoding.COMPACT);
            values = List.copyOf(Workload.series(definition, data, series).values());
            late = List.of(late(definition, 1), late(definition, 2));
        }

        private List<Series> late(StoreDefinition definition, int seed) {
            return List.copyOf(Workload.late(definition, data, series, seed).values());
        }
    }

    /** A place without points, a new one for each operation. */
    @State(Scope.Benchmark)
    public static class Empty {
        Peer peer;

        @Setup(Level.Iteration)
        public void create(Input input) throws Exception {
            peer = input.peer.open(input.data);
        }

        @TearDown(Level.Iteration)
        public void drop(Input input) throws Exception {
            PeerCheck.of(input).stream(peer);
            peer.close();
        }
    }

    /** A place that holds all series. */
    @State(Scope.Benchmark)
    public static class Loaded {
        Peer peer;
        private int next;

        @Setup
        public void load(Input input, BenchmarkParams benchmark) throws Exception {
            peer = input.peer.open(input.data);
            peer.load(input.values);
            peer.settle();
            String method = benchmark.getBenchmark();
            PeerCheck.of(input).answers(peer, method.substring(method.lastIndexOf('.') + 1));
        }

        @TearDown
        public void drop() throws Exception {
            peer.close();
        }

        int next(int size) {
            next = (next + 1) % size;
            return next;
        }
    }

    /** All series into an empty place: durable and readable. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 3)
    @Measurement(iterations = 5)
    public void load(Input input, Empty empty) throws Exception {
        empty.peer.load(input.values);
    }

    /** One whole series. */
    @Benchmark
    public Series readSeries(Input input, Loaded loaded) throws Exception {
        return loaded.peer.read(loaded.next(input.series), Workload.YEARS, Workload.POINTS);
    }

    /** One month of one series. */
    @Benchmark
    public Series readMonth(Input input, Loaded loaded) throws Exception {
        return loaded.peer.read(loaded.next(input.series), Workload.MONTH, Workload.MONTH_POINTS);
    }

    /** Every point of all series. */
    @Benchmark
    public Digest stream(Loaded loaded) throws Exception {
        Digest digest = new Digest();
        loaded.peer.stream(digest);
        return digest;
    }

    /** Two days over the end of every series: durable and readable. */
    @Benchmark
    public void merge(Input input, Loaded loaded) throws Exception {
        loaded.peer.merge(input.late.get(loaded.next(input.late.size())));
    }

    /** Monthly totals of each series. */
    @Benchmark
    public Digest months(Loaded loaded) throws Exception {
        return totals(loaded, Bucket.MONTH);
    }

    /** Daily totals of each series. */
    @Benchmark
    public Digest days(Loaded loaded) throws Exception {
        return totals(loaded, Bucket.DAY);
    }

    private static Digest totals(Loaded loaded, Bucket bucket) throws Exception {
        Digest digest = new Digest();
        loaded.peer.totals(bucket, digest);
        return digest;
    }

    /** The last time and value of each series. */
    @Benchmark
    public Digest last(Loaded loaded) throws Exception {
        Digest digest = new Digest();
        loaded.peer.last(digest);
        return digest;
    }
}

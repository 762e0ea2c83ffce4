package io.holcstore.benchmarks;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.FreshDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
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

/**
 * The whole feed of a source, page by page, and a replica that takes it: 36 rows a series. Each page is a call with its
 * own transaction.
 */
@Fork(1)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class FeedBenchmark {
    private static final int PAGE = 500;

    /** A source that holds all series, and its feed. */
    @State(Scope.Benchmark)
    public static class Source {
        @Param({"POSTGRESQL", "H2"})
        public Database database;

        @Param({"LOAD", "ENERGY", "NOISE"})
        public Data data;

        @Param({"COMPACT", "LZ4"})
        public Encoding encoding;

        @Param("100")
        public int series;

        FreshDatabase fresh;
        ChunkStore store;
        List<ChangePage> pages;

        @Setup
        public void load() throws SQLException {
            fresh = database.fresh();
            store = Workload.replicated(encoding).open(fresh.dataSource());
            store.schema().createIfMissing();
            store.insertAll(Workload.series(store.definition(), data, series));
            database.settle(fresh);
            pages = new ArrayList<>();
            ChangeCursor cursor = ChangeCursor.start();
            do {
                pages.add(store.feed().changes(cursor, KeyFilter.all(), PAGE));
                cursor = pages.get(pages.size() - 1).next();
            } while (!pages.get(pages.size() - 1).isLast());
        }

        @TearDown
        public void drop() {
            fresh.close();
        }
    }

    /** An empty replica for each operation. */
    @State(Scope.Benchmark)
    public static class Replica {
        FreshDatabase fresh;
        ChunkStore store;

        @Setup(Level.Iteration)
        public void create(Source source) throws SQLException {
            fresh = source.database.fresh();
            store = Workload.replicated(source.encoding).open(fresh.dataSource());
            store.schema().createIfMissing();
            source.database.settle(fresh);
        }

        @TearDown(Level.Iteration)
        public void drop() {
            fresh.close();
        }
    }

    /** Everything from the start. */
    @Benchmark
    public void changes(Source source, Blackhole blackhole) {
        ChangeCursor cursor = ChangeCursor.start();
        ChangePage page;
        do {
            page = source.store.feed().changes(cursor, KeyFilter.all(), PAGE);
            blackhole.consume(page);
            cursor = page.next();
        } while (!page.isLast());
    }

    /** Everything into an empty replica. */
    @Benchmark
    public void apply(Source source, Replica replica) {
        for (ChangePage page : source.pages) {
            replica.store.replica().apply(page, "benchmark");
        }
    }
}

package io.holcstore.benchmarks;

import io.holcstore.django.DjangoProtocol;
import io.holcstore.django.DjangoSyncClient;
import io.holcstore.http.Authorizer;
import io.holcstore.http.SyncClient;
import io.holcstore.http.SyncReport;
import io.holcstore.http.SyncServer;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.FreshDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
import org.postgresql.PGConnection;

/**
 * A whole source into an empty replica, PostgreSQL to PostgreSQL: pulled over the loopback, beside COPY of the same
 * table out and in again.
 */
@Fork(1)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class PullBenchmark {
    private static final String TABLE = "load_curve";

    /** A published source that holds all series. */
    @State(Scope.Benchmark)
    public static class Source {
        @Param({"LOAD", "NOISE"})
        public Data data;

        @Param({"COMPACT", "LZ4"})
        public Encoding encoding;

        @Param("100")
        public int series;

        FreshDatabase fresh;
        SyncServer server;

        @Setup
        public void load() throws SQLException {
            fresh = Database.POSTGRESQL.fresh();
            ChunkStore store = Workload.replicated(encoding).open(fresh.dataSource());
            store.schema().createIfMissing();
            store.insertAll(Workload.series(store.definition(), data, series));
            Database.POSTGRESQL.settle(fresh);
            server = SyncServer.builder()
                    .publish("loads", store)
                    .publish("django", DjangoProtocol.of(store))
                    .authorize(Authorizer.anyone())
                    .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }

        @TearDown
        public void drop() {
            server.close();
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
            fresh = Database.POSTGRESQL.fresh();
            store = Workload.replicated(source.encoding).open(fresh.dataSource());
            store.schema().createIfMissing();
            Database.POSTGRESQL.settle(fresh);
        }

        @TearDown(Level.Iteration)
        public void drop() {
            fresh.close();
        }
    }

    /** Page by page, each a transaction. */
    @Benchmark
    public SyncReport pull(Source source, Replica replica) {
        URI uri = URI.create("http://localhost:" + source.server.port() + "/loads");
        return SyncClient.builder(uri).into(replica.store).build().pull();
    }

    /** In the protocol of the Python application, between two stores of this library. */
    @Benchmark
    public SyncReport pullDjango(Source source, Replica replica) {
        URI uri = URI.create("http://localhost:" + source.server.port() + "/django");
        return DjangoSyncClient.builder(uri).into(replica.store).build().pull();
    }

    /** As one transaction, through a file: what could be done by hand where both databases can be reached. */
    @Benchmark
    public long copy(Source source, Replica replica) throws SQLException, IOException {
        Path file = Files.createTempFile("copy", ".bin");
        try (Connection from = source.fresh.unpooled().getConnection();
                Connection to = replica.fresh.unpooled().getConnection()) {
            try (OutputStream out = Files.newOutputStream(file)) {
                from.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY " + TABLE + " TO STDOUT (FORMAT binary)", out);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return to.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + TABLE + " FROM STDIN (FORMAT binary)", in, 1 << 16);
            }
        } finally {
            Files.delete(file);
        }
    }
}

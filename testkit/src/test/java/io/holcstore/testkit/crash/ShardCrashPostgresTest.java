package io.holcstore.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.error.StoreSqlException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.feed.ChangePage.Remaining;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.AcrossShards;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.PostgresNode;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.ShardedPostgres;
import io.holcstore.testkit.StoredRows;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writers write through ShardingSphere to a store on two servers, one replica follows the feed of each of them, and the
 * servers crash in turn. In the end the store holds what was acknowledged, and the replica has the rows of both
 * servers, column for column.
 */
final class ShardCrashPostgresTest {
    private static final int CRASHES = 4;
    private static final int BETWEEN_CRASHES = 20;
    private static final String TABLE = "followed";

    /** What is acknowledged is on disk, or rather where the death of all processes leaves it. */
    private static final Map<String, String> DURABLE =
            Map.of("synchronous_commit", "on", "autovacuum", "off", "max_connections", "100");

    private static final StoreDefinition DEFINITION = Store.define()
            .axis(ShardWriters.METER)
            .chunkBy(ChunkBy.YEAR_MONTH)
            .freq("1h")
            .tz("UTC")
            .table(TABLE)
            .replicated()
            .shardedBy(ShardWriters.METER)
            .acrossShards(AcrossShards.NOT_ATOMIC)
            .build();

    private final SplittableRandom random = new SplittableRandom(Seeds.of(20_240_731));

    private static ChunkStore create(DataSource dataSource) {
        ChunkStore store = DEFINITION.open(dataSource);
        store.schema().createIfMissing();
        return store;
    }

    @Test
    void nothingIsMissedWhereServersCrash(@TempDir Path folder) throws SQLException {
        try (PostgresNode first = PostgresNode.start(folder.resolve("first"), DURABLE);
                PostgresNode second = PostgresNode.start(folder.resolve("second"), DURABLE);
                FreshDatabase replicas = TestDatabase.postgresql().fresh()) {
            List<PostgresNode> servers = List.of(first, second);
            servers.forEach(server -> create(server.dataSource()));
            ChunkStore replica = create(replicas.dataSource());
            try (FreshDatabase sphere = new ShardedPostgres(2, Map.of(TABLE, ShardWriters.METER))
                            .over(servers.stream().map(PostgresNode::url).toList());
                    Pullers pullers = new Pullers(servers, replica);
                    ShardWriters writers = ShardWriters.start(
                            sphere.unpooled(), DEFINITION.open(sphere.unpooled()), random.nextLong())) {
                pullers.start(random);
                for (int crash = 0; crash < CRASHES || writers.failed() < CRASHES; crash++) {
                    long enough = writers.acknowledged() + BETWEEN_CRASHES;
                    while (writers.acknowledged() < enough) {
                        pullers.requireRunning();
                        LockSupport.parkNanos(1_000_000);
                    }
                    servers.get(crash % 2).crash();
                }
                Map<Integer, Map<Long, Double>> acknowledged = writers.end();
                assertThat(pullers.end()).isPositive();
                assertThat(values(DEFINITION.open(sphere.unpooled()))).isEqualTo(withoutEmpty(acknowledged));
                assertThat(StoredRows.of(replicas.dataSource(), TABLE))
                        .hasSizeGreaterThan(100)
                        .isEqualTo(rows(servers));
            }
        }
    }

    private static Map<String, String> rows(List<PostgresNode> servers) throws SQLException {
        Map<String, String> all = new TreeMap<>();
        for (PostgresNode server : servers) {
            Map<String, String> own = StoredRows.of(server.dataSource(), TABLE);
            assertThat(own).isNotEmpty();
            all.putAll(own);
        }
        return all;
    }

    private static Map<Integer, Map<Long, Double>> values(ChunkStore store) {
        Map<Integer, Map<Long, Double>> all = new TreeMap<>();
        store.forEach(
                KeyFilter.all(), (key, series) -> all.put(key.get(ShardWriters.METER), ShardWriters.values(series)));
        return withoutEmpty(all);
    }

    private static Map<Integer, Map<Long, Double>> withoutEmpty(Map<Integer, Map<Long, Double>> meters) {
        Map<Integer, Map<Long, Double>> all = new TreeMap<>(meters);
        all.values().removeIf(Map::isEmpty);
        return all;
    }

    /** A thread for each server, which goes on from the recorded cursor after each error of its server. */
    private static final class Pullers implements AutoCloseable {
        private final ExecutorService threads = Executors.newFixedThreadPool(2);
        private final List<Future<Integer>> running = new ArrayList<>();
        private final List<PostgresNode> servers;
        private final ChunkStore replica;
        private volatile boolean ended;

        Pullers(List<PostgresNode> servers, ChunkStore replica) {
            this.servers = servers;
            this.replica = replica;
        }

        void start(SplittableRandom random) {
            for (PostgresNode server : servers) {
                SplittableRandom own = random.split();
                running.add(threads.submit(() -> follow(server, own)));
            }
        }

        private int follow(PostgresNode server, SplittableRandom random) {
            ChunkStore source = DEFINITION.open(server.dataSource());
            int failed = 0;
            boolean last = false;
            while (!last) {
                boolean written = ended;
                try {
                    Remaining remaining = page(source, server.url(), 1 + random.nextInt(40));
                    last = written && remaining == Remaining.NOTHING;
                } catch (StoreSqlException e) {
                    failed++;
                }
            }
            return failed;
        }

        private Remaining page(ChunkStore source, String subscription, int limit) {
            ChangeCursor from = replica.replica().cursor(subscription).orElse(ChangeCursor.start());
            ChangePage page = source.feed().changes(from, KeyFilter.all(), limit);
            replica.replica().apply(page, subscription);
            return page.remaining();
        }

        void requireRunning() {
            assertThat(running.stream().filter(Future::isDone).map(Pullers::join))
                    .isEmpty();
        }

        /** Pulls the rest and returns how often a server failed a pull, at least. */
        int end() {
            ended = true;
            return running.stream().mapToInt(Pullers::join).min().orElseThrow();
        }

        private static int join(Future<Integer> puller) {
            try {
                return puller.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException("a puller failed", e);
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}

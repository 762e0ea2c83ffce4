package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.testkit.contract.Samples.ramp;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.Store;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.SlowNetwork;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** How often each verb waits for the server: the number must not grow. */
final class RoundTripsPostgresTest {
    private static final StoreDefinition STORE = Store.define()
            .axis(VERSION)
            .axis(KIND)
            .chunkBy(ChunkBy.YEAR_MONTH)
            .freq("1h")
            .tz("Europe/Paris")
            .table("load_curve")
            .build();

    /** Runs twice before it is counted, so that drivers and stores know what they need. */
    private interface Action {
        void run(int time);
    }

    private static Map<SeriesKey, Series> many(int first, int count, Series series) {
        Map<SeriesKey, Series> many = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            many.put(key(first + i, "base"), series);
        }
        return many;
    }

    @Test
    void aVerbWaitsAsOftenAsItMust() throws IOException {
        try (FreshDatabase database = TestDatabase.postgresql().fresh()) {
            PGSimpleDataSource server = (PGSimpleDataSource) database.unpooled();
            InetSocketAddress address = new InetSocketAddress(server.getServerNames()[0], server.getPortNumbers()[0]);
            try (SlowNetwork network = new SlowNetwork(address, Duration.ZERO);
                    HikariDataSource pool = new HikariDataSource()) {
                PGSimpleDataSource source = new PGSimpleDataSource();
                source.setUrl(server.getUrl());
                source.setUser(server.getUser());
                source.setPassword(server.getPassword());
                source.setServerNames(new String[] {network.address().getHostString()});
                source.setPortNumbers(new int[] {network.address().getPort()});
                pool.setDataSource(source);
                pool.setMaximumPoolSize(1);
                count(network, STORE.open(pool));
            }
        }
    }

    private static void count(SlowNetwork network, ChunkStore store) {
        store.schema().createIfMissing();
        Map<String, Action> actions = new LinkedHashMap<>();
        actions.put("insert", time -> store.insert(key(time, "new"), hours("2024-01-05T00:00", ramp(2000, 1))));
        actions.put("merge", time -> store.merge(key(0, "new"), hours("2024-01-05T00:00", 100 + time)));
        actions.put("merge of the same", time -> store.merge(key(0, "new"), hours("2024-01-06T00:00", 25)));
        actions.put("replace", time -> store.replace(key(0, "new"), hours("2024-01-05T00:00", 100 + time)));
        actions.put("erase", time -> store.erase(key(time, "new"), month(2024, 2)));
        actions.put("insertAll of 100", time -> store.insertAll(many(100 * time, 100, hours("2024-01-05T00:00", 1))));
        actions.put("mergeAll of 100", time -> store.mergeAll(many(0, 100, hours("2024-01-05T00:00", 100 + time))));
        actions.put("read", time -> store.read(BASE));
        actions.put("exists", time -> store.exists(BASE));
        actions.put("forEach", time -> store.forEach(KIND.is("base"), (key, series) -> {}));
        actions.put("delete", time -> store.delete(List.of(key(time, "new"))));
        Map<String, Long> counts = new LinkedHashMap<>();
        actions.forEach((name, action) -> {
            action.run(0);
            action.run(1);
            long before = network.roundTrips();
            action.run(2);
            counts.put(name, network.roundTrips() - before);
        });
        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("insert", 5L), // begin, lock, create the head, insert, commit
                        Map.entry("merge", 5L), // begin, lock, read, update, commit
                        Map.entry("merge of the same", 4L),
                        Map.entry("replace", 7L),
                        Map.entry("erase", 6L),
                        Map.entry("insertAll of 100", 6L),
                        Map.entry("mergeAll of 100", 5L),
                        Map.entry("read", 1L),
                        Map.entry("exists", 1L),
                        Map.entry("forEach", 3L),
                        Map.entry("delete", 5L)));
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong behind a pooler of transactions where a store relies on its session: stores with the same axes, many
 * threads, two servers.
 */
final class StoresBehindAPoolerTest extends EncodedStoreContract {
    private static final int THREADS = 6;
    private static final int ROUNDS = 8;

    StoresBehindAPoolerTest() {
        super(TestDatabase.postgresqlBehindPooler(), Encoding.COMPACT);
    }

    private ChunkStore store(String table) {
        ChunkStore store = loads(table).open(db.database().newPool());
        store.schema().createIfMissing();
        return store;
    }

    private static Series day(double... values) {
        return hours("2024-01-05T00:00", values);
    }

    /** Two applications whose statements have the same parameters: one must not run the other's. */
    @Test
    void aStoreReadsAndWritesItsOwnTable() {
        ChunkStore kw = store("kw");
        ChunkStore price = store("price");
        kw.insert(BASE, day(1, 2));
        price.insert(BASE, day(100, 200));
        for (int i = 0; i < 4; i++) {
            for (ChunkStore reading : new ChunkStore[] {kw, price, price, kw, price}) {
                assertThat(reading.read(BASE)).contains(reading == kw ? day(1, 2) : day(100, 200));
            }
        }
        for (int i = 0; i < 4; i++) {
            for (ChunkStore writing : new ChunkStore[] {kw, price, price, kw, price}) {
                writing.merge(BASE, hours("2024-01-05T02:00", writing == kw ? 3 + i : 300 + i));
            }
        }
        assertThat(kw.read(BASE)).contains(day(1, 2, 6));
        assertThat(price.read(BASE)).contains(day(100, 200, 303));
    }

    /** Sessions that begin transactions at another isolation, as a role's setting makes them. */
    @Test
    void aVerbRunsAtItsIsolationAndLeavesTheSessionsAsTheyAre() throws SQLException {
        ChunkStore store = store("load_curve");
        execute("CREATE FUNCTION requires_read_committed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF current_setting('transaction_isolation') <> 'read committed' THEN"
                + " RAISE 'at %', current_setting('transaction_isolation'); END IF; RETURN NEW; END $$");
        execute("CREATE TRIGGER t BEFORE INSERT OR UPDATE ON \"load_curve\""
                + " FOR EACH ROW EXECUTE FUNCTION requires_read_committed()");
        onBothServers("SET default_transaction_isolation = 'repeatable read'");
        try {
            for (int i = 0; i < 4; i++) {
                store.merge(BASE, day(i));
                assertThat(store.read(BASE)).contains(day(i));
                assertThat(store.keys(VERSION.is(1))).containsExactly(BASE);
            }
            assertThat(defaultsOfBothServers()).containsExactly("repeatable read", "repeatable read");
        } finally {
            onBothServers("RESET default_transaction_isolation");
        }
    }

    private List<String> defaultsOfBothServers() throws SQLException {
        List<String> found = new ArrayList<>();
        onBothServers(statement -> {
            try (var rows = statement.executeQuery("SHOW default_transaction_isolation")) {
                rows.next();
                found.add(rows.getString(1));
            }
        });
        return found;
    }

    private interface Action {
        void run(Statement statement) throws SQLException;
    }

    private void onBothServers(String sql) throws SQLException {
        onBothServers(statement -> statement.execute(sql));
    }

    /** In two transactions at the same time. */
    private void onBothServers(Action action) throws SQLException {
        try (Connection one = db.database().unpooled().getConnection();
                Connection other = db.database().unpooled().getConnection()) {
            for (Connection each : List.of(one, other)) {
                each.setAutoCommit(false);
                try (Statement statement = each.createStatement()) {
                    action.run(statement);
                }
            }
            one.commit();
            other.commit();
        }
    }

    @Test
    void sixThreadsShareTwoServers() throws InterruptedException, ExecutionException {
        ChunkStore source = create(loads().replicated());
        ChunkStore replica = create(loads("replica").replicated());
        KeyedStore keyed =
                Store.defineKeyed().axis(VERSION).axis(KIND).table("keyed").open(dataSource());
        keyed.schema().createIfMissing();
        VersionedStore versioned =
                create(Store.defineVersioned().axis(VERSION).axis(KIND).table("versioned"));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                SeriesKey own = key(thread, "own");
                int hour = thread;
                running.add(threads.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        Series written = day(1000 * hour + round, hour);
                        source.merge(own, written);
                        source.merge(BASE, hours("2024-01-05T%02d:00".formatted(hour), round));
                        assertThat(source.read(own)).contains(written);
                        keyed.merge(own, written);
                        assertThat(keyed.read(own)).contains(written);
                        assertThat(versioned.append(own, written)).isEqualTo(round);
                        assertThat(versioned.read(own)).contains(written);
                        assertThat(versioned.versions(own)).hasSize(round + 1);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        double last = ROUNDS - 1;
        assertThat(source.read(BASE)).contains(day(last, last, last, last, last, last));
        OnReplicas.pull(source, replica, VERSION.in(0, 1, 2, 3, 4, 5), "pooler");
        for (SeriesKey each : source.keys(KeyFilter.all())) {
            assertThat(replica.read(each)).isEqualTo(source.read(each));
        }
    }
}

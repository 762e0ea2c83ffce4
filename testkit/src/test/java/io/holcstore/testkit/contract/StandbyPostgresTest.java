package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.holcstore.error.StoreSqlException;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.PostgresNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store over a streaming standby: it reads, says that it cannot write, and is behind its primary for a while. */
final class StandbyPostgresTest {
    @Test
    void readsAndRefusesToWrite(@TempDir Path folder) {
        try (PostgresNode primary = PostgresNode.start(folder.resolve("primary"), Map.of())) {
            EveryVerb stores = EveryVerb.created(primary.dataSource());
            stores.over(primary.dataSource()); // begins the first epoch
            try (PostgresNode standby = primary.standby(folder.resolve("standby"), Map.of())) {
                primary.awaitAllAt(standby);
                var before = stores.state();
                List<String> refused = new ArrayList<>();
                for (Map.Entry<String, ThrowingCallable> verb :
                        stores.over(standby.dataSource()).verbs().entrySet()) {
                    Throwable failure = catchThrowable(verb.getValue());
                    if (failure != null) {
                        assertThat(failure).as(verb.getKey()).isInstanceOfSatisfying(StoreSqlException.class, e -> {
                            assertThat(e.sqlState()).isEqualTo("25006");
                            assertThat(e.isRetryable()).isFalse();
                            assertThat(e.isOutcomeUnknown()).isFalse();
                        });
                        refused.add(verb.getKey());
                    }
                }
                assertThat(refused)
                        .as("verbs that write, and those that wait for writers")
                        .containsExactly(
                                ("insert, merge, replace, insertAll, mergeAll, replaceAll, erase, eraseAll, copy, rename, reindex,"
                                                + " delete, deleteKeys, bulkWriter, upgrade, changeEncoding, apply, applySubscribed,"
                                                + " createProjection, refresh, purgeTombstones, beginEpoch, keyed insert, keyed merge,"
                                                + " keyed replaceAll, keyed bulkWriter, keyed erase, keyed eraseAll, keyed copy,"
                                                + " keyed delete, keyed deleteKeys, append, appendAll, appendAsOf, restore, put, putAll,"
                                                + " deleteVersion, readAsOf, versionsAsOf")
                                        .split(", ", -1));
                assertThat(stores.state()).isEqualTo(before);
            }
        }
    }

    @Test
    void readsWhatItHasGot(@TempDir Path folder) {
        Map<String, String> durable = Map.of("synchronous_commit", "on");
        try (PostgresNode primary = PostgresNode.start(folder.resolve("primary"), durable)) {
            ChunkStore store = EveryVerb.created(primary.dataSource()).chunks;
            try (PostgresNode standby = primary.standby(folder.resolve("standby"), Map.of())) {
                primary.awaitAllAt(standby);
                ChunkStore reads = store.definition().open(standby.dataSource());
                standby.query("SELECT pg_wal_replay_pause()");
                store.merge(BASE, hours("2024-01-31T23:00", 7));
                assertThat(reads.read(BASE).orElseThrow()).hasValues(1, 2);
                standby.query("SELECT pg_wal_replay_resume()");
                primary.awaitAllAt(standby);
                assertThat(reads.read(BASE).orElseThrow()).hasValues(7, 2);
            }
        }
    }

    /** Each commit of the primary waits until the standby shows it. */
    @Test
    void readsItsOwnWritesWhereCommitsWaitForIt(@TempDir Path folder) {
        Map<String, String> waiting = Map.of("synchronous_commit", "remote_apply");
        try (PostgresNode primary = PostgresNode.start(folder.resolve("primary"), waiting)) {
            ChunkStore store = EveryVerb.created(primary.dataSource()).chunks;
            try (PostgresNode standby = primary.standby(folder.resolve("standby"), Map.of())) {
                primary.awaitAllAt(standby);
                primary.query("ALTER SYSTEM SET synchronous_standby_names = '*'");
                primary.query("SELECT pg_reload_conf()");
                ChunkStore reads = store.definition().open(standby.dataSource());
                for (int i = 0; i < 50; i++) {
                    store.merge(BASE, hours("2024-01-31T23:00", i));
                    assertThat(reads.read(BASE).orElseThrow()).hasValues(i, 2);
                }
                primary.query("ALTER SYSTEM RESET synchronous_standby_names");
                primary.query("SELECT pg_reload_conf()");
            }
        }
    }
}

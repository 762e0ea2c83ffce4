package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.PostgresNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

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
                            assertThat(e).hasMessageContaining("such as that of the primary");
                        });
                        refused.add(verb.getKey());
                    }
                }
                assertThat(refused)
                        .as("verbs that write, and those that wait for writers")
                        .containsExactly(
                                ("insert, merge, replace, insertAll, mergeAll, replaceAll, erase, eraseAll, copy, rename, reindex,"
                                                + " delete, deleteKeys, bulkWriter, bulk, upgrade, changeEncoding, apply, applySubscribed,"
                                                + " createProjection, refresh, purgeTombstones, beginEpoch, keyed insert, keyed merge,"
                                                + " keyed replaceAll, keyed bulkWriter, keyed erase, keyed eraseAll, keyed copy,"
                                                + " keyed delete, keyed deleteKeys, append, appendAll, appendAsOf, restore, put, putAll,"
                                                + " deleteVersion, readAsOf, versionsAsOf")
                                        .split(", ", -1));
                assertThat(stores.state()).isEqualTo(before);
                saysThatSerializableIsImpossible(stores.chunks.definition(), (PGSimpleDataSource) standby.dataSource());
            }
        }
    }

    /** PostgreSQL refuses every query at this isolation on a standby; it lacks nothing. */
    private static void saysThatSerializableIsImpossible(StoreDefinition definition, PGSimpleDataSource standby) {
        standby.setOptions("-c default_transaction_isolation=serializable");
        assertThatThrownBy(() -> definition.open(standby).read(BASE))
                .isInstanceOf(StoreSqlException.class)
                .hasMessageContaining("cannot use serializable mode in a hot standby");
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
                StoreBuilder other = EveryVerb.loads("created_later");
                other.open(primary.dataSource()).schema().createIfMissing();
                ChunkStore later = other.open(standby.dataSource());
                assertThatThrownBy(() -> later.read(BASE)).isInstanceOf(SchemaMismatchException.class);
                standby.query("SELECT pg_wal_replay_resume()");
                primary.awaitAllAt(standby);
                assertThat(reads.read(BASE).orElseThrow()).hasValues(7, 2);
                assertThat(later.read(BASE)).isEmpty();
            }
        }
    }

    /** The standby ends what reads rows that it is to remove, because its primary has removed them. */
    @Test
    void aStreamThatIsInTheWayOfThePrimaryCanBeRepeated(@TempDir Path folder) {
        Map<String, String> durable = Map.of("synchronous_commit", "on");
        try (PostgresNode primary = PostgresNode.start(folder.resolve("primary"), durable)) {
            ChunkStore store = EveryVerb.created(primary.dataSource()).chunks;
            Map<SeriesKey, Series> many = new HashMap<>();
            for (int version = 100; version < 3_000; version++) {
                many.put(store.key(version, "many"), hours("2024-01-31T23:00", version)); // more than one page of rows
            }
            store.insertAll(many);
            try (PostgresNode standby =
                    primary.standby(folder.resolve("standby"), Map.of("max_standby_streaming_delay", "0"))) {
                primary.awaitAllAt(standby);
                ChunkStore reads = store.definition().open(standby.dataSource());
                assertThatThrownBy(() -> {
                            try (SeriesCursor cursor = reads.cursor(KeyFilter.all())) {
                                cursor.next();
                                primary.query("ALTER TABLE load_curve ADD COLUMN site integer");
                                primary.awaitAllAt(standby);
                                while (cursor.next()) {
                                    cursor.series();
                                }
                            }
                        })
                        .isInstanceOfSatisfying(StoreSqlException.class, e -> assertThat(e.isRetryable())
                                .isTrue());
                assertThat(reads.read(BASE)).isPresent();
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

package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.Store;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Definition;
import io.holcstore.store.KeyedStoreDefinition;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.HookedDataSource;
import io.holcstore.testkit.NaiveDataSource;
import io.holcstore.testkit.OnDjangoTable;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.testkit.chaos.Operations.Verb;
import io.holcstore.time.ChunkBy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Eight threads on two pools write the same series: the result is that of some serial order, and nobody sees an error
 * that is not about what was asked. The same rounds on a store without locks find one that is not, which shows that
 * they would notice.
 */
public abstract class ConcurrencyContract {
    private static final long SEED = Seeds.of(20_240_131);
    private static final int ROUNDS = 40;
    private static final int DJANGO_ROUNDS = 15;

    /** Without locks most rounds go wrong; so many never fail to. */
    private static final int NAIVE_ROUNDS = 1000;

    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(database());

    private @Nullable Rounds rounds;

    /** The database to run on. */
    protected abstract TestDatabase database();

    /** What the threads of a round do. */
    enum Mix implements Rounds.Choice {
        /** Each thread has values for some places of one series, which others have too. */
        MERGE_MERGE {
            @Override
            public Verb choose(Operations operations, SplittableRandom random, int thread) {
                return operations.merge(oneSeries(random, thread));
            }
        },
        /** A replace drops what others have merged before it, and nothing of what comes after. */
        MERGE_REPLACE {
            @Override
            public Verb choose(Operations operations, SplittableRandom random, int thread) {
                List<Double> values = oneSeries(random, thread);
                return thread % 3 == 0 ? operations.replace(values) : operations.merge(values);
            }
        },
        /** One wins, the others hear that the series exists. */
        INSERT_INSERT {
            @Override
            public Verb choose(Operations operations, SplittableRandom random, int thread) {
                return operations.insert(oneSeries(random, thread));
            }
        },
        ERASE_DELETE_MERGE {
            @Override
            public Verb choose(Operations operations, SplittableRandom random, int thread) {
                int from = random.nextInt(Operations.SLOTS);
                return switch (random.nextInt(7)) {
                    case 0 -> operations.deleteAll();
                    case 3 -> operations.delete(random.nextInt(Operations.METERS));
                    case 1 -> operations.erase(0, from, random.nextInt(from, Operations.SLOTS) + 1);
                    case 2 -> operations.read(0);
                    default -> operations.merge(manySeries(random, thread));
                };
            }
        },
        /** Verbs of several series, in whatever order the map has them. */
        ALL_OF_MANY {
            @Override
            public Verb choose(Operations operations, SplittableRandom random, int thread) {
                List<Double> values = manySeries(random, thread);
                return switch (random.nextInt(6)) {
                    case 0 -> operations.insert(values);
                    case 1 -> operations.replace(values);
                    case 2 -> operations.read(random.nextInt(Operations.METERS));
                    default -> operations.merge(values);
                };
            }
        },
        /** Series get other keys, and their ends are taken away and asked for. */
        RENAME_ERASE_ENDS {
            @Override
            public Verb choose(Operations operations, SplittableRandom random, int thread) {
                int from = random.nextInt(Operations.SLOTS);
                return switch (random.nextInt(7)) {
                    case 0 -> operations.eraseAll(from, random.nextInt(from, Operations.SLOTS) + 1);
                    case 1 -> operations.move(random.nextInt(Operations.METERS), false);
                    case 2 -> operations.move(random.nextInt(Operations.METERS), true);
                    case 3 -> operations.lastTimes();
                    case 4 -> operations.replace(oneSeries(random, thread));
                    default -> operations.merge(manySeries(random, thread));
                };
            }
        },
        /** Bulk writers lock in the order of their input, so that some wait in a circle. */
        BULK_MERGE {
            @Override
            public Verb choose(Operations operations, SplittableRandom random, int thread) {
                List<Double> values = manySeries(random, thread);
                return thread % 4 == 0 ? operations.bulk(values, thread == 0) : operations.merge(values);
            }
        };

        private static List<Double> oneSeries(SplittableRandom random, int thread) {
            return Rounds.values(random, thread + 1, 0, Operations.SLOTS);
        }

        private static List<Double> manySeries(SplittableRandom random, int thread) {
            return Rounds.values(random, thread + 1, 0, Operations.METERS * Operations.SLOTS);
        }
    }

    private static final StoreDefinition CHUNKS = chunks().table("world").build();
    private static final StoreDefinition SOURCE =
            chunks().table("world_source").replicated().build();
    private static final StoreDefinition REPLICA =
            chunks().table("world_replica").replicated().build();
    private static final StoreDefinition DJANGO_CHUNKS =
            OnDjangoTable.of(chunks(), "app", "World").build();
    private static final KeyedStoreDefinition SERIES = Store.defineKeyed()
            .axis(Operations.ROUND)
            .axis(Operations.METER)
            .table("world_keyed")
            .build();
    private static final Definition<? extends SeriesStore> WORLD = CHUNKS;
    private static final Definition<? extends SeriesStore> REPLICA_WORLD = REPLICA;
    private static final Definition<? extends SeriesStore> DJANGO_WORLD = DJANGO_CHUNKS;
    private static final Definition<? extends SeriesStore> KEYED_WORLD = SERIES;

    private static StoreBuilder chunks() {
        return Store.define()
                .axis(Operations.ROUND)
                .axis(Operations.METER)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("UTC");
    }

    /** A store with its tables. Others are not created: on a server, that takes longer than most rounds. */
    private <S extends ReadableStore> S created(Definition<S> definition) {
        S store = definition.open(db.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    @AfterEach
    final void stopThreads() {
        if (rounds != null) {
            rounds.close();
        }
    }

    private Rounds rounds(SeriesStore... stores) {
        Rounds created = new Rounds(SEED, stores);
        rounds = created;
        return created;
    }

    @ParameterizedTest
    @EnumSource(Mix.class)
    final void endsAsInSomeSerialOrder(Mix mix) {
        Rounds stress = rounds(created(WORLD), WORLD.open(db.database().newPool()));
        assertThat(stress.firstFault(ROUNDS, mix)).isNull();
    }

    /** In a table of another application there are no heads to lock. */
    @ParameterizedTest
    @EnumSource(
            value = Mix.class,
            names = {"MERGE_REPLACE", "ALL_OF_MANY"})
    final void endsAsInSomeSerialOrderOnADjangoTable(Mix mix) {
        assumeTrue(db.facts().holdsDjangoTables(), "there are no tables of the Python application on this database");
        Rounds stress =
                rounds(created(DJANGO_WORLD), DJANGO_WORLD.open(db.database().newPool()));
        assertThat(stress.firstFault(DJANGO_ROUNDS, mix)).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = Mix.class, mode = Mode.EXCLUDE, names = "BULK_MERGE")
    final void wholeSeriesEndAsInSomeSerialOrder(Mix mix) {
        Rounds stress =
                rounds(created(KEYED_WORLD), KEYED_WORLD.open(db.database().newPool()));
        assertThat(stress.firstFault(ROUNDS, mix)).isNull();
    }

    @Test
    final void roundsOfWholeSeriesNoticeThatLocksAreMissing() {
        db.negativeControlOfLocks();
        created(KEYED_WORLD);
        Rounds stress = rounds(KEYED_WORLD.open(NaiveDataSource.withoutLocks(db.dataSource())));
        assertThat(stress.firstFault(NAIVE_ROUNDS, Mix.MERGE_MERGE)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(value = Mix.class, mode = Mode.EXCLUDE, names = "BULK_MERGE")
    final void theSameRoundsNoticeThatLocksAreMissing(Mix mix) {
        assumeFalse(isRightWithoutLocks(mix), "the database keeps these writers apart by itself");
        requireFaultWithoutLocks(mix);
    }

    /** Whether the database itself keeps writers of one of these mixes apart. */
    protected boolean isRightWithoutLocks(Mix mix) {
        return false;
    }

    /** Fails unless a round without locks goes wrong. On H2, bulk writers rarely meet: it takes a minute. */
    final void requireFaultWithoutLocks(Mix mix) {
        db.negativeControlOfLocks();
        created(WORLD);
        Rounds stress = rounds(
                WORLD.open(NaiveDataSource.withoutLocks(db.dataSource())),
                WORLD.open(NaiveDataSource.withoutLocks(db.database().newPool())));
        assertThat(stress.firstFault(NAIVE_ROUNDS, mix)).isNotNull();
    }

    /** A page is one writer among others, on chunks that are there, on none and on tombstones. */
    @Test
    final void appliedPagesAndLocalWritersEndAsInSomeSerialOrder() {
        ChunkStore source = created(SOURCE);
        Rounds stress =
                rounds(created(REPLICA_WORLD), REPLICA_WORLD.open(db.database().newPool()));
        assertThat(stress.firstFault(ROUNDS, applying(source))).isNull();
    }

    @Test
    final void roundsWithPagesNoticeThatLocksAreMissing() {
        db.negativeControlOfLocks();
        ChunkStore source = created(SOURCE);
        created(REPLICA_WORLD);
        Rounds stress = rounds(REPLICA_WORLD.open(NaiveDataSource.withoutLocks(db.dataSource())));
        assertThat(stress.firstFault(NAIVE_ROUNDS, applying(source))).isNotNull();
    }

    private static Rounds.Choice applying(ChunkStore source) {
        return (operations, random, thread) -> {
            if (thread > 0) {
                return Mix.ERASE_DELETE_MERGE.choose(operations, random, thread);
            }
            List<Double> values = Rounds.values(random, thread + 1, 0, Operations.METERS * Operations.SLOTS);
            operations.merge(values).run(source);
            return operations.apply(values, source.feed().changes(ChangeCursor.start(), operations.everything(), 100));
        };
    }

    /**
     * Not only errors come of missing locks: what another session merges between the read and the write of one that
     * holds no lock is lost.
     */
    @Test
    final void withoutLocksUpdatesAreLostSilently() {
        db.negativeControlOfLocks();
        SeriesStore store = created(WORLD);
        Operations operations = new Operations(1);
        operations.merge(values(0, 1, 2, 3, 4, 5, 6, 7)).run(store);
        HookedDataSource hooked = new HookedDataSource(db.dataSource(), "UPDATE \"", () -> operations
                .merge(values(NONE, 10, NONE, NONE, NONE, NONE, NONE, NONE))
                .run(store));
        operations
                .merge(values(20, NONE, NONE, NONE, NONE, NONE, NONE, NONE))
                .run(WORLD.open(NaiveDataSource.withoutLocks(hooked)));
        assertThat(hooked.hasRun()).isTrue();
        assertThat(operations.read(store)).isEqualTo(values(20, 1, 2, 3, 4, 5, 6, 7));
    }

    /**
     * While a delete of many series runs, another session makes one more and a third one is about to merge into that:
     * the delete keeps its hands off a series that it has not locked, else what the third one stores would be half
     * there.
     */
    @Test
    final void deleteTouchesOnlyWhatItHasLocked() throws SQLException {
        assumeFalse(db.facts().writesOneAtATime(), "one transaction writes at a time");
        assumeTrue(db.facts().deletesWaitForTheirRowsAlone(), "a delete waits for every locked row that it reads");
        SeriesStore store = created(WORLD);
        Operations operations = new Operations(1);
        operations.merge(values(0, 1, 2, 3, NONE, NONE, NONE, NONE)).run(store);
        try (HikariDataSource impatient = Pools.withLockTimeout(db.database(), db.facts(), 100);
                Connection connection = db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            HookedDataSource hooked = new HookedDataSource(impatient, "DELETE FROM", () -> {
                operations
                        .merge(values(NONE, NONE, NONE, NONE, 4, NONE, NONE, NONE))
                        .run(store);
                operations.merge(values(NONE, NONE, NONE, NONE, NONE, 5, 6, 7)).run(store.on(connection));
            });
            WORLD.open(hooked).delete(operations.everything());
            assertThat(hooked.hasRun()).isTrue();
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(operations.read(store)).isEqualTo(values(NONE, NONE, NONE, NONE, 4, 5, 6, 7));
    }

    /**
     * A delete waits for the lock of one series while its holder writes another, new one too: both are there when the
     * delete goes on, so both must go, else half of what the holder wrote would be left.
     */
    @Test
    final void deleteTakesAllOfWhatItWaitedFor() throws Exception {
        assumeFalse(db.facts().writesOneAtATime(), "one transaction writes at a time");
        for (SeriesStore store : List.of(created(WORLD), created(KEYED_WORLD))) {
            Operations operations = new Operations(1);
            operations.merge(values(0, 1, 2, 3, NONE, NONE, NONE, NONE)).run(store);
            ExecutorService other = Executors.newSingleThreadExecutor();
            try (Connection connection = db.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                operations
                        .merge(values(4, NONE, NONE, NONE, 5, NONE, NONE, NONE))
                        .run(store.on(connection));
                Future<?> delete = other.submit(() -> store.delete(operations.everything()));
                LockWaits.awaitWaiterFor(connection, db.facts());
                connection.commit();
                connection.setAutoCommit(true);
                delete.get();
            } finally {
                other.shutdownNow();
            }
            assertThat(operations.read(store)).isEqualTo(Operations.empty());
        }
    }

    private static final double NONE = Double.NaN;

    private static List<Double> values(double... values) {
        return Arrays.stream(values).boxed().toList();
    }
}

package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.FaultyDataSource;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.testkit.chaos.Verbs.Keys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the database refuses comes out as a {@link StoreSqlException} that names verb, key and store, and says whether
 * to try again.
 */
public abstract class ErrorContract {
    private static final long T0 = 1_704_067_200_000L; // 2024-01-01 UTC
    private static final Keys KEYS = new Keys(1);
    static final SeriesKey A = KEYS.of("a");
    private static final SeriesKey B = KEYS.of("b");

    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(database());

    /** The database to run on. */
    protected abstract TestDatabase database();

    @BeforeEach
    final void createTables() {
        ChunkStore store = Verbs.CHUNKS.open(db.dataSource());
        store.schema().createIfMissing();
        store.mergeAll(Map.of(A, point(1), B, point(2)));
    }

    static Series point(double value) {
        return Series.irregular(new long[] {T0}, new double[] {value});
    }

    static StoreSqlException refused(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(StoreSqlException.class, call), "nothing was thrown");
    }

    /** Holds the lock of {@link #A} until it is closed. */
    final Connection locking() throws SQLException {
        Connection connection = db.dataSource().getConnection();
        connection.setAutoCommit(false);
        Verbs.CHUNKS.open(db.dataSource()).on(connection).merge(A, point(7));
        return connection;
    }

    static void release(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /**
     * A bulk writer cannot begin again by itself: it says that all of it may be tried again, and has stored nothing.
     */
    @Test
    final void aLockTimeoutEndsABulkWriter() throws SQLException {
        try (HikariDataSource impatient = Pools.withLockTimeout(db.database(), db.facts(), 20);
                Connection holder = locking()) {
            ChunkStore store = Verbs.CHUNKS.open(impatient);
            StoreSqlException e = refused(() -> {
                try (BulkWriter bulk = store.bulkWriter()) {
                    bulk.add(B, point(3));
                    bulk.add(B, point(4));
                    bulk.add(A, point(3));
                }
            });
            assertThat(e).hasMessageContaining("bulk writing to " + Verbs.TABLE + " failed");
            assertThat(e.isRetryable()).isTrue();
            release(holder);
            assertThat(store.read(B)).contains(point(2));
        }
    }

    /**
     * Two callers lock two series in opposite orders in transactions of their own: one is told to try again, the other
     * goes on.
     */
    @Test
    final void aDeadlockOfTwoCallersIsRetryable() throws Exception {
        assumeFalse(db.facts().writesOneAtATime(), "one transaction writes at a time");
        ChunkStore store = Verbs.CHUNKS.open(db.dataSource());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier bothHoldOne = new CyclicBarrier(2);
            Future<@Nullable StoreSqlException> first = threads.submit(() -> mergeBoth(store, A, B, bothHoldOne));
            Future<@Nullable StoreSqlException> second = threads.submit(() -> mergeBoth(store, B, A, bothHoldOne));
            List<StoreSqlException> failed = new ArrayList<>();
            for (Future<@Nullable StoreSqlException> each : List.of(first, second)) {
                StoreSqlException e = each.get();
                if (e != null) {
                    failed.add(e);
                }
            }
            assertThat(failed).hasSize(1);
            StoreSqlException e = failed.get(0);
            assertThat(e).hasMessageContainingAll("merging try=1, meter=", " in " + Verbs.TABLE + " failed");
            assertThat(e.sqlState()).isIn("40P01", "40001");
            assertThat(e.isRetryable()).isTrue();
            assertThat(e.isOutcomeUnknown()).isFalse();
            assertThat(store.read(A)).contains(point(5));
            assertThat(store.read(B)).contains(point(5));
        } finally {
            threads.shutdownNow();
        }
    }

    private @Nullable StoreSqlException mergeBoth(
            ChunkStore store, SeriesKey one, SeriesKey other, CyclicBarrier bothHoldOne) throws Exception {
        try (Connection connection = db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                ChunkStore joined = store.on(connection);
                joined.merge(one, point(5));
                bothHoldOne.await();
                joined.merge(other, point(5));
                connection.commit();
                return null;
            } catch (StoreSqlException e) {
                return e;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** What an error says of the same SQLState before anything was done, in a statement and at the commit. */
    enum State {
        BROKEN("08006", true, true),
        REJECTED("08004", false, true),
        SHUT_DOWN("57P01", true, true),
        CRASHED("57P02", true, true),
        STARTING("57P03", true, true),
        H2_BROKEN("90067", true, true),
        H2_CLOSED("90098", true, true),
        H2_CLOSING("90121", true, true),
        H2_FILES("90028", false, true),
        GENERAL("HY000", false, true),
        COMPLETION_UNKNOWN("40003", false, true),
        UNNAMED(null, false, true),
        TOO_MANY_CONNECTIONS("53300", true, false),
        CONSTRAINT("23514", false, false),
        CANCELLED("57014", false, false),
        OF_A_TRIGGER("P0001", false, false),
        DISK_FULL("53100", false, false);

        final @Nullable String sqlState;
        final boolean retryable;
        final boolean unknownAtCommit;

        State(@Nullable String sqlState, boolean retryable, boolean unknownAtCommit) {
            this.sqlState = sqlState;
            this.retryable = retryable;
            this.unknownAtCommit = unknownAtCommit;
        }
    }

    @ParameterizedTest
    @EnumSource
    final void stateAndMomentSayWhetherToTryAgain(State state) {
        FaultyDataSource faulty = db.database().faulty();
        faulty.setSqlState(state.sqlState);
        ChunkStore store = Verbs.CHUNKS.open(faulty);
        store.merge(A, point(1));
        faulty.disarm();
        store.merge(A, point(2));
        long calls = faulty.calls();
        for (long call : new long[] {1, 2, calls / 2}) {
            faulty.killBeforeCall(call);
            assertClassified(refused(() -> store.merge(A, point(3))), state, state.retryable, false);
        }
        faulty.killBeforeCommit();
        StoreSqlException e = refused(() -> store.merge(A, point(3)));
        assertClassified(e, state, state.retryable && !state.unknownAtCommit, state.unknownAtCommit);
        faulty.killBeforeCommit();
        e = refused(() -> {
            try (BulkWriter bulk = store.bulkWriter()) {
                bulk.add(A, point(3));
            }
        });
        assertClassified(e, state, state.retryable && !state.unknownAtCommit, state.unknownAtCommit);
        assertThat(store.read(A)).contains(point(2));
    }

    static void assertClassified(StoreSqlException e, State state, boolean retryable, boolean outcomeUnknown) {
        assertThat(e.sqlState()).as(e.getMessage()).isEqualTo(state.sqlState);
        assertThat(e.isRetryable()).as(e.getMessage()).isEqualTo(retryable);
        assertThat(e.isOutcomeUnknown()).as(e.getMessage()).isEqualTo(outcomeUnknown);
    }

    private interface Inner {
        void run(ChunkStore store, ThrowingCallable verb);
    }

    /**
     * Whoever tries again while holding the only connection waits for himself again; in another thread it may be free
     * by then.
     */
    @Test
    final void aPoolThatTheThreadHasExhaustedItselfIsNotRetryable() {
        try (HikariDataSource one = Pools.ofOne(db.database())) {
            ChunkStore store = Verbs.CHUNKS.open(one);
            ChunkStore other = Verbs.CHUNKS.open(one);
            List<Inner> holders = List.of(
                    (held, verb) -> held.forEach(KEYS.all(), (key, series) -> assertSelfMade(verb)),
                    (held, verb) -> {
                        try (SeriesCursor cursor = held.cursor(KEYS.all())) {
                            assertThat(cursor.next()).isTrue();
                            assertSelfMade(verb);
                        }
                    },
                    (held, verb) -> {
                        try (BulkWriter bulk = held.bulkWriter()) {
                            bulk.add(A, point(1));
                            bulk.add(A, point(1)); // writes the first
                            assertSelfMade(verb);
                        }
                    });
            for (Inner holder : holders) {
                patiently(() -> holder.run(store, () -> store.merge(B, point(3))));
                patiently(() -> holder.run(store, () -> other.read(B)));
            }
            patiently(() -> {
                try (SeriesCursor cursor = store.cursor(KEYS.all())) {
                    assertThat(cursor.next()).isTrue();
                    assertThat(refusedElsewhere(() -> store.read(B)).isRetryable())
                            .isTrue();
                }
            });
            patiently(() -> store.merge(B, point(3)));
            patiently(() -> assertThat(store.read(B)).contains(point(3)));
        }
    }

    /** A pool that is slow to open its connection says the same as one that has none left, and that passes. */
    private static void patiently(Runnable work) {
        while (true) {
            try {
                work.run();
                return;
            } catch (StoreSqlException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
            }
        }
    }

    private static StoreSqlException refusedElsewhere(ThrowingCallable verb) {
        return CompletableFuture.supplyAsync(() -> refused(verb)).join();
    }

    private static void assertSelfMade(ThrowingCallable verb) {
        StoreSqlException e = refused(verb);
        assertThat(e).hasMessageContainingAll(Verbs.TABLE, "this thread already holds a connection of this pool");
        assertThat(e.isRetryable()).isFalse();
        assertThat(e.isOutcomeUnknown()).isFalse();
    }

    /** After an error nothing more comes out of a cursor: the rest of a series would look like the whole. */
    @Test
    final void aCursorEndsAtAnError() {
        FaultyDataSource faulty = db.database().faulty();
        LeakDetectingDataSource watched = new LeakDetectingDataSource(faulty);
        ChunkStore store = Verbs.CHUNKS.open(watched);
        Keys many = new Keys(2);
        Verbs.REPLACE_MANY.prepare(store, many);
        faulty.disarm();
        Verbs.state(store, many);
        long calls = faulty.calls();
        for (long n = 1; n < calls; n += n < 8 || n > calls - 8 ? 1 : 40) {
            faulty.killBeforeCall(n);
            String where = "call " + n + " of " + calls;
            List<SeriesKey> seen = new ArrayList<>();
            try (SeriesCursor cursor = store.cursor(many.all())) {
                Assertions.assertThatThrownBy(() -> {
                            while (cursor.next()) {
                                seen.add(cursor.key());
                            }
                        })
                        .as(where)
                        .isInstanceOf(StoreSqlException.class)
                        .hasMessageContainingAll("reading", Verbs.TABLE);
                Assertions.assertThatThrownBy(cursor::next).as(where).isInstanceOf(IllegalStateException.class);
                assertThat(seen).as(where).isEmpty();
            } catch (StoreSqlException atOpening) {
                assertThat(atOpening).as(where).hasMessageContainingAll("reading", Verbs.TABLE);
            }
            if (!faulty.hasKilled()) {
                break;
            }
            watched.assertNothingLeaked();
        }
    }
}

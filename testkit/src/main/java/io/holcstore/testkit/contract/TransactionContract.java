package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.error.OffGridException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Verbs in the caller's transaction, and what they leave of a connection. */
interface TransactionContract extends OnDatabase {
    /** What a caller does in a transaction. */
    interface Work {
        void run(ChunkStore joined, Connection connection) throws SQLException;
    }

    private void inTransaction(ChunkStore store, Work work) {
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.run(store.on(connection), connection);
                assertThat(connection.isClosed()).isFalse();
                assertThat(connection.getAutoCommit()).isFalse();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Every verb that writes, ending with one hour in three series. */
    private static void writeAll(ChunkStore store) {
        store.insert(BASE, hours("2024-01-31T23:00", 1, 2));
        store.merge(BASE, hours("2024-02-01T00:00", 3));
        store.erase(BASE, month(2024, 1));
        store.replace(PEAK, hours("2024-01-31T23:00", 1));
        store.insertAll(Map.of(key(2, "base"), hours("2024-01-31T23:00", 1)));
        store.mergeAll(Map.of(key(3, "base"), hours("2024-01-31T23:00", 1)));
        store.replaceAll(Map.of(key(4, "base"), hours("2024-01-31T23:00", 1)));
        try (BulkWriter bulk = store.bulkWriter()) {
            bulk.add(key(5, "base"), hours("2024-01-31T23:00", 1));
        }
        store.delete(VERSION.between(2, 4));
    }

    @Test
    default void joinedVerbsAreTheCallersToCommit() {
        ChunkStore store = createLoads();
        inTransaction(store, (joined, connection) -> {
            writeAll(joined);
            assertThat(joined.count(KeyFilter.all())).isEqualTo(3);
            assertThat(store.count(KeyFilter.all())).as("seen by others").isZero();
            connection.commit();
            assertThat(store.count(KeyFilter.all())).isEqualTo(3);
        });
        assertThat(store.read(BASE).orElseThrow()).hasValues(3);
        assertThat(store.keys(KeyFilter.all())).containsExactly(BASE, PEAK, key(5, "base"));
    }

    @Test
    default void joinedVerbsAreUndoneByTheCaller() {
        ChunkStore store = createLoads();
        store.insert(key(9, "base"), hours("2024-01-31T23:00", 9, 9));
        inTransaction(store, (joined, connection) -> {
            writeAll(joined);
            joined.delete(VERSION.is(9));
            connection.rollback();
            assertThat(joined.count(KeyFilter.all())).isEqualTo(1);
        });
        assertThat(store.keys(KeyFilter.all())).containsExactly(key(9, "base"));
        writeAll(store);
        assertThat(store.count(KeyFilter.all())).isEqualTo(4);
    }

    @Test
    default void joinedVerbsReadWhatTheTransactionWrote() {
        ChunkStore store = createLoads();
        inTransaction(store, (joined, connection) -> {
            joined.insert(BASE, hours("2024-01-31T23:00", 1, 2));
            assertThat(joined.read(BASE).orElseThrow()).hasValues(1, 2);
            assertThat(joined.readDense(BASE, month(2024, 2))).hasValueCount(1);
            assertThat(joined.gaps(BASE, month(2024, 2))).hasSize(1);
            assertThat(joined.lastTimestamp(KeyFilter.all())).contains(Samples.instant("2024-02-01T00:00"));
            try (SeriesCursor cursor = joined.cursor(KeyFilter.all())) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.key()).isEqualTo(BASE);
            }
            joined.merge(BASE, hours("2024-01-31T23:00", 3));
            connection.commit();
        });
        assertThat(store.read(BASE).orElseThrow()).hasValues(3, 2);
    }

    @Test
    default void aRefusalInAJoinedVerbLeavesTheTransactionToTheCaller() {
        ChunkStore store = createLoads();
        store.insert(PEAK, hours("2024-01-31T23:00", 1));
        inTransaction(store, (joined, connection) -> {
            joined.insert(BASE, hours("2024-01-31T23:00", 1));
            assertThatThrownBy(() -> joined.insert(PEAK, hours("2024-01-31T23:00", 1)))
                    .isInstanceOf(SeriesExistsException.class);
            assertThatThrownBy(() -> joined.merge(PEAK, hours("2024-01-31T23:30", 1)))
                    .isInstanceOf(OffGridException.class);
            connection.commit();
        });
        assertThat(store.count(KeyFilter.all())).isEqualTo(2);
    }

    @Test
    default void aConnectionThatCommitsByItselfIsRefused() throws SQLException {
        ChunkStore store = createLoads();
        try (Connection connection = dataSource().getConnection()) {
            ChunkStore joined = store.on(connection);
            for (ThrowingCallable verb : new ThrowingCallable[] {
                () -> joined.insert(BASE, hours("2024-01-31T23:00", 1)),
                () -> joined.merge(BASE, hours("2024-01-31T23:00", 1)),
                () -> joined.replace(BASE, hours("2024-01-31T23:00", 1)),
                () -> joined.erase(BASE, TimeRange.all()),
                () -> joined.delete(KeyFilter.all()),
                () -> joined.cursor(KeyFilter.all()).close(),
                () -> {
                    try (BulkWriter bulk = joined.bulkWriter()) {
                        bulk.add(BASE, hours("2024-01-31T23:00", 1));
                    }
                },
            }) {
                assertThatThrownBy(verb)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("setAutoCommit(false)");
            }
            assertThat(joined.read(BASE)).isEmpty();
            assertThat(joined.count(KeyFilter.all())).isZero();
        }
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @Test
    default void writesRefuseATransactionAtAnotherIsolation() throws SQLException {
        assumeTrue(facts().writesAtReadCommitted(), "all isolations are the same");
        db().database().requireSessions();
        ChunkStore store = createLoads();
        try (Connection connection = dataSource().getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> store.on(connection).insert(BASE, hours("2024-01-31T23:00", 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("READ COMMITTED");
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    /**
     * What the transaction saw first it goes on to see, in single reads and in streams, also in one within another; it
     * stays the caller's.
     */
    @Test
    default void readsAndStreamsJoinATransactionThatHasASnapshot() throws SQLException {
        db().database().requireSessions();
        ChunkStore store = createLoads();
        execute("CREATE TABLE note (what INT)");
        double value = 0;
        for (int isolation : facts().snapshotIsolations()) {
            value++;
            store.replace(BASE, hours("2024-01-31T23:00", value, value));
            store.replace(PEAK, hours("2024-01-31T23:00", value));
            try (Connection connection = dataSource().getConnection()) {
                int before = connection.getTransactionIsolation();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(false);
                ChunkStore joined = store.on(connection);
                assertThat(joined.read(BASE).orElseThrow()).hasValues(value, value);
                store.merge(BASE, hours("2024-01-31T23:00", 7, 7, 7));
                store.insert(key(5, "base"), hours("2024-01-31T23:00", 7));
                if (facts().writesAtReadCommitted()) { // else a snapshot that others have left behind refuses it
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("INSERT INTO note VALUES (1)");
                    }
                }
                assertSnapshot(joined, value, facts().snapshotHasTablesNotYetRead(isolation));
                assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
                connection.rollback();
                assertThat(joined.read(BASE).orElseThrow()).hasValues(7, 7, 7);
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(before);
            }
            store.delete(VERSION.is(5));
        }
        assertThat(number("SELECT COUNT(*) FROM note")).isZero();
    }

    private static void assertSnapshot(ChunkStore joined, double value, boolean whole) {
        List<SeriesKey> seen = new ArrayList<>();
        joined.forEach(KeyFilter.all(), (key, series) -> {
            seen.add(key);
            assertThat(series.valueAt(0)).isEqualTo(value);
            assertThat(joined.read(BASE).orElseThrow()).hasValues(value, value);
        });
        assertThat(seen).containsExactly(BASE, PEAK);
        if (whole) {
            assertThat(joined.keys(KeyFilter.all())).containsExactly(BASE, PEAK);
        }
        joined.aggregate(KeyFilter.all(), month(2024, 1)).by("1d").forEach((key, days) -> seen.remove(key));
        assertThat(seen).isEmpty();
    }

    @Test
    default void twoStoresShareATransaction() {
        ChunkStore store = createLoads();
        ChunkStore other = create(loads("other"));
        inTransaction(store, (joined, connection) -> {
            joined.insert(BASE, hours("2024-01-31T23:00", 1));
            other.on(connection).insert(BASE, hours("2024-01-31T23:00", 2));
            connection.rollback();
        });
        assertThat(store.count(KeyFilter.all()) + other.count(KeyFilter.all())).isZero();
        inTransaction(store, (joined, connection) -> {
            joined.insert(BASE, hours("2024-01-31T23:00", 1));
            other.on(connection).insert(BASE, hours("2024-01-31T23:00", 2));
            connection.commit();
        });
        assertThat(other.read(BASE).orElseThrow()).hasValues(2);
    }

    @Test
    default void noVerbKeepsAConnection() {
        ChunkStore store = createLoads();
        writeAll(store);
        store.read(BASE);
        store.forEach(KeyFilter.all(), (key, series) -> assertThat(dataSource().openConnections())
                .isEqualTo(1));
        assertThatThrownBy(() -> store.insert(BASE, hours("2024-01-31T23:00", 1)))
                .isInstanceOf(SeriesExistsException.class);
        assertThat(dataSource().openConnections()).isZero();
        dataSource().assertNothingLeaked();
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Refusals.assertAllRefused;
import static io.holcstore.testkit.contract.Refusals.audit;
import static io.holcstore.testkit.contract.Refusals.execute;
import static io.holcstore.testkit.contract.Refusals.takeAudit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.Store;
import io.holcstore.files.RowImport;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Data sources that hand out one connection again and again, as those do that keep one for each thread, and pools
 * without autocommit.
 */
abstract class SharedConnectionContract {
    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(database());

    EveryVerb stores;

    abstract TestDatabase database();

    @BeforeEach
    final void createTables() {
        stores = EveryVerb.created(db.dataSource());
        Refusals.createAudit(db);
    }

    /** The connection again and again; closing what comes out closes nothing. */
    static DataSource sharing(Connection connection, boolean unwraps) {
        DataSource shared = new SingleConnectionDataSource(connection, true);
        return unwraps ? shared : LeakDetectingDataSource.refusingUnwrap(shared);
    }

    /** What a caller does to a connection before it meets the store. */
    interface Beginning {
        void on(Connection connection) throws SQLException;
    }

    /**
     * Every verb is refused, the connection keeps its settings, and its transaction can still be committed or rolled
     * back.
     */
    final void assertAllRefusedAfter(int isolation, Beginning beginning) throws SQLException {
        for (boolean unwraps : new boolean[] {true, false}) {
            for (boolean commits : new boolean[] {true, false}) {
                try (Connection connection = db.database().unpooled().getConnection()) {
                    connection.setTransactionIsolation(isolation);
                    connection.setAutoCommit(false);
                    beginning.on(connection);
                    List<?> before = stores.state();
                    assertAllRefused(stores.over(sharing(connection, unwraps)));
                    assertThat(connection.getAutoCommit()).isFalse();
                    assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
                    audit(connection, "later");
                    if (commits) {
                        connection.commit();
                    } else {
                        connection.rollback();
                    }
                    assertThat(stores.state()).isEqualTo(before);
                    List<String> left = takeAudit(db);
                    assertThat(left.contains("later")).isEqualTo(commits);
                    assertThat(left.contains("before")).isEqualTo(commits && left.size() > 1);
                }
            }
        }
    }

    @Test
    final void aTransactionThatHasWrittenIsLeftAlone() throws SQLException {
        assertAllRefusedAfter(Connection.TRANSACTION_READ_COMMITTED, connection -> audit(connection, "before"));
    }

    @Test
    final void aTransactionThatHasLockedRowsIsLeftAlone() throws SQLException {
        try (Connection connection = db.dataSource().getConnection()) {
            audit(connection, "before");
        }
        try (Connection connection = db.database().unpooled().getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "SELECT what FROM audit FOR UPDATE");
            assertAllRefused(stores.over(sharing(connection, true)));
            assertAllRefused(stores.over(sharing(connection, false)));
            connection.rollback();
        }
    }

    /** Its reads would no longer agree with each other. */
    @Test
    final void aTransactionWithASnapshotIsLeftAlone() throws SQLException {
        for (int isolation : new int[] {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE}) {
            assertAllRefusedAfter(isolation, connection -> execute(connection, "SELECT what FROM audit"));
        }
    }

    /**
     * A pool may be set up so; a test query and an initial statement have begun a transaction then that is nobody's.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    final void aPoolWithoutAutocommitWorks(boolean unwraps) {
        HikariConfig config = Refusals.withoutAutocommit(db);
        config.setConnectionInitSql(db.facts().setLockTimeout(Duration.ofSeconds(20)));
        config.setConnectionTestQuery("SELECT 1");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            LeakDetectingDataSource watched =
                    unwraps ? new LeakDetectingDataSource(pool) : LeakDetectingDataSource.refusingUnwrap(pool);
            stores.over(watched)
                    .verbs()
                    .forEach((name, verb) -> assertThatCode(verb).as(name).doesNotThrowAnyException());
            watched.assertNothingLeaked();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    /** A connection without a transaction comes back as it was. */
    @Test
    final void anIdleConnectionKeepsItsSettings() throws SQLException {
        int isolation = db.facts().tellsIdleSerializableTransactions()
                ? Connection.TRANSACTION_SERIALIZABLE
                : Connection.TRANSACTION_READ_COMMITTED;
        try (Connection connection = db.database().unpooled().getConnection()) {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            stores.over(sharing(connection, true)).verbs().forEach((name, verb) -> {
                assertThatCode(verb).as(name).doesNotThrowAnyException();
                assertThatCode(() -> {
                            assertThat(connection.getAutoCommit()).isFalse();
                            assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
                            connection.rollback(); // asking has begun a transaction
                        })
                        .doesNotThrowAnyException();
            });
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
            connection.rollback();
        }
    }

    /** A store that gets the connection of a query from its data source would commit in the middle of the query. */
    @Test
    final void rowsOfTheSharedConnectionAreRefused() throws SQLException {
        StoreBuilder loads = Store.define()
                .axis(Samples.KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .table("loads");
        loads.open(db.dataSource()).schema().createIfMissing();
        try (Connection connection = db.database().unpooled().getConnection()) {
            ChunkStore store = loads.open(sharing(connection, true));
            execute(
                    connection,
                    "CREATE TABLE reading AS SELECT 'base' AS kind,"
                            + " TIMESTAMP WITH TIME ZONE '2024-01-01 00:00:00+01' AS ts, 1.5 AS kwh");
            RowImport rows = RowImport.query(connection, "SELECT kind, ts, kwh FROM reading");
            assertThatThrownBy(() -> rows.into(store, row -> store.key(row.getString(1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("store.on(connection)");
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(store.count(KeyFilter.all())).isZero();
            connection.setAutoCommit(false);
            rows.into(store.on(connection), row -> store.key(row.getString(1)));
            connection.commit();
            assertThat(store.count(KeyFilter.all())).isEqualTo(1);
        }
    }
}

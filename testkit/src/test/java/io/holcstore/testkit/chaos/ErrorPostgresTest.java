package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.StoreSqlException;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

final class ErrorPostgresTest extends ErrorContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgresql();
    }

    /** The timeout of statements cuts waits for locks too, which that of H2 does not. */
    @Test
    void aCancelledStatementIsNotRetried() throws SQLException {
        try (HikariDataSource hurried = Pools.withStatementTimeout(db.database(), 50);
                Connection holder = locking()) {
            StoreSqlException e = refused(() -> Verbs.CHUNKS.open(hurried).merge(A, point(3)));
            assertThat(e).hasMessageContaining("merging " + A + " in " + Verbs.TABLE + " failed");
            assertThat(e.sqlState()).isEqualTo("57014");
            assertThat(e.isRetryable()).isFalse();
            assertThat(e.isOutcomeUnknown()).isFalse();
            release(holder);
        }
    }

    /** A trigger that waits for the commit, and does there what it is told. */
    private void atCommit(String body) throws SQLException {
        execute("CREATE OR REPLACE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body
                + "; RETURN NULL; END $$");
        execute("DROP TRIGGER IF EXISTS at_commit ON " + Verbs.TABLE);
        execute("CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT OR UPDATE ON " + Verbs.TABLE
                + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION at_commit()");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @CsvSource({"23514, false", "P0001, false", "40001, true", "40P01, true", "53100, false"})
    void aServerThatAnswersAtTheCommitHasStoredNothing(String state, boolean retryable) throws SQLException {
        atCommit("RAISE EXCEPTION 'not so' USING ERRCODE = '" + state + "'");
        ChunkStore store = Verbs.CHUNKS.open(db.dataSource());
        List<ThrowingCallable> writes = List.of(() -> store.merge(A, point(3)), () -> {
            try (BulkWriter bulk = store.bulkWriter()) {
                bulk.add(A, point(3));
            }
        });
        for (ThrowingCallable write : writes) {
            StoreSqlException e = refused(write);
            assertThat(e.sqlState()).isEqualTo(state);
            assertThat(e).hasMessageContainingAll(Verbs.TABLE, "not so");
            assertThat(e.isOutcomeUnknown()).isFalse();
            assertThat(e.isRetryable()).isEqualTo(retryable);
            assertThat(store.read(A)).contains(point(1));
        }
    }

    /** A server that is told to stop says the same before and after it has written that it commits. */
    @Test
    void aServerThatEndsAtTheCommitLeavesTheOutcomeUnknown() throws SQLException {
        atCommit("PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(60)");
        StoreSqlException e =
                refused(() -> Verbs.CHUNKS.open(db.database().newPool()).merge(A, point(3)));
        assertThat(e.sqlState()).isIn("57P01", "08006"); // whether the driver still reads what the server says
        assertThat(e.isOutcomeUnknown()).isTrue();
        assertThat(e.isRetryable()).isFalse();
    }

    @Test
    void aBackendThatIsEndedBeforeTheCommitHasStoredNothing() throws SQLException {
        try (HikariDataSource doomed = Pools.named(db.database(), "doomed")) {
            ChunkStore store = Verbs.CHUNKS.open(doomed);
            StoreSqlException e = refused(() -> {
                try (BulkWriter bulk = store.bulkWriter()) {
                    bulk.add(A, point(3));
                    bulk.add(A, point(4));
                    execute(
                            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'doomed'"
                                    + " AND datname = current_database()");
                    bulk.add(A, point(5));
                }
            });
            assertThat(e.sqlState()).isIn("57P01", "08006");
            assertThat(e.isRetryable()).isTrue();
            assertThat(e.isOutcomeUnknown()).isFalse();
            assertThat(store.read(A)).contains(point(1));
            store.merge(A, point(6));
            assertThat(store.read(A)).contains(point(6));
        }
    }

    private PGSimpleDataSource another() {
        PGSimpleDataSource original = (PGSimpleDataSource) db.database().unpooled();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(original.getURL()); // which leaves these out
        source.setUser(original.getUser());
        source.setPassword(original.getPassword());
        return source;
    }

    private static StoreSqlException refusedBy(DataSource source) {
        return refused(() -> Verbs.CHUNKS.open(source).merge(A, point(3)));
    }

    @Test
    void tooManyConnectionsArePassing() throws SQLException {
        String role = db.database().schema() + "_full";
        execute("CREATE ROLE " + role + " LOGIN PASSWORD 'secret' CONNECTION LIMIT 0");
        try {
            PGSimpleDataSource full = another();
            full.setUser(role);
            full.setPassword("secret");
            StoreSqlException e = refusedBy(full);
            assertThat(e.sqlState()).isEqualTo("53300");
            assertThat(e.isRetryable()).isTrue();
            assertThat(e.isOutcomeUnknown()).isFalse();
        } finally {
            execute("DROP ROLE " + role);
        }
    }

    /** Also where a pool has waited for it and says so by its timeout. */
    @Test
    void aDatabaseThatIsNotThereIsNotRetryable() {
        PGSimpleDataSource nowhere = another();
        nowhere.setDatabaseName("nowhere");
        HikariConfig config = new HikariConfig();
        config.setDataSource(nowhere);
        config.setConnectionTimeout(250);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            for (DataSource source : List.of(nowhere, pool)) {
                StoreSqlException e = refusedBy(source);
                assertThat(e.sqlState()).isEqualTo("3D000");
                assertThat(e.isRetryable()).isFalse();
            }
        }
    }

    @Test
    void aServerThatIsDownIsRetryable() throws IOException {
        PGSimpleDataSource down = another();
        try (ServerSocket free = new ServerSocket(0)) {
            down.setPortNumbers(new int[] {free.getLocalPort()});
        }
        StoreSqlException e = refusedBy(down);
        assertThat(e.sqlState()).isEqualTo("08001");
        assertThat(e.isRetryable()).isTrue();
        assertThat(e.isOutcomeUnknown()).isFalse();
    }
}

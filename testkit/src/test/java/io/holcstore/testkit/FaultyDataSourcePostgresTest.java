package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.PGCopyOutputStream;

final class FaultyDataSourcePostgresTest extends FaultyDataSourceContract {
    @Override
    TestDatabase kind() {
        return TestDatabase.postgresql();
    }

    private static final byte[] ROWS = "1\n2\n3\n".getBytes(StandardCharsets.US_ASCII);

    private static void copyIn(DataSource source) throws SQLException, IOException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            copy.copyIn("COPY points FROM STDIN", new ByteArrayInputStream(ROWS), 2);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void losesTheTransactionAtEveryCallOfACopy() throws SQLException, IOException {
        int n = 1;
        for (; ; n++) {
            faulty.killBeforeCall(n);
            try {
                copyIn(faulty);
            } catch (SQLException e) {
                assertThat(e.getMessage()).contains("(call " + n + ")");
            }
            if (!faulty.hasKilled()) {
                break;
            }
            // getConnection, setAutoCommit, copyIn, 3 writes, endCopy, commit, setAutoCommit
            assertThat(count()).as("call %d", n).isEqualTo(n > 8 ? 3 : 0);
            if (n == 9) {
                clear();
            }
        }
        assertThat(n).isEqualTo(10);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void killsACopyThatReads() throws SQLException, IOException {
        copyIn(database.dataSource());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int n = 1; ; n++) {
            faulty.killBeforeCall(n);
            out.reset();
            try (Connection connection = faulty.getConnection()) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY points TO STDOUT", out);
            } catch (SQLException e) {
                assertThat(e.getMessage()).contains("(call " + n + ")");
            }
            if (!faulty.hasKilled()) {
                assertThat(n).isGreaterThan(5);
                break;
            }
        }
        assertThat(out.toByteArray()).isEqualTo(ROWS);
    }

    @Test
    void killsWhatCopiesThroughAStream() throws SQLException {
        try (Connection connection = faulty.getConnection()) {
            PGCopyOutputStream stream =
                    new PGCopyOutputStream(connection.unwrap(PGConnection.class), "COPY points FROM STDIN", 2);
            faulty.killBeforeCall(1);
            assertThatThrownBy(() -> stream.write(ROWS))
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("connection killed at writeToCopy (call 1)");
        }
        assertThat(count()).isZero();
    }

    @Test
    void everythingOfACopyFailsAfterwards() throws SQLException {
        try (Connection connection = faulty.getConnection()) {
            PGConnection pg = connection.unwrap(PGConnection.class);
            CopyIn copy = pg.getCopyAPI().copyIn("COPY points FROM STDIN");
            faulty.killBeforeCall(1);
            assertThatThrownBy(() -> copy.writeToCopy(ROWS, 0, ROWS.length)).hasMessageContaining("killed at");
            assertThatThrownBy(copy::endCopy).hasMessageContaining("was killed");
            assertThatThrownBy(copy::cancelCopy).hasMessageContaining("was killed");
            assertThatThrownBy(pg::getCopyAPI).hasMessageContaining("was killed");
            assertThatThrownBy(() -> connection.unwrap(PGConnection.class)).hasMessageContaining("was killed");
        }
        assertThat(count()).isZero();
    }

    @Test
    void theBackendIsGone() throws SQLException {
        int pid;
        try (Connection connection = faulty.getConnection()) {
            pid = connection.unwrap(PGConnection.class).getBackendPID();
            faulty.killBeforeCall(1);
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        try (Connection connection = faulty.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void aKeptBackendHasForgottenItsSession() throws SQLException {
        faulty = new FaultyDataSource(database.keptConnections());
        faulty.keepBackends(true);
        int pid;
        try (Connection connection = faulty.getConnection();
                var statement = connection.createStatement()) {
            pid = connection.unwrap(PGConnection.class).getBackendPID();
            statement.execute("SET statement_timeout = 12345");
            statement.execute("SELECT pg_advisory_lock(1)");
            statement.execute("CREATE TEMPORARY TABLE passing (n INTEGER)");
            statement.execute("PREPARE passing AS SELECT 1");
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO points VALUES (1)");
            faulty.killBeforeCall(1);
            assertThatThrownBy(() -> statement.execute("SELECT 1")).hasMessageContaining("killed at execute");
            assertThat(connection.isValid(1)).isFalse();
            assertThatThrownBy(connection::commit).hasMessageContaining("was killed");
        }
        assertThat(count()).isZero();
        try (Connection connection = faulty.getConnection();
                var statement = connection.createStatement();
                var kept = statement.executeQuery("SELECT current_setting('statement_timeout') || ' '"
                        + " || (SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory')"
                        + " || ' ' || (SELECT count(*) FROM pg_prepared_statements WHERE name = 'passing')"
                        + " || ' ' || (to_regclass('passing') IS NULL)")) {
            assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isEqualTo(pid);
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(kept.next()).isTrue();
            assertThat(kept.getString(1)).isEqualTo("0 0 0 true");
        }
    }

    private void clear() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("TRUNCATE points");
        }
    }
}

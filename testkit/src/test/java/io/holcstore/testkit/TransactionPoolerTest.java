package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postgresql.PGStatement;

/** The pooler is as unkind as a real one: what would go wrong there goes wrong here. */
final class TransactionPoolerTest {
    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void eachTransactionMayMeetAnotherServer() throws SQLException {
        try (FreshDatabase database = TestDatabase.postgresqlBehindPooler().fresh();
                Connection connection = database.unpooled().getConnection()) {
            Set<String> servers = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                servers.add(text(connection, "SELECT pg_backend_pid()"));
            }
            assertThat(servers).hasSize(2);
            connection.setAutoCommit(false);
            String server = text(connection, "SELECT pg_backend_pid()");
            assertThat(text(connection, "SELECT pg_backend_pid()")).isEqualTo(server);
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void aServerThatHasBeenLeftInATransactionIsRolledBack() throws SQLException {
        try (FreshDatabase database = TestDatabase.postgresqlBehindPooler().fresh()) {
            for (int i = 0; i < 3; i++) {
                try (Connection connection = database.unpooled().getConnection()) {
                    connection.setAutoCommit(false);
                    text(connection, "SELECT pg_advisory_xact_lock(1)");
                }
            }
            try (Connection connection = database.unpooled().getConnection()) {
                assertThat(text(
                                connection,
                                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid IN"
                                        + " (SELECT pid FROM pg_stat_activity WHERE query = 'ROLLBACK')"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void aSettingOfASessionIsKeptForOthersAndFound() throws SQLException {
        FreshDatabase database = TestDatabase.postgresqlBehindPooler().fresh();
        try (Connection connection = database.unpooled().getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
        assertThatThrownBy(database::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("default_transaction_isolation = serializable");
    }

    @Test
    void aNamedStatementOfAnotherClientIsExecuted() throws SQLException {
        FreshDatabase database = TestDatabase.postgresqlBehindPooler().fresh();
        try (Connection one = database.unpooled().getConnection();
                Connection other = database.unpooled().getConnection();
                PreparedStatement ones = one.prepareStatement("SELECT 'one'");
                PreparedStatement others = other.prepareStatement("SELECT 'other'")) {
            Set<String> answers = new HashSet<>();
            for (int i = 0;
                    i < 1000 && !answers.contains("one asks: other") && !answers.contains("other asks: one");
                    i++) {
                PreparedStatement each = i % 3 == 0 ? ones : others; // they meet sooner or later
                each.unwrap(PGStatement.class).setPrepareThreshold(1);
                try (ResultSet rows = each.executeQuery()) {
                    rows.next();
                    answers.add((each == ones ? "one asks: " : "other asks: ") + rows.getString(1));
                } catch (SQLException e) {
                    answers.add(e.getSQLState());
                }
            }
            assertThat(answers).containsAnyOf("one asks: other", "other asks: one");
        }
        assertThatThrownBy(database::close).hasMessageContaining("prepared statement S_1");
    }
}

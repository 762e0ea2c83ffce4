package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("MustBeClosedChecker")
abstract class LeakDetectingDataSourceContract {
    FreshDatabase database;
    LeakDetectingDataSource source;

    abstract TestDatabase kind();

    @BeforeEach
    void open() {
        database = kind().fresh();
        source = new LeakDetectingDataSource(database.dataSource());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tidyWorkLeaksNothing() throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT 1");
                ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(source.openConnections()).isEqualTo(1);
        }
        assertThat(source.openConnections()).isZero();
        source.assertNothingLeaked();
    }

    @Test
    void findsAnOpenConnectionAndWhoOpenedIt() throws SQLException {
        Connection connection = source.getConnection();
        assertThatThrownBy(source::assertNothingLeaked)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 leak")
                .hasMessageContaining("connection not closed")
                .hasMessageContaining("LeakDetectingDataSourceContract.findsAnOpenConnectionAndWhoOpenedIt")
                .satisfies(error -> assertThat(error.getSuppressed()).hasSize(1));
        connection.close();
        source.assertNothingLeaked();
    }

    @Test
    void findsOpenStatementsAndResultSets() throws SQLException {
        try (Connection connection = source.getConnection()) {
            PreparedStatement statement = connection.prepareStatement("SELECT 4711");
            ResultSet rows = statement.executeQuery();
            assertThatThrownBy(source::assertNothingLeaked)
                    .hasMessageContaining("3 leaks")
                    .hasMessageContaining("PreparedStatement [")
                    .hasMessageContaining("4711")
                    .hasMessageContaining("result set not closed");
            rows.close();
            statement.close();
        }
        source.assertNothingLeaked();
    }

    @Test
    void closingOrRunningAStatementAgainClosesItsResultSet() throws SQLException {
        try (Connection connection = source.getConnection()) {
            Statement statement = connection.createStatement();
            statement.executeQuery("SELECT 1");
            statement.executeQuery("SELECT 2");
            assertThatThrownBy(source::assertNothingLeaked).hasMessageContaining("3 leaks");
            statement.close();
            assertThatThrownBy(source::assertNothingLeaked).hasMessageContaining("1 leak:");
        }
        source.assertNothingLeaked();
    }

    @Test
    void findsAStatementThatThePoolClosed() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.createStatement();
        }
        assertThatThrownBy(source::assertNothingLeaked)
                .hasMessageContaining("Statement [")
                .hasMessageContaining("open when its connection was closed");
    }

    @Test
    void findsSettingsThatWereNotRestored() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection.setAutoCommit(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        source.assertNothingLeaked();
        try (Connection connection = source.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
        }
        assertThatThrownBy(source::assertNothingLeaked)
                .hasMessageContaining("2 leaks")
                .hasMessageContaining("without restoring setAutoCommit: was true, is false")
                .hasMessageContaining("without restoring setTransactionIsolation: was 2, is 8");
    }

    @Test
    void askingForTheOldValueDoesNotDisturbATransactionAboutToStart() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(true);
        }
        source.assertNothingLeaked();
    }

    @Test
    void findsAnOpenTransaction() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1");
            connection.rollback();
            statement.execute("SELECT 1");
            connection.setAutoCommit(true);
        }
        source.assertNothingLeaked();
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
        connection.close();
        assertThatThrownBy(source::assertNothingLeaked).hasMessageContaining("in the middle of a transaction");
    }

    /** A setting of the database at hand, changed by SQL: {@code {change, restore}}. */
    abstract String[] sqlSetting();

    @Test
    void findsAnSqlSetThatWasNotSetBack() throws SQLException {
        for (int n = 0; n < 2; n++) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sqlSetting()[0]);
                statement.execute(sqlSetting()[1]);
            }
            source.assertNothingLeaked();
        }
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sqlSetting()[0]);
            statement.execute(sqlSetting()[1]);
            statement.execute(sqlSetting()[0]);
        }
        assertThatThrownBy(source::assertNothingLeaked).hasMessageContaining("without restoring SET ");
    }

    @Test
    void leadsBackToTheWatchedObjects() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            assertThat(statement.execute("SELECT 1")).isTrue();
            try (ResultSet rows = statement.getResultSet()) {
                assertThat(rows.getStatement()).isSameAs(statement);
                assertThat(statement.getResultSet()).isSameAs(rows);
            }
            try (ResultSet tables = connection.getMetaData().getTables(null, null, "none", null)) {
                assertThat(tables.next()).isFalse();
                assertThat(tables.getStatement()).isNull();
            }
            assertThat(statement.getConnection()).isEqualTo(connection).isNotEqualTo(statement);
        }
        source.assertNothingLeaked();
    }

    @Test
    void refusesUnwrapWhenAskedTo() throws SQLException {
        LeakDetectingDataSource plain = LeakDetectingDataSource.refusingUnwrap(database.dataSource());
        Class<?> driver;
        try (Connection raw = database.unpooled().getConnection()) {
            driver = raw.getClass();
        }
        try (Connection connection = source.getConnection()) {
            assertThat(connection.isWrapperFor(driver)).isTrue();
            assertThat((Object) connection.unwrap(driver)).isInstanceOf(driver);
        }
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(connection.isWrapperFor(driver)).isFalse();
            assertThatThrownBy(() -> connection.unwrap(driver)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.unwrap(driver)).isInstanceOf(SQLException.class);
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThatCode(() -> statement.execute("SELECT 1")).doesNotThrowAnyException();
        }
        assertThat(plain.isWrapperFor(database.dataSource().getClass())).isFalse();
        assertThatThrownBy(() -> plain.unwrap(database.dataSource().getClass())).isInstanceOf(SQLException.class);
        plain.assertNothingLeaked();
    }
}

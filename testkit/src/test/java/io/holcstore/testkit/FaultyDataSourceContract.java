package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class FaultyDataSourceContract {
    FreshDatabase database;
    FaultyDataSource faulty;

    abstract TestDatabase kind();

    @BeforeEach
    void open() throws SQLException {
        database = kind().fresh();
        faulty = new FaultyDataSource(database.dataSource());
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE points (n INTEGER PRIMARY KEY)");
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Three rows in one transaction: two batches, a query between them. */
    static void insertThree(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO points VALUES (?)")) {
                insert.setInt(1, 1);
                insert.addBatch();
                insert.setInt(1, 2);
                insert.addBatch();
                insert.executeBatch();
                try (Statement query = connection.createStatement();
                        ResultSet rows = query.executeQuery("SELECT n FROM points")) {
                    while (rows.next()) {
                        assertThat(rows.getInt(1)).isPositive();
                    }
                }
                insert.setInt(1, 3);
                insert.executeUpdate();
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void countsWhatGoesToTheServer() throws SQLException {
        insertThree(faulty);
        // getConnection, setAutoCommit, prepare, batch, createStatement, query, 3 x next, update, commit, setAutoCommit
        assertThat(faulty.calls()).isEqualTo(12);
        assertThat(faulty.hasKilled()).isFalse();
        assertThat(count()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesTheTransactionAtEveryCall(boolean before) throws SQLException {
        int n = 1;
        for (; ; n++) {
            if (before) {
                faulty.killBeforeCall(n);
            } else {
                faulty.killAfterCall(n);
            }
            if (n > 12) {
                break;
            }
            assertThatThrownBy(() -> insertThree(faulty))
                    .as("call %d", n)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("connection killed at")
                    .hasMessageContaining("(call " + n + ")")
                    .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("08006"));
            assertThat(faulty.hasKilled()).isTrue();
            boolean committed = n > 11 || (n == 11 && !before);
            assertThat(count()).as("rows after a fault at call %d", n).isEqualTo(committed ? 3 : 0);
            delete();
        }
        insertThree(faulty);
        assertThat(faulty.hasKilled()).isFalse();
        assertThat(count()).isEqualTo(3);
        assertThat(database.dataSource()
                        .unwrap(com.zaxxer.hikari.HikariDataSource.class)
                        .getHikariPoolMXBean()
                        .getActiveConnections())
                .isZero();
    }

    @Test
    void theConnectionOfTheDriverIsGoneBeforeItIsClosed() throws SQLException {
        Class<?> driver;
        try (Connection raw = database.unpooled().getConnection()) {
            driver = raw.getClass();
        }
        try (Connection connection = faulty.getConnection();
                Statement statement = connection.createStatement()) {
            Connection physical = (Connection) connection.unwrap(driver);
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO points VALUES (1)");
            faulty.killBeforeCommit();
            assertThatThrownBy(connection::commit).hasMessageContaining("killed at commit");
            assertThat(physical.isClosed()).isTrue();
            // The same key: would wait for a transaction that still lives.
            insertThree(database.dataSource());
        }
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void aCommitIsLostOrUnknown() throws SQLException {
        faulty.killBeforeCommit();
        assertThatThrownBy(() -> insertThree(faulty)).hasMessageContaining("killed at commit");
        assertThat(count()).isZero();
        faulty.killAfterCommit();
        assertThatThrownBy(() -> insertThree(faulty)).hasMessageContaining("killed at commit");
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void leavingATransactionBySetAutoCommitIsACommit() throws SQLException {
        faulty.killBeforeCommit();
        try (Connection connection = faulty.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO points VALUES (1)");
            assertThatThrownBy(() -> connection.setAutoCommit(true)).hasMessageContaining("killed at setAutoCommit");
        }
        assertThat(count()).isZero();
    }

    @Test
    void theAnswerOfTheStateCanBeMissing() {
        faulty.setSqlState(null);
        faulty.killBeforeCall(3);
        assertThatThrownBy(() -> insertThree(faulty))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isNull());
    }

    @Test
    void anErrorThatTheServerSentIsNotHeardWhenItDiesAfterwards() throws SQLException {
        insertThree(database.dataSource());
        faulty.killAfterCall(3);
        try (Connection connection = faulty.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("INSERT INTO points VALUES (1)"))
                    .hasMessageContaining("killed at execute");
        }
    }

    @Test
    void everythingFailsAfterwardsAndCloseDoesNot() throws SQLException {
        Connection connection = faulty.getConnection();
        connection.setAutoCommit(false);
        PreparedStatement statement = connection.prepareStatement("SELECT n FROM points");
        ResultSet rows = statement.executeQuery();
        faulty.killBeforeCall(1);
        assertThatThrownBy(rows::next).hasMessageContaining("killed at next");
        assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
        assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::rollback)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("was killed");
        assertThatThrownBy(() -> connection.setAutoCommit(true)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connection.prepareStatement("SELECT 1")).isInstanceOf(SQLException.class);
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
        rows.close();
        statement.close();
        connection.close();
        connection.close();
        insertThree(faulty);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void worksUnderTheLeakDetector() {
        LeakDetectingDataSource watched = new LeakDetectingDataSource(faulty);
        for (int n = 1; n <= 12; n++) {
            faulty.killBeforeCall(n);
            assertThatThrownBy(() -> insertThree(watched)).hasMessageContaining("connection killed at");
        }
        watched.assertNothingLeaked();
        assertThat(watched.openConnections()).isZero();
    }

    @Test
    void worksWithoutAPool() throws SQLException {
        faulty = new FaultyDataSource(database.unpooled());
        faulty.killBeforeCommit();
        assertThatThrownBy(() -> insertThree(faulty)).hasMessageContaining("killed at commit");
        assertThat(count()).isZero();
    }

    @Test
    void callsAreCountedFromOne() {
        assertThatThrownBy(() -> faulty.killBeforeCall(0)).isInstanceOf(IllegalArgumentException.class);
    }

    int count() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM points")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void delete() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM points");
        }
    }
}

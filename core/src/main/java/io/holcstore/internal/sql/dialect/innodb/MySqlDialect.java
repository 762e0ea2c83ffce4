package io.holcstore.internal.sql.dialect.innodb;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Statements;
import io.holcstore.key.Axis;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** The dialect of MySQL, with its own driver or that of MariaDB. */
public final class MySqlDialect extends MariaDbDialect {
    public static final MySqlDialect INSTANCE = new MySqlDialect();

    /** The first one that knows CREATE TRIGGER IF NOT EXISTS. Its collation came with 8.0.17. */
    private static final List<Integer> FIRST_VERSION = List.of(8, 0, 29);

    private static final int IN_TRANSACTION = 1568;

    private static final ChangeOrder CHANGES = new InnoDbChangeOrder("@@GLOBAL.server_uuid");

    private final MariaDbKeys keys = new MariaDbKeys(this, 30);

    private MySqlDialect() {}

    @Override
    public String product() {
        return MYSQL;
    }

    @Override
    public boolean isOf(DatabaseMetaData database) throws SQLException {
        return MYSQL.equals(database.getDatabaseProductName())
                && !database.getDatabaseProductVersion().contains(PRODUCT);
    }

    @Override
    public void requireUsable(Connection connection) throws SQLException {
        MariaDbSession.requireUsable(connection, MYSQL, FIRST_VERSION);
    }

    @Override
    String collation() {
        return "utf8mb4_0900_bin";
    }

    @Override
    public List<String> keyTypes(List<Axis<?>> columns) {
        return keys.types(columns);
    }

    @Override
    public boolean createsIndexesWithTables() {
        return true;
    }

    /**
     * Sets the isolation of the next transaction to that of the session, which MySQL refuses within a transaction. No
     * variable tells that there is one.
     */
    @Override
    public boolean hasTransaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET @@transaction_isolation = @@SESSION.transaction_isolation");
            return false;
        } catch (SQLException e) {
            if (isError(e, IN_TRANSACTION, "25001")) {
                return true;
            }
            throw e;
        }
    }

    /** Limits queries. MySQL has no limit for other statements. */
    @Override
    public int limitSession(Connection connection, Duration timeout) throws SQLException {
        int before = Statements.select(
                connection.prepareStatement("SELECT @@max_execution_time"),
                statement -> {},
                rows -> rows.next() ? rows.getInt(1) : 0);
        restoreSession(connection, (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis())));
        return before;
    }

    @Override
    public void restoreSession(Connection connection, int before) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION max_execution_time = " + before);
        }
    }

    @Override
    public ChangeOrder changeOrder() {
        return CHANGES;
    }
}

package io.holcstore.internal.sql.dialect;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.Axis;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The dialect of MySQL, with its own driver or that of MariaDB. */
final class MySqlDialect extends MariaDbDialect {
    static final MySqlDialect INSTANCE = new MySqlDialect();

    /** The first one that knows CREATE TRIGGER IF NOT EXISTS. Its collation came with 8.0.17. */
    private static final List<Integer> FIRST_VERSION = List.of(8, 0, 29);

    private static final int IN_TRANSACTION = 1568;
    private static final int NO_TRIGGERS = 1419;
    private static final int NO_TABLE = 1146;
    private static final int NO_TRIGGER = 1360;

    /** Of a database, of a table, and of anything else. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227);

    private static final ChangeOrder CHANGES = new MySqlChangeOrder();

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

    /** A table may lack triggers until its store is recorded, because each statement of its creation commits. */
    @Override
    List<String> unfitNumbers(Connection connection, FoundTable table) throws SQLException {
        return isRecorded(connection, table)
                ? CounterChangeOrder.missing(
                        table, MySqlChangeOrder.triggers(table.name()), triggers(connection, table))
                : List.of();
    }

    private boolean isRecorded(Connection connection, FoundTable table) throws SQLException {
        String sql = "SELECT 1 FROM " + TableSpec.quote(table.schema()) + '.'
                + TableSpec.quote(TableSpec.SETTINGS_TABLE) + " WHERE \"name\" = ?";
        try (PreparedStatement statement = prepare(connection, sql)) {
            statement.setString(1, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_TABLE) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Returns the triggers that a table has, and those that this user may not see: the list of triggers leaves out what
     * a user without the privilege TRIGGER asks for.
     */
    private Set<String> triggers(Connection connection, FoundTable table) throws SQLException {
        Set<String> there = new HashSet<>();
        for (String trigger : MySqlChangeOrder.triggers(table.name())) {
            String sql = "SHOW CREATE TRIGGER " + TableSpec.quote(table.schema()) + '.' + TableSpec.quote(trigger);
            try (Statement statement = connection.createStatement()) {
                statement.execute(text(sql));
                there.add(trigger);
            } catch (SQLException e) {
                if (DENIED.contains(e.getErrorCode())) {
                    there.add(trigger);
                } else if (e.getErrorCode() != NO_TRIGGER) {
                    throw e;
                }
            }
        }
        return there;
    }

    /** No table on MySQL is of a version before these columns. */
    @Override
    public List<String> addIfMissing(String table, List<Ddl.Column> columns) {
        return List.of();
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

    /** Says what lets a user create triggers. */
    @Override
    public SQLException corrected(SQLException e) {
        return isError(e, NO_TRIGGERS, "HY000")
                ? new SQLException(
                        e.getMessage()
                                + "; a replicated store needs triggers: set log_bin_trust_function_creators = 1 on"
                                + " the server, or let a user with the privilege SUPER run the script of ddl() of the"
                                + " definition",
                        e.getSQLState(),
                        e.getErrorCode(),
                        e)
                : e;
    }
}

package io.holcstore.internal.sql.dialect.h2;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.SqlFailures;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.common.BatchInserter;
import io.holcstore.internal.sql.dialect.common.ZonedInstants;
import io.holcstore.key.AxisType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dialect of H2 2.x. */
public final class H2Dialect extends SqlDialect {
    /** The longest timeout: H2 counts milliseconds in 32 bits. */
    private static final int LONGEST_SECONDS = Integer.MAX_VALUE / 1000;

    public static final SqlDialect INSTANCE = new H2Dialect();

    /** The longest VARCHAR and VARBINARY. Longer values need CLOB and BLOB, which are four times slower to read. */
    private static final long MAX_INLINE = 1 << 20;

    private static final Set<String> NO_TABLE = Set.of("42S02", "42S03", "42S04");

    /** The error when the URL names a schema that does not exist; the connection cannot be opened. */
    private static final String NO_SCHEMA = "90079";

    /** The errors lock timeout and concurrent update. */
    private static final Set<String> CONTENTION = Set.of("HYT00", "90131");

    /** The errors connection broken, database closed, and closing. */
    private static final Set<String> GONE = Set.of("90067", "90098", "90121");

    private static final Instants INSTANTS = new ZonedInstants("timestamp(6) with time zone");

    private static final ChangeOrder CHANGES = new H2ChangeOrder();

    private H2Dialect() {}

    @Override
    public String product() {
        return "H2";
    }

    /** Prepares a query to find out which table it would read, because H2 has no function for it. */
    @Override
    @Nullable
    public FoundTable find(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + table + " WHERE 1 = 0")) {
            ResultSetMetaData columns = statement.getMetaData();
            String schema = columns.getSchemaName(1);
            String name = columns.getTableName(1);
            return new FoundTable(schema, name, problem(connection, schema, name));
        } catch (SQLException e) {
            SQLException told = SqlFailures.ofDriver(e);
            if (isOneOf(told, NO_TABLE)) {
                return null;
            }
            if (isNoSchema(told)) {
                return noSchema(table, told);
            }
            throw e;
        }
    }

    /** Handles a missing schema. When it is one of the search path, the table may be in another one. */
    private static @Nullable FoundTable noSchema(String table, SQLException e) {
        return table.contains(".") ? null : new FoundTable("", table, "cannot be looked up: " + e.getMessage());
    }

    private static String problem(Connection connection, String schema, String name) throws SQLException {
        String type = Statements.select(
                connection.prepareStatement(
                        "SELECT TABLE_TYPE FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"),
                statement -> {
                    statement.setString(1, schema);
                    statement.setString(2, name);
                },
                rows -> rows.next() ? rows.getString(1) : "");
        return switch (type) {
            case "VIEW" -> "in schema " + schema + " is a view";
            case "LOCAL TEMPORARY" -> "is a temporary table of this connection";
            default -> "";
        };
    }

    @Override
    @Nullable
    public String newTablesSchema(Connection connection, @Nullable String named) throws SQLException {
        return Statements.select(
                        connection.prepareStatement(
                                "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ?"),
                        statement -> statement.setString(1, named == null ? connection.getSchema() : named),
                        rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty())
                .orElse(null);
    }

    @Override
    public String searchPath(Connection connection) throws SQLException {
        return connection.getSchema();
    }

    @Override
    public String textType() {
        return "varchar(" + MAX_INLINE + ')'; // CLOB cannot be part of a primary key
    }

    @Override
    public Instants instants() {
        return INSTANTS;
    }

    @Override
    public void requireUsable(Connection connection) throws SQLException {
        H2Session.requireUsable(connection);
    }

    @Override
    public String whyTablesVanish() {
        return "a database in memory ends with its last connection: add ;DB_CLOSE_DELAY=-1 to the URL";
    }

    @Override
    public String clock() {
        return H2Session.CLOCK;
    }

    @Override
    public String blobType(long maxBytes) {
        return maxBytes <= MAX_INLINE
                ? "varbinary(" + MAX_INLINE + ')'
                : "binary large object"; // some modes do not have the type BLOB
    }

    @Override
    public String reportedType(Connection connection, ResultSet column) throws SQLException {
        String name = column.getString("TYPE_NAME")
                .toUpperCase(Locale.ROOT); // the former information schema returns lower case
        int size = column.getInt("COLUMN_SIZE");
        return switch (name) {
            case "CHARACTER VARYING" -> "varchar(" + size + ')';
            case "BINARY VARYING" -> "varbinary(" + size + ')';
            case "TIMESTAMP WITH TIME ZONE" -> "timestamp(" + column.getInt("DECIMAL_DIGITS") + ") with time zone";
            case "NUMERIC" -> "numeric(" + size + ", " + column.getInt("DECIMAL_DIGITS") + ')';
            default -> name.toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public void lockSchema(Connection connection) {
        // needs no lock: each CREATE TABLE IF NOT EXISTS takes an exclusive lock on the schema
    }

    /**
     * Sessions that create series take turns on the row of the store's settings. H2 cannot wait for a key that another
     * session has inserted and not committed: it polls at full speed until the lock timeout, and does not detect that
     * two sessions wait for each other. For a locked row it waits without polling, and it ends a deadlock at once.
     */
    @Override
    public boolean takeTurn(Connection connection, TableSpec spec) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                lockRows("SELECT 1 FROM " + spec.settingsTable() + " WHERE \"name\" = ?"))) {
            statement.setString(1, spec.table());
            statement.executeQuery().close();
        }
        return true;
    }

    @Override
    public int seriesAtOnce() {
        return 1;
    }

    /** H2 compares strings by UTF-16 units. UTF-8 bytes compare by code points. */
    @Override
    public String orderedText(String column) {
        return "CAST(" + column + " AS VARBINARY)";
    }

    /**
     * Casts the parameter to its own type. H2 compiles a statement again after any session has changed a setting, and
     * otherwise uses the type that the parameter was last bound with.
     */
    @Override
    public String orderedBound(AxisType<?> type) {
        return ordered("?", type);
    }

    /**
     * A lazy query drops the snapshot of its statement with the first row. Without a snapshot of the transaction, it
     * would mix old and new rows.
     */
    @Override
    public int streamIsolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public String setIsolation(int isolation) {
        return ""; // H2 only has the isolation of the session
    }

    @Override
    public void beginStream(Connection connection) throws SQLException {
        if (hasSnapshot(connection)) {
            setLazy(connection, 1);
        }
    }

    @Override
    public void endStream(Connection connection) throws SQLException {
        if (hasSnapshot(connection)) {
            setLazy(connection, 0);
        }
    }

    /** Returns false in a caller's transaction at a lower isolation, where rows are collected first. */
    private static boolean hasSnapshot(Connection connection) throws SQLException {
        return connection.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED;
    }

    /** H2 does not report whether a transaction that has only read has its snapshot yet. */
    @Override
    public boolean hasTransaction(Connection connection) throws SQLException {
        if (hasSnapshot(connection)) {
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("CALL TRANSACTION_ID()")) {
            return answer.next() && answer.getString(1) != null; // the id is NULL before a change or a row lock
        }
    }

    /** Sets lazy execution. Otherwise H2 ignores the fetch size and first collects the whole result. */
    private static void setLazy(Connection connection, int lazy) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION " + lazy);
        }
    }

    @Override
    public Inserters inserters(InsertTarget table) {
        return (connection, withOrigin) ->
                new BatchInserter(table, connection.prepareStatement(table.insertSql(withOrigin)));
    }

    @Override
    public ChangeOrder changeOrder() {
        return CHANGES;
    }

    /**
     * Limits the session, which limits all its statements. It uses SQL, because the driver rounds the limit and caches
     * the former one.
     */
    @Override
    public int limitSession(Connection connection, Duration timeout) throws SQLException {
        int before = H2Session.queryTimeout(connection);
        restoreSession(connection, (int) Math.min(timeout.plusMillis(999).toSeconds(), LONGEST_SECONDS) * 1000);
        return before;
    }

    @Override
    public void restoreSession(Connection connection, int before) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET QUERY_TIMEOUT " + before);
        }
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return "23505".equals(e.getSQLState());
    }

    @Override
    public boolean isTooLong(SQLException e) {
        return "22001".equals(e.getSQLState());
    }

    @Override
    public boolean isNoSchema(SQLException e) {
        return NO_SCHEMA.equals(e.getSQLState());
    }

    @Override
    public boolean isContention(SQLException e) {
        return super.isContention(e) || isOneOf(e, CONTENTION);
    }

    @Override
    public boolean isBroken(SQLException e) {
        return super.isBroken(e) || isOneOf(e, GONE);
    }

    /** H2's own errors (90xxx) mean that its files or its process failed. */
    @Override
    public boolean leavesCommitOpen(SQLException e) {
        return super.leavesCommitOpen(e) || startsWith(e, "90");
    }

    @Override
    public SQLException corrected(SQLException e) {
        return H2Session.isTornList(e) ? SqlFailures.runAgain(e.getMessage(), e) : e;
    }
}

package io.holcstore.sql;

import io.holcstore.key.AxisType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** H2 2.x. */
final class H2Dialect extends Dialect {
    static final Dialect INSTANCE = new H2Dialect();

    /** The longest VARCHAR and VARBINARY; beyond it there are only CLOB and BLOB, four times slower to read. */
    private static final long MAX_INLINE = 1 << 20;

    private static final ChangeOrder CHANGES = new H2ChangeOrder();

    private H2Dialect() {}

    @Override
    String product() {
        return "H2";
    }

    @Override
    String textType() {
        return "varchar(" + MAX_INLINE + ')'; // CLOB cannot be part of a primary key
    }

    @Override
    String instantType() {
        return "timestamp(6) with time zone";
    }

    /** CURRENT_TIMESTAMP and its like stand still within a transaction; what a connection is doing now has begun just now. */
    @Override
    String clock() {
        return "(SELECT \"EXECUTING_STATEMENT_START\" FROM \"INFORMATION_SCHEMA\".\"SESSIONS\" WHERE \"SESSION_ID\" = SESSION_ID())";
    }

    @Override
    String blobType(long maxBytes) {
        return maxBytes <= MAX_INLINE ? "varbinary(" + MAX_INLINE + ')' : "blob";
    }

    @Override
    String reportedType(ResultSet column) throws SQLException {
        String name = column.getString("TYPE_NAME");
        int size = column.getInt("COLUMN_SIZE");
        return switch (name) {
            case "CHARACTER VARYING" -> "varchar(" + size + ')';
            case "BINARY VARYING" -> "varbinary(" + size + ')';
            case "BINARY LARGE OBJECT" -> "blob";
            case "TIMESTAMP WITH TIME ZONE" -> "timestamp(" + column.getInt("DECIMAL_DIGITS") + ") with time zone";
            case "NUMERIC" -> "numeric(" + size + ", " + column.getInt("DECIMAL_DIGITS") + ')';
            default -> name.toLowerCase(java.util.Locale.ROOT);
        };
    }

    @Override
    List<String> storageSettings(String table) {
        return List.of();
    }

    @Override
    void lockSchema(Connection connection) {
        // Each CREATE TABLE IF NOT EXISTS takes an exclusive lock on the schema by itself.
    }

    @Override
    boolean lockNumbers(Connection connection, long[] numbers) {
        return false;
    }

    @Override
    String oldestTransaction() {
        return "";
    }

    @Override
    String insertIfAbsent(String table, String columns, String values) {
        // MERGE would let 23505 through when two sessions insert the same new row; so does this, and the caller expects
        // it.
        return "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ')';
    }

    @Override
    boolean insertIfAbsentFails() {
        return true;
    }

    /**
     * Sessions that make new series take turns, on the row of the store's settings. H2 knows no wait for a key that another session has inserted and
     * not committed: it tries again and again at full speed until the lock timeout, and never sees that two sessions do so for each other.
     * For a locked row it waits, and ends a circle at once.
     */
    @Override
    boolean takeTurn(Connection connection, TableSpec spec) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM " + spec.settingsTable() + " WHERE \"name\" = ? FOR UPDATE")) {
            statement.setString(1, spec.table());
            statement.executeQuery().close();
        }
        return true;
    }

    @Override
    int seriesAtOnce() {
        return 1;
    }

    @Override
    String ordered(String column, AxisType<?> type) {
        // H2 compares strings by UTF-16 unit; as UTF-8 bytes they compare by code point.
        boolean text = type.kind() == AxisType.Kind.VARCHAR || type.kind() == AxisType.Kind.TEXT;
        return text ? "CAST(" + column + " AS VARBINARY)" : column;
    }

    @Override
    String isAnyOf(String column, AxisType<?> type) {
        return column + " = ANY(?)"; // with anything else than a parameter between the brackets, an index is not used
    }

    @Override
    void readBinary(PreparedStatement statement) {
        // always binary
    }

    /** A lazy query forgets the snapshot of its statement with the first row: without one of the transaction it would mix old rows and new. */
    @Override
    int streamIsolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    String setIsolation(int isolation) {
        return ""; // of the session only
    }

    @Override
    void beginStream(Connection connection) throws SQLException {
        if (hasSnapshot(connection)) {
            setLazy(connection, 1);
        }
    }

    @Override
    void endStream(Connection connection) throws SQLException {
        if (hasSnapshot(connection)) {
            setLazy(connection, 0);
        }
    }

    /** False in a transaction of the caller's: there, rows are collected first. */
    private static boolean hasSnapshot(Connection connection) throws SQLException {
        return connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED;
    }

    /** H2 ignores the fetch size and otherwise collects the whole result first. */
    private static void setLazy(Connection connection, int lazy) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LAZY_QUERY_EXECUTION " + lazy);
        }
    }

    @Override
    RowInserter inserter(Connection connection, ChunkTable table, boolean withOrigin) throws SQLException {
        return new BatchInserter(table, connection.prepareStatement(table.insertSql(withOrigin)));
    }

    @Override
    ChangeOrder changeOrder() {
        return CHANGES;
    }
}

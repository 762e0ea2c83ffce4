package io.holcstore.sql;

import io.holcstore.key.AxisType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;

/** PostgreSQL, with the driver's fast paths where the connection gives them away. */
final class PostgreSqlDialect extends Dialect {
    static final Dialect INSTANCE = new PostgreSqlDialect();

    /** Any number of our own: sessions that create tables of this library wait for each other on it. */
    private static final long SCHEMA_LOCK = 0x484F4C4353544F52L;

    private static final ChangeOrder CHANGES = new PostgreSqlChangeOrder();

    private PostgreSqlDialect() {}

    @Override
    String product() {
        return "PostgreSQL";
    }

    @Override
    String textType() {
        return "text";
    }

    @Override
    String instantType() {
        return "timestamptz";
    }

    @Override
    String clock() {
        return "clock_timestamp()";
    }

    @Override
    String blobType(long maxBytes) {
        return "bytea";
    }

    @Override
    String reportedType(ResultSet column) throws SQLException {
        String name = column.getString("TYPE_NAME");
        int size = column.getInt("COLUMN_SIZE");
        return switch (name) {
            case "int2" -> "smallint";
            case "int4", "serial" -> "integer";
            case "int8", "bigserial" -> "bigint"; // the driver calls what a sequence fills so
            case "bool" -> "boolean";
            case "float8" -> "double precision";
            case "varchar" -> size == Integer.MAX_VALUE ? "varchar" : "varchar(" + size + ')';
            case "numeric" -> size == 0 ? "numeric" : "numeric(" + size + ", " + column.getInt("DECIMAL_DIGITS") + ')';
            default -> name;
        };
    }

    /** Blobs are compressed already, and chunks of up to 8 KB stay in the row: reads 1.3 times and COPY 2.3 times as fast. */
    @Override
    List<String> storageSettings(String table) {
        return List.of(
                "ALTER TABLE " + table + " ALTER COLUMN \"data\" SET STORAGE EXTERNAL",
                "ALTER TABLE " + table + " SET (toast_tuple_target = 8160)");
    }

    @Override
    void lockSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ')');
        }
    }

    @Override
    boolean lockNumbers(Connection connection, long[] numbers) throws SQLException {
        // A list of expressions is evaluated from left to right.
        int calls = KeyColumns.padded(numbers.length);
        String sql = "SELECT " + String.join(", ", Collections.nCopies(calls, "pg_advisory_xact_lock(?)"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < calls; i++) {
                statement.setLong(i + 1, numbers[Math.min(i, numbers.length - 1)]);
            }
            statement.executeQuery().close();
        }
        return true;
    }

    @Override
    String oldestTransaction() {
        return "(SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid())";
    }

    @Override
    String insertIfAbsent(String table, String columns, String values) {
        return "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ") ON CONFLICT DO NOTHING";
    }

    @Override
    boolean insertIfAbsentFails() {
        return false;
    }

    @Override
    boolean takeTurn(Connection connection, TableSpec spec) {
        return false; // an insert waits for the transaction that has inserted the same row, and a circle of waits is
        // found
    }

    @Override
    int seriesAtOnce() {
        return ChunkTable.GROUP;
    }

    @Override
    String ordered(String column, AxisType<?> type) {
        boolean text = type.kind() == AxisType.Kind.VARCHAR || type.kind() == AxisType.Kind.TEXT;
        return text ? column + " COLLATE \"C\"" : column;
    }

    /** An array of text, which every value is written in and which the driver takes as it is. */
    @Override
    String isAnyOf(String column, AxisType<?> type) {
        return column + " = ANY (CAST(CAST(? AS text[]) AS " + columnType(type) + "[]))";
    }

    @Override
    void readBinary(PreparedStatement statement) throws SQLException {
        PostgreSqlDriver.readBinary(statement);
    }

    @Override
    int streamIsolation() {
        return Connection.TRANSACTION_READ_COMMITTED;
    }

    /** In the transaction: behind a pooler the session is another one for each transaction, and a setting of the session stays with strangers. */
    @Override
    String setIsolation(int isolation) {
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            throw new IllegalArgumentException("no transaction of ours runs at isolation " + isolation);
        }
        return "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";
    }

    @Override
    void beginStream(Connection connection) {
        // the fetch size and a transaction are enough
    }

    @Override
    void endStream(Connection connection) {
        // see beginStream
    }

    @Override
    RowInserter inserter(Connection connection, ChunkTable table, boolean withOrigin) throws SQLException {
        return PostgreSqlDriver.copies(connection) && !table.rowSecurity().isActive(connection)
                ? table.rowSecurity().copyInserter(connection, table, withOrigin)
                : new BatchInserter(table, connection.prepareStatement(table.insertSql(withOrigin)));
    }

    @Override
    ChangeOrder changeOrder() {
        return CHANGES;
    }
}

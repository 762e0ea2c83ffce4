package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.internal.partition.PartitionSql;
import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableShape;
import io.holcstore.internal.sql.TimeColumn;
import io.holcstore.internal.sql.dialect.common.ZonedInstants;
import io.holcstore.key.AxisType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The dialect of PostgreSQL. It uses the fast paths of its driver when the connection gives access to them. */
public class PostgreSqlDialect extends SqlDialect {
    public static final SqlDialect INSTANCE = new PostgreSqlDialect();

    /** An arbitrary number. Sessions that create tables of this library wait for each other on it. */
    private static final long SCHEMA_LOCK = 0x484F4C4353544F52L;

    /**
     * Returns whether this transaction has a snapshot to keep, has written, or holds a lock other than those of this
     * query.
     */
    private static final String USED_TRANSACTION =
            "SELECT current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted')"
                    + " OR pg_current_xact_id_if_assigned() IS NOT NULL"
                    + " OR EXISTS (SELECT 1 FROM pg_catalog.pg_locks WHERE pid = pg_backend_pid() AND locktype <> 'virtualxid'"
                    + " AND relation IS DISTINCT FROM 'pg_catalog.pg_locks'::regclass)";

    private static final String FAILED_TRANSACTION = "25P02";

    /** The errors for an index entry that is too large and a text that is too long for its column. */
    private static final Set<String> TOO_LONG = Set.of("54000", "22001");

    /** The errors deadlock and lock not available. */
    private static final Set<String> CONTENTION = Set.of("40P01", "55P03");

    /** The errors of a server that shuts down, has crashed, or starts up. */
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03");

    private static final String TOO_MANY_CONNECTIONS = "53300";

    private static final Instants INSTANTS = new ZonedInstants("timestamptz");

    private static final ChangeOrder CHANGES = new PostgreSqlChangeOrder();

    private static final PartitionSql PARTITIONS = new PostgreSqlPartitions();

    protected PostgreSqlDialect() {}

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public void requireUsable(Connection connection) throws SQLException {
        PostgreSqlProbe.requireTables(connection);
    }

    @Override
    public void requireFeed(Connection connection) throws SQLException {
        PostgreSqlProbe.requireFeed(connection);
    }

    /** Uses {@code to_regclass}, which finds the same table as a statement, temporary tables first. */
    @Override
    @Nullable
    public FoundTable find(Connection connection, String table) throws SQLException {
        String sql = "SELECT n.nspname, c.relname, CASE WHEN c.relkind IN ('r', 'p') THEN"
                + " CASE c.relpersistence WHEN 't' THEN 'is a temporary table of this connection' ELSE '' END"
                + " ELSE 'in schema ' || n.nspname || ' is ' || CASE c.relkind WHEN 'v' THEN 'a view'"
                + " WHEN 'm' THEN 'a materialized view' WHEN 'f' THEN 'a foreign table' WHEN 'S' THEN 'a sequence'"
                + " WHEN 'c' THEN 'a type' ELSE 'an index' END END"
                + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.oid = pg_catalog.to_regclass(CAST(? AS text))";
        return Statements.select(
                        connection.prepareStatement(sql),
                        statement -> statement.setString(1, table),
                        rows -> rows.next()
                                ? Optional.of(new FoundTable(rows.getString(1), rows.getString(2), rows.getString(3)))
                                : Optional.<FoundTable>empty())
                .orElse(null);
    }

    @Override
    @Nullable
    public String newTablesSchema(Connection connection, @Nullable String named) throws SQLException {
        return Statements.select(
                        connection.prepareStatement(
                                "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = COALESCE(CAST(? AS text), current_schema())"),
                        statement -> statement.setString(1, named),
                        rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty())
                .orElse(null);
    }

    @Override
    public String searchPath(Connection connection) throws SQLException {
        return Statements.select(connection.prepareStatement("SHOW search_path"), statement -> {}, rows -> {
            rows.next();
            return rows.getString(1);
        });
    }

    @Override
    public String textType() {
        return "text";
    }

    @Override
    public Instants instants() {
        return INSTANTS;
    }

    @Override
    public String clock() {
        return "clock_timestamp()";
    }

    @Override
    public String blobType(long maxBytes) {
        return "bytea";
    }

    @Override
    public TableShape shape(Connection connection, FoundTable table) throws SQLException {
        return PostgreSqlShapes.of(connection, this, table);
    }

    @Override
    public String reportedType(Connection connection, ResultSet column) throws SQLException {
        String name = column.getString("TYPE_NAME");
        int size = column.getInt("COLUMN_SIZE");
        return switch (name) {
            case "int2" -> "smallint";
            case "int4", "serial" -> "integer";
            case "int8", "bigserial" -> "bigint"; // the driver reports bigserial for a column with a sequence
            case "bool" -> "boolean";
            case "float8" -> "double precision";
            case "varchar" -> size == Integer.MAX_VALUE ? "varchar" : "varchar(" + size + ')';
            case "numeric" -> size == 0 ? "numeric" : "numeric(" + size + ", " + column.getInt("DECIMAL_DIGITS") + ')';
            default -> name;
        };
    }

    /**
     * Blobs are already compressed, and chunks of up to 8 KB stay in the row. This makes reads 1.3 times and COPY 2.3
     * times as fast.
     */
    @Override
    public List<String> storageSettings(String table) {
        return List.of(externalStorage(table), PARTITIONS.leafStorage(table));
    }

    /** Returns the part of the storage settings that partitions inherit. */
    static String externalStorage(String table) {
        return "ALTER TABLE " + table + " ALTER COLUMN \"data\" SET STORAGE EXTERNAL";
    }

    @Override
    public @Nullable PartitionSql partitions() {
        return PARTITIONS;
    }

    @Override
    public void lockSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ')');
        }
    }

    @Override
    public boolean lockNumbers(Connection connection, long[] numbers) throws SQLException {
        // PostgreSQL evaluates a list of expressions from left to right.
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
    public String oldestTransaction() {
        return "(SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid())";
    }

    @Override
    public <T> boolean[] insertIfAbsent(
            Connection connection,
            String table,
            String columns,
            String values,
            List<T> rows,
            Statements.Binder<T> binder)
            throws SQLException {
        String sql = "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ") ON CONFLICT DO NOTHING";
        boolean[] made = new boolean[rows.size()];
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (T row : rows) {
                binder.bind(statement, row);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                made[i] = counts[i] == 1;
            }
        }
        return made;
    }

    @Override
    public int seriesAtOnce() {
        return Statements.GROUP;
    }

    @Override
    public String orderedText(String column) {
        return column + " COLLATE \"C\"";
    }

    @Override
    public boolean findsValuesOfArrays() {
        return true;
    }

    /** Uses an array of text, because every value can be written as text and the driver sends it unchanged. */
    @Override
    public String isAnyOf(String column, AxisType<?> type) {
        return column + " = ANY (CAST(CAST(? AS text[]) AS " + columnType(type) + "[]))";
    }

    /** PostgreSQL plans a list of a thousand rows for longer than it needs to find them. */
    @Override
    public boolean findsRowsOfArrays() {
        return true;
    }

    @Override
    public String isAnyRowOf(List<String> columns, List<AxisType<?>> types) {
        return "(" + String.join(", ", columns) + ") IN (" + rowsOfArrays(types) + ")";
    }

    private String rowsOfArrays(List<AxisType<?>> types) {
        StringJoiner values = new StringJoiner(", ");
        StringJoiner names = new StringJoiner(", ");
        for (int i = 0; i < types.size(); i++) {
            values.add("CAST(a" + i + " AS " + columnType(types.get(i)) + ")");
            names.add("a" + i);
        }
        return "SELECT " + values + " FROM unnest("
                + String.join(", ", Collections.nCopies(types.size(), "CAST(? AS text[])")) + ") AS wanted(" + names
                + ")";
    }

    /**
     * Locks each row beside the values that it is found by. A lock above a sorted join fails on a partitioned table of
     * PostgreSQL 18.6: where it waits for another transaction, the check of the new row chooses the partition by
     * values that belong to another row, or are gone. It then leaves the row out, or the server crashes.
     */
    @Override
    public String lockAnyRowOf(String table, String selected, List<String> columns, List<AxisType<?>> types) {
        StringJoiner order = new StringJoiner(", ");
        StringJoiner values = new StringJoiner(", ");
        StringJoiner equal = new StringJoiner(" AND ");
        for (int i = 0; i < columns.size(); i++) {
            order.add(String.valueOf(i + 1));
            values.add("w" + i);
            equal.add(columns.get(i) + " = wanted.w" + i);
        }
        return "SELECT found.* FROM (" + rowsOfArrays(types) + " ORDER BY " + order + ") AS wanted(" + values
                + ") CROSS JOIN LATERAL ("
                + lockRows("SELECT " + selected + " FROM " + table + " WHERE " + equal)
                + ") AS found";
    }

    @Override
    public int updateTogether(Connection connection, String table, KeyColumns keys, String also, List<ChunkRow> rows)
            throws SQLException {
        return findsRowsOfArrays() ? PostgreSqlUpdate.run(connection, this, table, keys, also, rows) : -1;
    }

    @Override
    public void readBinary(PreparedStatement statement) throws SQLException {
        PostgreSqlDriver.readBinary(statement);
    }

    /**
     * A pool may have begun a transaction with its test query or a SET, which touches no table. Such a transaction has
     * nothing to lose.
     */
    @Override
    public boolean hasTransaction(Connection connection) throws SQLException {
        if (PostgreSqlDriver.transaction(connection) == PostgreSqlDriver.Transaction.NONE) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(USED_TRANSACTION)) {
            return answer.next() && answer.getBoolean(1);
        } catch (SQLException e) {
            if (FAILED_TRANSACTION.equals(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public boolean knowsTransaction(Connection connection) throws SQLException {
        return PostgreSqlDriver.transaction(connection) == PostgreSqlDriver.Transaction.OPEN;
    }

    @Override
    public boolean hasPolicies(Connection connection, String table) throws SQLException {
        return Statements.select(
                prepare(connection, "SELECT row_security_active(to_regclass(?)::oid)"),
                statement -> statement.setString(1, table),
                rows -> rows.next() && rows.getBoolean(1));
    }

    @Override
    public int streamIsolation() {
        return Connection.TRANSACTION_NONE;
    }

    /**
     * Sets the isolation in the transaction: behind a pooler, each transaction may use another session, and a setting
     * of the session would affect other clients.
     */
    @Override
    public String setIsolation(int isolation) {
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            throw new IllegalArgumentException("transactions of this library do not use isolation " + isolation);
        }
        return "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";
    }

    /** The driver calls both kinds of timestamps by the same number. */
    @Override
    public TimeColumn.Kind timeKind(ResultSetMetaData columns, int column) throws SQLException {
        return "timestamptz".equals(columns.getColumnTypeName(column))
                ? TimeColumn.Kind.INSTANT
                : super.timeKind(columns, column);
    }

    @Override
    public TimeColumn timeColumn(PreparedStatement statement, TimeColumn.Kind kind, int column) {
        TimeColumn plain = TimeColumn.of(kind, column);
        return kind != TimeColumn.Kind.DAY && PostgreSqlDriver.isOf(statement)
                ? new PostgreSqlTimes(column, plain)
                : plain;
    }

    @Override
    public Inserters inserters(InsertTarget table) {
        return new PostgreSqlInserters(table);
    }

    @Override
    public ChangeOrder changeOrder() {
        return CHANGES;
    }

    @Override
    public String limitTransaction(Duration timeout) {
        return "SET LOCAL statement_timeout = " + timeout.toMillis();
    }

    /** Sets nothing on the session, because behind a pooler each transaction may use another one. */
    @Override
    public int limitSession(Connection connection, Duration timeout) {
        return 0;
    }

    @Override
    public void restoreSession(Connection connection, int before) {
        // nothing was set
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return "23505".equals(e.getSQLState());
    }

    @Override
    public boolean isTooLong(SQLException e) {
        return isOneOf(e, TOO_LONG);
    }

    @Override
    public boolean isContention(SQLException e) {
        return super.isContention(e) || isOneOf(e, CONTENTION);
    }

    @Override
    public boolean isTurnedAwayForNow(SQLException e) {
        return TOO_MANY_CONNECTIONS.equals(e.getSQLState());
    }

    @Override
    public boolean isBroken(SQLException e) {
        return super.isBroken(e) || isOneOf(e, GONE);
    }
}

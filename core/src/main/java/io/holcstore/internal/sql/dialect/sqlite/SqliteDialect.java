package io.holcstore.internal.sql.dialect.sqlite;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.dialect.common.Backticks;
import io.holcstore.internal.sql.dialect.common.BatchInserter;
import io.holcstore.internal.sql.dialect.common.CounterChangeOrder;
import io.holcstore.internal.sql.dialect.common.MicroInstants;
import io.holcstore.key.AxisType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of SQLite, with the driver sqlite-jdbc. The exceptions of this driver have no SQLState. Their messages
 * begin with the name of the result in brackets.
 */
public final class SqliteDialect extends SqlDialect {
    public static final SqlDialect INSTANCE = new SqliteDialect();

    /** The schema of the tables of the file that a connection opens. */
    private static final String MAIN = "main";

    private static final Instants INSTANTS = new MicroInstants();

    private static final ChangeOrder CHANGES = new SqliteChangeOrder();

    private SqliteDialect() {}

    @Override
    public String product() {
        return "SQLite";
    }

    /**
     * Names are in backticks, because SQLite takes a name in quotes that it does not know for a text. The statement
     * that creates an index names the schema with the index.
     */
    @Override
    public String text(String statement) {
        String text = statement.startsWith("CREATE INDEX") ? statement.replace(" ON \"main\".", " ON ") : statement;
        return Backticks.of(text, UnaryOperator.identity());
    }

    @Override
    public void requireUsable(Connection connection) throws SQLException {
        SqliteSession.requireUsable(connection);
    }

    @Override
    @Nullable
    public FoundTable find(Connection connection, String table) throws SQLException {
        String[] names = Backticks.names(table);
        requireMain(names[0]);
        String sql = "SELECT 'temp', name, type FROM temp.sqlite_schema WHERE name = ? COLLATE NOCASE UNION ALL"
                + " SELECT 'main', name, type FROM main.sqlite_schema WHERE name = ? COLLATE NOCASE";
        return Statements.select(
                        connection.prepareStatement(sql),
                        statement -> {
                            statement.setString(1, names[1]);
                            statement.setString(2, names[1]);
                        },
                        rows -> rows.next()
                                ? Optional.of(found(rows.getString(1), rows.getString(2), rows.getString(3)))
                                : Optional.<FoundTable>empty())
                .orElse(null);
    }

    private static FoundTable found(String schema, String name, String type) {
        String problem = !schema.equals(MAIN)
                ? "is a temporary table of this connection"
                : type.equals("table") ? "" : "in schema " + schema + " is a " + type;
        return new FoundTable(schema, name, problem);
    }

    private static void requireMain(@Nullable String schema) {
        if (schema != null && !schema.equals(MAIN)) {
            throw new DefinitionException(
                    "schema " + schema + ": on SQLite, a store lies in the file that its connections open, which is the"
                            + " schema main; for another file, open the store on a data source of that file",
                    null);
        }
    }

    @Override
    public String newTablesSchema(Connection connection, @Nullable String named) {
        requireMain(named);
        return MAIN;
    }

    @Override
    public String searchPath(Connection connection) {
        return MAIN;
    }

    /** The driver reports tables without schema. */
    @Override
    @Nullable
    public String schema(FoundTable table) {
        return null;
    }

    @Override
    public String textType() {
        return "text";
    }

    @Override
    public String uuidType() {
        return "char(36)";
    }

    @Override
    public void bindUuid(PreparedStatement statement, int at, UUID value) throws SQLException {
        statement.setString(at, value.toString());
    }

    @Override
    public @Nullable UUID readUuid(ResultSet row, int at) throws SQLException {
        String text = row.getString(at);
        return text == null ? null : UUID.fromString(text);
    }

    /** A name with TEXT, because SQLite turns texts in other columns into numbers when they look like some. */
    @Override
    public String numericType(int precision, int scale) {
        return "numeric_text(" + precision + ", " + scale + ')';
    }

    @Override
    public String numericText(BigDecimal value, int precision) {
        return SqliteNumbers.text(value, precision);
    }

    @Override
    public void bindNumeric(PreparedStatement statement, int at, BigDecimal value, int precision) throws SQLException {
        statement.setString(at, SqliteNumbers.text(value, precision));
    }

    @Override
    public @Nullable BigDecimal readNumeric(ResultSet row, int at) throws SQLException {
        String text = row.getString(at);
        return text == null ? null : SqliteNumbers.number(text);
    }

    @Override
    public Instants instants() {
        return INSTANTS;
    }

    @Override
    public String blobType(long maxBytes) {
        return "blob";
    }

    /** Asks SQLite, because the driver changes the names of types by the rules of the default locale. */
    @Override
    public String reportedType(Connection connection, ResultSet column) throws SQLException {
        String table = column.getString("TABLE_NAME");
        String name = column.getString("COLUMN_NAME");
        return Statements.select(
                connection.prepareStatement("SELECT type FROM pragma_table_info(?) WHERE name = ?"),
                statement -> {
                    statement.setString(1, table);
                    statement.setString(2, name);
                },
                rows -> rows.next() ? rows.getString(1).toLowerCase(Locale.ROOT) : "");
    }

    /** Returns columns of the key that do not compare the bytes of texts, and triggers that are missing. */
    @Override
    public List<String> unfitColumns(Connection connection, FoundTable table, Ddl.Table definition)
            throws SQLException {
        List<String> unfit = new ArrayList<>();
        String sql = "SELECT x.name, x.coll FROM pragma_index_list(?) i, pragma_index_xinfo(i.name) x"
                + " WHERE i.origin = 'pk' AND x.key = 1 AND x.coll <> 'BINARY' ORDER BY x.seqno";
        unfit.addAll(Statements.select(
                connection.prepareStatement(sql), statement -> statement.setString(1, table.name()), rows -> {
                    List<String> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add("column " + table.name() + '.' + rows.getString(1) + ": the table has the collation "
                                + rows.getString(2)
                                + ", the definition has BINARY, without which different keys would be one series");
                    }
                    return found;
                }));
        if (definition.columns().stream().anyMatch(column -> column.name().equals(ChangeOrder.SEQUENCE_COLUMN))) {
            unfit.addAll(missingTriggers(connection, table));
        }
        return unfit;
    }

    private static List<String> missingTriggers(Connection connection, FoundTable table) throws SQLException {
        Set<String> there = Statements.select(
                connection.prepareStatement(
                        "SELECT name FROM main.sqlite_schema WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE"),
                statement -> statement.setString(1, table.name()),
                rows -> {
                    Set<String> names = new HashSet<>();
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                    return names;
                });
        return CounterChangeOrder.missing(table, SqliteChangeOrder.triggers(table.name()), there);
    }

    /** No table on SQLite is of a version before these columns. */
    @Override
    public List<String> addIfMissing(String table, List<Ddl.Column> columns) {
        return List.of();
    }

    /** The time of the statement, in whole milliseconds. */
    @Override
    public String now() {
        return "(CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) * 1000)";
    }

    @Override
    public String clock() {
        return now();
    }

    @Override
    public void lockSchema(Connection connection) {
        // the transaction is the only one that writes
    }

    @Override
    public int seriesAtOnce() {
        return Statements.GROUP;
    }

    /** SQLite compares the bytes of texts in UTF-8. */
    @Override
    public String orderedText(String column) {
        return column;
    }

    @Override
    public String cast(String expression, String type) {
        return switch (type) {
            case "boolean" -> '(' + expression + " = 'true')";
            case "smallint", "integer", "bigint" -> super.cast(expression, type);
            default -> expression;
        };
    }

    /** The text of a statement has at most a million bytes. */
    @Override
    public boolean findsValuesOfArrays() {
        return true;
    }

    @Override
    public String isAnyOf(String column, AxisType<?> type) {
        return column + " IN (SELECT " + cast("value", columnType(type)) + " FROM json_each(?))";
    }

    @Override
    public void bindTexts(PreparedStatement statement, int at, String[] texts) throws SQLException {
        statement.setString(at, JsonTexts.array(texts));
    }

    @Override
    public boolean storesNonFinite() {
        return false; // NaN would be NULL
    }

    @Override
    public boolean hasTransaction(Connection connection) throws SQLException {
        return SqliteSession.hasTransaction(connection);
    }

    @Override
    public boolean writesAtReadCommitted() {
        return false;
    }

    @Override
    public Turn beginWriting(Connection connection, boolean own) throws SQLException {
        if (own) {
            return SqliteSession.beginWriting(connection);
        }
        SqliteSession.lockToWrite(connection);
        return Turn.NONE;
    }

    /** A transaction sees what was committed when it first read. */
    @Override
    public int streamIsolation() {
        return Connection.TRANSACTION_SERIALIZABLE;
    }

    /** Every transaction has the same isolation, except with this setting. */
    @Override
    public String setIsolation(int isolation) {
        return "PRAGMA read_uncommitted = FALSE";
    }

    /** Limits how long a statement waits for a lock. SQLite cannot limit how long it runs. */
    @Override
    public int limitSession(Connection connection, Duration timeout) throws SQLException {
        int before = SqliteSession.wait(connection);
        SqliteSession.setWait(connection, (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis())));
        return before;
    }

    @Override
    public void restoreSession(Connection connection, int before) throws SQLException {
        SqliteSession.setWait(connection, before);
    }

    @Override
    public Inserters inserters(InsertTarget table) {
        return (connection, withOrigin) -> new BatchInserter(table, prepare(connection, table.insertSql(withOrigin)));
    }

    @Override
    public ChangeOrder changeOrder() {
        return CHANGES;
    }

    @Override
    public String lockRows(String select) {
        return select; // the transaction is the only one that writes
    }

    @Override
    public String first(String select, String count) {
        return select + " LIMIT " + count;
    }

    @Override
    public String deleteFrom(String table, String alias) {
        return "DELETE FROM " + table + " AS " + alias;
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return isOne(e, "CONSTRAINT_PRIMARYKEY") || isOne(e, "CONSTRAINT_UNIQUE") || isOne(e, "CONSTRAINT_ROWID");
    }

    @Override
    public boolean isTooLong(SQLException e) {
        return isOne(e, "TOOBIG");
    }

    @Override
    public boolean isContention(SQLException e) {
        return isOne(e, "BUSY") || isLocked(e);
    }

    @Override
    public boolean isBroken(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.equals("database connection closed") || message.equals("The database has been closed");
    }

    static boolean isLocked(SQLException e) {
        return isOne(e, "LOCKED");
    }

    static boolean isNoTable(SQLException e) {
        return isOne(e, "ERROR") && String.valueOf(e.getMessage()).contains("no such table");
    }

    /** Returns whether the result is this one or an extended one of it. */
    private static boolean isOne(SQLException e, String result) {
        return e.getMessage() != null && e.getMessage().startsWith("[SQLITE_" + result);
    }

    /** Returns the exception with the SQLState of the standard for its result. The driver gives none. */
    @Override
    public SQLException corrected(SQLException e) {
        String state = e.getSQLState() == null ? state(e) : "";
        return state.isEmpty() ? e : new SQLException(e.getMessage(), state, e.getErrorCode(), e);
    }

    /** Returns an empty text where the disk failed, because nothing is known about a commit then. */
    private String state(SQLException e) {
        if (isContention(e)) {
            return "40001";
        } else if (isDuplicate(e)) {
            return "23505";
        } else if (isOne(e, "CONSTRAINT")) {
            return "23000";
        } else if (isTooLong(e)) {
            return "54000";
        } else if (isOne(e, "FULL")) {
            return "53100";
        } else if (isOne(e, "READONLY")) {
            return "25006";
        }
        return isOne(e, "ERROR") ? "42000" : "";
    }
}

package io.holcstore.internal.sql.dialect;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.dialect.common.Backticks;
import io.holcstore.internal.sql.dialect.common.BatchInserter;
import io.holcstore.internal.sql.dialect.common.MicroInstants;
import io.holcstore.key.AxisType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of {@code OddDatabase}, which lacks what SQL Server, Oracle and Db2 lack. It answers each hook as one of
 * them must, most in the words of SQL Server.
 */
public final class OddDialect extends SqlDialect {
    static final OddDialect INSTANCE = new OddDialect();

    public static final String PRODUCT = "Odd";

    /** The most elements of one list after IN. Oracle has 1,000. */
    public static final int LIST = 3;

    /** The clock in microseconds since 1970. */
    public static final String NOW = "SYSUTCMICROS()";

    private static final int DUPLICATE = 2627;
    private static final int TOO_LONG = 2628;
    private static final int LOCK_TIMEOUT = 1222;
    private static final int NO_TABLE = 208;
    private static final int CHANGED_SINCE = 3960;

    private static final Instants INSTANTS = new MicroInstants();

    private static final ChangeOrder CHANGES = new OddChangeOrder();

    private OddDialect() {}

    /** Makes stores find this dialect. */
    public static void register() {
        Dialects.KNOWN.addIfAbsent(INSTANCE);
    }

    @Override
    public String product() {
        return PRODUCT;
    }

    /** Names are in square brackets. */
    @Override
    public String text(String statement) {
        StringBuilder text = new StringBuilder(statement.length());
        boolean literal = false;
        boolean name = false;
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            if (c == '"' && !literal) {
                name = !name;
                text.append(name ? '[' : ']');
            } else {
                literal ^= c == '\'';
                text.append(c);
            }
        }
        return text.toString();
    }

    /** DDL commits. */
    @Override
    public boolean createsInTransactions() {
        return false;
    }

    @Override
    @Nullable
    public FoundTable find(Connection connection, String table) throws SQLException {
        String[] names = Backticks.names(table);
        return Statements.select(
                        connection.prepareStatement("SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE"
                                + " FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = COALESCE(?, SCHEMA_NAME())"
                                + " AND TABLE_NAME = ?"),
                        statement -> {
                            statement.setString(1, names[0]);
                            statement.setString(2, names[1]);
                        },
                        rows -> rows.next() ? Optional.of(found(rows)) : Optional.<FoundTable>empty())
                .orElse(null);
    }

    private static FoundTable found(ResultSet row) throws SQLException {
        String schema = row.getString(1);
        String problem =
                switch (row.getString(3)) {
                    case "BASE TABLE" -> "";
                    case "VIEW" -> "in schema " + schema + " is a view";
                    default -> "is a temporary table of this connection";
                };
        return new FoundTable(schema, row.getString(2), problem);
    }

    /** The driver does not know the schema of a connection. */
    @Override
    @Nullable
    public String newTablesSchema(Connection connection, @Nullable String named) throws SQLException {
        return Statements.select(
                        connection.prepareStatement("SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA"
                                + " WHERE SCHEMA_NAME = COALESCE(?, SCHEMA_NAME())"),
                        statement -> statement.setString(1, named),
                        rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty())
                .orElse(null);
    }

    @Override
    public String searchPath(Connection connection) throws SQLException {
        return String.valueOf(newTablesSchema(connection, null));
    }

    @Override
    public String typeName(String type) {
        return switch (type) {
            case "boolean" -> "bit";
            case "double precision" -> "float(53)";
            default -> type.startsWith("varchar") ? 'n' + type : type;
        };
    }

    @Override
    public String createIfMissing(String kind, String name, String rest) {
        return "IF OBJECT_ID(" + Ddl.literal(name.replace("\"", "")) + ") IS NULL CREATE " + kind + ' ' + name + rest;
    }

    @Override
    public String dropIfExists(String table) {
        return "IF OBJECT_ID(" + Ddl.literal(table.replace("\"", "")) + ") IS NOT NULL DROP TABLE " + table;
    }

    /** No table is of an earlier version. */
    @Override
    public List<String> addIfMissing(String table, List<Ddl.Column> columns) {
        return List.of();
    }

    @Override
    public String textType() {
        return "varchar(4000)";
    }

    @Override
    public String proseType() {
        return "varchar(max)";
    }

    @Override
    public String uuidType() {
        return "varchar(36)";
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

    @Override
    public Instants instants() {
        return INSTANTS;
    }

    @Override
    public String blobType(long maxBytes) {
        return "varbinary(max)";
    }

    @Override
    public String reportedType(Connection connection, ResultSet column) throws SQLException {
        String name = column.getString("TYPE_NAME").toUpperCase(Locale.ROOT);
        int size = column.getInt("COLUMN_SIZE");
        return switch (name) {
            case "BINARY LARGE OBJECT" -> "varbinary(max)";
            case "CHARACTER VARYING" -> size > 1_000_000 ? "varchar(max)" : "varchar(" + size + ')';
            case "NUMERIC" -> "numeric(" + size + ", " + column.getInt("DECIMAL_DIGITS") + ')';
            case "FLOAT" -> "double precision";
            default -> name.toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public String now() {
        return NOW;
    }

    @Override
    public String clock() {
        return NOW;
    }

    @Override
    public void lockSchema(Connection connection) {
        // no lock would outlive the first statement, which commits; each of them creates only what is missing
    }

    /** Sessions that create series take turns, because the database below is H2. */
    @Override
    public boolean takeTurn(Connection connection, TableSpec spec) throws SQLException {
        String sql = lockRows("SELECT 1 FROM " + spec.settingsTable() + " WHERE \"name\" = ?");
        Statements.select(prepare(connection, sql), statement -> statement.setString(1, spec.table()), ResultSet::next);
        return true;
    }

    @Override
    public int seriesAtOnce() {
        return LIST;
    }

    @Override
    public String orderedText(String column) {
        return column + " COLLATE BIN2";
    }

    @Override
    public String orderedBound(AxisType<?> type) {
        return ordered("?", type);
    }

    @Override
    public int longestList() {
        return 2 * LIST;
    }

    @Override
    public int listLimit() {
        return LIST;
    }

    @Override
    public int rowsPerInsert() {
        return 1;
    }

    @Override
    public boolean comparesRows() {
        return false;
    }

    @Override
    public boolean storesEmptyTexts() {
        return false;
    }

    @Override
    public boolean storesNonFinite() {
        return false;
    }

    @Override
    public boolean hasTransaction(Connection connection) throws SQLException {
        return connection.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED
                || number(connection, "SELECT @@TRANCOUNT FROM DUAL") > 0;
    }

    private static int number(Connection connection, String query) throws SQLException {
        return Statements.select(connection.prepareStatement(query), statement -> {}, rows -> {
            rows.next();
            return rows.getInt(1);
        });
    }

    @Override
    public int streamIsolation() {
        return Connection.TRANSACTION_READ_COMMITTED;
    }

    /** The isolation belongs to the session. */
    @Override
    public String setIsolation(int isolation) {
        return "";
    }

    @Override
    public int limitSession(Connection connection, Duration timeout) throws SQLException {
        int before = number(connection, "SELECT @@LOCK_TIMEOUT FROM DUAL");
        restoreSession(connection, (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis())));
        return before;
    }

    @Override
    public void restoreSession(Connection connection, int before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SET LOCK_TIMEOUT " + before)) {
            statement.execute();
        }
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
        return select.replaceFirst(" WHERE ", " WITH (UPDLOCK) WHERE ");
    }

    @Override
    public String first(String select, String count) {
        return select + " OFFSET 0 ROWS FETCH NEXT " + count + " ROWS ONLY";
    }

    @Override
    public String differ(String a, String b) {
        return "CASE WHEN " + a + " = " + b + " OR (" + a + " IS NULL AND " + b + " IS NULL) THEN 0 ELSE 1 END = 1";
    }

    @Override
    public String deleteFrom(String table, String alias) {
        return "DELETE " + alias + " FROM " + table + ' ' + alias;
    }

    @Override
    public String update(String table, String alias, String set) {
        return "UPDATE " + alias + " SET " + set + " FROM " + table + ' ' + alias;
    }

    @Override
    public String bytes(String column) {
        return "DATALENGTH(" + column + ')';
    }

    @Override
    public String noBlob() {
        return cast("NULL", "varbinary(max)");
    }

    @Override
    public String fromNothing() {
        return " FROM DUAL";
    }

    @Override
    public String literal(boolean value) {
        return value ? "1" : "0";
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return isError(e, DUPLICATE, "23000");
    }

    @Override
    public boolean isTooLong(SQLException e) {
        return isError(e, TOO_LONG, "22001");
    }

    @Override
    public boolean isContention(SQLException e) {
        return super.isContention(e) || isError(e, LOCK_TIMEOUT, "S0051") || isError(e, CHANGED_SINCE, "S0005");
    }

    /** The driver has states of its own. */
    @Override
    public SQLException corrected(SQLException e) {
        return isError(e, NO_TABLE, "S0002") ? new SQLException(e.getMessage(), "42S02", e.getErrorCode(), e) : e;
    }

    private static boolean isError(SQLException e, int code, String state) {
        return e.getErrorCode() == code && state.equals(e.getSQLState());
    }
}

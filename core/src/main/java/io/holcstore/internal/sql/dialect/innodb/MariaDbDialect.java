package io.holcstore.internal.sql.dialect.innodb;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.sql.FoundTable;
import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.SqlFailures;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TimeColumn;
import io.holcstore.internal.sql.dialect.common.BatchInserter;
import io.holcstore.internal.sql.dialect.common.MicroInstants;
import io.holcstore.key.Axis;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The dialect of MariaDB, with its own driver or that of MySQL. The dialect of MySQL overrides what differs. */
public class MariaDbDialect extends SqlDialect {
    public static final SqlDialect INSTANCE = new MariaDbDialect();

    static final String PRODUCT = "MariaDB";

    /** The name that the driver of MySQL reports for both databases. */
    static final String MYSQL = "MySQL";

    private static final List<Integer> FIRST_VERSION = List.of(10, 6);

    private static final int UUID_BYTES = 16;

    private static final int DUPLICATE = 1062;
    private static final int TOO_LONG = 1406;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int TOO_MANY_CONNECTIONS = 1040;
    private static final int CONNECTION_KILLED = 1927;
    private static final int NO_TRIGGERS = 1419;
    private static final int FORBIDDEN_BY_OPTION = 1290;

    /** The option as it stands in messages of any language; that of MySQL may be super-read-only. */
    private static final Pattern READ_ONLY = Pattern.compile("--(super-)?read[-_]only");

    private static final int LOCK_TIMEOUT = 1205;

    /** A row has changed since the snapshot of the transaction. */
    private static final int CHANGED_SINCE = 1020;

    private static final Instants INSTANTS = new MicroInstants();

    private static final ChangeOrder CHANGES = new InnoDbChangeOrder("@@GLOBAL.server_id");

    private final MariaDbKeys keys = new MariaDbKeys(this, 38);
    private final InnoDbCatalog catalog = new InnoDbCatalog(this);

    MariaDbDialect() {}

    @Override
    public String product() {
        return PRODUCT;
    }

    /** Asks the version, because the driver of MySQL reports the name MySQL. */
    @Override
    public boolean isOf(DatabaseMetaData database) throws SQLException {
        return super.isOf(database)
                || (MYSQL.equals(database.getDatabaseProductName())
                        && database.getDatabaseProductVersion().contains(PRODUCT));
    }

    @Override
    public String text(String statement) {
        return MariaDbText.of(statement);
    }

    @Override
    public void requireUsable(Connection connection) throws SQLException {
        MariaDbSession.requireUsable(connection, PRODUCT, FIRST_VERSION);
    }

    /** Returns the collation that compares characters one by one. With others, different keys would be one series. */
    String collation() {
        return "utf8mb4_nopad_bin";
    }

    @Override
    public @Nullable FoundTable find(Connection connection, String table) throws SQLException {
        return catalog.find(connection, table);
    }

    @Override
    public @Nullable String newTablesSchema(Connection connection, @Nullable String named) throws SQLException {
        return catalog.schema(connection, named);
    }

    @Override
    public String searchPath(Connection connection) throws SQLException {
        return Statements.select(
                connection.prepareStatement("SELECT DATABASE()"),
                statement -> {},
                rows -> rows.next() ? String.valueOf(rows.getString(1)) : "");
    }

    /** By default, the drivers call a database a catalog and ignore the schema. A setting turns that round. */
    @Override
    public String catalog(Connection connection, FoundTable table) {
        return table.schema();
    }

    @Override
    public List<String> keyTypes(List<Axis<?>> columns) {
        return keys.types(columns);
    }

    @Override
    public String textType() {
        return MariaDbKeys.LONGEST_TEXT;
    }

    @Override
    public String proseType() {
        return "longtext";
    }

    /** The type UUID refuses some values. */
    @Override
    public String uuidType() {
        return "binary(" + UUID_BYTES + ')';
    }

    @Override
    public void bindUuid(PreparedStatement statement, int at, UUID value) throws SQLException {
        statement.setBytes(
                at,
                ByteBuffer.allocate(UUID_BYTES)
                        .putLong(value.getMostSignificantBits())
                        .putLong(value.getLeastSignificantBits())
                        .array());
    }

    @Override
    public @Nullable UUID readUuid(ResultSet row, int at) throws SQLException {
        byte[] bytes = row.getBytes(at);
        if (bytes == null) {
            return null;
        }
        ByteBuffer read = ByteBuffer.wrap(bytes);
        return new UUID(read.getLong(), read.getLong());
    }

    /**
     * Reads local times through a calendar of UTC. Without one, both drivers read them in the zone of the JVM: in an
     * hour that its clock skips, one driver returns the hour after it, and the other one fails.
     */
    @Override
    public TimeColumn timeColumn(PreparedStatement statement, TimeColumn.Kind kind, int column) {
        if (kind != TimeColumn.Kind.LOCAL) {
            return super.timeColumn(statement, kind, column);
        }
        GregorianCalendar utc = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
        utc.setGregorianChange(new Date(Long.MIN_VALUE)); // no Julian calendar before 1582
        return row -> {
            Timestamp time = row.getTimestamp(column, utc);
            return time == null ? TimeColumn.NULL : TimeColumn.millis(time.toInstant());
        };
    }

    /**
     * Numbers, because both drivers bind a time in the zone of the JVM, where an hour of the year is missing or occurs
     * twice.
     */
    @Override
    public Instants instants() {
        return INSTANTS;
    }

    @Override
    public String blobType(long maxBytes) {
        return "longblob";
    }

    @Override
    public String reportedType(Connection connection, ResultSet column) throws SQLException {
        String name = column.getString("TYPE_NAME").toUpperCase(Locale.ROOT);
        int size = column.getInt("COLUMN_SIZE");
        return switch (name) {
            case "INT", "INTEGER" -> "integer";
            case "TINYINT", "BOOLEAN" -> "boolean";
            case "BIT" -> size <= 1 || InnoDbCatalog.isTinyInt(connection, column) ? "boolean" : "bit(" + size + ')';
            case "DOUBLE" -> "double precision";
            case "VARCHAR" -> "varchar(" + size + ')';
            case "BINARY" -> "binary(" + size + ')';
            case "DECIMAL" -> "numeric(" + size + ", " + column.getInt("DECIMAL_DIGITS") + ')';
            default -> name.toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public List<String> unfitColumns(Connection connection, FoundTable table, Ddl.Table definition)
            throws SQLException {
        return catalog.unfitColumns(connection, table, definition);
    }

    /** No table is of a version before these columns. */
    @Override
    public List<String> addIfMissing(String table, List<Ddl.Column> columns) {
        return List.of();
    }

    @Override
    public String tableOptions() {
        return " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE " + collation();
    }

    /** The time of the statement. It does not depend on the zone of the session. */
    @Override
    public String now() {
        return "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)))";
    }

    @Override
    public String clock() {
        return now();
    }

    @Override
    public void lockSchema(Connection connection) {
        // no lock would outlive the first statement, which commits; each of them creates only what is missing
    }

    @Override
    public int seriesAtOnce() {
        return Statements.GROUP;
    }

    @Override
    public String orderedText(String column) {
        return column; // the collation compares code points
    }

    @Override
    public String cast(String expression, String type) {
        if (type.startsWith("varchar")) {
            return expression;
        }
        return switch (type) {
            case "smallint", "integer", "bigint" -> super.cast(expression, "SIGNED");
            case "boolean" -> '(' + expression + " = 'true')";
            case "binary(16)" -> "UNHEX(REPLACE(" + expression + ", '-', ''))";
            default -> super.cast(expression, type.replace("numeric", "DECIMAL"));
        };
    }

    @Override
    public boolean storesNonFinite() {
        return false;
    }

    @Override
    public boolean hasTransaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT @@in_transaction")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** Every query sees what was committed when it began. */
    @Override
    public int streamIsolation() {
        return Connection.TRANSACTION_READ_COMMITTED;
    }

    @Override
    public String setIsolation(int isolation) {
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            throw new IllegalArgumentException("transactions of this library do not use isolation " + isolation);
        }
        return "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";
    }

    @Override
    public int limitSession(Connection connection, Duration timeout) throws SQLException {
        return MariaDbSession.limit(connection, timeout);
    }

    @Override
    public void restoreSession(Connection connection, int before) throws SQLException {
        MariaDbSession.restore(connection, before);
    }

    /** MySQL's driver takes no other one with {@code pedantic=true}; both drivers do without cursors. */
    @Override
    public int streamHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    /** MySQL's driver streams row by row or not at all, unless its URL says {@code useCursorFetch=true}. */
    @Override
    public void fetchPages(PreparedStatement statement, int rows) throws SQLException {
        boolean mysql = MariaDbSession.isMySqlDriver(statement.getConnection());
        statement.setFetchSize(mysql ? Integer.MIN_VALUE : rows);
    }

    @Override
    public void changePages(ResultSet query, int rows) {
        // both drivers read rows from the network one after another
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
    public String first(String select, String count) {
        return select + " LIMIT " + count;
    }

    @Override
    public String differ(String a, String b) {
        return "NOT (" + a + " <=> " + b + ')';
    }

    @Override
    public String deleteFrom(String table, String alias) {
        return "DELETE " + alias + " FROM " + table + ' ' + alias;
    }

    @Override
    public String fromNothing() {
        return " FROM DUAL";
    }

    /** Says what lets a user create triggers, and tells a server that can only read. */
    @Override
    public SQLException corrected(SQLException e) {
        if (isError(e, FORBIDDEN_BY_OPTION, "HY000")
                && READ_ONLY.matcher(e.getMessage()).find()) {
            return new SQLException(e.getMessage(), SqlFailures.READS_ONLY, e.getErrorCode(), e);
        }
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

    @Override
    public boolean isDuplicate(SQLException e) {
        return isError(e, DUPLICATE, "23000");
    }

    @Override
    public boolean isTooLong(SQLException e) {
        return isError(e, TOO_LONG, "22001");
    }

    @Override
    public boolean isNoSchema(SQLException e) {
        return isError(e, UNKNOWN_DATABASE, "42000");
    }

    @Override
    public boolean isContention(SQLException e) {
        return super.isContention(e) || isError(e, LOCK_TIMEOUT, "HY000") || isError(e, CHANGED_SINCE, "HY000");
    }

    @Override
    public boolean isTurnedAwayForNow(SQLException e) {
        return isError(e, TOO_MANY_CONNECTIONS, "08004");
    }

    @Override
    public boolean isBroken(SQLException e) {
        return super.isBroken(e) || isError(e, CONNECTION_KILLED, "70100");
    }

    /** Compares both numbers, because other databases use the same ones for other errors. */
    static boolean isError(SQLException e, int code, String state) {
        return e.getErrorCode() == code && state.equals(e.getSQLState());
    }
}

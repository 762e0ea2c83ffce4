package io.holcstore.internal.sql;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.axis.AxisDialect;
import io.holcstore.internal.axis.AxisKinds;
import io.holcstore.key.AxisType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs between databases: names of types, a few words of SQL, and the fast paths of a driver. Stateless and
 * thread-safe.
 */
public abstract class SqlDialect implements AxisDialect {
    public SqlDialect() {}

    /** The database as its driver names it. */
    public abstract String product();

    /**
     * A statement as the database takes it. Everywhere else, names in statements stand in the quotes of standard SQL,
     * with those within a name doubled: a database with other quotes replaces them here, and nowhere else.
     */
    public String text(String statement) {
        return statement;
    }

    /** Prepares a statement that is written in standard quotes. */
    public final PreparedStatement prepare(Connection connection, String statement) throws SQLException {
        return connection.prepareStatement(text(statement));
    }

    /**
     * Refuses settings of the database under which statements would do something else.
     *
     * @throws DefinitionException naming the setting
     */
    public void requireUsable(Connection connection) throws SQLException {
        // none is known
    }

    /**
     * What a statement finds that names this table, quoted and with its schema or without one; null where it finds
     * nothing.
     */
    public abstract @Nullable FoundTable find(Connection connection, String table) throws SQLException;

    /**
     * The schema in which a table is made that is named with this schema, or with none; null where there is no such
     * schema.
     */
    public abstract @Nullable String newTablesSchema(Connection connection, @Nullable String named) throws SQLException;

    /** Where the connection looks for tables that are named without a schema. */
    public abstract String searchPath(Connection connection) throws SQLException;

    /** The type of a key column. */
    public final String columnType(AxisType<?> type) {
        return AxisKinds.of(type).columnType(this);
    }

    @Override
    public abstract Instants instants();

    public abstract String blobType(long maxBytes);

    /**
     * The type of a column as {@link java.sql.DatabaseMetaData#getColumns} reports it, written as {@link #columnType}
     * writes it.
     */
    public abstract String reportedType(ResultSet column) throws SQLException;

    /** Statements that follow the creation of a table of blobs, whose name is quoted. */
    public abstract List<String> storageSettings(String table);

    /** The wall clock as an expression of the type of an instant: not the time at which the transaction began. */
    public abstract String clock();

    /** Waits until no other session creates tables of this library, until the transaction ends. */
    public abstract void lockSchema(Connection connection) throws SQLException;

    /**
     * Waits for these numbers and holds them until the transaction ends; at most {@link Statements#GROUP}, taken in the
     * order given.
     *
     * @return false when the database has no such locks, and nothing was done
     */
    public abstract boolean lockNumbers(Connection connection, long[] numbers) throws SQLException;

    /**
     * When the oldest transaction of all other sessions began, as an expression that is NULL when there is none; empty
     * where it cannot be known.
     */
    public abstract String oldestTransaction();

    /**
     * Inserts those of these rows that are not there. Waits for a transaction that has inserted one of them and not
     * ended.
     *
     * @return for each row whether this call has made it: never for one that was there, whatever the database counts as
     *     changed
     */
    public abstract <T> boolean[] insertIfAbsent(
            Connection connection,
            String table,
            String columns,
            String values,
            List<T> rows,
            Statements.Binder<T> binder)
            throws SQLException;

    /**
     * Where two sessions that insert the same row would not wait for each other as they should: lets one session at a
     * time make series.
     *
     * @return whether it may have been waiting for one that did
     */
    public abstract boolean takeTurn(Connection connection, TableSpec spec) throws SQLException;

    /**
     * How many series a statement names at the most that looks for the rows of series, whose keys begin their primary
     * key. H2 looks up row values by an index only where they are the whole of its key, and else reads all rows with
     * the same first value.
     */
    public abstract int seriesAtOnce();

    /** A column or an expression on it that compares in the order of {@link AxisType#compare}. */
    public final String ordered(String column, AxisType<?> type) {
        return AxisKinds.of(type).ordered(column, this);
    }

    /** A parameter that is compared with {@link #ordered}. */
    public String orderedBound(AxisType<?> type) {
        return "?";
    }

    /**
     * The condition that a column has one of the values of an array, one parameter that is a {@code String[]}, found by
     * an index.
     */
    public abstract String isAnyOf(String column, AxisType<?> type);

    /** Asks for blobs in binary form; called once for each statement that reads them. */
    public abstract void readBinary(PreparedStatement statement) throws SQLException;

    /**
     * Whether a connection without autocommit has a transaction with anything to lose: changes, locks, or a snapshot
     * that later reads count on. A transaction that has none of these cannot always be told from none.
     */
    public abstract boolean hasTransaction(Connection connection) throws SQLException;

    /**
     * Whether the driver knows, without a question to the server, that a transaction is open. False where it cannot be
     * known. Asked also about connections of other databases.
     */
    public boolean knowsTransaction(Connection connection) throws SQLException {
        return false;
    }

    /**
     * The isolation at which a query that is read row by row sees what was committed when it began, and nothing else.
     */
    public abstract int streamIsolation();

    /**
     * The first statement of a transaction at this isolation; empty where the isolation is set on the session before
     * the transaction begins.
     */
    public abstract String setIsolation(int isolation);

    /**
     * What follows {@link #setIsolation} so that no statement of the transaction takes longer; empty where the session
     * is limited instead.
     */
    public abstract String limitTransaction(Duration timeout);

    /**
     * Limits the statements of a session, where that is how it is done, and returns the limit before, for
     * {@link #restoreSession}.
     */
    public abstract int limitSession(Connection connection, Duration timeout) throws SQLException;

    /** Takes back what {@link #limitSession} did. */
    public abstract void restoreSession(Connection connection, int before) throws SQLException;

    /** What the values of a column of any query say as times. */
    public TimeColumn.Kind timeKind(ResultSetMetaData columns, int column) throws SQLException {
        return TimeColumn.Kind.of(columns, column);
    }

    /** A column of such times, without an object for each row where the driver allows it. */
    public TimeColumn timeColumn(PreparedStatement statement, TimeColumn.Kind kind, int column) {
        return TimeColumn.of(kind, column);
    }

    /** Makes the next queries of this connection hand out rows as they are found; {@link #endStream} takes it back. */
    public abstract void beginStream(Connection connection) throws SQLException;

    public abstract void endStream(Connection connection) throws SQLException;

    /** Opens inserters into one table; thread-safe. */
    public interface Inserters {
        /** The fastest way of this connection to insert new chunks, with their {@link Origin} or without. */
        public RowInserter open(Connection connection, boolean withOrigin) throws SQLException;
    }

    /** The ways to insert chunks into a table. */
    public abstract Inserters inserters(InsertTarget table);

    /** How changes are ordered. */
    public abstract ChangeOrder changeOrder();

    // --- words of statements

    /** The query, which also locks the rows that it finds until the transaction ends. */
    public String lockRows(String select) {
        return select + " FOR UPDATE";
    }

    /** The first rows of an ordered query. */
    public String first(String select, String count) {
        return select + " FETCH FIRST " + count + " ROWS ONLY";
    }

    /** The time at which the transaction began, as an expression and as the default of a column. */
    public String now() {
        return "CURRENT_TIMESTAMP";
    }

    /** An expression as a value of a type of columns. */
    public String cast(String expression, String type) {
        return "CAST(" + expression + " AS " + type + ')';
    }

    /** A truth value, as a condition and as the value of a column. */
    public String literal(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    /** An instant, later by whole days or by microseconds. */
    public String later(String instant, Duration by) {
        boolean days = by.equals(Duration.ofDays(by.toDays()));
        return instant + " + INTERVAL '"
                + (days ? by.toDays() + "' DAY" : BigDecimal.valueOf(by.toNanos() / 1000, 6) + "' SECOND");
    }

    // --- what an exception says; each is asked also about exceptions of other databases

    /** A row with this key is there already. */
    public abstract boolean isDuplicate(SQLException e);

    /** A value is too long for its column, or for an index. */
    public abstract boolean isTooLong(SQLException e);

    /** The schema that the connection is to use does not exist. */
    public boolean isNoSchema(SQLException e) {
        return false;
    }

    /** Others were in the way, the transaction is rolled back, and may succeed when it runs again. */
    public boolean isContention(SQLException e) {
        return SqlFailures.RUN_AGAIN.equals(e.getSQLState());
    }

    /** The server has no room for this client now. */
    public boolean isTurnedAwayForNow(SQLException e) {
        return false;
    }

    /** The server is there and turns this client away; asking again changes nothing. */
    public boolean isRejected(SQLException e) {
        return "08004".equals(e.getSQLState());
    }

    /** The connection has ended, or never came about. */
    public boolean isBroken(SQLException e) {
        return startsWith(e, "08");
    }

    /**
     * At a commit: it does not say whether the transaction is committed. A server that is being shut down says so also
     * after it has committed.
     */
    public boolean leavesCommitOpen(SQLException e) {
        String state = e.getSQLState();
        return isBroken(e) || "40003".equals(state) || "HY000".equals(state);
    }

    /**
     * The exception, with another SQLState where the database gives one that says something else than what happened.
     */
    public SQLException corrected(SQLException e) {
        return e;
    }

    protected static boolean startsWith(SQLException e, String stateClass) {
        return e.getSQLState() != null && e.getSQLState().startsWith(stateClass);
    }

    protected static boolean isOneOf(SQLException e, Set<String> states) {
        return e.getSQLState() != null && states.contains(e.getSQLState());
    }
}

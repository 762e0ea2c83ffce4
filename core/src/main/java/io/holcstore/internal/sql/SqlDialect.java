package io.holcstore.internal.sql;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.axis.AxisDialect;
import io.holcstore.internal.axis.AxisKinds;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The differences between databases: a few words of SQL, the fast paths of a driver, and what the other types here and
 * {@link AxisDialect} name. Stateless and thread-safe.
 */
public abstract class SqlDialect extends ErrorDialect implements TableDialect, SessionDialect {
    public SqlDialect() {}

    /** Returns the name that the driver reports for the database. */
    public abstract String product();

    /** Returns whether the database of a connection has this dialect. */
    public boolean isOf(DatabaseMetaData database) throws SQLException {
        return product().equals(database.getDatabaseProductName());
    }

    /**
     * Returns a statement in the syntax of the database. All statements in this library use the quotes of standard SQL
     * for names, and double those within a name. A database with other quotes replaces them only here.
     */
    public String text(String statement) {
        return statement;
    }

    /** Prepares a statement that is written in standard quotes. */
    public PreparedStatement prepare(Connection connection, String statement) throws SQLException {
        return connection.prepareStatement(text(statement));
    }

    /**
     * Refuses settings of the database under which statements have a different meaning.
     *
     * @throws DefinitionException naming the setting
     */
    public void requireUsable(Connection connection) throws SQLException {
        // no such setting is known by default
    }

    /**
     * Refuses a database that lacks what the feed of changes needs.
     *
     * @throws DefinitionException naming it
     */
    public void requireFeed(Connection connection) throws SQLException {
        // nothing is known to be missing by default
    }

    /** Returns what spreads the tables over several servers; null for a database that is one. */
    public @Nullable Spreader spreader() {
        return null;
    }

    /** Returns the type of a key column. */
    public final String columnType(AxisType<?> type) {
        return AxisKinds.of(type).columnType(this);
    }

    /**
     * Returns the types of the columns of a key, which an index must be able to hold together.
     *
     * @throws DefinitionException when the database cannot store such a key
     */
    public List<String> keyTypes(List<Axis<?>> columns) {
        return columns.stream().map(column -> columnType(column.type())).toList();
    }

    @Override
    public abstract Instants instants();

    /**
     * Returns the wall clock as an expression of the instant type. It is not the time at which the transaction began.
     */
    public abstract String clock();

    /**
     * Inserts those of these rows that do not exist. It waits for a transaction that inserted one of them and has not
     * ended. By default it inserts row by row, which needs a database whose transactions stay usable after a
     * duplicate.
     *
     * @return for each row whether this call created it; false for an existing row, whatever number of changes the
     *      database reports
     */
    public <T> boolean[] insertIfAbsent(
            Connection connection,
            String table,
            String columns,
            String values,
            List<T> rows,
            Statements.Binder<T> binder)
            throws SQLException {
        String sql = "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ')';
        boolean[] made = new boolean[rows.size()];
        try (PreparedStatement statement = prepare(connection, sql)) {
            for (int i = 0; i < made.length; i++) {
                binder.bind(statement, rows.get(i));
                made[i] = insertUnlessPresent(statement);
            }
        }
        return made;
    }

    private boolean insertUnlessPresent(PreparedStatement statement) throws SQLException {
        try {
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            if (isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Lets only one session at a time create series, on databases where two sessions that insert the same row do not
     * wait for each other properly.
     *
     * @return whether it may have waited for such a session
     */
    public boolean takeTurn(Connection connection, TableSpec spec) throws SQLException {
        return false; // by default an insert waits for the transaction that inserted the same row
    }

    /**
     * Returns how many series one statement may name when it searches for rows of series, whose keys begin their
     * primary key. H2 finds row values by an index only when they form the whole key, and otherwise reads all rows with
     * the same first value.
     */
    public abstract int seriesAtOnce();

    /** Returns a column, or an expression on it, that compares in the order of {@link AxisType#compare}. */
    public final String ordered(String column, AxisType<?> type) {
        return AxisKinds.of(type).ordered(column, this);
    }

    /** Returns a parameter to compare with {@link #ordered}. */
    public String orderedBound(AxisType<?> type) {
        return "?";
    }

    /**
     * Returns the most values of a filter on one axis that are separate parameters. More values become an array or
     * literals, because a statement can have at most 65,535 parameters.
     */
    public int longestList() {
        return 1000;
    }

    /**
     * Returns whether the condition {@link #isAnyOf} finds many values quickly. Otherwise they are a list of literals:
     * H2 compares each row with each value of an array, which takes more than 20 s for 10,000 of each.
     */
    public boolean findsValuesOfArrays() {
        return false;
    }

    /**
     * Returns the condition that a column has one of the values of an array. The array is one parameter of type
     * {@code String[]}. The condition uses an index.
     */
    public String isAnyOf(String column, AxisType<?> type) {
        throw new UnsupportedOperationException();
    }

    /** Binds the array of {@link #isAnyOf} or {@link #isAnyRowOf}. */
    public void bindTexts(PreparedStatement statement, int at, String[] texts) throws SQLException {
        statement.setObject(at, texts);
    }

    /**
     * Returns whether the condition {@link #isAnyRowOf} is faster than a list of rows that has a parameter for each
     * value.
     */
    public boolean findsRowsOfArrays() {
        return false;
    }

    /**
     * Returns the condition that some columns form one of the rows of arrays, as {@code (a, b) IN (..)}. There is an
     * array for each column, each one parameter of type {@code String[]}. The condition uses an index.
     */
    public String isAnyRowOf(List<String> columns, List<AxisType<?>> types) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the query that locks the rows of a table that {@link #isAnyRowOf} finds, in the order of these columns.
     */
    public String lockAnyRowOf(String table, String selected, List<String> columns, List<AxisType<?>> types) {
        throw new UnsupportedOperationException();
    }

    /**
     * Rewrites stored chunks by one statement, if that is faster than a statement for each of them.
     *
     * @param table the quoted name of a table whose rows lie in one piece
     * @param also more assignments, each after a comma
     * @return the number of rows that changed; -1 when it did nothing
     */
    public int updateTogether(Connection connection, String table, KeyColumns keys, String also, List<ChunkRow> rows)
            throws SQLException {
        return -1;
    }

    /**
     * Returns whether the condition {@code (a, b) IN ((?, ?), ..)} finds many rows quickly. Otherwise conditions name
     * each column of each row, also those that find the rows after another one.
     */
    public boolean comparesRows() {
        return true;
    }

    /**
     * Returns the most elements of one list after IN. Longer ones become several lists. This also holds for literals,
     * see {@link #longestList}.
     */
    public int listLimit() {
        return Integer.MAX_VALUE;
    }

    /** Returns the most rows that one INSERT of a projection may have. */
    public int rowsPerInsert() {
        return Statements.BATCH;
    }

    /** Requests blobs in binary form. Called once for each statement that reads them. */
    public void readBinary(PreparedStatement statement) throws SQLException {
        // by default blobs arrive as they are
    }

    /** Returns how the column of a query represents times. */
    public TimeColumn.Kind timeKind(ResultSetMetaData columns, int column) throws SQLException {
        return TimeColumn.Kind.of(columns, column);
    }

    /** Returns a reader of such a column that creates no object for each row when the driver allows it. */
    public TimeColumn timeColumn(PreparedStatement statement, TimeColumn.Kind kind, int column) {
        return TimeColumn.of(kind, column);
    }

    /**
     * Returns whether an empty string differs from NULL. Otherwise keys cannot have empty texts, and columns of this
     * library that may be empty accept NULL.
     */
    public boolean storesEmptyTexts() {
        return true;
    }

    /** Returns whether a column of doubles can hold infinities and NaN. */
    public boolean storesNonFinite() {
        return true;
    }

    /** Opens inserters into one table. Thread-safe. */
    public interface Inserters {
        /** Opens the fastest way for this connection to insert new chunks, with or without their {@link Origin}. */
        public RowInserter open(Connection connection, boolean withOrigin) throws SQLException;
    }

    /** Returns the ways to insert chunks into a table. */
    public abstract Inserters inserters(InsertTarget table);

    /** Returns how changes are ordered. */
    public abstract ChangeOrder changeOrder();

    /**
     * Returns the query with a lock on the rows that it finds until the transaction ends. The query reads one table,
     * whose name is followed by WHERE.
     */
    public String lockRows(String select) {
        return select + " FOR UPDATE";
    }

    /** Returns the query with a limit on its number of rows. */
    public String first(String select, String count) {
        return select + " FETCH FIRST " + count + " ROWS ONLY";
    }

    /** Returns the condition that two values differ, where NULL differs from every value except NULL. */
    public String differ(String a, String b) {
        return a + " IS DISTINCT FROM " + b;
    }

    /** Returns the beginning of a DELETE from a table with an alias. */
    public String deleteFrom(String table, String alias) {
        return "DELETE FROM " + table + ' ' + alias;
    }

    /**
     * Returns the beginning of an UPDATE of a table with an alias.
     *
     * @param set the assignments, which name the columns of the table without the alias on their left sides
     */
    public String update(String table, String alias, String set) {
        return "UPDATE " + table + " AS " + alias + " SET " + set;
    }

    /** Returns the number of bytes of a column of blobs. */
    public String bytes(String column) {
        return "OCTET_LENGTH(" + column + ')';
    }

    /** Returns NULL in the place of a column of blobs. */
    public String noBlob() {
        return "NULL";
    }

    /** Returns the FROM clause of a query of one row without a table. */
    public String fromNothing() {
        return "";
    }

    /**
     * Returns the time at which the transaction or the statement began, as an expression that can be the default of a
     * column.
     */
    public String now() {
        return "CURRENT_TIMESTAMP";
    }

    /** Returns an expression as a value of a column type. */
    public String cast(String expression, String type) {
        return "CAST(" + expression + " AS " + typeName(type) + ')';
    }

    /** Returns a condition as the value of a column of a query. */
    public final String value(String condition) {
        return "CASE WHEN " + condition + " THEN " + literal(true) + " ELSE " + literal(false) + " END";
    }

    /** Returns a boolean as the value of a column. */
    public String literal(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    /** Returns an instant plus whole days or microseconds. */
    public final String later(String instant, Duration by) {
        return instants().later(instant, by);
    }
}

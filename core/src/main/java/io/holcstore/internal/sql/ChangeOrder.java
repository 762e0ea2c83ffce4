package io.holcstore.internal.sql;

import io.holcstore.internal.sql.feed.FeedTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The order of changes of a table in one database, see {@link FeedTable}. Columns mark the latest change of a row:
 * their defaults fill them at an insert, and every other write sets them to their defaults again. An expression states
 * which changes are settled. A position consists of two numbers, the transaction and the change. Columns belong to a
 * table with the alias {@code c}.
 */
public abstract class ChangeOrder {
    /**
     * A number from the table's sequence, taken while the series is locked: the later of two changes of a row has the
     * higher number.
     */
    public static final String SEQUENCE_COLUMN = "change_seq";

    /** Returns the columns by which changes are ordered. {@value #SEQUENCE_COLUMN} is the last of them. */
    public abstract List<Ddl.Column> columns(TableSpec spec);

    /** Returns the statements that come before the tables. */
    public List<String> before(TableSpec spec) {
        return List.of("CREATE SEQUENCE IF NOT EXISTS " + spec.qualified(spec.changeSequence()));
    }

    /** Returns the columns of {@code holcstore_feed} that only this order uses. */
    public List<Ddl.Column> feedColumns() {
        return List.of();
    }

    /** Returns the statements that come after the tables. */
    public List<String> after(TableSpec spec) {
        return List.of();
    }

    /** Returns the transaction of a row's latest change as a bigint. */
    public abstract String transaction();

    /** Returns the condition that compares a row's position with two parameters, by an operator such as {@code <=}. */
    public abstract String compare(String operator);

    /** Returns the condition that no later commit can bring a change at or before this row's position. */
    public abstract String settled();

    /**
     * Waits until no other session writes to the store, on databases where writers must take turns. Call it before any
     * other lock.
     */
    public abstract void takeTurn(Connection connection, TableSpec spec) throws SQLException;

    /**
     * Returns the epoch of the store.
     *
     * @param locked adds a row lock to the query, or returns it unchanged
     */
    public final long epoch(Connection connection, SqlDialect dialect, TableSpec spec, UnaryOperator<String> locked)
            throws SQLException {
        String sql = locked.apply("SELECT \"epoch\" FROM " + spec.feedTable() + " WHERE \"name\" = ?");
        return Statements.select(
                dialect.prepare(connection, sql), statement -> statement.setString(1, spec.table()), rows -> {
                    requireRow(rows, spec);
                    return rows.getLong(1);
                });
    }

    /** Moves to the row of the store in the table of epochs. */
    public static void requireRow(ResultSet rows, TableSpec spec) throws SQLException {
        if (!rows.next()) {
            throw new SQLException("table " + TableSpec.FEED_TABLE + " has no row for " + spec.name()
                    + "; run the script of ddl() of the definition, which creates what is missing");
        }
    }

    /**
     * Returns an expression whose text changes when this database or table is restored, as far as the database can
     * detect it.
     */
    public abstract String identity(TableSpec spec);

    /** Returns the condition that an identity that was recorded earlier is still the present one. */
    public String isIdentity(String recorded, TableSpec spec) {
        return recorded + " = " + identity(spec);
    }

    /** Returns the condition that the server is a read-only copy of another one. */
    public abstract String standby();

    /** Returns the condition that a crash could lose committed changes. */
    public abstract String unwritten();

    /**
     * Writes everything committed to storage that survives a crash. It may end the transaction of a lease that owns it.
     */
    public abstract void write(Lease lease) throws SQLException;

    /** Does the same as {@link #write} if anything is {@link #unwritten}. */
    public final void writeWhereNeeded(Lease lease, SqlDialect dialect) throws SQLException {
        boolean needed = Statements.select(
                dialect.prepare(lease.connection(), "SELECT " + dialect.value(unwritten()) + dialect.fromNothing()),
                statement -> {},
                rows -> rows.next() && rows.getBoolean(1));
        if (needed) {
            write(lease);
        }
    }

    /**
     * Returns a statement that marks rows again whose restored positions lie in the future; empty when the database
     * needs none.
     */
    public abstract String revive(TableSpec spec);

    /** Returns the qualified names of the columns. */
    public final String by(TableSpec spec, String direction) {
        return columns(spec).stream()
                .map(column -> "c." + TableSpec.quote(column.name()) + direction)
                .collect(Collectors.joining(", "));
    }

    /** Returns the position of a row as two columns of a result. */
    public final String position() {
        return transaction() + " AS \"position_xid\", c.\"" + SEQUENCE_COLUMN + "\" AS \"position_seq\"";
    }

    /** Returns the assignments that mark a row in an UPDATE. */
    public String touch(TableSpec spec) {
        return columns(spec).stream()
                .map(column -> TableSpec.quote(column.name()) + " = DEFAULT")
                .collect(Collectors.joining(", "));
    }
}

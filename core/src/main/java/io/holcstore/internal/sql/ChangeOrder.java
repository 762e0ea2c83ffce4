package io.holcstore.internal.sql;

import io.holcstore.internal.sql.feed.FeedTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How a database orders the changes of a table, see {@link FeedTable}: columns that mark a row's latest change, filled
 * by their defaults at an insert and set to them again by every other write, and a word on which of them are settled. A
 * position is two numbers, the transaction and the change, wherever it is bound or read; columns are those of a table
 * called {@code c}.
 */
public abstract class ChangeOrder {
    /**
     * A number from the table's sequence, given out while the series is locked: of two changes of a row the later one
     * has the higher.
     */
    public static final String SEQUENCE_COLUMN = "change_seq";

    /** The columns by which changes are ordered, {@value #SEQUENCE_COLUMN} the last of them. */
    public abstract List<Ddl.Column> columns(TableSpec spec);

    /** The transaction of a row's latest change as a bigint. */
    public abstract String transaction();

    /** Whether a row's position is {@code operator}, as {@code <=}, two parameters. */
    public abstract String compare(String operator);

    /** Whether no change can come any more at or before this one's position. */
    public abstract String settled();

    /** Waits until no other session writes to the store, where writers must take turns; before any other lock. */
    public abstract void takeTurn(Connection connection, TableSpec spec) throws SQLException;

    /**
     * The epoch of the store.
     *
     * @param locked makes the query lock its row, or leaves it as it is
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

    /** Goes to the row of the store in the table of epochs. */
    public static void requireRow(ResultSet rows, TableSpec spec) throws SQLException {
        if (!rows.next()) {
            throw new SQLException("table " + TableSpec.FEED_TABLE + " has no row for " + spec.name()
                    + "; run the script that ddl() of the definition writes, which makes what is missing");
        }
    }

    /** Text that is another one after this database or table has been restored, as far as a database can tell. */
    public abstract String identity(TableSpec spec);

    /** Whether the server takes its changes from another one and cannot be written to. */
    public abstract String standby();

    /** Whether changes may be committed that the server would have lost after a crash. */
    public abstract String unwritten();

    /**
     * Puts all that is committed where a crash does not reach it; may end the transaction of a lease that has one of
     * its own.
     */
    public abstract void write(Lease lease) throws SQLException;

    /** As {@link #write}, where anything is {@link #unwritten}. */
    public final void writeWhereNeeded(Lease lease) throws SQLException {
        boolean needed = Statements.select(
                lease.connection().prepareStatement("SELECT " + unwritten()),
                statement -> {},
                rows -> rows.next() && rows.getBoolean(1));
        if (needed) {
            write(lease);
        }
    }

    /**
     * Marks again what carries positions that are still to come, because it was restored; empty where there is no such
     * thing.
     */
    public abstract String revive(TableSpec spec);

    /** The columns' names, qualified. */
    public final String by(TableSpec spec, String direction) {
        return columns(spec).stream()
                .map(column -> "c." + TableSpec.quote(column.name()) + direction)
                .collect(Collectors.joining(", "));
    }

    /** The position of a row: two columns of a result. */
    public final String position() {
        return transaction() + " AS \"position_xid\", c.\"" + SEQUENCE_COLUMN + "\" AS \"position_seq\"";
    }

    /** Marks a row that an UPDATE writes. */
    public final String touch(TableSpec spec) {
        return columns(spec).stream()
                .map(column -> TableSpec.quote(column.name()) + " = DEFAULT")
                .collect(Collectors.joining(", "));
    }
}

package io.holcstore.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a database orders the changes of a table, see {@link ChangeFeed}: columns that mark a row's latest change, filled by their defaults at an insert
 * and set to them again by every other write, and a word on which of them are settled. A position is two numbers, the transaction and the
 * change, wherever it is bound or read; columns are those of a table called {@code c}.
 */
abstract class ChangeOrder {
    /** A number from the table's sequence, given out while the series is locked: of two changes of a row the later one has the higher. */
    static final String SEQUENCE_COLUMN = "change_seq";

    /** The columns by which changes are ordered, {@value #SEQUENCE_COLUMN} the last of them. */
    abstract List<Ddl.Column> columns(TableSpec spec);

    /** The transaction of a row's latest change as a bigint. */
    abstract String transaction();

    /** Whether a row's position is {@code operator}, as {@code <=}, two parameters. */
    abstract String compare(String operator);

    /** Whether no change can come any more at or before this one's position. */
    abstract String settled();

    /** What ends a query so that it locks its row where writers of a store must take turns; empty where they need not. */
    abstract String turnLock();

    /** Text that is another one after this database or table has been restored, as far as a database can tell. */
    abstract String identity(TableSpec spec);

    /** Whether the server takes its changes from another one and cannot be written to. */
    abstract String standby();

    /** Whether changes may be committed that the server would have lost after a crash. */
    abstract String unwritten();

    /** Puts all that is committed where a crash does not reach it; may end the transaction of a lease that has one of its own. */
    abstract void write(Lease lease) throws SQLException;

    /** As {@link #write}, where anything is {@link #unwritten}. */
    final void writeWhereNeeded(Lease lease) throws SQLException {
        boolean needed = Statements.select(
                lease.connection(),
                "SELECT " + unwritten(),
                statement -> {},
                rows -> rows.next() && rows.getBoolean(1));
        if (needed) {
            write(lease);
        }
    }

    /** Marks anew what is marked with positions to come, because it was restored; empty where there is no such thing. */
    abstract String revive(TableSpec spec);

    /** The columns' names, qualified. */
    final String by(TableSpec spec, String direction) {
        return columns(spec).stream()
                .map(column -> "c." + TableSpec.quote(column.name()) + direction)
                .collect(Collectors.joining(", "));
    }

    /** The position of a row: two columns of a result. */
    final String position() {
        return transaction() + " AS \"position_xid\", c.\"" + SEQUENCE_COLUMN + "\" AS \"position_seq\"";
    }

    /** Marks a row that an UPDATE writes. */
    final String touch(TableSpec spec) {
        return columns(spec).stream()
                .map(column -> TableSpec.quote(column.name()) + " = DEFAULT")
                .collect(Collectors.joining(", "));
    }
}

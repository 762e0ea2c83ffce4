package io.holcstore.internal.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;

/**
 * Compares the rows that a database has written with those it was sent: a trigger, a rule or another program may have
 * left some out.
 */
public final class RowCounts {
    private static final String LEFT_OUT = "; a trigger or rule of the table leaves rows out";

    /** Counts those of these rows that are stored. */
    public interface Recount<T> {
        long stored(List<T> rows) throws SQLException;
    }

    private RowCounts() {}

    /**
     * Checks a batch of changes to rows that were read under the lock, one row a statement.
     *
     * @throws SQLException of a kind that makes the transaction run again, since another program may have taken the row
     *     away
     */
    static <T> void requireChanged(int[] counts, List<T> rows, Function<T, String> name) throws SQLException {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw SqlFailures.runAgain(
                        name.apply(rows.get(i))
                                + ": the row did not change, because another program deleted it while its"
                                + " series was locked, or because a trigger or rule of the table prevents it",
                        null);
            }
        }
    }

    /**
     * Checks a batch of inserts, one row a statement. A driver that has made one statement of several does not know of
     * each, so that they are counted in the table.
     */
    public static <T> void requireInserted(int[] counts, List<T> rows, Function<T, String> name, Recount<T> recount)
            throws SQLException {
        boolean unknown = false;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw leftOut(name.apply(rows.get(i)), 1, 0);
            }
            unknown |= counts[i] == Statement.SUCCESS_NO_INFO;
        }
        if (unknown) {
            requireAll(recount.stored(rows), rows, name);
        }
    }

    /** Checks how many of these rows are stored. */
    static <T> void requireAll(long stored, List<T> rows, Function<T, String> name) throws SQLException {
        if (stored != rows.size()) {
            throw leftOut(between(name.apply(rows.get(0)), name.apply(rows.get(rows.size() - 1))), rows.size(), stored);
        }
    }

    /**
     * Checks that as many rows went to a history as were superseded.
     *
     * @param rows names them
     */
    public static void requireHistory(String rows, int kept, int superseded) throws SQLException {
        if (kept != superseded) {
            throw new SQLException(
                    rows + ": " + kept + " rows went to the history and " + superseded + " were superseded" + LEFT_OUT,
                    SqlFailures.TRIGGERED);
        }
    }

    /** Checks the change of a row that is there. */
    public static void requireOne(String row, int changed) throws SQLException {
        if (changed != 1) {
            throw new SQLException(row + ": the change wrote " + changed + " rows" + LEFT_OUT, SqlFailures.TRIGGERED);
        }
    }

    /** Names rows by the first and the last. */
    public static String between(String first, String last) {
        return first.equals(last) ? first : first + " to " + last;
    }

    /** The error of a database that has stored another number of rows than it was sent. */
    public static SQLException leftOut(String rows, long sent, long stored) {
        return new SQLException(
                rows + ": the database stored " + stored + " of " + sent + (sent == 1 ? " row" : " rows") + LEFT_OUT,
                SqlFailures.TRIGGERED);
    }
}

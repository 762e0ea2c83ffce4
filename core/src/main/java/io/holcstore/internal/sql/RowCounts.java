package io.holcstore.internal.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;

/**
 * Compares the number of rows that a database wrote with the number that it received: a trigger, a rule or another
 * program may have dropped some.
 */
public final class RowCounts {
    private static final String LEFT_OUT = "; a trigger or rule of the table drops rows";

    /** Counts those of some rows that are stored. */
    public interface Recount<T> {
        long stored(List<T> rows) throws SQLException;
    }

    private RowCounts() {}

    /**
     * Checks a batch of changes with one statement for each row. The rows were read under the lock.
     *
     * @throws SQLException that makes the transaction run again, because another program may have deleted the row
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
     * Checks a batch of inserts with one statement for each row. When the driver combined statements, it does not
     * report each row, so this method counts the rows in the table.
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

    /** Checks that all of these rows are stored. */
    static <T> void requireAll(long stored, List<T> rows, Function<T, String> name) throws SQLException {
        if (stored != rows.size()) {
            throw leftOut(between(name.apply(rows.get(0)), name.apply(rows.get(rows.size() - 1))), rows.size(), stored);
        }
    }

    /**
     * Checks that all superseded rows went to a history.
     *
     * @param rows names the rows
     */
    public static void requireHistory(String rows, int kept, int superseded) throws SQLException {
        if (kept != superseded) {
            throw new SQLException(
                    rows + ": " + kept + " rows went to the history, but " + superseded + " were superseded" + LEFT_OUT,
                    SqlFailures.TRIGGERED);
        }
    }

    /** Checks the change of one existing row. */
    public static void requireOne(String row, int changed) throws SQLException {
        if (changed != 1) {
            throw new SQLException(row + ": the change wrote " + changed + " rows" + LEFT_OUT, SqlFailures.TRIGGERED);
        }
    }

    /** Names rows by the first and the last. */
    public static String between(String first, String last) {
        return first.equals(last) ? first : first + " to " + last;
    }

    /** Returns the error for a database that stored another number of rows than it received. */
    public static SQLException leftOut(String rows, long sent, long stored) {
        return new SQLException(
                rows + ": the database stored " + stored + " of " + sent + (sent == 1 ? " row" : " rows") + LEFT_OUT,
                SqlFailures.TRIGGERED);
    }
}

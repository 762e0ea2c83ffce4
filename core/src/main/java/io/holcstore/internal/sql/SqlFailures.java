package io.holcstore.internal.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rules for the exceptions of all drivers. */
public final class SqlFailures {
    /**
     * The SQLState of a serialization failure in the SQL standard: other transactions interfered, and the transaction
     * may run again.
     */
    static final String RUN_AGAIN = "40001";

    /** The SQLState of a statement that writes or locks rows where a transaction can only read. */
    public static final String READS_ONLY = "25006";

    /** The SQLState of a missing value where one is required. */
    static final String NULL = "23502";

    /** The SQLState class of errors about what triggers do to changed data. */
    static final String TRIGGERED = "27000";

    private SqlFailures() {}

    /** Returns an exception that makes the transaction run again. */
    public static SQLException runAgain(@Nullable String message, @Nullable SQLException cause) {
        return new SQLException(message, RUN_AGAIN, cause);
    }

    /**
     * Returns the most informative exception of a chain. A failed batch wraps the error that caused it; the last in the
     * chain describes it without the parameters of the whole batch.
     */
    public static SQLException mostTelling(SQLException e) {
        SQLException last = e;
        while (last.getNextException() != null && last.getNextException() != last) {
            last = last.getNextException();
        }
        return last.getSQLState() == null && e.getSQLState() != null ? e : last;
    }

    /**
     * Returns the exception of the driver. A pool of prepared statements throws one of its own, without an SQLState, if
     * a statement cannot be prepared.
     */
    public static SQLException ofDriver(SQLException e) {
        if (e.getSQLState() == null) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException told && told.getSQLState() != null) {
                    return told;
                }
            }
        }
        return e;
    }
}

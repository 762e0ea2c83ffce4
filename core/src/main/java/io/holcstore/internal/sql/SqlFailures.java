package io.holcstore.internal.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What holds for the exceptions of every driver. */
public final class SqlFailures {
    /**
     * What the SQL standard calls a serialization failure: others were in the way, and the transaction may run again.
     */
    static final String RUN_AGAIN = "40001";

    /** A value is missing where there must be one. */
    static final String NULL = "23502";

    /** SQL's class of errors for what triggers do to changed data. */
    static final String TRIGGERED = "27000";

    private SqlFailures() {}

    /** An error of our own that makes the transaction run again. */
    public static SQLException runAgain(@Nullable String message, @Nullable SQLException cause) {
        return new SQLException(message, RUN_AGAIN, cause);
    }

    /**
     * A failed batch wraps the error that caused it; the last in the chain names it without the parameters of the whole
     * batch.
     */
    public static SQLException mostTelling(SQLException e) {
        SQLException last = e;
        while (last.getNextException() != null && last.getNextException() != last) {
            last = last.getNextException();
        }
        return last.getSQLState() == null && e.getSQLState() != null ? e : last;
    }
}

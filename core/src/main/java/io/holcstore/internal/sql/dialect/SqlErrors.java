package io.holcstore.internal.sql.dialect;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.SqlFailures;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * From a driver's exception to ours: what was being done, what the database said, and whether to try again. The same SQLState means different things
 * before a connection is had, in a statement and at the commit; {@link StoreSqlException} has the table. Where no connection came about, nothing says
 * which database it is: the dialects tell by the exception alone.
 */
public final class SqlErrors {
    private SqlErrors() {}

    /** Of a data source that gave no connection, where this thread may have the only one itself. */
    public static StoreSqlException noConnection(String verb, SQLException e, boolean heldHere) {
        SQLException cause = mostTelling(e);
        if (cause.getSQLState() != null || !(e instanceof SQLTransientConnectionException)) {
            return translate(verb, e);
        }
        if (!heldHere) {
            return new StoreSqlException(verb, message(verb, cause), cause, true, false);
        }
        return new StoreSqlException(
                verb,
                message(verb, cause)
                        + "; this thread holds a connection of this pool already, for a cursor, a callback or a bulk writer: "
                        + "end that first, or give the pool more connections than the threads hold in this way",
                cause,
                false,
                false);
    }

    /** Before the commit: nothing is stored. */
    public static StoreSqlException translate(String verb, SQLException e) {
        SQLException cause = mostTelling(e);
        boolean retryable = Dialects.any(dialect -> dialect.isContention(cause) || dialect.isTurnedAwayForNow(cause))
                || (isBroken(cause) && Dialects.all(dialect -> !dialect.isRejected(cause)));
        return new StoreSqlException(verb, message(verb, cause), cause, retryable, false);
    }

    public static StoreSqlException translateCommit(String verb, SQLException e) {
        SQLException cause = mostTelling(e);
        if (isAnswer(cause)) {
            return translate(verb, e);
        }
        return new StoreSqlException(
                verb,
                message(verb, cause)
                        + "; the connection broke at the commit, so the database holds either all of it or none: read before writing again",
                cause,
                false,
                true);
    }

    /** Whether a server says with it that it has decided against the commit. */
    private static boolean isAnswer(SQLException e) {
        return Dialects.any(dialect -> dialect.isContention(e))
                || (e.getSQLState() != null && Dialects.all(dialect -> !dialect.leavesCommitOpen(e)));
    }

    public static boolean rolledBackByContention(StoreSqlException e) {
        return !e.isOutcomeUnknown()
                && e.getCause() instanceof SQLException cause
                && Dialects.any(dialect -> dialect.isContention(cause));
    }

    /** The connection has ended, or never came about. */
    public static boolean isBroken(SQLException e) {
        return Dialects.any(dialect -> dialect.isBroken(e));
    }

    /** The schema that the connection is to use does not exist. */
    public static boolean isNoSchema(StoreSqlException e) {
        return e.getCause() instanceof SQLException cause && Dialects.any(dialect -> dialect.isNoSchema(cause));
    }

    private static SQLException mostTelling(SQLException e) {
        SQLException telling = SqlFailures.mostTelling(e);
        for (SqlDialect dialect : Dialects.KNOWN) {
            telling = dialect.corrected(telling);
        }
        return telling;
    }

    private static String message(String verb, SQLException cause) {
        String state = cause.getSQLState() == null ? "no SQLState" : "SQLState " + cause.getSQLState();
        return verb + " failed: " + cause.getMessage() + " (" + state + ')';
    }
}

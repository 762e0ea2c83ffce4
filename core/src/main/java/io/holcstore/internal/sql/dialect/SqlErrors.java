package io.holcstore.internal.sql.dialect;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.SqlFailures;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Translates a driver's exception: what was being done, what the database reported, and whether to try again. The same
 * SQLState has different meanings before a connection exists, in a statement and at the commit;
 * {@link StoreSqlException} has the table. Without a connection, the database is not known, so the dialects decide by
 * the exception alone.
 */
public final class SqlErrors {
    private static final String READS_ONLY =
            "; this connection can only read: it leads to a standby server, or readOnly of"
                    + " the pool, a setting of the role or the database, or its file says so. Call the verb on a store over a data"
                    + " source that can write, such as that of the primary";

    private SqlErrors() {}

    /** The action at the beginning of messages, its store, and its series when there is only one. */
    public record Doing(String text, String store, @Nullable String key) {}

    /**
     * Returns the exception for a data source that returned no connection. This thread may hold the only connection
     * itself.
     */
    public static StoreSqlException noConnection(Doing doing, SQLException e, boolean heldHere) {
        SQLException cause = mostTelling(e);
        if (cause.getSQLState() != null || !(e instanceof SQLTransientConnectionException)) {
            return translate(doing, e);
        }
        if (!heldHere) {
            return new StoreSqlException(
                    doing.text(), message(doing, cause), cause, true, false, doing.store(), doing.key());
        }
        return new StoreSqlException(
                doing.text(),
                message(doing, cause)
                        + "; this thread already holds a connection of this pool, for a cursor, a callback or a bulk writer: "
                        + "end that first, or give the pool more connections than the threads hold in this way",
                cause,
                false,
                false,
                doing.store(),
                doing.key());
    }

    /** Returns an exception with a reason why a pool may have no connection; any other exception as it is. */
    public static StoreSqlException withoutConnection(StoreSqlException e, String reason) {
        return e.getCause() instanceof SQLTransientConnectionException cause && cause.getSQLState() == null
                ? new StoreSqlException(
                        e.verb(),
                        e.getMessage() + "; " + reason,
                        cause,
                        e.isRetryable(),
                        e.isOutcomeUnknown(),
                        e.store(),
                        e.key())
                : e;
    }

    /** Translates an exception from before the commit: nothing is stored. */
    public static StoreSqlException translate(Doing doing, SQLException e) {
        SQLException cause = mostTelling(e);
        boolean retryable = Dialects.any(dialect -> dialect.isContention(cause) || dialect.isTurnedAwayForNow(cause))
                || (isBroken(cause) && Dialects.all(dialect -> !dialect.isRejected(cause)));
        return new StoreSqlException(
                doing.text(), message(doing, cause), cause, retryable, false, doing.store(), doing.key());
    }

    /**
     * Translates an exception of the commit.
     *
     * @param spreader what spreads the tables over servers that commit one after the other; null for one server
     */
    public static StoreSqlException translateCommit(Doing doing, SQLException e, @Nullable String spreader) {
        SQLException cause = mostTelling(e);
        if (spreader != null) {
            return new StoreSqlException(
                    doing.text(),
                    message(doing, cause) + "; " + spreader
                            + " commits on one server after the other, so some may have stored their part: read before"
                            + " writing again, or repeat the call until it succeeds",
                    cause,
                    false,
                    true,
                    doing.store(),
                    doing.key());
        }
        if (isAnswer(cause)) {
            return translate(doing, e);
        }
        return new StoreSqlException(
                doing.text(),
                message(doing, cause)
                        + "; the connection broke at the commit, so the database contains either all changes or none: read before writing again",
                cause,
                false,
                true,
                doing.store(),
                doing.key());
    }

    /** Returns whether the error shows that the server decided against the commit. */
    private static boolean isAnswer(SQLException e) {
        return Dialects.any(dialect -> dialect.isContention(e))
                || (e.getSQLState() != null && Dialects.all(dialect -> !dialect.leavesCommitOpen(e)));
    }

    public static boolean rolledBackByContention(StoreSqlException e) {
        return !e.isOutcomeUnknown()
                && e.getCause() instanceof SQLException cause
                && Dialects.any(dialect -> dialect.isContention(cause));
    }

    /** Returns whether the connection has ended or could not be opened. */
    public static boolean isBroken(SQLException e) {
        return Dialects.any(dialect -> dialect.isBroken(e));
    }

    /** Returns whether the schema of the connection does not exist. */
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

    private static String message(Doing doing, SQLException cause) {
        String state = cause.getSQLState() == null ? "no SQLState" : "SQLState " + cause.getSQLState();
        return doing.text() + " failed: " + cause.getMessage() + " (" + state + ')'
                + (SqlFailures.READS_ONLY.equals(cause.getSQLState()) ? READS_ONLY : "");
    }
}

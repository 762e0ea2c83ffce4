package io.holcstore.internal.sql;

import io.holcstore.error.StoreSqlException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From a driver's exception to ours: what was being done, what the database said, and whether to try again. The same SQLState means different things
 * before a connection is had, in a statement and at the commit; {@link StoreSqlException} has the table.
 */
public final class SqlErrors {
    /** Serialization failure, deadlock, lock not available (PostgreSQL), lock timeout, concurrent update (H2): others were in the way. */
    private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

    /** The server shuts down, has crashed, starts up (PostgreSQL); connection broken, database closed, closing (H2). */
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "90067", "90098", "90121");

    /** A server that is reached and turns this client away; asking again changes nothing. */
    private static final String REJECTED = "08004";

    private static final String TOO_MANY_CONNECTIONS = "53300";

    private static final String COMPLETION_UNKNOWN = "40003";

    private static final String SERIALIZATION_FAILURE = "40001";

    private static final String GENERAL_ERROR = "HY000";

    /** The list of sessions of H2. */
    public static final String H2_SESSIONS = "INFORMATION_SCHEMA.SESSIONS";

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
        String state = cause.getSQLState();
        boolean retryable = isContention(state)
                || TOO_MANY_CONNECTIONS.equals(state)
                || (isBroken(state) && !REJECTED.equals(state));
        return new StoreSqlException(verb, message(verb, cause), cause, retryable, false);
    }

    public static StoreSqlException translateCommit(String verb, SQLException e) {
        SQLException cause = mostTelling(e);
        if (isAnswer(cause.getSQLState())) {
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

    /**
     * Whether a state is what a server says that has decided against the commit. A server that is being shut down says so also after it has committed.
     * Errors of H2's own (90xxx, HY000) say that its files or its process failed.
     */
    private static boolean isAnswer(@Nullable String state) {
        if (isContention(state)) {
            return true;
        }
        return state != null
                && !isBroken(state)
                && !COMPLETION_UNKNOWN.equals(state)
                && !GENERAL_ERROR.equals(state)
                && !state.startsWith("90");
    }

    public static boolean rolledBackByContention(StoreSqlException e) {
        return !e.isOutcomeUnknown() && isContention(e.sqlState());
    }

    private static boolean isContention(@Nullable String state) {
        return state != null && CONTENTION.contains(state);
    }

    /** The connection has ended, or never came about. */
    public static boolean isBroken(@Nullable String state) {
        return state != null && (state.startsWith("08") || GONE.contains(state));
    }

    /** A failed batch wraps the error that caused it; the last in the chain names it without the parameters of the whole batch. */
    static SQLException mostTelling(SQLException e) {
        SQLException last = e;
        while (last.getNextException() != null && last.getNextException() != last) {
            last = last.getNextException();
        }
        SQLException telling = last.getSQLState() == null && e.getSQLState() != null ? e : last;
        return isTornList(telling) ? new SQLException(telling.getMessage(), SERIALIZATION_FAILURE, telling) : telling;
    }

    private static String message(String verb, SQLException cause) {
        String state = cause.getSQLState() == null ? "no SQLState" : "SQLState " + cause.getSQLState();
        return verb + " failed: " + cause.getMessage() + " (" + state + ')';
    }

    /**
     * Whether H2 failed while it listed its sessions: one of them ended its transaction at that moment. It happens once in some thousand times where many
     * sessions write; asked again, H2 answers.
     */
    public static boolean isTornList(SQLException e) {
        String message = e.getMessage();
        return "HY000".equals(e.getSQLState())
                && message != null
                && message.contains(NullPointerException.class.getName())
                && message.contains(H2_SESSIONS);
    }
}

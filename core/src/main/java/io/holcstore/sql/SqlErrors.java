package io.holcstore.sql;

import io.holcstore.error.StoreSqlException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From a driver's exception to ours: what was being done, what the database said, and whether to try again. */
final class SqlErrors {
    /** Serialization failure, deadlock, lock not available (PostgreSQL), lock timeout (H2): the transaction was rolled back by contention. */
    private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03", "HYT00");

    /** No connection was had (could not connect, too many connections, the server starts up): nothing has happened yet. */
    private static final Set<String> NO_CONNECTION = Set.of("08001", "53300", "57P03");

    private SqlErrors() {}

    static StoreSqlException translate(String verb, SQLException e) {
        SQLException cause = mostTelling(e);
        boolean retryable = isContention(cause.getSQLState()) || isNoConnection(e);
        return new StoreSqlException(message(verb, cause), cause, retryable, false);
    }

    static StoreSqlException translateCommit(String verb, SQLException e) {
        SQLException cause = mostTelling(e);
        String state = cause.getSQLState();
        if (isContention(state) || (state != null && state.startsWith("23"))) {
            return translate(verb, e);
        }
        return new StoreSqlException(
                message(verb, cause)
                        + "; the connection broke at the commit, so the database holds either all of it or none: read before writing again",
                cause,
                false,
                true);
    }

    static boolean rolledBackByContention(StoreSqlException e) {
        return !e.isOutcomeUnknown() && isContention(e.sqlState());
    }

    private static boolean isContention(@Nullable String state) {
        return state != null && CONTENTION.contains(state);
    }

    /** A pool that is exhausted says so by the type, with what a server that is down answered last as the next exception. */
    private static boolean isNoConnection(SQLException e) {
        for (SQLException next = e; next != null; next = next.getNextException()) {
            String state = next.getSQLState();
            if (next instanceof SQLTransientConnectionException || (state != null && NO_CONNECTION.contains(state))) {
                return true;
            }
        }
        return false;
    }

    /** A failed batch wraps the error that caused it; the last in the chain names it without the parameters of the whole batch. */
    static SQLException mostTelling(SQLException e) {
        SQLException last = e;
        while (last.getNextException() != null && last.getNextException() != last) {
            last = last.getNextException();
        }
        return last.getSQLState() == null && e.getSQLState() != null ? e : last;
    }

    private static String message(String verb, SQLException cause) {
        String state = cause.getSQLState() == null ? "no SQLState" : "SQLState " + cause.getSQLState();
        return verb + " failed: " + cause.getMessage() + " (" + state + ')';
    }
}

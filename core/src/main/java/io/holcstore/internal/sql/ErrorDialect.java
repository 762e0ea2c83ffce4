package io.holcstore.internal.sql;

import java.sql.SQLException;
import java.util.Set;

/**
 * The meaning of a database's exceptions. Each method is also called for exceptions of other databases, because an
 * exception of a pool does not tell which database it comes from. Stateless and thread-safe.
 */
public abstract class ErrorDialect {
    protected ErrorDialect() {}

    /** Returns whether a row with this key exists already. */
    public abstract boolean isDuplicate(SQLException e);

    /** Returns whether a value is too long for its column or for an index. */
    public abstract boolean isTooLong(SQLException e);

    /** Returns whether the schema of the connection does not exist. */
    public boolean isNoSchema(SQLException e) {
        return false;
    }

    /**
     * Returns whether the transaction was rolled back because of other transactions, and may succeed when it runs
     * again.
     */
    public boolean isContention(SQLException e) {
        return SqlFailures.RUN_AGAIN.equals(e.getSQLState());
    }

    /** Returns whether the server has no room for this client at the moment. */
    public boolean isTurnedAwayForNow(SQLException e) {
        return false;
    }

    /** Returns whether the server refuses this client, so that another try is useless. */
    public boolean isRejected(SQLException e) {
        return "08004".equals(e.getSQLState());
    }

    /** Returns whether the connection has ended or could not be opened. */
    public boolean isBroken(SQLException e) {
        return startsWith(e, "08");
    }

    /**
     * Returns whether the error of a commit leaves its outcome open. A server that shuts down may report this even
     * after it has committed.
     */
    public boolean leavesCommitOpen(SQLException e) {
        String state = e.getSQLState();
        return isBroken(e) || "40003".equals(state) || "HY000".equals(state);
    }

    /** Returns the exception with another SQLState when the database reports a misleading one. */
    public SQLException corrected(SQLException e) {
        return e;
    }

    protected static boolean startsWith(SQLException e, String stateClass) {
        return e.getSQLState() != null && e.getSQLState().startsWith(stateClass);
    }

    protected static boolean isOneOf(SQLException e, Set<String> states) {
        return e.getSQLState() != null && states.contains(e.getSQLState());
    }
}

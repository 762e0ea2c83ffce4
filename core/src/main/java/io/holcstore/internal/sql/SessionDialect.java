package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** How databases differ in transactions, locks, and queries that are read row by row. Stateless and thread-safe. */
public interface SessionDialect {
    /**
     * Returns whether a connection without autocommit has a transaction with anything to lose: changes, locks, or a
     * snapshot that later reads rely on. Some databases cannot distinguish a transaction without these from no
     * transaction.
     */
    boolean hasTransaction(Connection connection) throws SQLException;

    /**
     * Returns whether the driver knows without a round trip that a transaction is open. False when it cannot be known.
     * Also called for connections of other databases.
     */
    default boolean knowsTransaction(Connection connection) throws SQLException {
        return false;
    }

    /**
     * Returns the isolation at which a query that is read row by row sees only what was committed when it began.
     * {@link Connection#TRANSACTION_NONE} where every isolation does.
     */
    int streamIsolation();

    /**
     * Returns the first statement of a transaction at this isolation; empty when the isolation is set on the session
     * before the transaction begins.
     */
    String setIsolation(int isolation);

    /**
     * Returns the statement at the beginning of a transaction that limits the time of every statement in the
     * transaction; empty when the session is limited instead.
     */
    default String limitTransaction(Duration timeout) {
        return "";
    }

    /**
     * Limits the statements of a session when the database uses session limits, and returns the former limit for
     * {@link #restoreSession}.
     */
    int limitSession(Connection connection, Duration timeout) throws SQLException;

    /** Restores the limit from before {@link #limitSession}. */
    void restoreSession(Connection connection, int before) throws SQLException;

    /** What a session has while it writes, on databases where only one session may write at a time. */
    interface Turn {
        /** The turn on a database where sessions write beside each other. */
        Turn NONE = () -> {};

        /** Lets the next session write. Another call does nothing. */
        void end();
    }

    /**
     * Waits until the transaction may write, on databases where only one session may write at a time. Call it before
     * any other statement of the transaction. The turn ends after the transaction.
     *
     * @param own whether the transaction belongs to the verb; otherwise its caller may have used it before
     */
    default Turn beginWriting(Connection connection, boolean own) throws SQLException {
        return Turn.NONE;
    }

    /**
     * Returns whether a transaction that writes must run at READ COMMITTED to see what others stored before it got its
     * locks. Otherwise the database refuses the write of a transaction that does not see it.
     */
    default boolean writesAtReadCommitted() {
        return true;
    }

    /**
     * Returns an expression for the beginning of the oldest transaction of all other sessions, which is NULL when there
     * is none; empty when the database does not report it.
     */
    default String oldestTransaction() {
        return "";
    }

    /**
     * Waits for these numbers and holds them until the transaction ends. Accepts at most {@link Statements#GROUP}
     * numbers, and takes them in the given order.
     *
     * @return false when the database has no such locks and nothing was done
     */
    default boolean lockNumbers(Connection connection, long[] numbers) throws SQLException {
        return false;
    }

    /** Makes a query return its rows in pages of this size. */
    default void fetchPages(PreparedStatement statement, int rows) throws SQLException {
        statement.setFetchSize(rows);
    }

    /** Changes the size of the next pages of a query. */
    default void changePages(ResultSet query, int rows) throws SQLException {
        query.setFetchSize(rows);
    }

    /** Returns the holdability of results that are read as the rows are found. Some drivers take only one. */
    default int streamHoldability() {
        return ResultSet.CLOSE_CURSORS_AT_COMMIT;
    }

    /** Makes the next queries of this connection return rows as they are found, until {@link #endStream}. */
    default void beginStream(Connection connection) throws SQLException {
        // by default fetchPages is enough
    }

    /** Undoes {@link #beginStream}. */
    default void endStream(Connection connection) throws SQLException {
        // by default there is nothing to undo
    }
}

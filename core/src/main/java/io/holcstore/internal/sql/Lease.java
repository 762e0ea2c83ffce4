package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection for the duration of one verb. Closing it rolls back what was not committed, restores the connection and
 * releases it.
 */
public interface Lease extends AutoCloseable {
    Connection connection();

    /** Commits what was written. Does nothing in the caller's own transaction. */
    void commit() throws SQLException;

    /** Returns whether the transaction belongs to the verb, so that it may end before the lease. */
    boolean isOwn();

    @Override
    void close();
}

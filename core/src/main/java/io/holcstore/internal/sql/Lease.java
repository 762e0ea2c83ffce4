package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection for the length of one verb. Closing gives it back as it came; what was not committed is rolled back. */
public interface Lease extends AutoCloseable {
    Connection connection();

    /** Makes what was written last; does nothing in a caller's own transaction. */
    void commit() throws SQLException;

    /** Whether nobody else has anything in its transaction, so that it may end before the lease does. */
    boolean isOwn();

    @Override
    void close();
}

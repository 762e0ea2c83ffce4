package io.holcstore.internal.session;

import io.holcstore.internal.sql.SqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;

/** Limits how long a connection waits for its database during a verb, and restores the former limits. */
final class TimeLimits {
    /**
     * The network timeout is later by this time, so that a server that can still answer ends the statement first, and
     * the connection stays usable.
     */
    private static final int LATER_MILLIS = 1000;

    private static final int UNCHANGED = -1;

    private final Connection connection;
    private final SqlDialect dialect;
    private final int networkMillis;
    private final int sessionBefore;

    private TimeLimits(Connection connection, SqlDialect dialect, int networkMillis, int sessionBefore) {
        this.connection = connection;
        this.dialect = dialect;
        this.networkMillis = networkMillis;
        this.sessionBefore = sessionBefore;
    }

    static TimeLimits set(Connection connection, SqlDialect dialect, Duration timeout) throws SQLException {
        int session = dialect.limitSession(connection, timeout);
        try {
            return new TimeLimits(connection, dialect, limitNetwork(connection, timeout), session);
        } catch (SQLException | RuntimeException e) {
            try {
                dialect.restoreSession(connection, session);
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static int limitNetwork(Connection connection, Duration timeout) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(
                    Runnable::run, (int) Math.min(Integer.MAX_VALUE, timeout.toMillis() + LATER_MILLIS));
            return before;
        } catch (SQLFeatureNotSupportedException e) {
            return UNCHANGED; // the driver has no network timeout, or the pool does not support it
        }
    }

    void restore() throws SQLException {
        if (networkMillis != UNCHANGED) {
            connection.setNetworkTimeout(Runnable::run, networkMillis);
        }
        dialect.restoreSession(connection, sessionBefore);
    }
}

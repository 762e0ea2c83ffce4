package io.holcstore.testkit;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The plainest pool: gives out the connection that came back last, else opens one in the thread that asks. A connection
 * that is closed below it, as a killed one is, does not come back. HikariCP pauses for 30 ms after each connection it
 * opens: a test that kills thousands of connections would mostly wait for that. Thread-safe.
 */
final class KeptConnections extends DelegatingDataSource implements AutoCloseable {
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final Cleaning cleaning;

    /** What is done with a connection that comes back; one for which it fails is closed. */
    @FunctionalInterface
    interface Cleaning {
        void clean(Connection connection) throws SQLException;
    }

    KeptConnections(DataSource delegate) {
        this(delegate, connection -> {});
    }

    KeptConnections(DataSource delegate, Cleaning cleaning) {
        super(delegate);
        this.cleaning = cleaning;
    }

    @Override
    Connection connect(Opening opening) throws SQLException {
        Connection kept = idle.pollFirst();
        Connection connection = kept == null ? opening.open() : kept;
        return JdbcProxy.wrap(connection, new Lent(connection));
    }

    private void takeBack(Connection connection) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            cleaning.clean(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        idle.addFirst(connection);
    }

    /** Closes the connections that nobody has. */
    @Override
    public void close() {
        for (Connection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            try {
                kept.close();
            } catch (SQLException e) {
                throw new IllegalStateException("a kept connection cannot be closed", e);
            }
        }
    }

    /** A connection until it comes back. */
    private final class Lent implements JdbcProxy.Interceptor {
        private final Connection connection;
        private boolean back;

        private Lent(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object around(JdbcProxy target, Method method, @Nullable Object[] args, JdbcProxy.Call call)
                throws Throwable {
            String name = method.getName();
            if (target.is(Connection.class) && name.equals("close")) {
                if (!back) {
                    back = true;
                    takeBack(connection);
                }
                return null;
            }
            if (back && name.equals("isClosed")) {
                return true;
            }
            if (back && !name.equals("close")) {
                throw new SQLNonTransientConnectionException(name + " on a connection that was handed back", "08003");
            }
            return call.proceed();
        }
    }
}

package io.holcstore.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection of a data source; remembers the settings it changes and puts them back. */
final class PooledLease implements Lease {
    private static final System.Logger LOG = System.getLogger(PooledLease.class.getName());

    private final Connection connection;
    private final boolean autoCommit;
    private final int isolation;
    private boolean open;

    private PooledLease(Connection connection, boolean autoCommit, int isolation) {
        this.connection = connection;
        this.autoCommit = autoCommit;
        this.isolation = isolation;
    }

    static Lease begin(Connection connection) throws SQLException {
        PooledLease lease = select(connection);
        try {
            if (lease.isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            if (lease.autoCommit) {
                connection.setAutoCommit(false);
            }
            lease.open = true;
            return lease;
        } catch (SQLException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    static PooledLease select(Connection connection) throws SQLException {
        try {
            boolean autoCommit = connection.getAutoCommit();
            PooledLease lease = new PooledLease(connection, autoCommit, connection.getTransactionIsolation());
            lease.open = !autoCommit; // queries alone open a transaction then
            return lease;
        } catch (SQLException | RuntimeException e) {
            quietly("close", connection::close);
            throw e;
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
        open = false;
    }

    /** Failures are logged and nothing more: the verb has ended, well or with an exception that says more, and a pool drops a broken connection. */
    @Override
    public void close() {
        if (open) {
            quietly("roll back", connection::rollback);
        }
        quietly("restore", this::restore);
        quietly("close", connection::close);
    }

    private void restore() throws SQLException {
        if (connection.getAutoCommit() != autoCommit) {
            connection.setAutoCommit(autoCommit);
        }
        if (connection.getTransactionIsolation() != isolation) {
            connection.setTransactionIsolation(isolation);
        }
    }

    private interface Action {
        void run() throws SQLException;
    }

    private static void quietly(String what, Action action) {
        try {
            action.run();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "could not " + what + " a connection: " + e.getMessage());
        }
    }
}

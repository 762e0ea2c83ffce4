package io.holcstore.internal.session;

import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.SessionDialect;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.dialect.Dialects;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A connection of a data source. It records the settings that it changes and restores them. */
public final class PooledLease implements Lease {
    private static final System.Logger LOG = System.getLogger(PooledLease.class.getName());

    private static final int UNCHANGED = -1;

    private final Connection connection;
    private final boolean autoCommit;
    private final @Nullable Duration timeout;
    private int isolationToRestore = UNCHANGED;
    private @Nullable TimeLimits limits;
    private SessionDialect.Turn turn = SessionDialect.Turn.NONE;
    private boolean open;

    private PooledLease(Connection connection, boolean autoCommit, @Nullable Duration timeout) {
        this.timeout = timeout;
        this.connection = connection;
        this.autoCommit = autoCommit;
        this.open = !autoCommit; // then even queries open a transaction
    }

    public static Lease begin(Connection connection, Verb verb, @Nullable Duration timeout) throws SQLException {
        return begin(connection, verb, timeout, true);
    }

    static Lease stream(Connection connection, Verb verb, @Nullable Duration timeout) throws SQLException {
        return begin(connection, verb, timeout, false);
    }

    private static Lease begin(Connection connection, Verb verb, @Nullable Duration timeout, boolean writes)
            throws SQLException {
        PooledLease lease = checked(connection, verb, timeout);
        try {
            SqlDialect dialect = Dialects.of(connection);
            lease.beginAt(writes ? Connection.TRANSACTION_READ_COMMITTED : dialect.streamIsolation());
            if (writes) {
                lease.turn = dialect.beginWriting(connection, true);
            }
            return lease;
        } catch (SQLException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private void beginAt(int wanted) throws SQLException {
        SqlDialect dialect = Dialects.of(connection);
        StringJoiner first = new StringJoiner("; ");
        if (wanted != Connection.TRANSACTION_NONE) {
            String isolation = dialect.setIsolation(wanted);
            if (isolation.isEmpty()) {
                setSessionIsolation(wanted);
            } else {
                first.add(isolation);
            }
        }
        if (timeout != null) {
            String limit = dialect.limitTransaction(timeout);
            if (!limit.isEmpty()) {
                first.add(limit);
            }
        }
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
        open = true;
        if (first.length() > 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(first.toString());
            }
        }
    }

    private void limit() throws SQLException {
        if (timeout != null) {
            limits = TimeLimits.set(connection, Dialects.of(connection), timeout);
        }
    }

    private void setSessionIsolation(int wanted) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        if (isolation == Connection.TRANSACTION_READ_UNCOMMITTED) {
            Dialects.of(connection).requireUsable(connection); // which sees this isolation only before it changes
        }
        if (isolation != wanted) {
            if (!autoCommit) {
                connection.rollback(); // the query began a transaction, in which the isolation cannot be changed
            }
            connection.setTransactionIsolation(wanted);
            isolationToRestore = isolation;
        }
    }

    /** Returns a connection for single statements. It opens a transaction only when the time limit needs one. */
    public static Lease select(Connection connection, Verb verb, @Nullable Duration timeout) throws SQLException {
        PooledLease lease = checked(connection, verb, timeout);
        try {
            if (timeout != null
                    && !Dialects.of(connection).limitTransaction(timeout).isEmpty()) {
                lease.beginAt(Connection.TRANSACTION_READ_COMMITTED);
            }
            return lease;
        } catch (SQLException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static PooledLease checked(Connection connection, Verb verb, @Nullable Duration timeout)
            throws SQLException {
        try {
            boolean autoCommit = connection.getAutoCommit();
            ForeignTransaction.refuse(connection, autoCommit, verb);
            PooledLease lease = new PooledLease(connection, autoCommit, timeout);
            lease.limit();
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
        turn.end();
    }

    @Override
    public boolean isOwn() {
        return true;
    }

    /**
     * Only logs failures: the verb has its result or an exception that says more, and a pool discards a broken
     * connection.
     */
    @Override
    public void close() {
        boolean ended = !open || quietly("roll back", connection::rollback);
        turn.end();
        if (ended) {
            quietly(
                    "restore",
                    this::restore); // skipped after a failed rollback, because enabling autocommit might commit
        }
        quietly("close", connection::close);
    }

    private void restore() throws SQLException {
        if (limits != null) {
            limits.restore();
        }
        if (connection.getAutoCommit() != autoCommit) {
            connection.setAutoCommit(autoCommit);
        }
        if (isolationToRestore != UNCHANGED) {
            connection.setTransactionIsolation(isolationToRestore);
        }
    }

    private interface Action {
        void run() throws SQLException;
    }

    private static boolean quietly(String what, Action action) {
        try {
            action.run();
            return true;
        } catch (SQLException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "could not " + what + " a connection: " + e.getMessage());
            return false;
        }
    }
}

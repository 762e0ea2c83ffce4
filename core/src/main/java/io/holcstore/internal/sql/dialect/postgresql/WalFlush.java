package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes PostgreSQL write its whole log to disk. Every role may do this, even in a read-only transaction. Waiting is not
 * enough, because the server keeps the last page of its log in memory until some transaction commits.
 */
final class WalFlush {
    /** The first version in which a message can be flushed at once. */
    private static final int FLUSHES_MESSAGES = 17;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long AT_MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private WalFlush() {}

    static void run(Lease lease) throws SQLException {
        Connection connection = lease.connection();
        if (connection.getMetaData().getDatabaseMajorVersion() >= FLUSHES_MESSAGES) {
            byMessage(connection);
        } else if (lease.isOwn()) {
            byCommit(lease);
        } else {
            await(connection);
        }
    }

    static void byMessage(Connection connection) throws SQLException {
        execute(connection, "SELECT pg_logical_emit_message(FALSE, 'holcstore', '', TRUE)");
    }

    /** Ends the transaction with a commit that writes to the log, and waits for the disk but not for other servers. */
    static void byCommit(Lease lease) throws SQLException {
        execute(
                lease.connection(),
                "SELECT set_config('synchronous_commit', 'local', TRUE), pg_logical_emit_message(TRUE, 'holcstore',"
                        + " '')");
        if (!lease.connection().getAutoCommit()) {
            lease.commit();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Waits in the caller's transaction, which this library may not commit: a process of the server writes what others
     * have committed.
     */
    static void await(Connection connection) throws SQLException {
        String end = Statements.select(
                connection.prepareStatement("SELECT CAST(pg_current_wal_insert_lsn() AS text)"),
                statement -> {},
                rows -> {
                    rows.next();
                    return rows.getString(1);
                });
        long start = System.nanoTime();
        while (!isWritten(connection, end)) {
            if (System.nanoTime() - start > AT_MOST_NANOS) {
                throw new SQLException("the server has not written its log up to " + end
                        + " for a minute, so the changes could be lost in a crash; read them without on(connection),"
                        + " which makes the server write it");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isWritten(Connection connection, String end) throws SQLException {
        return Statements.select(
                connection.prepareStatement("SELECT pg_current_wal_flush_lsn() >= CAST(? AS pg_lsn)"),
                statement -> statement.setString(1, end),
                rows -> rows.next() && rows.getBoolean(1));
    }
}

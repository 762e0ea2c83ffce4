package io.holcstore.testkit.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Sessions that wait for a lock of another. */
final class LockWaits {
    private LockWaits() {}

    /** Returns when another session waits for a lock that the transaction of this connection holds. */
    static void awaitWaiterFor(Connection holder) throws SQLException {
        boolean postgres = holder.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        String sql = postgres
                ? "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
                : "SELECT count(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID = SESSION_ID()";
        try (Statement statement = holder.createStatement()) {
            while (count(statement, sql) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

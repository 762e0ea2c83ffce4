package io.holcstore.testkit.chaos;

import io.holcstore.testkit.DatabaseFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Sessions that wait for a lock of another. */
final class LockWaits {
    private LockWaits() {}

    /** Returns when another session waits for a lock that the transaction of this connection holds. */
    static void awaitWaiterFor(Connection holder, DatabaseFacts facts) throws SQLException {
        try (Statement statement = holder.createStatement()) {
            while (count(statement, facts.countWaiters()) == 0) {
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

package io.holcstore.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import io.holcstore.testkit.DatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Verbs that keep off a caller's transaction, and the table in which that transaction writes. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(String name, ThrowingCallable verb) {
        assertThatThrownBy(verb)
                .as(name)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "did not start", "inside a transaction", "on(connection)", "TransactionAwareDataSourceProxy");
    }

    static void assertAllRefused(EveryVerb stores) {
        stores.verbs().forEach(Refusals::assertRefused);
    }

    /** Settings of a pool whose connections wait for a commit; the caller closes it. */
    static HikariConfig withoutAutocommit(DatabaseExtension db) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(db.database().unpooled());
        config.setAutoCommit(false);
        config.setMinimumIdle(0);
        return config;
    }

    static void createAudit(DatabaseExtension db) {
        try (Connection connection = db.dataSource().getConnection()) {
            execute(connection, "CREATE TABLE audit (what VARCHAR(20))");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static void audit(Connection connection, String what) {
        execute(connection, "INSERT INTO audit VALUES ('" + what + "')");
    }

    static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Empties the audit table and says what was in it. */
    static List<String> takeAudit(DatabaseExtension db) {
        List<String> found = new ArrayList<>();
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT what FROM audit ORDER BY what")) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            statement.executeUpdate("DELETE FROM audit");
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}

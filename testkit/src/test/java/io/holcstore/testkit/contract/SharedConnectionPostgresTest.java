package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Refusals.assertAllRefused;
import static io.holcstore.testkit.contract.Refusals.audit;
import static io.holcstore.testkit.contract.Refusals.execute;
import static io.holcstore.testkit.contract.Refusals.takeAudit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class SharedConnectionPostgresTest extends SharedConnectionContract {
    @Override
    TestDatabase database() {
        return TestDatabase.postgresql();
    }

    /** A table that was read is locked until the end, so that nobody drops it. */
    @Test
    void aTransactionThatHasReadIsLeftAlone() throws SQLException {
        assertAllRefusedAfter(
                Connection.TRANSACTION_READ_COMMITTED, connection -> execute(connection, "SELECT what FROM audit"));
    }

    @Test
    void aTransactionWithAnAdvisoryLockIsLeftAlone() throws SQLException {
        assertAllRefusedAfter(
                Connection.TRANSACTION_READ_COMMITTED,
                connection -> execute(connection, "SELECT pg_advisory_xact_lock(7)"));
    }

    @Test
    void aTransactionThatHasFailedIsLeftAlone() throws SQLException {
        for (boolean unwraps : new boolean[] {true, false}) {
            try (Connection connection = db.database().unpooled().getConnection()) {
                connection.setAutoCommit(false);
                audit(connection, "before");
                assertThatThrownBy(() -> execute(connection, "SELECT 1 / 0")).isInstanceOf(AssertionError.class);
                assertAllRefused(stores.over(sharing(connection, unwraps)));
                connection.rollback();
            }
        }
    }

    /** The driver still says that every statement is committed by itself. */
    @Test
    void aTransactionThatAStatementHasBegunIsLeftAlone() throws SQLException {
        for (String end : new String[] {"COMMIT", "ROLLBACK"}) {
            try (Connection connection = db.database().unpooled().getConnection()) {
                execute(connection, "BEGIN");
                audit(connection, "before");
                assertAllRefused(stores.over(sharing(connection, true)));
                assertThat(connection.getAutoCommit()).isTrue();
                execute(connection, end);
            }
            assertThat(takeAudit(db)).hasSize(end.equals("COMMIT") ? 1 : 0);
        }
    }
}

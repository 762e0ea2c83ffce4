package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.StoreSqlException;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class ErrorPostgresTest extends ErrorContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgresql();
    }

    /** The timeout of statements cuts waits for locks too, which that of H2 does not. */
    @Test
    void aCancelledStatementIsNotRetried() throws SQLException {
        try (HikariDataSource hurried = Pools.withStatementTimeout(db.database(), 50);
                Connection holder = locking()) {
            StoreSqlException e = refused(() -> Verbs.CHUNKS.open(hurried).merge(A, point(3)));
            assertThat(e).hasMessageContaining("merging " + A + " in " + Verbs.TABLE + " failed");
            assertThat(e.sqlState()).isEqualTo("57014");
            assertThat(e.isRetryable()).isFalse();
            assertThat(e.isOutcomeUnknown()).isFalse();
            release(holder);
        }
    }
}

package io.holcstore.internal.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.sql.dialect.h2.H2Session;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Errors that a database makes only at a moment that a test cannot choose; the others are met on real databases. */
class SqlErrorsTest {
    private static final String NULL_POINTER = "General error: \"java.lang.NullPointerException\"; SQL statement:\n";

    private static StoreSqlException before(String sql) {
        return SqlErrors.translate(
                new SqlErrors.Doing("appending", "curves", null), new SQLException(NULL_POINTER + sql, "HY000", 50000));
    }

    @Test
    void aListOfSessionsThatH2CouldNotMakeIsAskedForAgain() {
        StoreSqlException error = before("SELECT " + H2Session.CLOCK + " [50000-240]");
        assertThat(error.isRetryable()).isTrue();
        assertThat(SqlErrors.rolledBackByContention(error)).isTrue();
        assertThat(error).hasMessageContaining("NullPointerException");
    }

    @Test
    void otherErrorsOfTheKindAreNot() {
        StoreSqlException error = before("SELECT 1 [50000-240]");
        assertThat(error.isRetryable()).isFalse();
        assertThat(SqlErrors.rolledBackByContention(error)).isFalse();
    }
}

package io.holcstore.internal.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.sql.dialect.h2.H2Session;
import java.sql.SQLException;
import java.util.List;
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

    /** A test that sets this option would stop all others on the server. */
    @Test
    void anInnoDbServerThatCanOnlyReadNamesTheWayOut() {
        for (String option : List.of("--read-only", "--super-read-only", "--read_only")) {
            assertThat(of("The MariaDB server is running with the " + option + " option so it cannot execute this"))
                    .hasMessageContainingAll(option, "SQLState 25006", "can only read", "a data source that can write");
        }
        assertThat(of("The MySQL server is running with the --skip-grant-tables option so it cannot execute this"))
                .hasMessageNotContaining("can only read");
    }

    private static StoreSqlException of(String message) {
        return SqlErrors.translate(
                new SqlErrors.Doing("merging", "curves", null), new SQLException(message, "HY000", 1290));
    }

    @Test
    void otherErrorsOfTheKindAreNot() {
        StoreSqlException error = before("SELECT 1 [50000-240]");
        assertThat(error.isRetryable()).isFalse();
        assertThat(SqlErrors.rolledBackByContention(error)).isFalse();
    }
}

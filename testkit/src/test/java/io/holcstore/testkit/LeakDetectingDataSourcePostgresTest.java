package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

final class LeakDetectingDataSourcePostgresTest extends LeakDetectingDataSourceContract {
    @Override
    TestDatabase kind() {
        return TestDatabase.postgresql();
    }

    @Override
    String[] sqlSetting() {
        return new String[] {"SET work_mem = '8MB'", "RESET work_mem"};
    }

    @Test
    void keepsTheFastPaths() throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
            assertThat(connection.unwrap(PGConnection.class).getCopyAPI()).isNotNull();
            statement.unwrap(PGStatement.class).setPrepareThreshold(7);
            assertThat(statement.unwrap(PGStatement.class).getPrepareThreshold())
                    .isEqualTo(7);
        }
        source.assertNothingLeaked();
    }
}

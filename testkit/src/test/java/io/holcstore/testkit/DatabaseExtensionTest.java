package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

final class DatabaseExtensionTest {
    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(TestDatabase.postgresql());

    @RepeatedTest(2)
    void everyTestHasAnEmptyDatabase() throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE points (n INTEGER)");
        }
    }

    @Test
    void plainJdbcHidesTheDriver() throws SQLException {
        try (Connection connection = db.plainJdbc().getConnection()) {
            assertThat(connection.isWrapperFor(PGConnection.class)).isFalse();
        }
        try (Connection connection = db.dataSource().getConnection()) {
            assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
        }
    }

    @Test
    void thereIsNoDatabaseOutsideATest() {
        DatabaseExtension unused = new DatabaseExtension(TestDatabase.h2Memory());
        assertThatThrownBy(unused::dataSource).isInstanceOf(IllegalStateException.class);
    }
}

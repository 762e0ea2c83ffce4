package io.holcstore.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.internal.sql.dialect.sqlite.SqliteDialect;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TableShapeSqliteTest {
    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(TestDatabase.sqlite());

    @Test
    void anExpressionIsPartOfAnIndex() throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE \"t\" (\"a\" text NOT NULL, \"b\" text NOT NULL)");
            statement.execute("CREATE UNIQUE INDEX \"t_a\" ON \"t\" (\"a\")");
            statement.execute("CREATE UNIQUE INDEX \"t_b\" ON \"t\" (\"b\", lower(\"a\"))");
            TableShape shape = TableShape.reported(connection, SqliteDialect.INSTANCE, new FoundTable("main", "t", ""));
            assertThat(shape.columns()).containsOnlyKeys("a", "b");
            assertThat(shape.unique()).contains(List.of("a")).doesNotContain(List.of("b"));
        }
    }
}

package io.holcstore.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * A data source whose connections have run some statements before they are handed out, as a URL or a role makes them.
 * Thread-safe.
 */
public final class SessionDataSource extends DelegatingDataSource {
    private final List<String> statements;

    public SessionDataSource(DataSource delegate, String... statements) {
        super(delegate);
        this.statements = List.of(statements);
    }

    @Override
    Connection connect(Opening opening) throws SQLException {
        Connection connection = opening.open();
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}

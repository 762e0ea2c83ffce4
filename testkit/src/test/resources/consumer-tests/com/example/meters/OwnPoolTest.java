package com.example.meters;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.testkit.contract.StoreContracts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;

/** All contracts on the application's own pool, beside its tables, which have names that the contracts use too. */
class OwnPoolTest extends StoreContracts {
    private static final HikariDataSource POOL = pool();

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:meters;DB_CLOSE_DELAY=-1");
        HikariDataSource pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE \"load_curve\" (meter INT)");
            statement.execute("INSERT INTO \"load_curve\" VALUES (42)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return pool;
    }

    @Override
    protected DataSource dataSource() {
        return POOL;
    }

    @Override
    protected boolean runsNegativeControls() {
        return false;
    }

    @AfterAll
    static void theApplicationsTablesAreAsTheyWere() throws SQLException {
        List<String> found = new ArrayList<>();
        try (POOL;
                Connection connection = POOL.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT meter FROM \"load_curve\"")) {
                row.next();
                found.add(row.getString(1));
            }
            try (ResultSet schemas = connection.getMetaData().getSchemas()) {
                while (schemas.next()) {
                    found.add(schemas.getString(1));
                }
            }
        }
        Assertions.assertEquals(List.of("42", "INFORMATION_SCHEMA", "PUBLIC"), found);
    }
}

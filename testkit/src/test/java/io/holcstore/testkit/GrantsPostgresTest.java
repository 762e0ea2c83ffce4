package io.holcstore.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;

final class GrantsPostgresTest extends GrantsContract {
    GrantsPostgresTest() {
        super(TestDatabase.postgresql());
    }

    @Override
    void createRole() throws SQLException {
        execute("CREATE ROLE " + role);
    }

    @Override
    void dropRole() throws SQLException {
        execute("DROP OWNED BY " + role);
        execute("DROP ROLE " + role);
    }

    @Override
    String scriptStart() {
        return "GRANT USAGE ON SCHEMA ";
    }

    @Override
    HikariDataSource asRole() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(db.database().unpooled());
        config.setConnectionInitSql("SET ROLE " + role);
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    @Override
    void grantUsage() throws SQLException {
        execute("GRANT USAGE ON SCHEMA " + db.database().schema() + " TO " + role);
    }

    @Override
    List<String> needed() {
        return List.of(
                "SELECT ON \"holcstore_store\"",
                "SELECT ON \"load_curve\"",
                "INSERT ON \"load_curve\"",
                "UPDATE ON \"load_curve\"",
                "INSERT ON \"load_curve_series\"",
                "UPDATE ON \"load_curve_series\"",
                "USAGE ON SEQUENCE \"load_curve_change\"");
    }
}

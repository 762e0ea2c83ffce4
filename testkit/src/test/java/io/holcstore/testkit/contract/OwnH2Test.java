package io.holcstore.testkit.contract;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

final class OwnH2Test extends StoreContracts {
    @Override
    protected DataSource dataSource() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:own;DB_CLOSE_DELAY=-1");
        config.setMaximumPoolSize(16);
        return new HikariDataSource(config);
    }

    @Override
    protected boolean runsNegativeControls() {
        return false;
    }
}

package io.holcstore.testkit.contract;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.testkit.TestDatabase;
import javax.sql.DataSource;

final class OwnPostgresTest extends StoreContracts {
    @Override
    protected DataSource dataSource() {
        HikariConfig config = new HikariConfig();
        config.setDataSource((Boolean.getBoolean("pooler") ? TestDatabase.postgresqlBehindPooler() : TestDatabase.postgresql()).fresh().unpooled());
        config.setMaximumPoolSize(16);
        return new HikariDataSource(config);
    }
    @Override protected boolean runsNegativeControls() { return false; }
}

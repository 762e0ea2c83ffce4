package io.holcstore.testkit.chaos;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.testkit.DatabaseFacts;
import io.holcstore.testkit.FreshDatabase;
import java.time.Duration;

/** Pools with settings of their own; the caller closes them. */
final class Pools {
    private Pools() {}

    /** Who waits for a lock gives up after so long. */
    static HikariDataSource withLockTimeout(FreshDatabase database, DatabaseFacts facts, int millis) {
        HikariConfig config = config(database);
        config.setConnectionInitSql(facts.setLockTimeout(Duration.ofMillis(millis)));
        return new HikariDataSource(config);
    }

    /** On PostgreSQL, a statement that takes longer is cancelled. */
    static HikariDataSource withStatementTimeout(FreshDatabase postgres, int millis) {
        HikariConfig config = config(postgres);
        config.setConnectionInitSql("SET statement_timeout = " + millis);
        return new HikariDataSource(config);
    }

    /** One connection; who waits for it gives up soon. */
    static HikariDataSource ofOne(FreshDatabase database) {
        HikariConfig config = config(database);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250); // the shortest that there is
        return new HikariDataSource(config);
    }

    /** Its connections can be found by their name on PostgreSQL. */
    static HikariDataSource named(FreshDatabase postgres, String application) {
        HikariConfig config = config(postgres);
        config.setConnectionInitSql("SET application_name = '" + application + "'");
        return new HikariDataSource(config);
    }

    private static HikariConfig config(FreshDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.unpooled());
        config.setMinimumIdle(0);
        return config;
    }
}

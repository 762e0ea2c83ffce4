package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.MariaDbSources;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores on a MariaDB that keeps names in lower case, and has a binary log. */
final class LoggingServerMariaDbTest extends OnSettings {
    private static final TestDatabase SERVER =
            MariaDbSources.server("--lower-case-table-names=1", "--log-bin=changes", "--innodb-flush-method=nosync");

    LoggingServerMariaDbTest() {
        super(SERVER);
    }

    private String value(String expression) throws SQLException {
        try (Connection connection = database.unpooled().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + expression)) {
            row.next();
            return row.getString(1);
        }
    }

    private HikariDataSource pool(String first) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:mariadb://127.0.0.1:" + value("@@port") + '/' + database.schema());
        config.setUsername("test");
        config.setPassword("test");
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setConnectionInitSql(first);
        return new HikariDataSource(config);
    }

    @BeforeEach
    void requireOptions() throws SQLException {
        assumeTrue(value("@@lower_case_table_names = 1 AND @@log_bin = 1").equals("1"), "a server of its own");
    }

    @Test
    void aNameWithCapitalsIsRefusedBeforeAnythingIsCreated() throws SQLException {
        ChunkStore store = loads("Loads").open(database.dataSource());
        assertThatThrownBy(() -> store.schema().createIfMissing())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("table Loads", "lower_case_table_names=1", "call it loads");
        assertThat(value("COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"))
                .isEqualTo("0");
    }

    @Test
    void aReplicatedStoreWorks() {
        ChunkStore store = loads().replicated().open(database.dataSource());
        store.schema().createIfMissing();
        store.schema().verify();
        store.insert(BASE, hours("2024-01-31T22:00", 1));
        assertThat(store.feed()
                        .changes(ChangeCursor.start(), KeyFilter.all(), 10)
                        .changes())
                .hasSize(1);
    }

    @Test
    void aLogOfStatementsIsRefused() throws SQLException {
        try (HikariDataSource pool = pool("SET SESSION binlog_format = STATEMENT")) {
            assertThatThrownBy(() -> loads().open(pool).schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContainingAll("binlog_format=STATEMENT", "ROW");
        }
    }

    /** A binary log keeps others than administrators from creating triggers. */
    @Test
    void anErrorSaysWhatLetsAUserCreateTriggers() throws SQLException {
        execute("CREATE USER owner@'%' IDENTIFIED BY 'test'");
        execute("GRANT ALL ON " + database.schema() + ".* TO owner@'%'");
        try (HikariDataSource pool = pool("DO 1")) {
            pool.setUsername("owner");
            pool.getHikariPoolMXBean().softEvictConnections();
            ChunkStore store = loads().replicated().open(pool);
            assertThatThrownBy(() -> store.schema().createIfMissing())
                    .isInstanceOf(StoreSqlException.class)
                    .hasMessageContainingAll("log_bin_trust_function_creators = 1", "SUPER", "ddl()");
            execute("SET GLOBAL log_bin_trust_function_creators = 1");
            store.schema().createIfMissing();
            store.insert(BASE, hours("2024-01-31T22:00", 1));
        } finally {
            execute("SET GLOBAL log_bin_trust_function_creators = 0");
            execute("DROP USER owner@'%'");
        }
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.files.RowImport;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreOptions;
import io.holcstore.testkit.MySqlSources;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Stores under the settings of MySQL and of its two drivers. */
final class SettingsMySqlTest extends OnSettings {
    private static final String NEW_SERVER =
            "SET SESSION sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                    + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', SESSION transaction_isolation = 'REPEATABLE-READ'";

    SettingsMySqlTest() {
        super(TestDatabase.mysql());
    }

    private ChunkStore created(StoreBuilder builder) {
        ChunkStore store = builder.open(database.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private static HikariDataSource pool(DataSource source, String first) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(first);
        return new HikariDataSource(config);
    }

    /** The quotes of names, the isolation and the mode are not those that the other tests have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                NEW_SERVER + "| &useServerPrepStmts=true&rewriteBatchedStatements=true",
                "SET SESSION sql_mode = 'ANSI,TRADITIONAL', SESSION time_zone = '-09:30'| &useCursorFetch=true"
            })
    void everyVerbWorks(String first, String settings) throws Throwable {
        try (HikariDataSource pool = pool(MySqlSources.of(database, settings), first)) {
            useEveryVerb(pool);
        }
    }

    @Test
    void everyVerbWorksWithTheDriverOfMariaDb() throws Throwable {
        try (HikariDataSource pool = pool(
                MySqlSources.byDriverOfMariaDb(database),
                "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES'")) {
            useEveryVerb(pool);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET SESSION sql_mode = ''| | STRICT_TRANS_TABLES",
                "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES'| | NO_BACKSLASH_ESCAPES",
                "SET NAMES latin1| | utf8mb4",
                "SET SESSION sql_select_limit = 10| | sql_select_limit",
                "SET SESSION sql_safe_updates = 1| | sql_safe_updates",
                "SELECT 1| &useAffectedRows=true| useAffectedRows"
            })
    void aSettingThatChangesDataIsRefused(String first, String settings, String named) {
        try (HikariDataSource pool = pool(MySqlSources.of(database, settings == null ? "" : settings), first)) {
            ChunkStore store = loads().open(pool);
            assertThatThrownBy(() -> store.schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContainingAll("MySQL", named);
        }
    }

    @Test
    void aVersionThatIsTooOldIsRefused() throws SQLException {
        DataSource source = MySqlSources.asItIs(database);
        try (Connection connection = source.getConnection()) {
            String version = connection.getMetaData().getDatabaseProductVersion();
            assumeTrue(version.startsWith("8.0.15"), "the server is not too old: " + version);
            assertThatThrownBy(() -> loads().open(source).schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessage("stores do not work on MySQL with version " + version + ": they need 8.0.29 or later");
        }
    }

    @Test
    void aCollationThatTreatsKeysAsEqualIsFound() throws SQLException {
        ChunkStore store = created(loads());
        execute("ALTER TABLE loads_series MODIFY kind varchar(20) COLLATE utf8mb4_0900_ai_ci NOT NULL");
        assertThatThrownBy(() -> store.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll("loads_series.kind", "utf8mb4_0900_ai_ci");
    }

    @Test
    void aWaitForALockEnds() throws SQLException {
        try (HikariDataSource pool = pool(MySqlSources.of(database, ""), "SET SESSION max_execution_time = 7500");
                Connection other = database.unpooled().getConnection()) {
            ChunkStore store = loads().open(pool, StoreOptions.defaults().timeout(Duration.ofMillis(300)));
            store.schema().createIfMissing();
            store.merge(BASE, hours("2024-01-01T00:00", 1));
            other.setAutoCommit(false);
            loads().open(pool).on(other).merge(BASE, hours("2024-01-01T00:00", 2));
            StoreSqlException e = catchThrowableOfType(
                    StoreSqlException.class, () -> store.merge(BASE, hours("2024-01-01T00:00", 3)));
            assertThat(e).hasMessageContaining("maximum statement execution time exceeded");
            assertThat(e.isOutcomeUnknown()).isFalse();
            other.commit();
            store.merge(BASE, hours("2024-01-01T01:00", 4));
            assertThat(store.read(BASE).orElseThrow()).hasValues(2, 4);
            try (Connection connection = pool.getConnection()) {
                assertThat(number(connection, "SELECT @@max_execution_time")).isEqualTo(7500);
            }
        }
    }

    /** The driver would otherwise keep all rows of a query in memory. */
    @Test
    void rowsAreImportedOneByOne() throws SQLException {
        ChunkStore store = created(loads());
        execute("CREATE TABLE readings (at bigint, amount double precision)");
        execute("INSERT INTO readings VALUES (1706738400, 1), (1706742000, 2)");
        List<Integer> fetched = new ArrayList<>();
        try (Connection connection = database.unpooled().getConnection()) {
            RowImport.query(connection, "SELECT 1, at, amount FROM readings ORDER BY at")
                    .epochSeconds()
                    .into(store, row -> {
                        fetched.add(row.getStatement().getFetchSize());
                        return BASE;
                    });
        }
        assertThat(store.read(BASE).orElseThrow()).hasValues(1, 2);
        assertThat(fetched).isNotEmpty().containsOnly(Integer.MIN_VALUE);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A connection without autocommit that has only been asked for settings is not inside a transaction. */
    @Test
    void aTransactionOfOthersIsFound() throws SQLException {
        ChunkStore store = created(loads());
        try (HikariDataSource pool = pool(MySqlSources.of(database, ""), NEW_SERVER)) {
            pool.setMaximumPoolSize(1);
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                DataSource same = new SingleConnectionDataSource(connection, true);
                number(connection, "SELECT @@autocommit");
                loads().open(same).merge(BASE, hours("2024-01-01T00:00", 1));
                number(connection, "SELECT COUNT(*) FROM loads");
                assertThatThrownBy(() -> loads().open(same).merge(BASE, hours("2024-01-01T00:00", 2)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("inside a transaction");
                connection.rollback();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
            }
        }
        assertThat(store.read(BASE).orElseThrow()).hasValues(1);
    }
}

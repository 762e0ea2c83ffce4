package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.Store;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.session.PooledLease;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.KeyedStoreDefinition;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreOptions;
import io.holcstore.testkit.DatabaseFacts;
import io.holcstore.testkit.Surroundings;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores under the settings of MariaDB and of its two drivers. */
final class SettingsMariaDbTest extends OnSettings {
    private static final String NEW_SERVER = "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,"
            + "NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION', SESSION transaction_isolation = 'REPEATABLE-READ'";

    SettingsMariaDbTest() {
        super(TestDatabase.mariadb());
    }

    private String url() throws SQLException {
        try (Connection connection = database.unpooled().getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    private static HikariDataSource pool(String url, String... firstStatements) {
        return new HikariDataSource(config(url, firstStatements));
    }

    private static HikariConfig config(String url, String... firstStatements) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("test");
        config.setPassword("test");
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        if (firstStatements.length > 0) {
            config.setConnectionInitSql(firstStatements[0]);
        }
        return config;
    }

    private String plainUrl() throws SQLException {
        String url = url();
        return url.substring(0, url.indexOf('?'));
    }

    /** The quotes of names, the isolation and the mode are not those that the other tests have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                NEW_SERVER,
                "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES'",
                "SET SESSION sql_mode = 'ANSI,TRADITIONAL', SESSION time_zone = '-09:30'",
                "SET SESSION transaction_isolation = 'SERIALIZABLE'",
                "SET NAMES utf8mb4 COLLATE utf8mb4_general_ci"
            })
    void everyVerbWorks(String first) throws Throwable {
        try (HikariDataSource pool = pool(plainUrl(), first)) {
            useEveryVerb(pool);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?useServerPrepStmts=true",
                "?rewriteBatchedStatements=true",
                "?useCursorFetch=true",
                "?pedantic=true&useLocalTransactionState=true"
            })
    void everyVerbWorksWithTheDriverOfMySql(String options) throws Throwable {
        try (HikariDataSource pool = pool(plainUrl().replace("jdbc:mariadb:", "jdbc:mysql:") + options, NEW_SERVER)) {
            useEveryVerb(pool);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?useServerPrepStmts=true",
                "?useBulkStmts=true",
                "?rewriteBatchedStatements=true",
                "?tinyInt1isBit=false",
                "?transformedBitIsBoolean=false"
            })
    void everyVerbWorksWithOptionsOfTheDriver(String options) throws Throwable {
        try (HikariDataSource pool = pool(plainUrl() + options, NEW_SERVER)) {
            useEveryVerb(pool);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET SESSION sql_mode = ''| STRICT_TRANS_TABLES",
                "SET SESSION sql_mode = 'ORACLE,STRICT_TRANS_TABLES'| ORACLE",
                "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,EMPTY_STRING_IS_NULL'| EMPTY_STRING_IS_NULL",
                "SET NAMES latin1| utf8mb4",
                "SET SESSION completion_type = CHAIN| completion_type=CHAIN",
                "SET SESSION completion_type = 'RELEASE'| completion_type=RELEASE",
                "SET character_set_client = utf8mb3| utf8mb4",
                "SET SESSION sql_select_limit = 10| sql_select_limit",
                "SET SESSION sql_safe_updates = 1| sql_safe_updates",
                "SET SESSION max_join_size = 100| sql_big_selects",
                "SET SESSION transaction_isolation = 'READ-UNCOMMITTED'| READ UNCOMMITTED"
            })
    void aSettingThatChangesDataIsRefused(String setting, String named) throws SQLException {
        try (HikariDataSource pool = pool(plainUrl(), setting)) {
            ChunkStore store = loads().open(pool);
            assertThatThrownBy(() -> store.schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContainingAll("MariaDB", named);
            assertThatThrownBy(() -> store.insert(BASE, hours("2024-01-31T22:00", 1)))
                    .hasMessageContaining(named);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mariadb:", "jdbc:mysql:"})
    void countsOfChangedRowsAreRefused(String driver) throws SQLException {
        String url = plainUrl().replace("jdbc:mariadb:", driver) + "?useAffectedRows=true";
        try (HikariDataSource pool = pool(url, NEW_SERVER)) {
            assertThatThrownBy(() -> loads().open(pool).schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContaining("useAffectedRows");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mariadb:", "jdbc:mysql:"})
    void countsOfChangedRowsAreFoundInProperties(String driver) throws SQLException {
        HikariConfig config = config(plainUrl().replace("jdbc:mariadb:", driver), NEW_SERVER);
        config.addDataSourceProperty("useAffectedRows", "true");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThatThrownBy(() -> loads().open(pool).schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContaining("useAffectedRows");
        }
    }

    @Test
    void rowsThatTheDriverLeavesOutAreRefused() throws SQLException {
        try (HikariDataSource pool =
                pool(plainUrl().replace("jdbc:mariadb:", "jdbc:mysql:") + "?maxRows=3", NEW_SERVER)) {
            assertThatThrownBy(() -> loads().open(pool).schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContaining("maxRows=3");
        }
    }

    /** Each series fits into a packet, and a batch of them does not. */
    @Test
    void theDriverMustKnowTheSizeOfPackets() throws SQLException {
        Axis<Integer> number = Axis.of("number", AxisType.INT);
        KeyedStoreDefinition definition =
                Store.defineKeyed().axis(number).table("numbered").build();
        Map<SeriesKey, Series> many = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 30; i++) {
            many.put(
                    SeriesKey.of(number.is(i)),
                    hours("2024-01-01T00:00", random.doubles(10_000).toArray()));
        }
        execute("SET GLOBAL max_allowed_packet = 1048576");
        try (HikariDataSource unaware = pool(plainUrl(), NEW_SERVER);
                HikariDataSource aware = pool(plainUrl() + "?maxAllowedPacket=1048576", NEW_SERVER);
                HikariDataSource oneByOne = pool(plainUrl() + "?useBulkStmtsForInserts=false", NEW_SERVER);
                HikariDataSource mysql = pool(plainUrl().replace("jdbc:mariadb:", "jdbc:mysql:"), NEW_SERVER)) {
            assertThatThrownBy(() -> definition.open(unaware).schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContainingAll("max_allowed_packet=1048576", "add maxAllowedPacket=1048576");
            for (DataSource source : List.of(aware, oneByOne, mysql)) {
                KeyedStore store = definition.open(source);
                store.schema().createIfMissing();
                store.replaceAll(many);
                assertThat(store.readAll(many.keySet())).isEqualTo(many);
                store.delete(KeyFilter.all());
            }
        } finally {
            execute("SET GLOBAL max_allowed_packet = 16777216");
        }
    }

    /** Drivers can call a database a schema. Another one has tables of the same names. */
    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mariadb:useCatalogTerm=SCHEMA", "jdbc:mysql:databaseTerm=SCHEMA"})
    void tablesOfOtherDatabasesAreLeftAlone(String setting) throws SQLException {
        String url = plainUrl().replace("jdbc:mariadb:", setting.substring(0, setting.lastIndexOf(':') + 1));
        execute("CREATE SCHEMA " + database.otherSchema());
        try (HikariDataSource pool = pool(url + '?' + setting.substring(setting.lastIndexOf(':') + 1), NEW_SERVER)) {
            execute("CREATE TABLE " + database.otherSchema() + ".loads (version longtext, more int PRIMARY KEY)");
            ChunkStore store = loads().open(pool);
            store.schema().createIfMissing();
            store.schema().verify();
            store.insert(BASE, hours("2024-01-31T22:00", 1));
            assertThat(store.read(BASE).orElseThrow()).hasValues(1);
        } finally {
            execute("DROP SCHEMA " + database.otherSchema());
        }
    }

    /** A transaction at the isolation of a new server would not see what others store after its first read. */
    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mariadb:", "jdbc:mysql:"})
    void writersSeeWhatOthersHaveCommitted(String driver) throws SQLException {
        execute("CREATE TABLE counted (n integer)");
        execute("INSERT INTO counted VALUES (1)");
        try (HikariDataSource pool = pool(plainUrl().replace("jdbc:mariadb:", driver), NEW_SERVER)) {
            Verb verb = Verb.of("count", "counted", () -> "counting");
            try (Lease lease = PooledLease.begin(pool.getConnection(), verb, null)) {
                assertThat(count(lease.connection())).isEqualTo(1);
                execute("UPDATE counted SET n = 2");
                assertThat(count(lease.connection())).isEqualTo(2);
                lease.commit();
            }
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                assertThat(count(connection)).isEqualTo(2);
                execute("UPDATE counted SET n = 3");
                assertThat(count(connection)).as("the isolation of the pool").isEqualTo(2);
                connection.rollback();
            }
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT n FROM counted")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The contracts that applications run are written in standard SQL. */
    @Test
    void theContractsNameTheModeThatTheyNeed() throws SQLException {
        try (HikariDataSource pool = pool(plainUrl(), NEW_SERVER)) {
            Surroundings surroundings = new Surroundings(pool, DatabaseFacts.of(pool));
            assertThatThrownBy(surroundings::understandStandardSql)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll("ANSI_QUOTES", "sql_mode");
        }
        Surroundings surroundings = new Surroundings(database.dataSource(), DatabaseFacts.of(database.dataSource()));
        assertThat(surroundings.faults()).isEmpty();
    }

    /** Literals of large filters, with what a mode changes in literals. */
    @ParameterizedTest
    @ValueSource(strings = {NEW_SERVER, "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES'"})
    void textsStayWhatTheyAre(String first) throws SQLException {
        Axis<String> name = Axis.of("name", AxisType.TEXT);
        List<String> names =
                List.of("a", "A", "a ", "\u00e4", "a\u0308", "it's", "back\\slash", "\\'", "\ud83d\ude00", "a\"b`c");
        try (HikariDataSource pool = pool(plainUrl(), first)) {
            KeyedStore store = Store.defineKeyed().axis(name).table("named").open(pool);
            store.schema().createIfMissing();
            for (int i = 0; i < names.size(); i++) {
                store.insert(SeriesKey.of(name.is(names.get(i))), hours("2024-01-31T22:00", i));
            }
            String[] many = IntStream.range(0, 2000)
                    .mapToObj(i -> i < names.size() ? names.get(i) : "none" + i + "\\")
                    .toArray(String[]::new);
            assertThat(store.count(name.in(many))).isEqualTo(names.size());
            for (int i = 0; i < names.size(); i++) {
                assertThat(store.read(SeriesKey.of(name.is(names.get(i)))).orElseThrow())
                        .hasValues(i);
            }
        }
    }

    @Test
    void timesCanBeReadBySql() throws SQLException {
        try (HikariDataSource pool = pool(plainUrl(), "SET SESSION time_zone = '+02:00'")) {
            ChunkStore store = loads().open(pool);
            store.schema().createIfMissing();
            store.insert(BASE, hours("2024-07-01T00:00", 1));
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT FROM_UNIXTIME(start_ts / 1000000) FROM loads")) {
                row.next();
                assertThat(row.getString(1)).startsWith("2024-07-01 00:00:00");
            }
        }
    }

    @Test
    void anEngineWithoutTransactionsIsRefused() throws SQLException {
        ChunkStore store = loads().open(database.dataSource());
        store.schema().createIfMissing();
        execute("ALTER TABLE loads ENGINE = MyISAM");
        assertThatThrownBy(() -> store.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll("loads", "MyISAM", "InnoDB");
    }

    @Test
    void aCollationThatTreatsKeysAsEqualIsFound() throws SQLException {
        ChunkStore store = loads().open(database.dataSource());
        store.schema().createIfMissing();
        execute("ALTER TABLE loads_series MODIFY kind varchar(20) COLLATE utf8mb4_general_ci NOT NULL");
        assertThatThrownBy(() -> store.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll("loads_series.kind", "utf8mb4_general_ci", "utf8mb4_nopad_bin");
    }

    @Test
    void keysThatAnIndexCannotHoldAreRefused() {
        StoreBuilder wide = Store.define()
                .axis("a", AxisType.VARCHAR(500))
                .axis("b", AxisType.VARCHAR(500))
                .chunkBy(ChunkBy.YEAR)
                .freq("1h")
                .tz("UTC")
                .table("wide");
        assertThatThrownBy(() -> wide.open(database.dataSource()).schema().createIfMissing())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("3040", "shorter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mariadb:", "jdbc:mysql:"})
    void aWaitForALockEnds(String driver) throws SQLException {
        try (HikariDataSource pool =
                        pool(plainUrl().replace("jdbc:mariadb:", driver), "SET SESSION max_statement_time = 7.5");
                Connection other = database.unpooled().getConnection()) {
            ChunkStore store = loads().open(pool, StoreOptions.defaults().timeout(Duration.ofMillis(300)));
            store.schema().createIfMissing();
            store.merge(BASE, hours("2024-01-01T00:00", 1));
            other.setAutoCommit(false);
            loads().open(pool).on(other).merge(BASE, hours("2024-01-01T00:00", 2));
            StoreSqlException e = catchThrowableOfType(
                    StoreSqlException.class, () -> store.merge(BASE, hours("2024-01-01T00:00", 3)));
            assertThat(e).hasMessageContaining("max_statement_time");
            assertThat(e.isOutcomeUnknown()).isFalse();
            other.commit();
            store.merge(BASE, hours("2024-01-01T01:00", 4));
            assertThat(store.read(BASE).orElseThrow()).hasValues(2, 4);
            assertThat(setting(pool)).startsWith("7.5");
        }
    }

    private static String setting(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@max_statement_time")) {
            row.next();
            return row.getString(1);
        }
    }
}

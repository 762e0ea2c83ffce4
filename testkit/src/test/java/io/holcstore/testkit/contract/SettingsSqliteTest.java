package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.Store;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Dialect;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores under the settings of SQLite, in files that others use, too. */
final class SettingsSqliteTest extends OnSettings {
    private static final Axis<String> NAME = Axis.of("name", AxisType.TEXT);
    private static final int APPENDS = 100;

    SettingsSqliteTest() {
        super(TestDatabase.sqlite());
    }

    private static VersionedStore curves(DataSource source) {
        VersionedStore store =
                Store.defineVersioned().axis(NAME).table("curves").open(source);
        store.schema().createIfMissing();
        return store;
    }

    private String file() throws SQLException {
        try (Connection connection = database.unpooled().getConnection()) {
            String url = connection.getMetaData().getURL();
            return url.substring(0, url.indexOf('?'));
        }
    }

    private static HikariDataSource pool(String url, int size, boolean autoCommit) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setAutoCommit(autoCommit);
        return new HikariDataSource(config);
    }

    private List<String> query(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.unpooled().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "1, true, recursive_triggers=true&foreign_keys=true",
        "4, true, short_column_names=false&full_column_names=true&reverse_unordered_selects=true",
        "4, false, limit_variable_number=100&date_class=TEXT&jdbc.get_generated_keys=false&shared_cache=true"
    })
    void everyVerbWorks(int size, boolean autoCommit, String settings) throws Throwable {
        try (HikariDataSource pool = pool(file() + "?journal_mode=WAL&" + settings, size, autoCommit)) {
            useEveryVerb(pool);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FILE?journal_mode=DELETE| journal_mode=WAL",
                "FILE?journal_mode=WAL&busy_timeout=0| busy_timeout=0",
                "FILE?journal_mode=WAL&locking_mode=EXCLUSIVE| locking_mode=EXCLUSIVE",
                "FILE?journal_mode=WAL&transaction_mode=IMMEDIATE| transaction_mode=IMMEDIATE",
                "FILE?journal_mode=WAL&transaction_mode=EXCLUSIVE| transaction_mode=EXCLUSIVE",
                "FILE?journal_mode=WAL&jdbc.explicit_readonly=true| jdbc.explicit_readonly=true",
                "FILE?journal_mode=WAL&count_changes=true| count_changes=true",
                "FILE?cache=shared&journal_mode=WAL| cache=shared",
                "FILE?immutable=1| immutable=1",
                "jdbc:sqlite::memory:| name a file",
                "jdbc:sqlite:file:shared?mode=memory&cache=shared| name a file"
            })
    void aSettingThatDoesNotSuitStoresIsRefused(String url, String named) throws SQLException {
        String file = url.contains("cache=shared") || url.contains("immutable")
                ? file().replace("jdbc:sqlite:", "jdbc:sqlite:file:")
                : file();
        try (HikariDataSource pool = pool(url.replace("FILE", file), 2, true)) {
            ChunkStore store = loads().open(pool);
            assertThatThrownBy(() -> store.schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContainingAll("SQLite", named);
            assertThatThrownBy(() -> store.insert(BASE, hours("2024-01-31T22:00", 1)))
                    .hasMessageContaining(named);
        }
    }

    /** Where these are not in the URL, the driver and SQLite know them as well. */
    @ParameterizedTest
    @CsvSource({
        "true, transaction_mode, IMMEDIATE",
        "false, transaction_mode, IMMEDIATE",
        "false, transaction_mode, EXCLUSIVE",
        "true, jdbc.explicit_readonly, true",
        "false, jdbc.explicit_readonly, true",
        "true, locking_mode, EXCLUSIVE",
        "true, count_changes, true"
    })
    void theSameHoldsForProperties(boolean autoCommit, String property, String value) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(file() + "?journal_mode=WAL");
        config.setMaximumPoolSize(2);
        config.setAutoCommit(autoCommit);
        config.addDataSourceProperty(property, value);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertRefused(pool, property + '=' + value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"locking_mode=EXCLUSIVE", "count_changes=true"})
    void theSameHoldsForFirstStatements(String setting) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(file() + "?journal_mode=WAL");
        config.setMaximumPoolSize(2);
        config.setConnectionInitSql("PRAGMA " + setting);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertRefused(pool, setting);
        }
    }

    private static void assertRefused(DataSource source, String setting) {
        ChunkStore store = loads().open(source);
        for (ThrowingCallable verb : List.<ThrowingCallable>of(
                store.schema()::createIfMissing, store.schema()::verify, () -> store.count(KeyFilter.all()))) {
            assertThatThrownBy(verb)
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContainingAll("SQLite", setting, "Leave it out");
        }
    }

    @Test
    void anotherEncodingIsRefused() throws SQLException {
        String url = file() + "2";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA encoding = 'UTF-16le'");
            statement.execute("CREATE TABLE first (id integer)");
        }
        try (HikariDataSource pool = pool(url + "?journal_mode=WAL", 1, true)) {
            assertThatThrownBy(() -> loads().open(pool).schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContainingAll("UTF-16le", "UTF-8");
        }
    }

    @Test
    void anAttachedFileIsNotMixedIn() {
        assertThatThrownBy(() -> loads("other.loads")
                        .open(database.dataSource())
                        .schema()
                        .createIfMissing())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("schema other", "main", "data source");
        ChunkStore named = loads("main.loads").open(database.dataSource());
        named.schema().createIfMissing();
        named.insert(BASE, hours("2024-01-31T22:00", 1));
        assertThat(loads().open(database.dataSource()).read(BASE).orElseThrow()).hasValues(1);
    }

    private void create(String from, String to) throws SQLException {
        String script = loads().build().ddl(Dialect.sqlite());
        assertThat(script).contains(from);
        for (String statement : script.replace(from, to).split(";\n", -1)) {
            if (!statement.isBlank()) {
                execute(statement);
            }
        }
    }

    /** SQLite itself stores any value in any column. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`dtype` varchar(16)| `dtype` varchar(30)| loads.dtype: the table has varchar(30)",
                "`chunk_index` integer| `chunk_index` text| loads.chunk_index: the table has text",
                "`value_sum` double precision| `value_sum` double precision NOT NULL| loads.value_sum",
                "`kind` varchar(20)| `kind` varchar(20) COLLATE NOCASE| the collation NOCASE",
                "`data` blob| `data` text| loads.data: the table has text"
            })
    void anotherColumnIsFound(String from, String to, String named) throws SQLException {
        create(from, to);
        assertThatThrownBy(() -> loads().open(database.dataSource()).schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining(named);
    }

    @Test
    void theScriptIsThatOfTheTables() throws SQLException {
        create("`dtype` varchar(16)", "`dtype` varchar(16)");
        loads().open(database.dataSource()).schema().verify();
    }

    @Test
    void aFeedWithoutItsTriggersIsFound() throws SQLException {
        ChunkStore store = loads().replicated().open(database.dataSource());
        store.schema().createIfMissing();
        execute("DROP TRIGGER loads_updated");
        assertThatThrownBy(() -> store.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll("loads_updated", "ddl()", "beginEpoch()");
        assertThatThrownBy(() -> store.schema().createIfMissing()).isInstanceOf(SchemaMismatchException.class);
    }

    /** What other programs read, in the order in which SQLite sorts it. */
    @Test
    void keysCanBeReadBySql() throws SQLException {
        Axis<BigDecimal> limit = Axis.of("threshold", AxisType.NUMERIC(6, 2));
        KeyedStore store =
                Store.defineKeyed().axis(limit).axis(NAME).table("keyed").open(database.dataSource());
        store.schema().createIfMissing();
        for (String number : List.of("12.5", "-12.5", "9", "-0.01", "100", "-100", "0")) {
            store.insert(SeriesKey.of(limit.is(new BigDecimal(number)), NAME.is("a")), hours("2024-01-31T22:00", 1));
        }
        assertThat(query("SELECT threshold FROM keyed ORDER BY threshold"))
                .containsExactly("-9899.99", "-9987.49", "-9999.98", "0000.00", "0009.00", "0012.50", "0100.00");
        assertThat(store.keys(limit.between(new BigDecimal("-50"), new BigDecimal("50"))))
                .extracting(key -> key.value(0))
                .containsExactly(
                        new BigDecimal("-12.50"),
                        new BigDecimal("-0.01"),
                        new BigDecimal("0.00"),
                        new BigDecimal("9.00"),
                        new BigDecimal("12.50"));
    }

    @Test
    void aWriterWithinAWriterIsTold() throws SQLException {
        try (HikariDataSource pool = pool(file() + "?journal_mode=WAL&busy_timeout=50", 4, true)) {
            ChunkStore store = loads().open(pool);
            store.schema().createIfMissing();
            try (BulkWriter bulk = store.bulkWriter()) {
                bulk.add(BASE, hours("2024-01-31T22:00", 1));
                bulk.add(BASE, hours("2024-01-31T23:00", 1));
                bulk.add(BASE, hours("2024-02-01T00:00", 1));
                assertThatThrownBy(() -> store.merge(PEAK, hours("2024-01-31T22:00", 1)))
                        .isInstanceOfSatisfying(StoreSqlException.class, e -> assertThat(e.isRetryable())
                                .isFalse())
                        .hasMessageContainingAll("one transaction", "this thread", "bulk writer");
                assertThat(store.count(KeyFilter.all())).isZero();
            }
            store.merge(PEAK, hours("2024-01-31T22:00", 1));
            assertThat(store.count(KeyFilter.all())).isEqualTo(2);
        }
    }

    /** SQLite would write to the file that has no name any more. */
    @Test
    void aFileThatWasDeletedIsNotWritten() throws IOException, SQLException {
        try (HikariDataSource pool = pool(file() + "2?journal_mode=WAL", 1, true)) {
            ChunkStore store = loads().open(pool);
            store.schema().createIfMissing();
            store.insert(BASE, hours("2024-01-31T22:00", 1));
            Files.delete(Path.of(file().substring("jdbc:sqlite:".length()) + "2"));
            assertThatThrownBy(() -> store.merge(BASE, hours("2024-01-31T22:00", 2)))
                    .isInstanceOf(StoreSqlException.class)
                    .hasMessageContainingAll("loads", BASE.toString(), "was deleted", "close all connections");
        }
    }

    /** A transaction that has read before others wrote would overwrite what it does not see. */
    @Test
    void aTransactionThatIsBehindCannotWrite() throws SQLException {
        ChunkStore store = loads().open(database.dataSource());
        store.schema().createIfMissing();
        store.insert(BASE, hours("2024-01-31T22:00", 1));
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            assertThat(store.on(connection).read(BASE).orElseThrow()).hasValues(1);
            store.merge(BASE, hours("2024-01-31T23:00", 2));
            StoreSqlException e = catchThrowableOfType(
                    StoreSqlException.class, () -> store.on(connection).merge(BASE, hours("2024-02-01T00:00", 3)));
            assertThat(e.isRetryable()).isTrue();
            connection.rollback();
            store.on(connection).merge(BASE, hours("2024-02-01T00:00", 3));
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(store.read(BASE).orElseThrow()).hasValues(1, 2, 3);
    }

    @Test
    void aNumberOfTheFeedNeverComesTwice() {
        ChunkStore store = loads().replicated().open(database.dataSource());
        store.schema().createIfMissing();
        store.insert(BASE, hours("2024-01-31T22:00", 1));
        store.delete(KeyFilter.all());
        long last = sequence(store);
        assertThat(last).isEqualTo(2);
        assertThat(store.feed().purgeTombstones(Instant.parse("9999-01-01T00:00:00Z")))
                .isEqualTo(1);
        store.insert(PEAK, hours("2024-01-31T22:00", 1));
        assertThat(sequence(store)).isEqualTo(last + 1);
    }

    private static long sequence(ChunkStore store) {
        List<Change> changes =
                store.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10).changes();
        return changes.get(changes.size() - 1).sequence();
    }

    /** Commits that are not on disk are not handed out, or an error says why. */
    @ParameterizedTest
    @ValueSource(strings = {"OFF", "NORMAL", "FULL"})
    void changesAreOnDiskBeforeTheyAreHandedOut(String synchronous) throws SQLException {
        try (HikariDataSource pool = pool(file() + "?journal_mode=WAL&synchronous=" + synchronous, 1, true)) {
            ChunkStore store = loads().replicated().open(pool);
            store.schema().createIfMissing();
            store.insert(BASE, hours("2024-01-31T22:00", 1));
            assertThat(store.feed()
                            .changes(ChangeCursor.start(), KeyFilter.all(), 10)
                            .changes())
                    .hasSize(1);
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA synchronous")) {
                assertThat(row.getInt(1))
                        .isEqualTo(List.of("OFF", "NORMAL", "FULL").indexOf(synchronous));
            }
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                ThrowingCallable joined =
                        () -> store.on(connection).feed().changes(ChangeCursor.start(), KeyFilter.all(), 10);
                if (synchronous.equals("FULL")) {
                    assertThatCode(joined).doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(joined).hasMessageContaining("synchronous=FULL");
                }
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Two processes append to one counter at the same time. */
    @Test
    void writersOfSeveralProcessesTakeTurns() throws IOException, InterruptedException, SQLException {
        VersionedStore store = curves(database.dataSource());
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appending.class.getName(),
                        file())
                .redirectErrorStream(true)
                .start();
        int first = other.getInputStream().read(); // it is about to write
        append(store);
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(said).isZero();
        assertThat(first).isEqualTo('.');
        List<Integer> numbers = store.versions(SeriesKey.of(NAME.is("a"))).stream()
                .map(Version::number)
                .toList();
        assertThat(numbers)
                .isEqualTo(IntStream.range(0, 2 * APPENDS)
                        .mapToObj(i -> 2 * APPENDS - 1 - i)
                        .toList());
    }

    private static void append(VersionedStore store) {
        for (int i = 0; i < APPENDS; i++) {
            store.append(SeriesKey.of(NAME.is("a")), hours("2024-01-31T22:00", i));
        }
    }

    /** The other process. */
    static final class Appending {
        private Appending() {}

        public static void main(String[] args) {
            try (HikariDataSource pool = pool(args[0] + "?journal_mode=WAL&busy_timeout=20000", 2, true)) {
                VersionedStore store = curves(pool);
                System.out.print('.');
                System.out.flush();
                append(store);
            }
        }
    }
}

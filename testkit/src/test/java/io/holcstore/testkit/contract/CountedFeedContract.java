package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed of MariaDB and MySQL, whose changes triggers count. */
abstract class CountedFeedContract extends OnSettings {
    CountedFeedContract(TestDatabase database) {
        super(database);
    }

    final ChunkStore created(StoreBuilder builder) {
        ChunkStore store = builder.open(database.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    /** Connections of another user, whose password is that of the tests. */
    abstract DataSource as(String user);

    private static HikariDataSource pool(DataSource source, String first) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(first);
        return new HikariDataSource(config);
    }

    private HikariDataSource poolOf(String user) throws SQLException {
        HikariDataSource pool = pool(as(user), "DO 1");
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getMetaData().getUserName()).startsWith(user);
        }
        return pool;
    }

    static ChangePage page(ChunkStore store, ChangeCursor after) {
        return store.feed().changes(after, KeyFilter.all(), 10);
    }

    static List<Long> numbers(ChunkStore store) {
        return page(store, ChangeCursor.start()).changes().stream()
                .map(Change::sequence)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"loads_inserted_count", "loads_inserted_number", "loads_updated_count", "loads_updated_number"})
    void aFeedWithoutItsTriggersIsFound(String trigger) throws SQLException {
        ChunkStore store = created(loads().replicated());
        execute("DROP TRIGGER " + trigger);
        assertThatThrownBy(() -> store.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll(trigger, "ddl()", "beginEpoch()");
        assertThatThrownBy(() -> store.schema().createIfMissing()).isInstanceOf(SchemaMismatchException.class);
    }

    /** The server does not show triggers to a user without the privilege for them. */
    @Test
    void aUserWhoMayNotSeeTriggersUsesAndVerifiesAStore() throws SQLException {
        created(loads().replicated());
        execute("CREATE USER clerk@'%' IDENTIFIED BY 'test'");
        try {
            execute("GRANT SELECT, INSERT, UPDATE, DELETE ON " + database.schema() + ".* TO clerk@'%'");
            try (HikariDataSource pool = poolOf("clerk")) {
                ChunkStore store = loads().replicated().open(pool);
                store.schema().verify();
                store.schema().createIfMissing();
                store.insert(BASE, hours("2024-01-01T00:00", 1));
                assertThat(numbers(store)).containsExactly(1L);
            }
        } finally {
            execute("DROP USER clerk@'%'");
        }
    }

    /** Each statement that creates something commits, so that a crash can come before the triggers. */
    @Test
    void aCreationThatEndedBeforeTheTriggersGoesOn() throws SQLException {
        created(loads().replicated());
        for (String trigger : List.of("inserted_number", "updated_count", "updated_number")) {
            execute("DROP TRIGGER loads_" + trigger);
        }
        execute("DELETE FROM holcstore_store");
        ChunkStore store = created(loads().replicated());
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        store.merge(BASE, hours("2024-02-01T00:00", 2));
        store.merge(BASE, hours("2024-01-01T00:00", 3));
        assertThat(numbers(store)).containsExactly(2L, 3L);
    }

    /** Rows that other programs write get numbers, also from a snapshot that is older than the latest number. */
    @Test
    void rowsOfOtherProgramsAreNumbered() throws SQLException {
        ChunkStore store = created(loads().replicated());
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        try (Connection other = database.unpooled().getConnection();
                Statement statement = other.createStatement()) {
            other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            other.setAutoCommit(false);
            try (ResultSet row = statement.executeQuery("SELECT last_change FROM holcstore_feed")) {
                row.next();
                assertThat(row.getLong(1)).isEqualTo(1);
            }
            store.merge(BASE, hours("2024-02-01T00:00", 2));
            String rows = "INSERT INTO loads (version, kind, chunk_index, start_ts, dtype, value_count, data)"
                    + " VALUES (2, 'base', 0, 0, 'compact', 0, ''), (3, 'base', 0, 0, 'compact', 0, '')";
            statement.executeUpdate(rows);
            statement.executeUpdate(rows + " ON DUPLICATE KEY UPDATE value_count = 1, change_seq = 0");
            statement.executeUpdate("UPDATE loads SET value_count = value_count, change_seq = 0 WHERE version = 1");
            other.commit();
        }
        assertThat(numbers(store)).containsExactly(6L, 8L, 9L, 10L);
    }

    /** A restore of the table alone leaves a counter that is behind its rows, whose numbers a reader has passed. */
    @Test
    void aNewEpochCountsOnFromTheRowsThatAreThere() throws SQLException {
        ChunkStore store = created(loads().replicated());
        store.insert(BASE, hours("2024-01-31T22:00", 1, 2, 3, 4));
        execute("UPDATE holcstore_feed SET last_change = 0");
        store.feed().beginEpoch();
        ChangeCursor read = page(store, ChangeCursor.start()).next();
        store.merge(BASE, hours("2024-01-31T22:00", 5));
        assertThat(page(store, read).changes()).hasSize(1);
    }

    @Test
    void theEpochGoesOnWhenTablesOfTheStoreAreRebuilt() throws SQLException {
        ChunkStore store = created(loads().replicated());
        store.insert(BASE, hours("2024-01-31T22:00", 1));
        ChangeCursor read = page(store, ChangeCursor.start()).next();
        execute("DO SLEEP(1.1)"); // times of tables are whole seconds
        execute("OPTIMIZE TABLE loads");
        execute("ALTER TABLE loads ADD INDEX by_time (updated_at)");
        execute("ALTER TABLE loads_series FORCE");
        store.merge(BASE, hours("2024-01-31T22:00", 2));
        assertThat(page(store, read).changes()).hasSize(1);
    }

    /** The tables were created in an hour that occurs twice in the zone of some sessions. */
    @ParameterizedTest
    @ValueSource(ints = {1800, 3600})
    void sessionsOfAllZonesHaveOneEpoch(int repeatedSeconds) throws SQLException {
        ChunkStore store = created(loads().replicated());
        store.insert(BASE, hours("2024-01-31T22:00", 1));
        ChangeCursor read = page(store, ChangeCursor.start()).next();
        String zone = database.schema();
        int id = zone.hashCode() & Integer.MAX_VALUE;
        execute("INSERT INTO mysql.time_zone VALUES (" + id + ", 'N')");
        execute("INSERT INTO mysql.time_zone_name VALUES ('" + zone + "', " + id + ')');
        execute("INSERT INTO mysql.time_zone_transition_type VALUES (" + id + ", 0, " + repeatedSeconds + ", 1, 'A'), ("
                + id + ", 1, 0, 0, 'B')");
        execute("INSERT INTO mysql.time_zone_transition VALUES (" + id + ", 0, 0), (" + id
                + ", UNIX_TIMESTAMP() - 600, 1)");
        for (String each : List.of(zone, "+09:30", "-05:00")) {
            try (HikariDataSource pool = pool(database.unpooled(), "SET time_zone = '" + each + "'")) {
                assertThat(page(loads().replicated().open(pool), read).changes())
                        .as(each)
                        .isEmpty();
            }
        }
    }

    /** Commits that are not on disk are not handed out, or an error says why. */
    @Test
    void changesAreOnDiskBeforeTheyAreHandedOut() throws SQLException {
        ChunkStore store = created(loads().replicated());
        store.insert(BASE, hours("2024-01-31T22:00", 1));
        execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
        execute("CREATE USER poor@'%' IDENTIFIED BY 'test'");
        execute("GRANT ALL ON " + database.schema() + ".* TO poor@'%'");
        try (HikariDataSource poor = poolOf("poor")) {
            assertThat(numbers(store)).hasSize(1);
            try (Connection connection = database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                assertThatThrownBy(() -> numbers(store.on(connection)))
                        .hasMessageContainingAll("innodb_flush_log_at_trx_commit", "on(connection)");
                connection.rollback();
                connection.setAutoCommit(true);
            }
            ChunkStore asPoor = loads().replicated().open(poor);
            assertThatThrownBy(() -> numbers(asPoor)).hasMessageContainingAll("FLUSH ENGINE LOGS", "RELOAD");
        } finally {
            execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            execute("DROP USER poor@'%'");
        }
    }
}

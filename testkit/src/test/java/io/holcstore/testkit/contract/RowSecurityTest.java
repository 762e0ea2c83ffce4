package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.ramp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.Store;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.key.KeyFilter;
import io.holcstore.projection.Projection;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreBuilder;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Stores whose tables have policies of PostgreSQL's row level security, used by a role that they bind. The server's
 * user must be allowed to make roles.
 */
final class RowSecurityTest extends EncodedStoreContract {
    private final List<HikariDataSource> pools = new ArrayList<>();

    RowSecurityTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }

    private String role() {
        return "role_of_" + db.database().schema();
    }

    @BeforeEach
    void makeRole() {
        execute("CREATE ROLE " + role());
    }

    @AfterEach
    void dropRole() {
        pools.forEach(HikariDataSource::close);
        execute("DROP OWNED BY " + role());
        execute("DROP ROLE " + role());
    }

    private static Series day(double... values) {
        return hours("2024-01-05T00:00", values);
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(db.database().unpooled());
        config.setMinimumIdle(0);
        config.setConnectionInitSql("SET ROLE " + role());
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    private void grant() {
        execute("GRANT USAGE ON SCHEMA " + db.database().schema() + " TO " + role());
        execute("GRANT ALL ON ALL TABLES IN SCHEMA " + db.database().schema() + " TO " + role());
        execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA " + db.database().schema() + " TO " + role());
    }

    private void secure(String table, String policy) {
        for (String each : new String[] {table, table + "_series"}) {
            execute("ALTER TABLE \"" + each + "\" ENABLE ROW LEVEL SECURITY");
            execute("CREATE POLICY one ON \"" + each + "\" " + policy);
        }
    }

    @Test
    void eachVerbWrites() throws SQLException {
        create(loads().replicated());
        create(loads("replica").replicated());
        grant();
        secure("load_curve", "USING (\"version\" < 100)");
        secure("replica", "USING (\"version\" < 100)");
        ChunkStore store = loads().replicated().open(pool());
        ChunkStore replica = loads("replica").replicated().open(pool());
        assertThat(store.insert(BASE, day(1)).chunksInserted()).isEqualTo(1);
        assertThat(store.merge(PEAK, day(2)).chunksInserted()).isEqualTo(1);
        assertThat(store.replace(key(2, "base"), day(3)).chunksInserted()).isEqualTo(1);
        store.insertAll(Map.of(key(3, "base"), day(4), key(4, "base"), day(5)));
        try (BulkWriter bulk = store.bulkWriter()) {
            bulk.add(key(5, "base"), day(6));
        }
        try (Connection connection = transaction(pool())) {
            store.on(connection).merge(key(6, "base"), day(7));
            connection.commit();
        }
        assertThat(store.count(KeyFilter.all())).isEqualTo(7);
        replica.replica().apply(store.feed().changes(ChangeCursor.start(), KeyFilter.all(), 100), "loads");
        for (var each : store.keys(KeyFilter.all())) {
            assertThat(replica.read(each)).isEqualTo(store.read(each));
        }
        StoreSqlException refused =
                catchThrowableOfType(StoreSqlException.class, () -> store.merge(key(100, "base"), day(1)));
        assertThat(refused.sqlState()).isEqualTo("42501");
        assertThat(store.delete(VERSION.is(1)).chunksDeleted()).isEqualTo(2);
    }

    private static Connection transaction(HikariDataSource pool) throws SQLException {
        Connection connection = pool.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /**
     * A store asks once; what it finds later makes it run the transaction again, or the caller of one that it joins.
     */
    @Test
    void policiesThatComeWhileAStoreIsOpen() throws SQLException {
        createLoads();
        grant();
        ChunkStore store = loads().open(pool());
        ChunkStore joined = loads().open(pool());
        store.insert(BASE, day(1));
        joined.insert(PEAK, day(2));
        secure("load_curve", "USING (\"version\" < 100)");
        Series halfYear = hours("2024-01-01T00:00", ramp(4000, 1)); // few chunks are inserted without COPY anyway
        assertThat(store.merge(key(2, "base"), halfYear).chunksInserted()).isEqualTo(6);
        try (Connection connection = transaction(pool())) {
            StoreSqlException again = catchThrowableOfType(
                    StoreSqlException.class, () -> joined.on(connection).merge(key(3, "base"), halfYear));
            assertThat(again).hasMessageContaining("row level security has become active on \"load_curve\"");
            assertThat(again.isRetryable()).isTrue();
            connection.rollback();
            joined.on(connection).merge(key(3, "base"), halfYear);
            connection.commit();
        }
        assertThat(store.count(KeyFilter.all())).isEqualTo(4);
    }

    /** A role that may make a series that it may not see does not wait for it to appear. */
    @Test
    void aSeriesThatTheRoleMayNotSee() {
        ChunkStore owner = createLoads();
        owner.insert(key(2, "base"), day(1));
        grant();
        secure("load_curve", "USING (\"version\" = 1) WITH CHECK (true)");
        ChunkStore store = loads().open(pool());
        store.insert(BASE, day(2));
        assertThatThrownBy(() -> store.merge(key(2, "base"), day(3)))
                .isInstanceOf(StoreSqlException.class)
                .hasMessageContaining("load_curve_series")
                .hasMessageContaining("version=2, kind=base")
                .hasMessageContaining("row level security");
        assertThat(owner.read(key(2, "base"))).contains(day(1));
    }

    /** Which series there are, and how far they reach, is as secret as their values. */
    @Test
    void aPolicyOnBothTablesHidesSeriesFromEveryQuestion() {
        ChunkStore owner = createLoads();
        owner.insert(BASE, day(1));
        owner.insert(key(2, "base"), hours("2024-02-05T00:00", 2));
        grant();
        secure("load_curve", "USING (\"version\" = 1)");
        ChunkStore store = loads().open(pool());
        assertThat(store.keys(KeyFilter.all())).containsExactly(BASE);
        assertThat(store.count(KeyFilter.all())).isEqualTo(1);
        assertThat(store.exists(key(2, "base"))).isFalse();
        assertThat(store.lastTimestamp(KeyFilter.all())).isEqualTo(owner.lastTimestamp(VERSION.is(1)));
        assertThat(store.lastTimestamps(KeyFilter.all())).containsOnlyKeys(BASE);
        assertThat(store.latest(KeyFilter.all())).containsOnlyKeys(BASE);
        assertThat(store.statistics(KeyFilter.all())).isEqualTo(owner.statistics(VERSION.is(1)));
    }

    /**
     * With a policy on one table, another would show what it hides, and a delete of what the role does not see would
     * record that the series has no values.
     */
    @Test
    void policiesOnSomeTablesAreRefused() {
        ChunkStore owner = createLoads();
        owner.insert(key(200, "base"), day(1));
        VersionedStore versions = create(versions());
        versions.put(key(200, "base"), day(1));
        versions.put(key(200, "base"), day(2));
        Instant first = versions.versions(key(200, "base")).get(0).createdAt();
        grant();
        for (String table : List.of("load_curve", "load_curve_series", "forecast", "forecast_history")) {
            execute("ALTER TABLE \"" + table + "\" ENABLE ROW LEVEL SECURITY");
            execute("CREATE POLICY one ON \"" + table + "\" USING (\"version\" < 100)");
            if (table.startsWith("load")) {
                ChunkStore store = loads().open(pool());
                refuses(() -> store.delete(List.of(key(200, "base"))), table);
                refuses(() -> store.keys(KeyFilter.all()), table);
                refuses(store.schema()::verify, table);
                refuses(store.schema()::createIfMissing, table);
                owner.schema().verify();
            } else {
                VersionedStore store = versions().open(pool());
                refuses(() -> store.readAsOf(key(200, "base"), first), table);
            }
            execute("ALTER TABLE \"" + table + "\" DISABLE ROW LEVEL SECURITY");
        }
        assertThat(owner.keys(KeyFilter.all())).containsExactly(key(200, "base"));
    }

    /** A projection has the rows of all series, whoever refreshes it. */
    @Test
    void aRoleThatSeesSomeSeriesRefreshesNoProjection() {
        ChunkStore owner = create(loads().replicated());
        owner.insert(key(200, "base"), day(1));
        Projection total = owner.projection("total").by("1d").across();
        total.schema().createIfMissing();
        total.refresh();
        owner.merge(key(200, "base"), day(2));
        owner.insert(BASE, day(5));
        grant();
        secure("load_curve", "USING (\"version\" < 100)");
        ChunkStore store = loads().replicated().open(pool());
        assertThatThrownBy(() -> store.projection("total").by("1d").across().refresh())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("row level security")
                .hasMessageContaining("load_curve")
                .hasMessageContaining("total");
        total.refresh();
        assertThat(query("SELECT \"value_sum\" FROM \"total\"")).containsExactly("7");
    }

    private static VersionedStoreBuilder versions() {
        return Store.defineVersioned().axis(VERSION).axis(Samples.KIND).table("forecast");
    }

    private static void refuses(ThrowingCallable verb, String table) {
        assertThatThrownBy(verb)
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("row level security is active for this user on " + table + ", and not on ");
    }
}

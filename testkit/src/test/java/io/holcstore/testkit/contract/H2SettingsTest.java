package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.testkit.contract.Samples.ramp;
import static io.holcstore.testkit.contract.Samples.range;
import static io.holcstore.testkit.contract.Samples.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.Store;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.django.DjangoFeed;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.testkit.OnDjangoTable;
import io.holcstore.testkit.StoredRows;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.commons.dbcp2.BasicDataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Something of every verb of every store, under the settings of H2 that applications and their tests set in the URL.
 */
final class H2SettingsTest {
    private static void on(String settings, Consumer<LeakDetectingDataSource> test) {
        try (FreshDatabase database = TestDatabase.h2Memory(settings).fresh()) {
            LeakDetectingDataSource source = new LeakDetectingDataSource(database.dataSource());
            test.accept(source);
            source.assertNothingLeaked();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";MODE=PostgreSQL",
                ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                ";MODE=MSSQLServer",
                ";MODE=MySQL",
                ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                ";MODE=MariaDB",
                ";MODE=DB2",
                ";MODE=Derby",
                ";MODE=HSQLDB",
                ";MODE=STRICT",
                ";MODE=LEGACY",
                ";OLD_INFORMATION_SCHEMA=TRUE",
                ";OLD_INFORMATION_SCHEMA=TRUE;DATABASE_TO_LOWER=TRUE",
                ";CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                ";DATABASE_TO_UPPER=FALSE"
            })
    void everyStoreWorks(String settings) {
        on(settings, source -> {
            chunks(source);
            largeChunks(source);
            replicas(source);
            django(source);
            keyed(source);
            versioned(source);
        });
    }

    /** H2 counts milliseconds in 32 bits. */
    @Test
    void aLongTimeLimitFits() {
        on("", source -> {
            ChunkStore store = loads().table("load_curve")
                    .open(source, StoreOptions.defaults().timeout(Duration.ofDays(365)));
            store.schema().createIfMissing();
            store.insert(BASE, hours("2024-01-31T22:00", 1));
            assertThat(store.read(BASE).orElseThrow()).hasValues(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";OLD_INFORMATION_SCHEMA=TRUE"})
    void theTimeLimitOfASessionIsPutBackToTheMillisecond(String settings) throws SQLException {
        try (FreshDatabase database = TestDatabase.h2Memory(settings).fresh();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(database.dataSource());
            pool.setMaximumPoolSize(1);
            ChunkStore store = loads().table("load_curve")
                    .open(pool, StoreOptions.defaults().timeout(Duration.ofSeconds(3)));
            store.schema().createIfMissing();
            for (String limit : List.of("500", "7000", "0")) {
                assertThat(limitSession(pool, "SET QUERY_TIMEOUT " + limit)).isEqualTo(limit);
                assertThat(store.read(BASE)).isEmpty();
                assertThat(limitSession(pool, "SET AUTOCOMMIT TRUE")).isEqualTo(limit);
            }
        }
    }

    /** The limit after a statement. */
    private static String limitSession(HikariDataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            try (ResultSet row = statement.executeQuery(
                    "SELECT C2 FROM INFORMATION_SCHEMA.SETTINGS AS S(C1, C2) WHERE C1 = 'QUERY_TIMEOUT'")) {
                return row.next() ? row.getString(1) : "0";
            }
        }
    }

    private static StoreBuilder loads() {
        return Store.define()
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris");
    }

    private static ChunkStore create(StoreBuilder definition, LeakDetectingDataSource source) {
        ChunkStore store = definition.open(source);
        store.schema().createIfMissing();
        store.schema().verify();
        store.schema().createIfMissing();
        return store;
    }

    private static void chunks(LeakDetectingDataSource source) {
        ChunkStore store = create(loads().table("load_curve"), source);
        store.insert(BASE, hours("2024-01-31T22:00", 1, 2, 3, 4));
        store.insert(PEAK, hours("2024-01-01T00:00", 7));
        store.merge(BASE, hours("2024-01-31T23:00", 5));
        assertThat(store.read(BASE).orElseThrow()).hasValues(1, 5, 3, 4);
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(instant("2024-02-01T01:00"));
        assertThat(store.firstTimestamp(KIND.is("base"))).contains(instant("2024-01-31T22:00"));
        assertThat(store.keys(KIND.between("a", "c"))).containsExactly(BASE);
        assertThat(store.aggregate(BASE, month(2024, 2)).by("1month").sum().values())
                .containsExactly(7);
        store.erase(BASE, range("2024-01-31T22:00", "2024-01-31T23:00"));
        List<SeriesKey> streamed = new ArrayList<>();
        try (SeriesCursor cursor = store.cursor(KeyFilter.all())) {
            while (cursor.next()) {
                streamed.add(cursor.key());
            }
        }
        assertThat(streamed).containsExactly(BASE, PEAK);
        assertThat(store.replace(BASE, hours("2024-03-01T00:00", 8)).chunksDeleted())
                .isEqualTo(2);
        assertThat(store.delete(KIND.is("peak")).chunksDeleted()).isEqualTo(1);
        assertThat(store.read(BASE).orElseThrow()).hasValues(8);
    }

    /** More than a column of bytes holds in H2. */
    private static void largeChunks(LeakDetectingDataSource source) {
        ChunkStore store = create(
                Store.define()
                        .chunkBy(ChunkBy.YEAR_MONTH)
                        .freq("10s")
                        .tz("Europe/Paris")
                        .table("seconds"),
                source);
        store.insert(store.key(), steps("10s", "2024-01-01T00:00", ramp(9000, 0.5)));
        store.merge(store.key(), steps("10s", "2024-01-01T00:00", 3));
        double[] expected = ramp(9000, 0.5);
        expected[0] = 3;
        assertThat(store.read(store.key()).orElseThrow()).hasValues(expected);
    }

    private static void replicas(LeakDetectingDataSource source) {
        ChunkStore store = create(loads().table("source").replicated(), source);
        ChunkStore replica = create(loads().table("replica").replicated(), source);
        store.insert(BASE, hours("2024-01-31T22:00", 1, 2, 3, 4));
        store.insert(PEAK, hours("2024-01-31T22:00", 1, 2, 3, 4));
        OnReplicas.pull(store, replica, KeyFilter.all(), "source");
        store.merge(BASE, hours("2024-02-01T00:00", 9, NONE));
        store.delete(KIND.is("peak"));
        OnReplicas.pull(store, replica, KeyFilter.all(), "source");
        assertThat(replica.read(BASE).orElseThrow()).hasValues(1, 2, 9, 4);
        try {
            assertThat(StoredRows.of(source, "replica")).hasSize(4).isEqualTo(StoredRows.of(source, "source"));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void django(LeakDetectingDataSource source) {
        ChunkStore store = create(OnDjangoTable.of(loads(), "app", "loads"), source);
        store.insert(BASE, hours("2024-01-31T22:00", 1, 2, 3, 4));
        store.merge(BASE, hours("2024-02-01T00:00", 9));
        assertThat(store.read(BASE).orElseThrow()).hasValues(1, 2, 9, 4);
        assertThat(DjangoFeed.of(store)
                        .since(Instant.EPOCH, KeyFilter.all(), null, 1, 1)
                        .chunks())
                .hasSize(1);
    }

    private static void keyed(LeakDetectingDataSource source) {
        KeyedStore store = Store.defineKeyed()
                .axis(KIND)
                .axis("day", AxisType.DATE)
                .axis("text", AxisType.TEXT)
                .table("profiles")
                .open(source);
        store.schema().createIfMissing();
        store.schema().verify();
        SeriesKey lower = store.key("a", LocalDate.of(2024, 3, 31), "");
        SeriesKey upper = store.key("A", LocalDate.of(2024, 3, 31), "");
        store.insert(lower, hours("2024-01-01T00:00", 1));
        store.insert(upper, hours("2024-01-01T00:00", 2));
        store.merge(lower, hours("2024-01-01T01:00", 3));
        assertThat(store.read(lower).orElseThrow()).hasValues(1, 3);
        assertThat(store.read(upper).orElseThrow()).hasValues(2);
        assertThat(store.keys(KeyFilter.all())).containsExactly(upper, lower);
        assertThat(store.delete(List.of(upper)).chunksDeleted()).isEqualTo(1);
        assertThat(store.count(KeyFilter.all())).isEqualTo(1);
    }

    private static void versioned(LeakDetectingDataSource source) {
        VersionedStore store =
                Store.defineVersioned().axis(KIND).table("curves").open(source);
        store.schema().createIfMissing();
        store.schema().verify();
        SeriesKey key = store.key("a");
        store.append(key, hours("2024-01-01T00:00", 1));
        Instant first = store.versions(key).get(0).createdAt();
        store.append(key, hours("2024-01-01T00:00", 2));
        assertThat(store.versions(key)).extracting(Version::number).containsExactly(1, 0);
        assertThat(store.readAsOf(key, first).orElseThrow()).hasValues(1);
        assertThat(store.delete(List.of(key))).isEqualTo(2);
        assertThat(store.readAsOf(key, first).orElseThrow()).hasValues(1);
        assertThat(store.purgeHistory(Instant.now())).isEqualTo(2);
    }

    @Test
    void namesThatAreTheSameTableAreRefused() {
        on(";CASE_INSENSITIVE_IDENTIFIERS=TRUE", source -> {
            create(loads().table("Mixed"), source);
            ChunkStore other = loads().table("mixed").open(source);
            assertThatThrownBy(() -> other.schema().createIfMissing())
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining("mixed is called Mixed");
        });
    }

    /** What cannot be right is refused before anything is made or stored. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MODE=Oracle",
                "IGNORECASE=TRUE",
                "LAZY_QUERY_EXECUTION=1",
                "LAZY_QUERY_EXECUTION=1;OLD_INFORMATION_SCHEMA=TRUE",
                "INIT=SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ UNCOMMITTED"
            })
    void whatCannotBeRightIsRefused(String setting) {
        on(';' + setting, source -> {
            ChunkStore chunks = loads().table("load_curve").open(source);
            KeyedStore keyed = Store.defineKeyed().axis(KIND).table("profiles").open(source);
            VersionedStore versioned =
                    Store.defineVersioned().axis(KIND).table("curves").open(source);
            ChunkStore django = OnDjangoTable.of(loads(), "app", "loads").open(source);
            for (ThrowingCallable verb : new ThrowingCallable[] {
                () -> chunks.schema().createIfMissing(),
                () -> chunks.schema().verify(),
                () -> chunks.read(BASE),
                () -> chunks.cursor(KeyFilter.all()).close(),
                () -> keyed.schema().createIfMissing(),
                () -> keyed.insert(keyed.key("a"), hours("2024-01-01T00:00", 1)),
                () -> versioned.schema().createIfMissing(),
                () -> versioned.append(versioned.key("a"), hours("2024-01-01T00:00", 1)),
                () -> django.schema().createIfMissing(),
                () -> django.read(BASE)
            }) {
                assertThatThrownBy(verb)
                        .isInstanceOf(DefinitionException.class)
                        .hasMessageContaining(setting.replaceAll(";.*|INIT.*LEVEL ", ""));
            }
        });
    }

    /** Otherwise the tables of one verb are missing in the next one, or its values are. */
    @Test
    void aDatabaseForEachConnectionIsRefused() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:;LOCK_TIMEOUT=1000");
        ChunkStore store = loads().table("load_curve").open(source);
        for (ThrowingCallable verb : List.<ThrowingCallable>of(
                store.schema()::createIfMissing, store.schema()::verify, () -> store.read(BASE))) {
            assertThatThrownBy(verb)
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContainingAll("each connection", "jdbc:h2:mem:NAME;DB_CLOSE_DELAY=-1");
        }
    }

    @Test
    void aDatabaseThatEndsWithItsConnectionIsNamed() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        ChunkStore store = loads().table("load_curve").open(source);
        assertThatThrownBy(() -> store.schema().createIfMissing())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll("load_curve", "are gone", ";DB_CLOSE_DELAY=-1");
    }

    /** Such a pool wraps what the database says of a statement that cannot be prepared. */
    @Test
    void tablesAreCreatedThroughAPoolOfStatements() throws SQLException {
        try (BasicDataSource pool = new BasicDataSource()) {
            pool.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
            pool.setUsername("sa");
            pool.setPoolPreparedStatements(true);
            ChunkStore store = loads().table("load_curve").open(pool);
            store.schema().createIfMissing();
            store.schema().verify();
        }
    }
}

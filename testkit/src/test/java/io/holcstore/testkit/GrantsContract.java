package io.holcstore.testkit;

import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.VARCHAR;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.Store;
import io.holcstore.error.StoreException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.KeyedStoreDefinition;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreDefinition;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The grants that the docs name are enough for every verb, and are needed. */
abstract class GrantsContract {
    private static final Series HOUR = hour(1);

    @RegisterExtension
    final DatabaseExtension db;

    /** Short, because names of users of MySQL are. */
    final String role = "app_" + UUID.randomUUID().toString().substring(0, 8);

    GrantsContract(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    abstract void createRole() throws SQLException;

    abstract void dropRole() throws SQLException;

    /** The beginning of the script in the docs. */
    abstract String scriptStart();

    /** Connections of the role. */
    abstract HikariDataSource asRole() throws SQLException;

    /** What lets the role see the tables, beside grants on them. */
    abstract void grantUsage() throws SQLException;

    /** What the script grants, and the verbs do not work without. */
    abstract List<String> needed();

    static StoreBuilder loads(String table) {
        return Store.define()
                .axis("version", INT)
                .axis("kind", VARCHAR(20))
                .chunkBy(YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .replicated()
                .table(table);
    }

    static Series hour(double value) {
        return Series.builder()
                .add(Instant.parse("2024-03-01T00:00:00Z"), value)
                .build();
    }

    @Test
    void aRoleWithThemUsesEveryVerb() throws SQLException {
        List<String> script = script();
        loads("load_curve").open(db.dataSource()).schema().createIfMissing();
        loads("source").open(db.dataSource()).schema().createIfMissing();
        ChunkStore source = loads("source").open(db.dataSource());
        source.insert(source.key(0, "base"), HOUR);
        createRole();
        try {
            for (String statement : script) {
                execute(statement);
            }
            try (HikariDataSource pool = asRole()) {
                ChunkStore store = loads("load_curve").open(pool);
                store.schema().verify();
                store.schema().createIfMissing();
                useEveryVerb(store, 1);
                store.replica().apply(source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10), "source");
                assertThat(store.replica().cursor("source")).isPresent();
                assertThat(store.feed()
                                .changes(ChangeCursor.start(), KeyFilter.all(), 10)
                                .changes())
                        .isNotEmpty();
            }
            everyGrantIsNeeded(script);
        } finally {
            dropRole();
        }
    }

    @Test
    void aRoleRefreshesAProjectionThatItDoesNotOwn() throws SQLException {
        ChunkStore owner = loads("load_curve").open(db.dataSource());
        owner.schema().createIfMissing();
        owner.projection("daily_load").by("1d").schema().createIfMissing();
        owner.insert(owner.key(1, "base"), HOUR);
        createRole();
        try {
            for (String statement : script()) {
                execute(statement);
            }
            execute("GRANT SELECT, INSERT, UPDATE, DELETE ON \"daily_load\" TO " + role);
            execute("GRANT SELECT, UPDATE ON \"holcstore_projection\" TO " + role);
            try (HikariDataSource pool = asRole()) {
                ChunkStore store = loads("load_curve").open(pool);
                store.projection("daily_load").by("1d").schema().createIfMissing();
                assertThat(store.projection("daily_load").by("1d").refresh().inserted())
                        .isEqualTo(1);
                owner.merge(owner.key(1, "base"), hour(2));
                assertThat(store.projection("daily_load").by("1d").refresh().updated())
                        .isEqualTo(1);
                owner.delete(KeyFilter.all());
                assertThat(store.projection("daily_load").by("1d").refresh().deleted())
                        .isEqualTo(1);
            }
        } finally {
            dropRole();
        }
    }

    @Test
    void aRoleUsesKeyedAndVersionedStoresThatItDoesNotOwn() throws SQLException {
        KeyedStoreDefinition profiles =
                Store.defineKeyed().axis("name", VARCHAR(20)).table("profiles").build();
        VersionedStoreDefinition curves = Store.defineVersioned()
                .axis("name", VARCHAR(20))
                .table("curves")
                .build();
        profiles.open(db.dataSource()).schema().createIfMissing();
        curves.open(db.dataSource()).schema().createIfMissing();
        createRole();
        try {
            grantUsage();
            execute("GRANT SELECT ON \"holcstore_store\" TO " + role);
            for (String table : List.of("profiles", "curves")) {
                execute("GRANT SELECT, INSERT, UPDATE, DELETE ON \"" + table + "\" TO " + role);
                execute("GRANT SELECT, INSERT, UPDATE ON \"" + table + "_series\" TO " + role);
            }
            execute("GRANT SELECT, INSERT, DELETE ON \"curves_history\" TO " + role);
            try (HikariDataSource pool = asRole()) {
                use(profiles.open(pool));
                use(curves.open(pool));
            }
        } finally {
            dropRole();
        }
    }

    private static void use(KeyedStore store) {
        SeriesKey key = store.key("flat");
        store.insert(key, HOUR);
        store.merge(key, hour(2));
        store.replace(key, HOUR);
        store.rename(key, store.key("other"));
        store.copy(store.key("other"), key);
        store.erase(key, TimeRange.all());
        assertThat(store.keys(KeyFilter.all())).hasSize(1);
        assertThat(store.read(store.key("other"))).isPresent();
        store.delete(KeyFilter.all());
    }

    private static void use(VersionedStore store) {
        SeriesKey key = store.key("meter");
        store.append(key, HOUR);
        store.append(key, hour(2));
        store.deleteVersion(List.of(key), 0);
        store.put(store.key("put"), HOUR);
        store.put(store.key("put"), hour(3));
        Version kept = new Version(4, Instant.EPOCH, Instant.EPOCH, HOUR);
        store.restore(SeriesHistory.of(store.key("restored"), List.of(kept)));
        assertThat(store.read(key)).isPresent();
        assertThat(store.history(key)).isPresent();
        store.delete(KeyFilter.all());
        assertThat(store.purgeHistory(Instant.now())).isPositive();
    }

    /** On series that were never there: deleted ones leave tombstones, which are updated. */
    private static void useEveryVerb(ChunkStore store, int version) {
        SeriesKey key = store.key(version, "base");
        store.insert(key, HOUR);
        store.merge(key, hour(2));
        store.replace(key, HOUR);
        store.erase(key, TimeRange.since(Instant.EPOCH));
        store.mergeAll(Map.of(key, HOUR, store.key(version, "peak"), HOUR));
        try (var bulk = store.bulkWriter()) {
            bulk.add(store.key(version, "draft"), HOUR);
        }
        assertThat(store.read(key)).isPresent();
        assertThat(store.keys(KeyFilter.all())).hasSize(3);
        store.delete(KeyFilter.all());
    }

    private void everyGrantIsNeeded(List<String> script) throws SQLException {
        int version = 1;
        for (String revoked : needed()) {
            execute("REVOKE " + revoked + " FROM " + role);
            int next = ++version;
            try (HikariDataSource pool = asRole()) {
                ChunkStore store = loads("load_curve").open(pool);
                assertThat(catchThrowable(() -> useEveryVerb(store, next)))
                        .as(revoked)
                        .isInstanceOf(StoreException.class);
            }
            for (String statement : script) {
                execute(statement);
            }
        }
    }

    /** The script as it stands in the docs, for this test's role. */
    final List<String> script() {
        List<String> scripts = Page.all().stream()
                .flatMap(page -> page.blocks("sql").stream())
                .filter(block -> block.startsWith(scriptStart()))
                .toList();
        assertThat(scripts).as("scripts of grants in the docs").hasSize(1);
        String text = scripts.get(0)
                .replaceAll("--.*", "")
                .replaceAll("\\bmeters_app\\b", role)
                .replaceAll("\\bSCHEMA public\\b", "SCHEMA " + db.database().schema());
        return Pattern.compile(";")
                .splitAsStream(text)
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    final void execute(String sql) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

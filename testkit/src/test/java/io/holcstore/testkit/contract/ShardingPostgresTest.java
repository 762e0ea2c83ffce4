package io.holcstore.testkit.contract;

import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holcstore.Store;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.AcrossShards;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreOptions;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.ShardedPostgres;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is different for a store on two servers behind ShardingSphere-JDBC. */
final class ShardingPostgresTest {
    private static final Axis<Integer> METER = Axis.of("meter", AxisType.INT);
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final String SECOND_REFUSES = "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION 'not this one'; END $$;"
            + " CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON loads DEFERRABLE INITIALLY DEFERRED"
            + " FOR EACH ROW EXECUTE FUNCTION refuse()";

    private final ShardedPostgres layout = new ShardedPostgres(2, Map.of("loads", METER, "followed", METER));
    private FreshDatabase database = layout.fresh();

    @BeforeEach
    void begin() {
        assertThat(ShardedPostgres.servers(2)).hasSize(2);
    }

    @AfterEach
    void end() {
        database.close();
    }

    private static StoreBuilder loads() {
        return Store.define()
                .axis(METER)
                .chunkBy(YEAR_MONTH)
                .freq("1h")
                .tz("UTC")
                .table("loads");
    }

    private static StoreBuilder followed() {
        return Store.define()
                .axis(METER)
                .chunkBy(YEAR_MONTH)
                .freq("1h")
                .tz("UTC")
                .table("followed")
                .replicated()
                .shardedBy(METER)
                .acrossShards(AcrossShards.NOT_ATOMIC);
    }

    private static Series series(double value) {
        return Series.of(Map.of(START, value));
    }

    private static Map<SeriesKey, Series> meters(int count, double value) {
        Map<SeriesKey, Series> all = new HashMap<>();
        for (int meter = 0; meter < count; meter++) {
            all.put(SeriesKey.of(METER.is(meter)), series(value));
        }
        return all;
    }

    private static DataSource server(int number) {
        return ShardedPostgres.servers(2).get(number);
    }

    private static List<String> on(int server, String sql) {
        try (Connection connection = server(server).getConnection();
                Statement statement = connection.createStatement()) {
            List<String> found = new java.util.ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(String.valueOf(rows.getString(1)));
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Test
    void tablesAreMadeOnEachServerAndRowsLieOnOne() {
        ChunkStore store =
                loads().shardedBy(METER).acrossShards(AcrossShards.NOT_ATOMIC).open(database.dataSource());
        store.schema().createIfMissing();
        store.schema().createIfMissing();
        store.schema().verify();
        store.insertAll(meters(600, 1));
        String meters = "SELECT meter FROM loads ORDER BY meter LIMIT 3";
        // (meter >> 1) % 2, as the layout says
        assertThat(on(0, meters)).containsExactly("0", "1", "4");
        assertThat(on(1, meters)).containsExactly("2", "3", "6");
        String settings = "SELECT settings FROM holcstore_store WHERE name = 'loads'";
        assertThat(on(0, settings)).hasSize(1).isEqualTo(on(1, settings));
        assertThat(store.count(KeyFilter.all())).isEqualTo(600);
        assertThat(store.statistics(KeyFilter.all()).values()).isEqualTo(600);
        assertThat(store.readAll(meters(300, 1).keySet(), io.holcstore.time.TimeRange.all()))
                .hasSize(300);
        // the tables of one server are those of a store by itself
        assertThat(loads().open(server(0)).count(KeyFilter.all())).isEqualTo(300);
    }

    @Test
    void aServerThatIsGoneTakesOnlyItsOwnSeriesAlong() {
        ChunkStore store = loads().shardedBy(METER).open(database.dataSource());
        store.schema().createIfMissing();
        store.insert(SeriesKey.of(METER.is(0)), series(1));
        store.insert(SeriesKey.of(METER.is(2)), series(1));
        on(1, "ALTER TABLE loads_series RENAME TO gone");
        try {
            assertThat(store.merge(SeriesKey.of(METER.is(0)), series(2)).chunksUpdated())
                    .isEqualTo(1);
            assertThat(store.read(SeriesKey.of(METER.is(1)))).isEmpty();
            assertThatThrownBy(() -> store.merge(SeriesKey.of(METER.is(2)), series(2)))
                    .isInstanceOf(StoreSqlException.class);
            assertThatThrownBy(() -> store.keys(KeyFilter.all())).isInstanceOf(StoreSqlException.class);
        } finally {
            on(1, "ALTER TABLE gone RENAME TO loads_series");
        }
    }

    @Test
    void aCommitThatFailsOnOneServerIsReportedAsOpen() {
        ChunkStore store =
                loads().shardedBy(METER).acrossShards(AcrossShards.NOT_ATOMIC).open(database.dataSource());
        store.schema().createIfMissing();
        on(1, SECOND_REFUSES);
        StoreSqlException e = catchThrowableOfType(StoreSqlException.class, () -> store.mergeAll(meters(8, 1)));
        assertThat(e.isOutcomeUnknown()).isTrue();
        assertThat(e.isRetryable()).isFalse();
        assertThat(e).hasMessageContainingAll("loads", "not this one", "ShardingSphere", "repeat the call");
        assertThat(on(1, "SELECT meter FROM loads")).isEmpty();
        on(1, "DROP TRIGGER refuse ON loads");
        store.mergeAll(meters(8, 1));
        assertThat(store.count(KeyFilter.all())).isEqualTo(8);
    }

    @Test
    void whatCannotBeTrueOfSeveralServersIsRefused() {
        assertThatThrownBy(() -> loads().open(database.dataSource()).schema().createIfMissing())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("loads", "ShardingSphere", "shardedBy(axis)");
        assertThatThrownBy(() -> loads().open(database.dataSource()).read(SeriesKey.of(METER.is(0))))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("shardedBy(axis)");
        Axis<java.util.UUID> device = Axis.of("device", AxisType.UUID);
        assertThatThrownBy(() -> Store.defineKeyed()
                        .axis(METER)
                        .axis(device)
                        .table("loads")
                        .shardedBy(METER)
                        .open(database.dataSource())
                        .schema()
                        .createIfMissing())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("axis device of type UUID", "VARCHAR(36)");
        assertThatThrownBy(() -> loads().shardedBy(METER)
                        .open(database.dataSource(), StoreOptions.defaults().timeout(Duration.ofSeconds(3)))
                        .count(KeyFilter.all()))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("statement_timeout=3000");
        assertThatThrownBy(() -> followed().open(database.dataSource()).schema().createIfMissing())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("followed", "replicated", "on the data source of each server");
        assertThatThrownBy(() -> loads().shardedBy(METER)
                        .partitionBy(io.holcstore.partition.Partitioning.hash(METER, 2))
                        .open(database.dataSource())
                        .schema()
                        .createIfMissing())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("ShardingSphere", "have no partitions");
    }

    /** ShardingSphere reads days in a calendar that changes in October 1582. */
    @Test
    void daysOfAnyYearAreReadAsTheyAreStored() {
        Axis<LocalDate> day = Axis.of("day", AxisType.DATE);
        KeyedStore store = Store.defineKeyed()
                .axis(METER)
                .axis(day)
                .table("loads")
                .shardedBy(METER)
                .open(database.dataSource());
        store.schema().createIfMissing();
        List<LocalDate> days = Stream.of(
                        "0001-01-01", "1500-02-28", "1582-10-04", "1582-10-15", "2024-04-07", "9999-12-31")
                .map(LocalDate::parse)
                .toList();
        days.forEach(each -> store.insert(SeriesKey.of(METER.is(2 * days.indexOf(each)), day.is(each)), series(1)));
        assertThat(store.keys(KeyFilter.all()).stream().map(key -> key.get(day)))
                .containsExactlyElementsOf(days);
        days.forEach(each -> assertThat(store.count(day.is(each))).isEqualTo(1));
    }

    @Test
    void databasesWithAnotherOrderOfTextsAreRefused() {
        on(0, "DROP DATABASE IF EXISTS sorted");
        on(0, "CREATE DATABASE sorted TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'");
        DataSource sphere = ShardedPostgres.open("dataSources:\n  only:\n"
                + "    dataSourceClassName: com.zaxxer.hikari.HikariDataSource\n    jdbcUrl: "
                + ShardedPostgres.servers(1).get(0).getURL().replace("/postgres", "/sorted")
                + "\n    username: postgres\nrules:\n- !SINGLE\n  tables: [\"*.*\"]\n");
        assertThatThrownBy(() -> loads().shardedBy(METER).open(sphere).schema().createIfMissing())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("byte by byte", "LC_COLLATE 'C'");
    }

    /** Each server is a source of its own. One replica follows all of them, under a subscription for each. */
    @Test
    void eachServerHasItsFeed() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            followed().open(server(i)).schema().createIfMissing();
        }
        try (FreshDatabase replicas = TestDatabase.h2Memory().fresh();
                FreshDatabase ours = layout.reopened()) {
            ChunkStore store = followed().open(ours.dataSource());
            ChunkStore replica = followed().open(replicas.dataSource());
            replica.schema().createIfMissing();
            Thread writer = new Thread(() -> {
                for (int round = 0; round < 30; round++) {
                    store.mergeAll(meters(40, round));
                    store.delete(METER.in(round, round + 1));
                }
            });
            writer.start();
            while (writer.isAlive()) {
                pull(0, replica);
                pull(1, replica);
            }
            writer.join();
            store.mergeAll(meters(20, 77));
            pull(0, replica);
            pull(1, replica);
            assertThat(values(replica)).hasSizeGreaterThan(30).isEqualTo(values(store));

            // an epoch of one server leaves what came from the other
            followed().open(server(0)).feed().beginEpoch();
            store.delete(METER.in(0, 2));
            pullFrom(0, replica, ChangeCursor.start());
            pull(1, replica);
            assertThat(values(replica)).isEqualTo(values(store));

            assertThatThrownBy(() -> store.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10))
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContainingAll("followed", "feed of changes", "on the data source of each server");
            assertThatThrownBy(() -> store.replica().cursor("any")).isInstanceOf(DefinitionException.class);
        }
    }

    private static void pull(int server, ChunkStore replica) {
        pullFrom(server, replica, replica.replica().cursor("server " + server).orElse(ChangeCursor.start()));
    }

    private static void pullFrom(int server, ChunkStore replica, ChangeCursor from) {
        ChunkStore source = followed().open(server(server));
        ChangeCursor cursor = from;
        ChangePage page;
        do {
            page = source.feed().changes(cursor, KeyFilter.all(), 7);
            replica.replica().apply(page, "server " + server);
            cursor = page.next();
        } while (page.remaining() == ChangePage.Remaining.MORE);
    }

    private static Map<String, Double> values(ChunkStore store) {
        Map<String, Double> all = new TreeMap<>();
        store.forEach(KeyFilter.all(), (key, series) -> all.put(key.toString(), series.valueAt(0)));
        return all;
    }
}

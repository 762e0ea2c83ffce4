package io.holcstore.testkit.contract;

import static io.holcstore.partition.Partitioning.hash;
import static io.holcstore.partition.Partitioning.rangeOfChunks;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verbs on one key or one month touch the partition in which it lies, with plans for its values and for any. */
final class PartitionPruningPostgresTest extends EncodedStoreContract {
    private static final int KEYS = 64;
    private static final Series NIGHT = hours("2024-01-31T22:00", 1, 2, 3, 4);

    PartitionPruningPostgresTest() {
        super(TestDatabase.postgresql(), Encoding.COMPACT);
    }

    private static Map<SeriesKey, Series> night() {
        Map<SeriesKey, Series> all = new HashMap<>();
        for (int version = 0; version < KEYS; version++) {
            all.put(key(version, "base"), NIGHT);
        }
        return all;
    }

    /** The partitions of a table that a transaction has scanned. */
    private List<String> scanned(String plans, String table, Consumer<Connection> work) throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            execute(connection, "SELECT pg_stat_force_next_flush()"); // counts of earlier transactions
            connection.setAutoCommit(false);
            execute(connection, "SET LOCAL plan_cache_mode = " + plans);
            work.accept(connection);
            List<String> found = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT s.relname FROM pg_stat_xact_user_tables s JOIN pg_inherits i ON i.inhrelid = s.relid"
                                    + " WHERE i.inhparent = '\"" + table
                                    + "\"'::regclass AND s.seq_scan + s.idx_scan > 0 ORDER BY 1")) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            connection.rollback();
            connection.setAutoCommit(true);
            return found;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "force_custom_plan", "force_generic_plan"})
    void verbsOnOneKeyTouchOnePartition(String plans) throws SQLException {
        ChunkStore store = create(loads().replicated().partitionBy(hash(VERSION, 8)));
        store.insertAll(night());
        execute("ANALYZE \"load_curve\"");
        Map<String, Consumer<ChunkStore>> verbs = Map.of(
                "read", each -> each.read(BASE),
                "readMonth", each -> each.read(BASE, month(2024, 2)),
                "readLast", each -> each.readLast(BASE, 2),
                "aggregate",
                        each -> each.aggregate(BASE, month(2024, 1)).by("1d").sum(),
                "latest", each -> each.latest(VERSION.is(1)),
                "exists", each -> each.exists(BASE),
                "merge", each -> each.merge(BASE, hours("2024-02-01T01:00", 7)),
                "insert", each -> each.insert(PEAK, NIGHT),
                "erase", each -> each.erase(BASE, month(2024, 2)),
                "delete", each -> each.delete(List.of(BASE)));
        for (var verb : verbs.entrySet()) {
            Consumer<Connection> once = connection -> verb.getValue().accept(store.on(connection));
            assertThat(scanned(plans, "load_curve", once)).as(verb.getKey()).hasSizeLessThanOrEqualTo(1);
            assertThat(scanned(plans, "load_curve_series", once))
                    .as("heads of %s", verb.getKey())
                    .hasSizeLessThanOrEqualTo(1);
        }
        assertThat(scanned(
                        plans, "load_curve", connection -> store.on(connection).read(BASE)))
                .isNotEmpty();
        assertThat(scanned(
                        plans, "load_curve", connection -> store.on(connection).forEach(KeyFilter.all(), (a, b) -> {})))
                .hasSize(8);
    }

    /** A merge that moves an end of its series also looks for that end in the other partitions. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "force_custom_plan", "force_generic_plan"})
    void aRangeTouchesThePartitionsOfItsMonths(String plans) throws SQLException {
        ChunkStore store = create(loads().partitionBy(rangeOfChunks(Period.ofMonths(1))));
        store.schema().partitions().add(YearMonth.of(2023, 1), YearMonth.of(2024, 12));
        store.insertAll(night());
        execute("ANALYZE \"load_curve\"");
        assertThat(scanned(
                        plans, "load_curve", connection -> store.on(connection).read(BASE, month(2024, 2))))
                .doesNotContain("load_curve_p2023_06", "load_curve_p2024_06")
                .hasSizeLessThanOrEqualTo(3);
        assertThat(scanned(plans, "load_curve", connection -> store.on(connection)
                        .merge(BASE, hours("2024-02-01T00:00", 7))))
                .hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "force_custom_plan", "force_generic_plan"})
    void versionsAndKeyedSeriesTouchOnePartition(String plans) throws SQLException {
        KeyedStore keyed = Store.defineKeyed()
                .axis(VERSION)
                .axis(Samples.KIND)
                .table("keyed")
                .partitionBy(hash(VERSION, 8))
                .open(dataSource());
        keyed.schema().createIfMissing();
        keyed.insertAll(night());
        VersionedStore versions = create(Store.defineVersioned()
                .axis(VERSION)
                .axis(Samples.KIND)
                .table("versions")
                .partitionBy(hash(VERSION, 8)));
        versions.appendAll(night());
        execute("ANALYZE \"keyed\"");
        execute("ANALYZE \"versions\"");
        assertThat(scanned(plans, "keyed", connection -> keyed.on(connection).read(BASE)))
                .hasSize(1);
        assertThat(scanned(plans, "keyed", connection -> keyed.on(connection).merge(BASE, NIGHT)))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(scanned(
                        plans, "versions", connection -> versions.on(connection).read(BASE)))
                .hasSize(1);
        assertThat(scanned(
                        plans, "versions", connection -> versions.on(connection).put(BASE, NIGHT)))
                .hasSizeLessThanOrEqualTo(1);
    }

    /** The plan that a session keeps for any values leaves out the partitions of other values when it runs. */
    @Test
    void theKeptPlanNamesThePartitionsThatItLeavesOut() throws SQLException {
        create(loads().partitionBy(hash(VERSION, 8)));
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "SET LOCAL plan_cache_mode = force_generic_plan");
            execute(
                    connection,
                    "PREPARE one(int, text, int, int) AS SELECT \"data\" FROM \"load_curve\" WHERE \"version\" = $1"
                            + " AND \"kind\" = $2 AND \"chunk_index\" BETWEEN $3 AND $4 ORDER BY \"chunk_index\"");
            List<String> plan = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("EXPLAIN EXECUTE one(1, 'base', 1, 30000)")) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
            assertThat(String.join("\n", plan)).contains("Subplans Removed: 7");
            execute(connection, "DEALLOCATE one");
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}

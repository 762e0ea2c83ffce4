package io.holcstore.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.ReadableStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreSchema;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.ShardedPostgres;
import io.holcstore.time.ChunkBy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.shardingsphere.driver.jdbc.core.datasource.ShardingSphereDataSource;
import org.apache.shardingsphere.sharding.api.sharding.standard.PreciseShardingValue;
import org.apache.shardingsphere.sharding.api.sharding.standard.RangeShardingValue;
import org.apache.shardingsphere.sharding.api.sharding.standard.StandardShardingAlgorithm;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Rules of ShardingSphere that fit a store, and rules with which it would lose series in silence. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ShardingRulesPostgresTest {
    private static final Axis<Integer> METER = Axis.of("meter", AxisType.INT);
    private static final Axis<Integer> KIND = Axis.of("kind", AxisType.INT);
    private static final Series ONE = Series.of(Map.of(Instant.parse("2024-01-01T00:00:00Z"), 1.0));

    private static final String BY_METER = by("meter", "by_meter");
    private static final String BY_KIND = by("kind", "by_kind");
    private static final String BY_BOTH = "complex: {shardingColumns: 'meter,kind', shardingAlgorithmName: of_both}";
    private static final String BY_HINT = "hint: {shardingAlgorithmName: of_hint}";

    /** What the strategy of each table is, by its name. The tables of a case begin with the name of the case. */
    private static final Map<String, String> SPREAD = new TreeMap<>(Map.ofEntries(
            Map.entry("good", BY_METER),
            Map.entry("good_series", BY_METER),
            Map.entry("renamed", BY_METER),
            Map.entry("renamed_series", by("meter", "same_by_meter")),
            Map.entry("classes", by("meter", "of_class")),
            Map.entry("classes_series", by("meter", "of_class")),
            Map.entry("complexes", "complex: {shardingColumns: meter, shardingAlgorithmName: of_meter}"),
            Map.entry("complexes_series", "complex: {shardingColumns: meter, shardingAlgorithmName: of_meter}"),
            Map.entry("by_default", ""),
            Map.entry("by_default_series", ""),
            Map.entry("repeated_heads", BY_METER),
            Map.entry("other_algorithm", BY_METER),
            Map.entry("other_algorithm_series", by("meter", "other_by_meter")),
            Map.entry("other_heads", BY_METER),
            Map.entry("other_heads_series", BY_KIND),
            Map.entry("other_axis", BY_KIND),
            Map.entry("other_axis_series", BY_KIND),
            Map.entry("two_axes", BY_BOTH),
            Map.entry("two_axes_series", BY_BOTH),
            Map.entry("hinted", BY_HINT),
            Map.entry("hinted_series", BY_HINT),
            Map.entry("unspread", "none: "),
            Map.entry("unspread_series", "none: "),
            Map.entry("single_heads", BY_METER),
            Map.entry("single_data_series", BY_METER),
            Map.entry("fewer", BY_METER),
            Map.entry("fewer_series", BY_METER),
            Map.entry("divided", BY_METER),
            Map.entry("divided_series", BY_METER),
            Map.entry("versions", BY_METER),
            Map.entry("versions_series", BY_METER),
            Map.entry("masked", BY_METER),
            Map.entry("masked_series", BY_METER),
            Map.entry("encrypted", BY_METER),
            Map.entry("encrypted_series", BY_METER),
            Map.entry("late", BY_METER),
            Map.entry("late_series", BY_METER),
            Map.entry("keyed", BY_METER),
            Map.entry("keyed_series", BY_KIND)));

    private static final String POOL = ": {dataSourceClassName: com.zaxxer.hikari.HikariDataSource, username: postgres,"
            + " minimumIdle: 0, jdbcUrl: '";

    private static ShardingSphereDataSource sphere;

    @BeforeAll
    static void open() throws SQLException {
        for (PGSimpleDataSource server : ShardedPostgres.servers(2)) {
            try (Connection connection = server.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP SCHEMA public CASCADE");
                statement.execute("CREATE SCHEMA public");
            }
        }
        sphere = open(
                SPREAD,
                "holcstore_store, holcstore_feed, holcstore_subscription, repeated_heads_series, all_repeated,"
                        + " all_repeated_series, versions_history");
    }

    @AfterAll
    static void close() throws SQLException {
        sphere.close();
    }

    private static String by(String column, String algorithm) {
        return "standard: {shardingColumn: " + column + ", shardingAlgorithmName: " + algorithm + '}';
    }

    private static ShardingSphereDataSource open(Map<String, String> tables, String repeated) {
        StringBuilder yaml = new StringBuilder("dataSources:\n");
        for (int i = 0; i < 2; i++) {
            yaml.append("  server_")
                    .append(i)
                    .append(POOL)
                    .append(ShardedPostgres.servers(2).get(i).getURL())
                    .append("'}\n");
        }
        yaml.append("rules:\n- !SHARDING\n  tables:\n");
        tables.forEach((table, strategy) -> yaml.append("    ")
                .append(table)
                .append(": {actualDataNodes: '")
                .append(table.startsWith("fewer") ? "server_1." : "server_${0..1}.")
                .append(table)
                .append(table.startsWith("divided") ? "_${0..1}'" : "'")
                .append(strategy.isEmpty() ? "" : ", databaseStrategy: {" + strategy + '}')
                .append("}\n"));
        yaml.append("  bindingTables: ['good, good_series']\n  defaultShardingColumn: meter\n")
                .append("  defaultDatabaseStrategy: {standard: {shardingAlgorithmName: by_meter}}\n")
                .append("  shardingAlgorithms:\n");
        algorithm(yaml, "by_meter", "INLINE", "", "meter");
        algorithm(yaml, "same_by_meter", "INLINE", "", "meter");
        algorithm(yaml, "other_by_meter", "INLINE", "", "meter + 1");
        algorithm(yaml, "by_kind", "INLINE", "", "kind");
        algorithm(yaml, "of_meter", "COMPLEX_INLINE", "sharding-columns: 'meter', ", "meter");
        algorithm(yaml, "of_both", "COMPLEX_INLINE", "sharding-columns: 'meter,kind', ", "meter + kind");
        algorithm(yaml, "of_hint", "HINT_INLINE", "", "value");
        return (ShardingSphereDataSource) ShardedPostgres.open(
                yaml.append("    of_class: {type: CLASS_BASED, props: {strategy: STANDARD, algorithmClassName: ")
                        .append(ByMeter.class.getName())
                        .append("}}\n- !SINGLE\n  tables: ['*.*']\n- !BROADCAST\n  tables: [")
                        .append(repeated)
                        .append("]\n- !MASK\n  tables: {masked: {columns: {kind: {maskAlgorithm: md5}}}}\n")
                        .append("  maskAlgorithms: {md5: {type: MD5}}\n")
                        .append("- !ENCRYPT\n  tables: {encrypted_series: {columns: {kind: {cipher:")
                        .append(" {name: kind, encryptorName: aes}}}}}\n  encryptors: {aes: {type: AES, props:")
                        .append(" {aes-key-value: 123456, digest-algorithm-name: SHA-1}}}\n")
                        .toString());
    }

    private static void algorithm(StringBuilder yaml, String name, String type, String properties, String number) {
        yaml.append("    ")
                .append(name)
                .append(": {type: ")
                .append(type)
                .append(", props: {")
                .append(properties)
                .append("algorithm-expression: 'server_${Math.floorMod(")
                .append(number)
                .append(", 2)}', allow-range-query-with-inline-sharding: true}}\n");
    }

    /** Sends meters with even numbers to the first server. */
    public static final class ByMeter implements StandardShardingAlgorithm<Integer> {
        @Override
        public String doSharding(Collection<String> names, PreciseShardingValue<Integer> value) {
            return "server_" + Math.floorMod(value.getValue(), 2);
        }

        @Override
        public Collection<String> doSharding(Collection<String> names, RangeShardingValue<Integer> value) {
            return names;
        }
    }

    private static StoreBuilder chunks(String table) {
        return Store.define()
                .axis(METER)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("UTC")
                .table(table)
                .shardedBy(METER);
    }

    @ParameterizedTest
    @MethodSource
    void rulesByWhichSeriesLieTogetherAreUsed(String table) {
        ChunkStore store = chunks(table).open(sphere);
        store.schema().createIfMissing();
        store.schema().verify();
        for (int i = 0; i < 8; i++) {
            store.merge(SeriesKey.of(METER.is(i / 2), KIND.is(i % 2)), ONE);
            store.merge(SeriesKey.of(METER.is(i / 2), KIND.is(i % 2)), ONE);
        }
        assertThat(store.count(KeyFilter.all())).isEqualTo(8);
        assertThat(store.statistics(KeyFilter.all()).values()).isEqualTo(8);
        assertThat(store.latest(KeyFilter.all())).hasSize(8);
        store.delete(METER.is(1));
        assertThat(store.count(KeyFilter.all())).isEqualTo(6);
        assertThat(store.keys(KeyFilter.all())).hasSize(6);
    }

    static Stream<String> rulesByWhichSeriesLieTogetherAreUsed() {
        return Stream.of("good", "renamed", "classes", "complexes", "by_default");
    }

    private static void assertRefused(
            ReadableStore store, StoreSchema schema, ThrowingCallable write, String table, String... words) {
        for (ThrowingCallable verb : List.<ThrowingCallable>of(
                schema::createIfMissing, schema::verify, write, () -> store.count(KeyFilter.all()))) {
            assertThatThrownBy(verb)
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageStartingWith("table " + table + " does not match its definition: ShardingSphere ")
                    .hasMessageContainingAll(words);
        }
        for (PGSimpleDataSource server : ShardedPostgres.servers(2)) {
            assertThat(tables(server, table)).isEmpty();
        }
    }

    private static List<String> tables(DataSource server, String prefix) {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT tablename FROM pg_tables WHERE tablename LIKE '" + prefix + "%'")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource
    void rulesByWhichSeriesWouldBeLostAreRefused(String table, List<String> words) {
        ChunkStore store = chunks(table).open(sphere);
        assertRefused(
                store,
                store.schema(),
                () -> store.merge(SeriesKey.of(METER.is(1), KIND.is(1)), ONE),
                table,
                words.toArray(String[]::new));
    }

    static Stream<Arguments> rulesByWhichSeriesWouldBeLostAreRefused() {
        Map<String, List<String>> cases = Map.ofEntries(
                Map.entry(
                        "repeated_heads",
                        List.of("repeats the table repeated_heads_series", "out of the rule BROADCAST")),
                Map.entry("all_repeated", List.of("repeats the table all_repeated on", "all_repeated_series")),
                Map.entry(
                        "other_algorithm",
                        List.of(
                                "table other_algorithm_series by the algorithm other_by_meter",
                                "other_algorithm by by_meter")),
                Map.entry("other_heads", List.of("table other_heads_series by kind", "shardedBy(meter)")),
                Map.entry(
                        "other_axis", List.of("table other_axis by kind", "shardedBy(meter)", "shardingColumn: meter")),
                Map.entry("two_axes", List.of("table two_axes by meter, kind, and")),
                Map.entry("hinted", List.of("table hinted by no column (databaseStrategy hint)")),
                Map.entry("unspread", List.of("table unspread by no column (databaseStrategy none)")),
                Map.entry("single_heads", List.of("no rule SHARDING for the table single_heads_series", "one server")),
                Map.entry("single_data", List.of("no rule SHARDING for the table single_data,")),
                Map.entry("single_all", List.of("for the table single_all,", "for the table single_all_series,")),
                Map.entry("masked", List.of("masks columns of the table masked,", "out of the rule MASK")),
                Map.entry("encrypted", List.of("encrypts columns of the table encrypted_series,", "the rule ENCRYPT")),
                Map.entry("fewer", List.of("table fewer over server_1, but its servers are server_0, server_1")),
                Map.entry(
                        "divided", List.of("table divided into the tables divided_0, divided_1", "no tableStrategy")));
        return cases.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    /** A transaction that reads what a replica has writes it back. */
    @Test
    void transactionsThatReadFromReplicasAreRefused() throws SQLException {
        for (String strategy : List.of("DYNAMIC", "FIXED", "PRIMARY")) {
            StringBuilder yaml = new StringBuilder("dataSources:\n");
            for (int i = 0; i < 2; i++) {
                yaml.append("  p_")
                        .append(i)
                        .append(POOL)
                        .append(ShardedPostgres.servers(2).get(i).getURL())
                        .append("'}\n");
                yaml.append("  r_")
                        .append(i)
                        .append(POOL)
                        .append(ShardedPostgres.servers(2).get(i).getURL())
                        .append("'}\n");
            }
            yaml.append("rules:\n- !READWRITE_SPLITTING\n  dataSourceGroups:\n");
            for (int i = 0; i < 2; i++) {
                yaml.append("    server_" + i + ": {writeDataSourceName: p_" + i + ", readDataSourceNames: [r_" + i
                        + "], transactionalReadQueryStrategy: " + strategy + "}\n");
            }
            yaml.append("- !SHARDING\n  tables:\n    split: {actualDataNodes: 'server_${0..1}.split'}\n")
                    .append("    split_series: {actualDataNodes: 'server_${0..1}.split_series'}\n")
                    .append("  defaultDatabaseStrategy: {" + BY_METER + "}\n  shardingAlgorithms:\n");
            algorithm(yaml, "by_meter", "INLINE", "", "meter");
            yaml.append("- !BROADCAST\n  tables: [holcstore_store]\n");
            try (ShardingSphereDataSource split = (ShardingSphereDataSource) ShardedPostgres.open(yaml.toString())) {
                ChunkStore store = chunks("split").open(split);
                if (strategy.equals("PRIMARY")) {
                    store.schema().createIfMissing();
                    store.merge(SeriesKey.of(METER.is(1), KIND.is(1)), ONE);
                } else {
                    assertRefused(
                            store,
                            store.schema(),
                            () -> store.merge(SeriesKey.of(METER.is(1), KIND.is(1)), ONE),
                            "split",
                            "transactions on server_0",
                            "Strategy " + strategy + ")",
                            "transactionalReadQueryStrategy: PRIMARY");
                }
            }
        }
    }

    @Test
    void theOtherKindsOfStoresHaveTablesToo() {
        VersionedStore versions = Store.defineVersioned()
                .axis(METER)
                .table("versions")
                .shardedBy(METER)
                .open(sphere);
        assertRefused(
                versions,
                versions.schema(),
                () -> versions.append(SeriesKey.of(METER.is(1)), ONE),
                "versions",
                "repeats the table versions_history");
        KeyedStore keyed = Store.defineKeyed()
                .axis(METER)
                .axis(KIND)
                .table("keyed")
                .shardedBy(METER)
                .open(sphere);
        assertRefused(
                keyed,
                keyed.schema(),
                () -> keyed.insert(SeriesKey.of(METER.is(1), KIND.is(1)), ONE),
                "keyed",
                "table keyed_series by kind");
    }

    @Test
    void tablesOfTheLibraryMustBeOnAllServers() throws SQLException {
        try (ShardingSphereDataSource single = open(
                Map.of("good", BY_METER, "good_series", BY_METER, "fed", BY_METER, "fed_series", BY_METER), "some")) {
            assertThatThrownBy(() -> chunks("good").open(single).schema().createIfMissing())
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContainingAll("does not repeat the table holcstore_store", "rule BROADCAST");
            assertThatThrownBy(() -> chunks("fed").replicated().open(single).count(KeyFilter.all()))
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContainingAll("table holcstore_feed on", "table holcstore_subscription on");
        }
    }

    @Test
    @Order(1) // while ShardingSphere knows no table of the library
    void aMissingTableSaysWhatToDo() {
        ChunkStore store = chunks("late").open(sphere);
        assertThatThrownBy(() -> store.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContainingAll("there is no table late;", "schema().createIfMissing()");
        for (PGSimpleDataSource server : ShardedPostgres.servers(2)) {
            chunks("late").open(server).schema().createIfMissing();
        }
        assertThatThrownBy(() -> store.schema().verify())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("ShardingSphere knows no table late");
        assertThatThrownBy(() -> store.count(KeyFilter.all()))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("ShardingSphere knows no table holcstore_store");
        chunks("good").open(sphere).schema().createIfMissing();
        assertThatThrownBy(() -> store.count(KeyFilter.all()))
                .isInstanceOf(StoreSqlException.class)
                .hasMessageContainingAll("late", "does not exist", "42S02");
        store.schema().createIfMissing();
        store.merge(SeriesKey.of(METER.is(1), KIND.is(1)), ONE);
    }
}

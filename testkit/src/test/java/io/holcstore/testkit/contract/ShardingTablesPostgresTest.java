package io.holcstore.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Dialect;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.ShardedPostgres;
import io.holcstore.time.ChunkBy;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables on two servers behind ShardingSphere-JDBC, which several processes create, or some did not create fully. */
final class ShardingTablesPostgresTest {
    private static final Axis<Integer> METER = Axis.of("meter", AxisType.INT);
    private static final int PROCESSES = 3;
    private static final int STORES = 2;
    private static final int STATEMENTS = script(definition("reference")).size();

    private final ShardedPostgres layout = new ShardedPostgres(
            2,
            Stream.concat(names("half", STATEMENTS + 1), names("together", STORES))
                    .collect(Collectors.toMap(name -> name, name -> METER)));
    private final FreshDatabase database = layout.fresh();

    @AfterEach
    void end() {
        database.close();
    }

    private static Stream<String> names(String first, int count) {
        return IntStream.range(0, count).mapToObj(i -> first + i);
    }

    private static StoreDefinition definition(String table) {
        return Store.define()
                .axis(METER)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("UTC")
                .table(table)
                .shardedBy(METER)
                .build();
    }

    private static List<String> script(StoreDefinition definition) {
        return Arrays.stream(definition.ddl(Dialect.POSTGRESQL).split(";\n"))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    private static List<String> on(int server, String sql) throws SQLException {
        try (Connection connection = ShardedPostgres.servers(2).get(server).getConnection();
                Statement statement = connection.createStatement()) {
            List<String> found = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
            return found;
        }
    }

    /** The columns, their storage, the keys and the settings of a store. */
    private static List<String> tables(int server, String table) throws SQLException {
        List<String> found = new ArrayList<>(on(
                server,
                "SELECT concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,"
                        + " a.attstorage, c.reloptions) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                        + " WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND c.relname LIKE '" + table
                        + "%' ORDER BY c.relname, a.attnum"));
        found.addAll(on(server, "SELECT settings FROM holcstore_store WHERE name = '" + table + "'"));
        return found.stream().map(line -> line.replace(table, "the_table")).toList();
    }

    private static void requireTables(String table) throws SQLException {
        definition("reference").open(ShardedPostgres.servers(2).get(0)).schema().createIfMissing();
        List<String> whole = tables(0, "reference");
        assertThat(whole).hasSizeGreaterThan(10);
        for (int server = 0; server < 2; server++) {
            assertThat(tables(server, table)).as(table + " on " + server).isEqualTo(whole);
        }
    }

    private static void requireUse(ChunkStore store) {
        for (int meter = 0; meter < 4; meter += 2) { // one on each server
            store.merge(SeriesKey.of(METER.is(meter)), Series.of(Map.of(Instant.parse("2024-01-01T00:00:00Z"), 1.0)));
        }
        assertThat(store.count(KeyFilter.all())).isEqualTo(2);
    }

    /** As many statements of the script have run on one server as are left on the other. */
    @Test
    void whatIsMissingOnAnyServerIsCreated() throws SQLException {
        for (int done = 0; done <= STATEMENTS; done++) {
            StoreDefinition definition = definition("half" + done);
            for (int i = 0; i < STATEMENTS; i++) {
                on(i < done ? 0 : 1, script(definition).get(i < done ? i : i - done));
            }
            ChunkStore store = definition.open(database.dataSource());
            store.schema().createIfMissing();
            requireTables("half" + done);
            requireUse(store);
        }
    }

    /** ShardingSphere reads a table that it repeats on any one server. */
    @Test
    void settingsOfEachServerAreCompared() throws SQLException {
        String row = " WHERE name = 'together0'";
        StoreDefinition definition = definition("together0");
        definition.open(database.dataSource()).schema().createIfMissing();

        on(1, "UPDATE holcstore_store SET settings = replace(settings, 'tz=UTC', 'tz=Asia/Tokyo')" + row);
        requireRefused(definition, "definition: on server_1: tz: the table has Asia/Tokyo, the definition has UTC");
        ChunkStore store = definition.open(database.dataSource());
        assertThatThrownBy(() -> store.schema().createIfMissing()).isInstanceOf(SchemaMismatchException.class);
        on(1, "UPDATE holcstore_store SET settings = replace(settings, 'tz=Asia/Tokyo', 'tz=UTC')" + row);

        on(1, "UPDATE holcstore_store SET version = version + 1" + row);
        requireRefused(definition, "definition: on server_1: the tables have version");
        assertThatThrownBy(() -> store.schema().upgrade())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("an upgrade does not work", "on the data source of each server");
        on(1, "DELETE FROM holcstore_store" + row);
        requireRefused(definition, "definition: on server_1: no settings are recorded");
        store.schema().createIfMissing();
        requireUse(store);
        requireTables("together0");
    }

    private void requireRefused(StoreDefinition definition, String why) {
        for (int i = 0; i < 10; i++) { // whichever server ShardingSphere asks
            ChunkStore store = definition.open(database.dataSource());
            assertThatThrownBy(() -> store.schema().verify())
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining(why);
            assertThatThrownBy(() -> store.count(KeyFilter.all()))
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining(why);
        }
    }

    @Test
    void tablesOfEachServerAreCompared() throws SQLException {
        StoreDefinition definition = definition("together0");
        ChunkStore store = definition.open(database.dataSource());
        store.schema().createIfMissing();
        for (String sql : List.of(
                "ALTER TABLE together0_series DROP CONSTRAINT together0_series_pkey",
                "ALTER TABLE together0_series RENAME TO own",
                "CREATE VIEW together0_series AS TABLE own")) {
            on(1, sql);
            for (int i = 0; i < 10; i++) { // whichever server ShardingSphere asks
                assertThatThrownBy(() -> store.schema().verify())
                        .isInstanceOf(SchemaMismatchException.class)
                        .hasMessageContainingAll("definition: on server_1: ", "together0_series");
            }
        }
        assertThatThrownBy(() -> store.schema().createIfMissing())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("on server_1: together0_series in schema public is a view");
        on(1, "DROP VIEW together0_series");
    }

    /** What creates a table commits by itself only in autocommit mode. */
    @Test
    void tablesAreNotCreatedWithoutAutocommit() throws SQLException {
        StoreDefinition definition = definition("together0");
        try (Connection connection = database.unpooled().getConnection()) {
            connection.setAutoCommit(false);
            ChunkStore store = definition.open(database.dataSource()).on(connection);
            assertThatThrownBy(() -> store.schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContaining("cannot create tables in a transaction");
            connection.rollback();
        }
        try (FreshDatabase other = layout.withSetting("autoCommit: false")) {
            assertThatThrownBy(() -> definition.open(other.unpooled()).schema().createIfMissing())
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContainingAll("server_0", "autoCommit: true");
        }
    }

    /** Each process has a library and a ShardingSphere of its own. */
    @Test
    void severalProcessesCreateTheSameTables() throws Exception {
        CyclicBarrier start = new CyclicBarrier(PROCESSES);
        ExecutorService threads = Executors.newFixedThreadPool(PROCESSES);
        List<Future<?>> running = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                FreshDatabase own = layout.reopened();
                running.add(threads.submit(() -> {
                    try (own;
                            OwnLibrary library = new OwnLibrary()) {
                        return library.creator(own.unpooled(), start).call();
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        for (String table : names("together", STORES).toList()) {
            requireTables(table);
        }
    }

    /** What each process does. It knows no other class of this test. */
    static final class Creator implements Callable<Void> {
        private final DataSource dataSource;
        private final CyclicBarrier start;

        Creator(DataSource dataSource, CyclicBarrier start) {
            this.dataSource = dataSource;
            this.start = start;
        }

        @Override
        public Void call() throws Exception {
            for (String table : names("together", STORES).toList()) {
                start.await();
                ChunkStore store = definition(table).open(dataSource);
                store.schema().createIfMissing();
                store.schema().verify();
                requireUse(store);
            }
            return null;
        }
    }

    /** The classes of the library and of its tests, but for nothing else, once more. */
    private static final class OwnLibrary extends URLClassLoader {
        OwnLibrary() {
            super(
                    new URL[] {place(Store.class), place(ShardingTablesPostgresTest.class), place(ShardedPostgres.class)
                    },
                    ShardingTablesPostgresTest.class.getClassLoader());
        }

        private static URL place(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return name.startsWith("io.holcstore.") ? findClass(name) : super.loadClass(name, resolve);
            }
        }

        Callable<?> creator(DataSource dataSource, CyclicBarrier start) throws ReflectiveOperationException {
            var constructor =
                    loadClass(Creator.class.getName()).getDeclaredConstructor(DataSource.class, CyclicBarrier.class);
            constructor.setAccessible(true);
            return (Callable<?>) constructor.newInstance(dataSource, start);
        }
    }
}

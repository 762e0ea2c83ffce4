package io.holcstore.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.Store;
import io.holcstore.feed.Change;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Definition;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.StoreSchema;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.SeriesAssert;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and rows as each version of the library made them: this build upgrades and reads them. */
abstract class ScriptedTablesContract {
    @RegisterExtension
    final DatabaseExtension database;

    ScriptedTablesContract(TestDatabase database) {
        this.database = new DatabaseExtension(database);
    }

    static IntStream versions() {
        return IntStream.rangeClosed(1, Ddl.SETTINGS_VERSION);
    }

    @Test
    void theScriptsOfThisVersionMakeTheTablesOfThisBuild() throws IOException {
        for (Definition<?> definition : ScriptedStores.ALL) {
            assertThat(script(Ddl.SETTINGS_VERSION, definition))
                    .as("The tables have changed. Raise Ddl.SETTINGS_VERSION, add a step to Upgrades.KNOWN, and write"
                            + " scripts of the new version with ScriptedStores.main.")
                    .startsWith(definition.ddl(database.facts().dialect()));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void chunksAreReadAndWritten(int version) throws Exception {
        run(version, ScriptedStores.PLAIN);
        ChunkStore store = ScriptedStores.PLAIN.open(database.dataSource());
        upgrade(version, store.schema());

        assertThat(store.keys(KeyFilter.all())).containsExactlyInAnyOrder(ScriptedStores.NORTH, ScriptedStores.SOUTH);
        assertSame(store.read(ScriptedStores.NORTH), ScriptedStores.HOURS);
        assertSame(store.read(ScriptedStores.SOUTH), ScriptedStores.LATER);
        store.merge(ScriptedStores.SOUTH, ScriptedStores.DROPPED);
        assertSame(store.read(ScriptedStores.SOUTH), ScriptedStores.DROPPED);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void replicasPullChunksAndDeletions(int version) throws Exception {
        run(version, ScriptedStores.REPLICATED);
        ChunkStore store = ScriptedStores.REPLICATED.open(database.dataSource());
        upgrade(version, store.schema());

        assertSame(store.read(ScriptedStores.NORTH), ScriptedStores.HOURS);
        assertThat(store.keys(KeyFilter.all())).containsExactly(ScriptedStores.NORTH);
        store.insert(ScriptedStores.SOUTH, ScriptedStores.DROPPED);
        assertThat(store.feed()
                        .changes(ChangeCursor.start(), KeyFilter.all(), 100)
                        .changes())
                .extracting(Change::key)
                .containsExactlyInAnyOrder(ScriptedStores.NORTH, ScriptedStores.NORTH, ScriptedStores.SOUTH);
    }

    /** The table of feeds is older than this store, and its script or createIfMissing() brings it up to date. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewStoreIsMadeBesideOneOfAnEarlierVersion(boolean byScript) throws Exception {
        run(2, ScriptedStores.REPLICATED);
        StoreDefinition beside = Store.define()
                .axis("site", AxisType.TEXT)
                .chunkBy(ChunkBy.YEAR)
                .freq("1h")
                .tz("UTC")
                .replicated()
                .table("beside")
                .build();
        ChunkStore store = beside.open(database.dataSource());
        if (byScript) {
            execute(beside.ddl(database.facts().dialect()));
        } else {
            store.schema().createIfMissing();
        }
        store.schema().verify();
        store.insert(ScriptedStores.NORTH, ScriptedStores.HOURS);
        store.delete(KeyFilter.all());
        assertThat(store.feed().purgeTombstones(Instant.parse("9999-01-01T00:00:00Z")))
                .isPositive();
        ChunkStore earlier = ScriptedStores.REPLICATED.open(database.dataSource());
        assertThat(earlier.schema().upgrade()).hasSize(Ddl.SETTINGS_VERSION - 2);
        earlier.schema().verify();
        assertSame(earlier.read(ScriptedStores.NORTH), ScriptedStores.HOURS);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void wholeSeriesAreReadAndWritten(int version) throws Exception {
        run(version, ScriptedStores.KEYED);
        KeyedStore store = ScriptedStores.KEYED.open(database.dataSource());
        upgrade(version, store.schema());

        assertSame(store.read(ScriptedStores.NORTH), ScriptedStores.EVENTS);
        assertSame(store.read(ScriptedStores.SOUTH), ScriptedStores.LATER);
        store.replace(ScriptedStores.SOUTH, ScriptedStores.EVENTS);
        assertSame(store.read(ScriptedStores.SOUTH), ScriptedStores.EVENTS);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void versionsAndTheirHistoryAreReadAndWritten(int version) throws Exception {
        run(version, ScriptedStores.VERSIONED);
        VersionedStore store = ScriptedStores.VERSIONED.open(database.dataSource());
        upgrade(version, store.schema());

        assertSame(store.readVersion(ScriptedStores.NORTH, 0), ScriptedStores.HOURS);
        assertSame(store.readVersion(ScriptedStores.NORTH, 1), ScriptedStores.LATER);
        assertThat(store.readVersion(ScriptedStores.NORTH, 2)).isEmpty();
        assertThat(store.versionsAsOf(ScriptedStores.NORTH, dropped())).hasSize(3);
        assertThat(store.append(ScriptedStores.NORTH, ScriptedStores.DROPPED)).isEqualTo(3);
    }

    private String script(int version, Definition<?> definition) throws IOException {
        String name = ScriptedStores.resource(version, database.facts().dialect(), definition);
        try (InputStream in = ScriptedStores.class.getClassLoader().getResourceAsStream(name)) {
            assertThat(in).as(name + ", which ScriptedStores.main writes").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void run(int version, Definition<?> definition) throws IOException, SQLException {
        assumeTrue(version >= firstVersion(), "this database had no stores in version " + version);
        for (String statement : script(version, definition).split(";\n", -1)) {
            if (!statement.isBlank()) {
                execute(statement);
            }
        }
    }

    /** The first version of the tables that there is of this database. */
    int firstVersion() {
        return 1;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As many steps as there are versions to go, and the tables of this build in the end. */
    private static void upgrade(int version, StoreSchema schema) {
        assertThat(schema.upgrade()).hasSize(Ddl.SETTINGS_VERSION - version);
        assertThat(schema.upgrade()).isEmpty();
        schema.verify();
    }

    private Instant dropped() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT \"modified_at\" FROM \"versioned_history\"")) {
            assertThat(row.next()).isTrue();
            return database.facts().instant(row, 1);
        }
    }

    private static void assertSame(Optional<Series> read, Series written) {
        SeriesAssert.assertThat(read.orElse(null)).isEqualToBitwise(written);
    }
}

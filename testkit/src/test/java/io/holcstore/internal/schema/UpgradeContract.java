package io.holcstore.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.internal.schema.Upgrades.Step;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.sql.Ddl;
import io.holcstore.internal.store.SqlChunkStore;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.VersionedStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What later and earlier builds of the library may do with the tables of a store. */
abstract class UpgradeContract {
    private static final Axis<Integer> VERSION = Axis.of("version", AxisType.INT);
    private static final SeriesKey KEY = SeriesKey.of(VERSION.is(1));
    private static final Series SERIES =
            Series.regular(ZonedDateTime.parse("2024-01-01T00:00Z[UTC]"), Frequency.parse("1h"), new double[] {1, 2});

    @RegisterExtension
    final DatabaseExtension database;

    UpgradeContract(TestDatabase database) {
        this.database = new DatabaseExtension(database);
    }

    private ChunkStore open() {
        return Store.define()
                .axis(VERSION)
                .chunkBy(ChunkBy.YEAR)
                .freq("1h")
                .tz("UTC")
                .table("loads")
                .open(database.dataSource());
    }

    private KeyedStore openKeyed() {
        return Store.defineKeyed().axis(VERSION).table("keyed").open(database.dataSource());
    }

    private VersionedStore openVersioned() {
        return Store.defineVersioned().axis(VERSION).table("versioned").open(database.dataSource());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private int recorded() throws SQLException {
        return number("SELECT \"version\" FROM \"holcstore_store\" WHERE \"name\" = 'loads'");
    }

    private void record(int version) throws SQLException {
        execute("UPDATE \"holcstore_store\" SET \"version\" = " + version);
    }

    private SqlSchema schema() {
        return new SqlSchema(
                SqlChunkStore.of(open()).definition().spec(),
                Session.of(database.dataSource(), StoreOptions.defaults()));
    }

    /** A step that leaves a row, and so shows that it ran. */
    private static Step step(String what) {
        return new Step(what, (connection, placed, dialect) -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO \"steps\" VALUES ('" + what + "')");
            }
        });
    }

    private void createWithSteps() throws SQLException {
        open().schema().createIfMissing();
        execute("CREATE TABLE \"steps\" (\"what\" varchar(20))");
        record(1);
    }

    private void assertRefused(String said, ThrowingCallable... verbs) {
        for (ThrowingCallable verb : verbs) {
            assertThatThrownBy(verb)
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining(said)
                    .hasMessageContaining("but this build of the library uses version " + Ddl.SETTINGS_VERSION);
        }
    }

    @Test
    void tablesOfThisVersionStayAsTheyAre() throws Exception {
        ChunkStore store = open();
        assertThatThrownBy(() -> store.schema().upgrade())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("createIfMissing()");
        store.schema().createIfMissing();
        store.insert(KEY, SERIES);
        assertThat(store.schema().upgrade()).isEmpty();
        assertThat(recorded()).isEqualTo(Ddl.SETTINGS_VERSION);
        assertThat(open().read(KEY)).contains(store.read(KEY).orElseThrow());
    }

    @Test
    void tablesOfALaterVersionAreRefused() throws Exception {
        open().schema().createIfMissing();
        openKeyed().schema().createIfMissing();
        openVersioned().schema().createIfMissing();
        int later = Ddl.SETTINGS_VERSION + 1;
        record(later);
        assertRefused(
                "version " + later + ", but",
                () -> open().read(KEY),
                () -> open().keys(KeyFilter.all()),
                () -> open().insert(KEY, SERIES),
                () -> open().schema().verify(),
                () -> open().schema().createIfMissing(),
                () -> open().schema().upgrade(),
                () -> open().schema().changeEncoding(),
                () -> open().schema().rezone(),
                () -> openKeyed().read(KEY),
                () -> openKeyed().insert(KEY, SERIES),
                () -> openKeyed().schema().upgrade(),
                () -> openVersioned().read(KEY),
                () -> openVersioned().append(KEY, SERIES),
                () -> openVersioned().schema().upgrade());
        assertThatThrownBy(() -> open().read(KEY)).hasMessageContaining("update the library of this application");
        assertThat(recorded()).isEqualTo(later);
        record(Ddl.SETTINGS_VERSION);
        open().insert(KEY, SERIES);
    }

    @Test
    void tablesOfAnEarlierVersionAreRefusedUntilTheyAreUpgraded() throws Exception {
        open().schema().createIfMissing();
        record(0);
        assertRefused(
                "run schema().upgrade()",
                () -> open().read(KEY),
                () -> open().insert(KEY, SERIES),
                () -> open().schema().verify(),
                () -> open().schema().createIfMissing());
        assertThatThrownBy(() -> open().schema().upgrade())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("the tables have version 0")
                .hasMessageContaining("upgrades from version 1 on");
    }

    /** Not written by any build, but nothing stands in the way of a hand that does. */
    @Test
    void tablesOfAVersionThatNeverWasAreRefused() throws Exception {
        open().schema().createIfMissing();
        for (int version : new int[] {Integer.MIN_VALUE, -1, Integer.MAX_VALUE}) {
            record(version);
            assertThatThrownBy(() -> open().schema().upgrade())
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining("the tables have version " + version);
        }
    }

    @Test
    void stepsRunInOrderAndOnce() throws Exception {
        createWithSteps();
        Upgrades toThree = new Upgrades(3, List.of(step("two"), step("three")));
        assertThat(schema().upgrade(toThree)).containsExactly("two", "three");
        assertThat(recorded()).isEqualTo(3);
        assertThat(schema().upgrade(toThree)).isEmpty();
        assertThat(schema().upgrade(new Upgrades(4, List.of(step("two"), step("three"), step("four")))))
                .containsExactly("four");
        assertThat(number("SELECT COUNT(*) FROM \"steps\"")).isEqualTo(3);
    }

    @Test
    void aStepThatFailsLeavesNothingAndIsResumed() throws Exception {
        createWithSteps();
        Step fails = new Step("fails", (connection, placed, dialect) -> {
            step("fails").work().run(connection, placed, dialect);
            throw new SQLException("the disk is full");
        });
        assertThatThrownBy(() -> schema().upgrade(new Upgrades(3, List.of(step("two"), fails))))
                .hasMessageContaining("the disk is full")
                .hasMessageContaining("upgrading the tables of loads");
        assertThat(recorded()).isEqualTo(2);
        assertThat(number("SELECT COUNT(*) FROM \"steps\"")).isEqualTo(1);
        assertThat(schema().upgrade(new Upgrades(3, List.of(step("two"), step("three")))))
                .containsExactly("three");
    }

    @Test
    void severalUpgradeAtOnceAndEachStepRunsInOne() throws Exception {
        createWithSteps();
        Upgrades toFour = new Upgrades(4, List.of(step("two"), step("three"), step("four")));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                // Not through the lock of one JVM: as processes do.
                answers.add(threads.submit(() -> toFour.run(
                        SqlChunkStore.of(open()).definition().spec(),
                        Session.of(database.dataSource(), StoreOptions.defaults()))));
            }
            List<String> done = Collections.synchronizedList(new ArrayList<>());
            for (Future<List<String>> answer : answers) {
                done.addAll(answer.get());
            }
            assertThat(done).containsExactlyInAnyOrder("two", "three", "four");
        } finally {
            threads.shutdownNow();
        }
        assertThat(number("SELECT COUNT(*) FROM \"steps\"")).isEqualTo(3);
        assertThat(recorded()).isEqualTo(4);
    }
}

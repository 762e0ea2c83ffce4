package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.OnFiles.contents;
import static io.holcstore.testkit.contract.RowImportContract.BY_KIND;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.RowFormatException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.files.ImportReport;
import io.holcstore.files.RowImport;
import io.holcstore.files.RowImport.KeyReader;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.FaultyDataSource;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connections and transactions of imports of rows, and what remains of an import that was interrupted. */
interface RowTransferContract extends RowImportContract {
    /** More than one commit takes, and more rows than are fetched at once. */
    int MANY = 10_000;

    String ALL = "SELECT who, at, amount FROM readings ORDER BY who, at";
    KeyReader BY_NUMBER = row -> key(row.getInt(1), "base");

    /** A value of each of {@link #MANY} series. */
    default void createMany() {
        execute("CREATE TABLE digits (d integer)");
        execute("INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
        execute("CREATE TABLE readings (who integer, at timestamp with time zone, amount double precision)");
        execute("INSERT INTO readings SELECT 1000 * a.d + 100 * b.d + 10 * c.d + e.d,"
                + " TIMESTAMP WITH TIME ZONE '2024-01-01 00:00:00+01', b.d"
                + " FROM digits a, digits b, digits c, digits e");
    }

    private static void assertMany(ChunkStore store) {
        Map<SeriesKey, Series> all = contents(store);
        assertThat(all).hasSize(MANY);
        assertThat(all).allSatisfy((key, series) -> assertThat(series)
                .isEqualTo(hours("2024-01-01T00:00", (key.get(Samples.VERSION) / 100) % 10)));
    }

    @Test
    default void goesOnAfterAnInterruption() {
        createBase("'base', '2024-01-01 00:00:00+01', 1", "'peak', '2024-01-01 00:00:00+01', 2");
        ChunkStore store = createLoads();
        rowsInto(store, "SELECT who, at, amount FROM readings WHERE who = 'base'", rows -> rows);
        ImportReport report = rowsInto(store, RowImport::skipStored);
        assertThat(report.filtered()).isEqualTo(1);
        assertThat(report.series()).isEqualTo(1);
        assertThat(report.written().chunksInserted()).isEqualTo(1);
        ImportReport again = rowsInto(store, rows -> rows);
        assertThat(again.written().chunksChanged()).isZero();
        assertThat(again.written().chunksUnchanged()).isEqualTo(2);
        assertThat(contents(store))
                .isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1), PEAK, hours("2024-01-01T00:00", 2)));
    }

    /** An error at the end: the series that were committed before are whole and stay. */
    @Test
    default void whatWasCommittedStays() throws SQLException {
        createMany();
        execute("INSERT INTO readings VALUES (" + MANY + ", NULL, 2)");
        ChunkStore store = createLoads();
        try (Connection connection = dataSource().getConnection()) {
            assertThatThrownBy(() -> RowImport.query(connection, ALL).into(store, BY_NUMBER))
                    .isInstanceOf(RowFormatException.class);
            long committed = store.count(KeyFilter.all());
            assertThat(committed).isBetween(1L, MANY - 1L);
            execute("DELETE FROM readings WHERE who >= " + MANY);
            ImportReport report = RowImport.query(connection, ALL).skipStored().into(store, BY_NUMBER);
            assertThat(report.filtered()).isEqualTo(committed);
            assertThat(report.series()).isEqualTo(MANY - committed);
            assertMany(store);
        }
    }

    /** Killed while rows are read, or at a commit that is lost or whose answer is lost: the import continues. */
    @ParameterizedTest
    @ValueSource(strings = {"rows", "before commit", "after commit"})
    default void aKilledImportContinues(String where) throws SQLException {
        createMany();
        FaultyDataSource source = db().database().faulty();
        FaultyDataSource target = db().database().faulty();
        createLoads();
        ChunkStore store = loads().open(target);
        try (Connection connection = source.getConnection()) {
            switch (where) {
                case "rows" -> source.killBeforeCall(9_500);
                case "before commit" -> target.killBeforeCommit();
                default -> target.killAfterCommit();
            }
            assertThatThrownBy(() -> RowImport.query(connection, ALL).into(store, BY_NUMBER))
                    .isInstanceOf(StoreSqlException.class)
                    .hasMessageContaining("load_curve");
        }
        long committed = store.count(KeyFilter.all());
        assertThat(committed)
                .isBetween(where.equals("before commit") ? 0L : 1L, where.equals("before commit") ? 0L : MANY - 1);
        try (Connection connection = source.getConnection()) {
            RowImport.query(connection, ALL).skipStored().into(store, BY_NUMBER);
        }
        assertMany(store);
    }

    /** Killed at each call of the source, and at each of the target: all of the import is stored or nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void killedAtEachCall(boolean atTarget) throws SQLException {
        createBase(
                "'base', '2024-01-01 00:00:00+01', 1",
                "'base', '2024-02-01 00:00:00+01', 2",
                "'peak', '2024-01-01 00:00:00+01', 3");
        FaultyDataSource source = db().database().faulty();
        FaultyDataSource target = db().database().faulty();
        ChunkStore healthy = createLoads();
        FaultyDataSource faulty = atTarget ? target : source;
        faulty.keepBackends(true);
        boolean killed = true;
        for (int n = 1; killed; n++) {
            healthy.delete(KeyFilter.all());
            ChunkStore store = loads().open(target);
            faulty.killBeforeCall(n);
            try (Connection connection = source.getConnection()) {
                RowImport.query(connection, ALL).into(store, BY_KIND);
            } catch (StoreSqlException | SQLException e) {
                assertThat(faulty.hasKilled()).isTrue();
            }
            killed = faulty.hasKilled();
            assertThat(healthy.count(KeyFilter.all())).as("call " + n).isIn(0L, 2L);
            faulty.disarm();
            try (Connection connection = source.getConnection()) {
                RowImport.query(connection, ALL).into(store, BY_KIND);
            }
            assertThat(healthy.read(BASE).orElseThrow().valueCount())
                    .as("call " + n)
                    .isEqualTo(2);
            assertThat(healthy.read(PEAK)).as("call " + n).contains(hours("2024-01-01T00:00", 3));
        }
    }

    @Test
    default void theConnectionKeepsItsSettings() throws SQLException {
        createBase("'base', '2024-01-01 00:00:00+01', 1", "'base', '2024-01-01 00:00:00+01', 2");
        ChunkStore store = createLoads();
        try (Connection connection = dataSource().getConnection()) {
            int isolation = connection.getTransactionIsolation();
            RowImport rows = RowImport.query(connection, "SELECT who, at, amount FROM readings ORDER BY id");
            assertThatThrownBy(() -> rows.into(store, BY_KIND)).isInstanceOf(ConflictingValuesException.class);
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
            rows.lastWins().into(store, BY_KIND);
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);

            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM readings");
            }
            assertThat(rows.into(store, BY_KIND).rows()).isZero();
            assertThat(connection.getAutoCommit()).isFalse();
            connection.rollback();
            assertThat(rows.lastWins().into(store, BY_KIND).rows()).isEqualTo(2);
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** On the connection of the query itself, with more rows than are fetched at once. */
    @Test
    default void inOneTransactionOfTheCaller() throws SQLException {
        createMany();
        ChunkStore store = createLoads();
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            RowImport rows = RowImport.query(connection, ALL);
            rows.into(store.on(connection), BY_NUMBER);
            assertThat(store.count(KeyFilter.all())).isZero();
            connection.rollback();
            assertThat(store.count(KeyFilter.all())).isZero();
            rows.into(store.on(connection), BY_NUMBER);
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertMany(store);
    }

    /** The query has the only connection of the pool. */
    @Test
    default void aPoolOfOneConnection() throws SQLException {
        createBase("'base', '2024-01-01 00:00:00+01', 1");
        createLoads();
        HikariConfig config = new HikariConfig();
        config.setDataSource(db().database().unpooled()); // the pool changes time limits of what it closes
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            ChunkStore store = loads().open(pool);
            RowImport rows = RowImport.query(connection, "SELECT who, at, amount FROM readings");
            for (RowImport each : List.of(rows, rows.skipStored())) {
                assertThatThrownBy(() -> each.into(store, BY_KIND))
                        .isInstanceOf(StoreSqlException.class)
                        .hasMessageContaining("the query of the import has a connection")
                        .hasMessageContaining("on(connection)");
            }
            connection.setAutoCommit(false);
            rows.into(store.on(connection), BY_KIND);
            connection.commit();
        }
        assertThat(contents(createLoads())).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1)));
    }

    @Test
    default void fromAnotherDatabase() throws SQLException {
        ChunkStore store = createLoads();
        try (FreshDatabase other = TestDatabase.h2Memory().fresh();
                Connection connection = other.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE readings AS SELECT 'base' AS who,"
                    + " TIMESTAMP WITH TIME ZONE '2024-01-01 00:00:00+01' AS at, 1.5 AS amount");
            RowImport.query(connection, "SELECT who, at, amount FROM readings").into(store, BY_KIND);
        }
        assertThat(contents(store)).isEqualTo(Map.of(BASE, hours("2024-01-01T00:00", 1.5)));
    }
}

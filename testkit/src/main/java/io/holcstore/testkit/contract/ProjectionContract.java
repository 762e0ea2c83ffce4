package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PARIS;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.month;
import static io.holcstore.testkit.contract.Samples.ramp;
import static io.holcstore.testkit.contract.Samples.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.projection.Projection;
import io.holcstore.projection.ProjectionResult;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreListener;
import io.holcstore.store.StoreOptions;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.HookedDataSource;
import io.holcstore.testkit.ProjectedRows;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A projection is a plain table that equals the aggregates of its store after every refresh. */
public abstract class ProjectionContract implements ProjectionSettingsContract, ProjectionDaysContract {
    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    /** A contract on this database. */
    protected ProjectionContract(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    @Override
    public final DatabaseExtension db() {
        return db;
    }

    @Override
    public final Encoding encoding() {
        return Encoding.COMPACT;
    }

    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    private ChunkStore createSource() {
        return create(loads().replicated());
    }

    private static Series quarter() {
        return hours("2024-01-31T20:00", ramp(60 * 24, 1.25));
    }

    @Test
    final void everyChangeOfTheStoreArrives() {
        ChunkStore store = createSource();
        Projections.createAll(store);
        double infinity = facts().storesNonFinite() ? Double.POSITIVE_INFINITY : 1e300;
        record Step(String name, Runnable change) {}
        List<Step> steps = List.of(
                new Step("nothing", () -> {}),
                new Step("insert", () -> store.insert(BASE, quarter())),
                new Step("insertAll", () -> store.insertAll(Map.of(PEAK, quarter(), key(2, "base"), quarter()))),
                new Step("merge", () -> store.merge(BASE, hours("2024-03-31T00:00", 7, NONE, 9, 10))),
                new Step(
                        "mergeAll",
                        () -> store.mergeAll(
                                Map.of(PEAK, hours("2024-02-29T22:00", 1, 2, 3), key(3, "low"), quarter()))),
                new Step("replace", () -> store.replace(PEAK, hours("2024-02-10T00:00", 4, 5, 6))),
                new Step("erase", () -> store.erase(BASE, range("2024-02-20T05:00", "2024-03-02T00:00"))),
                new Step("erase of many", () -> store.erase(VERSION.in(1, 2), month(2024, 3))),
                new Step("copy", () -> store.copy(key(3, "low"), key(4, "base"))),
                new Step("rename", () -> store.rename(key(3, "low"), key(1, "moved"))),
                new Step("delete of keys", () -> store.delete(List.of(key(2, "base")))),
                new Step("replaceAll", () -> store.replaceAll(Map.of(BASE, hours("2023-12-31T23:00", 1, -2)))),
                new Step("bulk", () -> {
                    try (BulkWriter bulk = store.bulkWriter()) {
                        bulk.add(key(5, "base"), quarter());
                        bulk.add(BASE, hours("2024-10-27T00:00", ramp(30, 3)));
                    }
                }),
                new Step("infinities", () -> store.merge(PEAK, hours("2024-04-01T00:00", infinity, -infinity, -0.0))),
                new Step("apply", () -> {
                    ChunkStore other = create(loads("elsewhere").replicated());
                    other.insert(key(9, "base"), quarter());
                    store.replica().apply(other.feed().changes(ChangeCursor.start(), KeyFilter.all(), 100));
                }),
                new Step("delete", () -> store.delete(KIND.is("base"))),
                new Step("delete of all", () -> store.delete(KeyFilter.all())),
                new Step("insert again", () -> store.insert(BASE, quarter())));
        for (Step step : steps) {
            step.change().run();
            Projections.assertRefreshed(store, dataSource(), step.name());
        }
    }

    @Test
    final void aRefreshWritesTheRowsThatDifferAndNoOthers() {
        ChunkStore store = createSource();
        Projection daily = store.projection("daily_load").by("1d").filter(KIND.is("base"));
        daily.schema().createIfMissing();
        store.insertAll(Map.of(BASE, quarter(), PEAK, quarter()));
        assertThat(daily.refresh()).isEqualTo(new ProjectionResult(3, 61, 0, 0, true, false));
        assertThat(daily.refresh()).isEqualTo(new ProjectionResult(0, 0, 0, 0, false, false));
        store.merge(BASE, hours("2024-02-05T03:00", 4));
        store.merge(PEAK, hours("2024-02-05T03:00", 4));
        assertThat(daily.refresh()).isEqualTo(new ProjectionResult(1, 0, 1, 0, false, false));
        store.erase(BASE, TimeRange.since(Samples.instant("2024-03-30T00:00")));
        assertThat(daily.refresh().deleted()).isEqualTo(2);
        ProjectedRows expected = new ProjectedRows(PARIS);
        store.aggregate(KIND.is("base"), TimeRange.all()).by("1d").forEach(expected::add);
        assertThat(ProjectedRows.of(dataSource(), "daily_load")).isEqualTo(expected.rows());
    }

    /** So many chunks that a refresh takes several transactions. */
    @Test
    final void manyChangesTakeSeveralTransactions() {
        ChunkStore store = createSource();
        Map<SeriesKey, Series> many = new HashMap<>();
        for (int i = 0; i < 150; i++) {
            many.put(key(i, "base"), hours("2024-02-27T00:00", ramp(100, i)));
        }
        store.insertAll(many);
        Projection values = store.projection("raw").byValue();
        values.schema().createIfMissing();
        assertThat(values.refresh()).isEqualTo(new ProjectionResult(300, 15_000, 0, 0, true, false));
        ProjectedRows expected = new ProjectedRows(PARIS);
        many.forEach((key, series) -> series.forEach((epochMillis, value) -> expected.add(key, epochMillis, value)));
        ProjectedRows.assertEqual(ProjectedRows.of(dataSource(), "raw"), expected.rows(), "many");
        assertThat(values.refresh().changes()).isZero();
        store.delete(VERSION.between(10, 149));
        assertThat(values.refresh().deleted()).isEqualTo(14_000);
    }

    /** A chunk has more values than are compared at once. */
    @Test
    final void aLongChunkIsTakenInParts() {
        ChunkStore store = create(define().axis(KIND)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1min")
                .tz("Europe/Paris")
                .replicated()
                .table("minutes"));
        SeriesKey key = store.key("base");
        store.insert(key, Samples.steps("1min", "2024-03-01T00:00", ramp(743 * 60, 1)));
        Projection values = store.projection("raw").byValue();
        values.schema().createIfMissing();
        assertThat(values.refresh()).isEqualTo(new ProjectionResult(1, 44_580, 0, 0, true, false));
        store.erase(key, range("2024-03-20T00:00", "2024-03-21T00:00"));
        store.merge(key, Samples.steps("1min", "2024-03-31T23:59", -1));
        assertThat(values.refresh()).isEqualTo(new ProjectionResult(1, 0, 1, 1440, false, false));
        assertThat(number("SELECT COUNT(*) FROM \"raw\" WHERE \"value\" = -1")).isEqualTo(1);
    }

    /** As after a restore: rows went without a mark, and others came back. */
    @Test
    final void aNewEpochFillsTheTableAgain() {
        ChunkStore store = createSource();
        Projections.createAll(store);
        store.insertAll(Map.of(BASE, quarter(), PEAK, quarter()));
        Projections.assertRefreshed(store, dataSource(), "insert");
        db.rowsByHand();
        execute("DELETE FROM \"load_curve\" WHERE \"kind\" = 'peak' AND \"chunk_index\" = 24289");
        store.feed().beginEpoch();
        assertThat(Projections.DAYS.of(store).refresh().rebuilt()).isTrue();
        Projections.assertRefreshed(store, dataSource(), "a new epoch");
        assertThat(Projections.DAYS.of(store).refresh().rebuilt()).isFalse();
    }

    /** A projection that has seen the deletions continues; the others are filled again. */
    @Test
    final void aPurgeOfTombstonesHidesNoDeletion() {
        ChunkStore store = createSource();
        Projections.createAll(store);
        store.insertAll(Map.of(BASE, quarter(), PEAK, quarter()));
        Projections.assertRefreshed(store, dataSource(), "insert");
        store.delete(List.of(BASE));
        assertThat(Projections.DAYS.of(store).refresh().rebuilt()).isFalse();
        assertThat(store.feed().purgeTombstones(EVER)).isPositive();
        store.merge(PEAK, hours("2024-03-31T00:00", 7));
        assertThat(Projections.DAYS.of(store).refresh().rebuilt()).isFalse();
        Projections.assertRefreshed(store, dataSource(), "purge");
        assertThat(Projections.DAYS.of(store).refresh().rebuilt()).isFalse();
    }

    @Test
    final void aPurgeDuringARefreshHidesNoDeletion() {
        assumeFalse(facts().writesOneAtATime(), "a refresh keeps others from writing");
        ChunkStore store = createSource();
        Projections.createAll(store);
        store.insertAll(Map.of(BASE, quarter(), PEAK, quarter()));
        Projections.assertRefreshed(store, dataSource(), "insert");
        store.delete(List.of(BASE));
        HookedDataSource hooked = new HookedDataSource(
                dataSource(), "c.\"start_ts\"", () -> store.feed().purgeTombstones(EVER));
        Projections.DAYS.of(loads().replicated().open(hooked)).refresh();
        assertThat(hooked.hasRun()).isTrue();
        Projections.assertRefreshed(store, dataSource(), "purge");
    }

    @Test
    final void aRefreshJoinsTheTransactionOfTheCaller() throws SQLException {
        ChunkStore store = createSource();
        Projection daily = store.projection("daily_load").by("1d");
        daily.schema().createIfMissing();
        daily.refresh();
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            store.insert(BASE, hours("2024-02-05T00:00", 1, 2));
            store.on(connection).projection("daily_load").by("1d").refresh();
            assertThat(ProjectedRows.of(connection, "daily_load")).hasSize(1);
            connection.rollback();
            assertThat(ProjectedRows.of(connection, "daily_load")).isEmpty();
            store.on(connection).projection("daily_load").by("1d").refresh();
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(ProjectedRows.of(dataSource(), "daily_load")).hasSize(1);
    }

    /** What is not committed is not there, and comes with the refresh after its commit. */
    @Test
    final void aRunningWriterIsNotWaitedFor() throws SQLException {
        assumeFalse(facts().writesOneAtATime(), "a refresh waits for writers");
        ChunkStore store = createSource();
        Projection daily = store.projection("daily_load").by("1d");
        daily.schema().createIfMissing();
        store.insert(PEAK, hours("2024-02-05T00:00", 1, 2));
        daily.refresh();
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            store.on(connection).insert(BASE, hours("2024-02-05T00:00", 1, 2));
            assertThat(daily.refresh().rowsChanged()).isZero();
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(daily.refresh().inserted()).isEqualTo(1);
    }

    @Test
    final void aProjectionLiesInTheSchemaOfItsStore() {
        assumeTrue(facts().hasSchemas(), "there is one schema");
        String elsewhere = db.database().otherSchema();
        execute("CREATE SCHEMA \"" + elsewhere + '"');
        ChunkStore store = create(loads(elsewhere + ".load_curve").replicated());
        store.insert(BASE, hours("2024-02-05T00:00", 1, 2));
        Projection daily = store.projection("daily_load").by("1d");
        daily.schema().createIfMissing();
        assertThat(daily.refresh().inserted()).isEqualTo(1);
        assertThat(number("SELECT COUNT(*) FROM \"" + elsewhere + "\".\"daily_load\""))
                .isEqualTo(1);
        daily.schema().drop();
        execute(facts().dropSchema(elsewhere));
    }

    @Test
    final void aStoreWithoutAxesHasAPlainTable() {
        ChunkStore store = create(define().chunkBy(ChunkBy.YEAR)
                .freq("1d")
                .tz("Europe/Paris")
                .replicated()
                .table("one"));
        store.insert(SeriesKey.of(), Samples.dailies("2024-02-05", 1, 2, 3));
        Projection weekly = store.projection("weekly").by("1week");
        weekly.schema().createIfMissing();
        weekly.refresh();
        assertThat(ProjectedRows.of(dataSource(), "weekly"))
                .containsExactly("2024-02-04T23:00:00Z | 2024-02-05 | 3 | 6.0 | 2.0 | 1.0 | 3.0");
        store.erase(SeriesKey.of(), TimeRange.all());
        assertThat(weekly.refresh().deleted()).isEqualTo(1);
    }

    @Test
    final void everyVerbIsHeardOnce() {
        createSource().insert(BASE, quarter());
        List<String> heard = new ArrayList<>();
        StoreListener listener = new StoreListener() {
            @Override
            public void after(StoreEvent event) {
                heard.add(event.verb() + ' ' + event.store() + ' ' + event.points() + ' ' + event.outcome());
            }
        };
        Projection daily = loads().replicated()
                .open(dataSource(), StoreOptions.defaults().listener(listener))
                .projection("daily_load")
                .by("1d");
        daily.schema().createIfMissing();
        daily.schema().ddl();
        daily.schema().verify();
        daily.refresh();
        daily.schema().drop();
        assertThatThrownBy(daily::refresh).isInstanceOf(SchemaMismatchException.class);
        assertThat(heard)
                .containsExactly(
                        "createIfMissing daily_load 0 DONE",
                        "ddl daily_load 0 DONE",
                        "verify daily_load 0 DONE",
                        "refresh daily_load 61 DONE",
                        "drop daily_load 0 DONE",
                        "refresh daily_load 0 FAILED");
    }
}

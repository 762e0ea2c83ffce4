package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.error.StoreException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.projection.Projection;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.FaultyDataSource;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.testkit.ProjectedRows;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.TimeRange;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A refresh is killed at every call, and a later one goes on; projections are refreshed beside four writers, by one
 * refresher or two, and equal the aggregates in the end.
 */
public abstract class RefreshContract {
    private static final long SEED = Seeds.of(20_240_301);
    private static final int TRANSACTIONS = 150;
    private static final int METERS = 50;
    private static final long FIRST = 1_704_067_200_000L;
    private static final String VALUES = "raw";
    private static final String DAYS = "days";
    private static final String TOTAL = "total";

    /** Changes that a transaction of a projection of hourly values reads. */
    private static final long OF_A_TRANSACTION = 43;

    /** Of the calls, so many of the first and of the last ones are tried; fewer where few are asked for. */
    private static final int AT_EACH_END = 10;

    private static final int AT_EACH_END_OF_FEW = 4;

    private static final int STRIDE = 5;

    /** Of the kills, every so many ends the backend, the others its session only. */
    private static final int STRIDE_OF_BACKENDS = 10;

    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(database());

    /** The database to run on. */
    protected abstract TestDatabase database();

    /** Of the calls between the first and the last ones, every so many are tried. */
    protected int stride() {
        return STRIDE;
    }

    @BeforeEach
    final void createTables() {
        ChunkStore store = store(db.dataSource());
        store.schema().createIfMissing();
        projections(store).forEach(each -> each.schema().createIfMissing());
    }

    private static ChunkStore store(DataSource dataSource) {
        return FeedWriters.define("refreshed").open(dataSource);
    }

    private static Projection values(ChunkStore store) {
        return store.projection(VALUES).byValue();
    }

    private static List<Projection> projections(ChunkStore store) {
        return List.of(
                values(store),
                store.projection(DAYS).by("1d"),
                store.projection(TOTAL).by("1week").across());
    }

    /** One hour of each of many meters. */
    private static Map<SeriesKey, Series> hour(double value) {
        Map<SeriesKey, Series> all = new HashMap<>();
        for (int meter = 0; meter < METERS; meter++) {
            all.put(
                    SeriesKey.of(FeedWriters.METER.is("m" + meter)),
                    Series.irregular(new long[] {FIRST}, new double[] {value}));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    final void aRefreshThatIsKilledAtAnyCallLosesNothing(boolean after) {
        ChunkStore healthy = store(db.dataSource());
        FaultyDataSource faulty = db.database().faulty();
        LeakDetectingDataSource watched = new LeakDetectingDataSource(faulty);
        Projection fragile = values(store(watched));
        healthy.mergeAll(hour(0));
        fragile.refresh();
        healthy.mergeAll(hour(1));
        faulty.disarm();
        fragile.refresh();
        long calls = faulty.calls();
        assertThat(calls).isGreaterThan(30);
        int edge = stride() > STRIDE ? AT_EACH_END_OF_FEW : AT_EACH_END;
        for (int n = 1; n <= calls + 1; n++) {
            if (n > edge && n <= calls - edge && n % stride() != 0) {
                continue;
            }
            healthy.mergeAll(hour(n + 1));
            faulty.keepBackends(n % STRIDE_OF_BACKENDS != 1);
            if (after) {
                faulty.killAfterCall(n);
            } else {
                faulty.killBeforeCall(n);
            }
            refreshKilled(fragile, n + 1, (after ? "killed after call " : "killed before call ") + n + " of " + calls);
            watched.assertNothingLeaked();
            assertThat(faulty.hasKilled()).isEqualTo(n <= calls);
            faulty.disarm();
            fragile.refresh();
            assertThat(rowsOf(n + 1)).as("again after call %s", n).isEqualTo(METERS);
        }
        assertEqual(healthy);
    }

    /** All rows of a transaction are there or none; each is the one before or the new one. */
    private void refreshKilled(Projection fragile, double value, String where) {
        try {
            fragile.refresh();
            assertThat(rowsOf(value)).as(where).isEqualTo(METERS);
        } catch (StoreException e) {
            assertThat(e)
                    .as(where)
                    .isInstanceOf(StoreSqlException.class)
                    .hasMessageContaining("refreshing projection raw of refreshed");
            List<String> rows = List.copyOf(ProjectedRows.of(db.dataSource(), VALUES));
            assertThat(rows).as(where).hasSize(METERS);
            assertThat(rowsOf(value)).as(where).isIn(0L, OF_A_TRANSACTION, (long) METERS);
        }
    }

    private long rowsOf(double value) {
        return ProjectedRows.of(db.dataSource(), VALUES).stream()
                .filter(row -> row.endsWith(" | " + value))
                .count();
    }

    /** All projections of the store, refreshed until nothing is held back, are what its aggregates are. */
    private void assertEqual(ChunkStore store) {
        for (Projection each : projections(store)) {
            while (each.refresh().heldBack()) {
                Thread.onSpinWait();
            }
            assertThat(each.refresh().rowsChanged()).isZero();
        }
        ProjectedRows values = new ProjectedRows(ZoneOffset.UTC);
        store.forEach(
                KeyFilter.all(),
                (key, series) -> series.forEach((epochMillis, value) -> {
                    if (!Double.isNaN(value)) {
                        values.add(key, epochMillis, value);
                    }
                }));
        assertHolds(VALUES, values);
        ProjectedRows days = new ProjectedRows(ZoneOffset.UTC);
        store.aggregate(KeyFilter.all(), TimeRange.all()).by("1d").forEach(days::add);
        assertHolds(DAYS, days);
        ProjectedRows total = new ProjectedRows(ZoneOffset.UTC);
        total.addGroup(
                SeriesKey.of(),
                store.aggregate(KeyFilter.all(), TimeRange.all()).across().by("1week"));
        assertHolds(TOTAL, total);
    }

    private void assertHolds(String table, ProjectedRows expected) {
        SortedSet<String> found = ProjectedRows.of(db.dataSource(), table);
        assertThat(found).isNotEmpty();
        ProjectedRows.assertEqual(found, expected.rows(), table);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    final void nothingIsMissedBesideWriters(int refreshers) throws InterruptedException {
        DataSource pool = db.database().newPool();
        ExecutorService threads = Executors.newFixedThreadPool(refreshers);
        try (FeedWriters writers = FeedWriters.start(pool, store(pool), SEED, TRANSACTIONS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < refreshers; i++) {
                running.add(threads.submit(() -> {
                    boolean done;
                    do {
                        done = writers.areDone();
                        projections(store(pool)).forEach(Projection::refresh);
                    } while (!done);
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            assertThat(writers.changes()).isGreaterThan(500);
        } catch (ExecutionException e) {
            throw new AssertionError("a refresh failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        assertEqual(store(db.dataSource()));
    }

    /** Refreshers of the first fill take turns, too: each row is there once. */
    @Test
    final void twoFirstRefreshesFillTheTableOnce() throws InterruptedException {
        ChunkStore store = store(db.dataSource());
        store.mergeAll(hour(1));
        DataSource pool = db.database().newPool();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Long>> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                running.add(threads.submit(() -> values(store(pool)).refresh().inserted()));
            }
            long inserted = 0;
            for (Future<Long> each : running) {
                inserted += each.get();
            }
            assertThat(inserted).isEqualTo(METERS);
        } catch (ExecutionException e) {
            throw new AssertionError("a refresh failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        assertEqual(store);
    }
}

package io.holcstore.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Version;
import io.holcstore.store.VersionedStore;
import io.holcstore.store.VersionedStoreDefinition;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.NaiveDataSource;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Eight threads on two pools append to the same keys, none of which is there before: each key has the versions 0, 1, 2,
 * .. without holes or duplicates, every answer names the version that was stored, and times go up with the numbers.
 * Without locks the same threads notice it.
 */
public abstract class AppendContract {
    private static final long SEED = Seeds.of(20_241_122);
    private static final int THREADS = 8;
    private static final int APPENDS = 20;
    private static final int METERS = 3;
    private static final int NAIVE_ROUNDS = 100;
    private static final Axis<Integer> ROUND = Axis.of("round", AxisType.INT);
    private static final Axis<Integer> METER = Axis.of("meter", AxisType.INT);

    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(database());

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private int round;

    /** The database to run on. */
    protected abstract TestDatabase database();

    @AfterEach
    final void stopThreads() {
        threads.shutdownNow();
    }

    private VersionedStoreDefinition define(Axis<?>... counters) {
        VersionedStoreDefinition definition = Store.defineVersioned()
                .axis(ROUND)
                .axis(METER)
                .table("appended")
                .countVersionsBy(counters)
                .build();
        definition.open(db.dataSource()).schema().createIfMissing();
        return definition;
    }

    private SeriesKey key(int meter) {
        return SeriesKey.of(ROUND.is(round), METER.is(meter));
    }

    @Test
    final void everyKeyIsCountedWithoutHolesOrDuplicates() {
        VersionedStoreDefinition definition = define(ROUND, METER);
        round(definition, false, db.dataSource(), db.database().newPool());
        VersionedStore store = definition.open(db.dataSource());
        for (int meter = 0; meter < METERS; meter++) {
            List<Version> versions = store.versions(key(meter));
            assertThat(versions.stream().map(Version::number).toList()).isEqualTo(countdown(versions.size()));
            for (int i = 1; i < versions.size(); i++) {
                assertThat(versions.get(i - 1).createdAt())
                        .isAfter(versions.get(i).createdAt());
            }
        }
    }

    @Test
    final void aCommonCounterIsCountedWithoutHolesOrDuplicates() {
        VersionedStoreDefinition definition = define(ROUND);
        round(definition, true, db.dataSource(), db.database().newPool());
        VersionedStore store = definition.open(db.dataSource());
        List<Integer> numbers = new ArrayList<>();
        for (int meter = 0; meter < METERS; meter++) {
            store.versions(key(meter)).forEach(version -> numbers.add(version.number()));
        }
        assertThat(numbers).containsExactlyInAnyOrderElementsOf(countdown(numbers.size()));
    }

    private static List<Integer> countdown(int size) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = size - 1; number >= 0; number--) {
            numbers.add(number);
        }
        return numbers;
    }

    @Test
    final void withoutLocksItIsNoticed() {
        db.negativeControlOfLocks();
        VersionedStoreDefinition definition = define(ROUND, METER);
        // each thread needs a second connection there, more than one pool has
        DataSource one = NaiveDataSource.withoutLocks(db.dataSource());
        DataSource other = NaiveDataSource.withoutLocks(db.database().newPool());
        Throwable failure = null;
        for (int i = 0; i < NAIVE_ROUNDS && failure == null; i++) {
            try {
                round(definition, false, one, other);
            } catch (RuntimeException | AssertionError e) {
                failure = e;
            }
        }
        assertThat(failure).isNotNull();
    }

    /**
     * Every thread appends, to one key or to all, and what it was answered is compared with what is stored in the end.
     */
    private void round(VersionedStoreDefinition definition, boolean common, DataSource... pools) {
        round++;
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        List<Callable<Map<String, Double>>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            VersionedStore store = definition.open(pools[thread % pools.length]);
            int first = thread * APPENDS;
            work.add(() -> {
                SplittableRandom random = new SplittableRandom(SEED + first);
                Map<String, Double> answers = new HashMap<>();
                barrier.await();
                for (int i = 0; i < APPENDS; i++) {
                    double value = first + i;
                    if (random.nextInt(3) == 0) {
                        Map<SeriesKey, Series> all = new HashMap<>();
                        for (int meter = 0; meter < METERS; meter++) {
                            all.put(key(meter), series(value));
                        }
                        store.appendAll(all).forEach((key, number) -> answers.put(key + " " + number, value));
                    } else {
                        SeriesKey key = key(random.nextInt(METERS));
                        answers.put(key + " " + store.append(key, series(value)), value);
                    }
                }
                return answers;
            });
        }
        Map<String, Double> answered = new TreeMap<>();
        int answers = 0;
        for (Map<String, Double> own : all(work.stream().map(threads::submit).toList())) {
            answers += own.size();
            answered.putAll(own);
        }
        assertThat(answered).as("each answer is given once").hasSize(answers);
        Map<String, Double> stored = new TreeMap<>();
        VersionedStore store = definition.open(db.dataSource());
        for (int meter = 0; meter < METERS; meter++) {
            SeriesKey key = key(meter);
            store.versions(key)
                    .forEach(version -> stored.put(
                            key + " " + version.number(), version.series().valueAt(0)));
        }
        assertThat(stored).as(common ? "a common counter" : "a counter a key").isEqualTo(answered);
    }

    private static Series series(double value) {
        return Series.irregular(new long[] {0}, new double[] {value});
    }

    /** Waits for all of them, also where one has failed: they hold connections. */
    private static <T> List<T> all(List<Future<T>> running) {
        List<T> done = new ArrayList<>();
        IllegalStateException failure = null;
        for (Future<T> each : running) {
            try {
                done.add(each.get());
            } catch (ExecutionException | InterruptedException e) {
                failure = new IllegalStateException(e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return done;
    }
}

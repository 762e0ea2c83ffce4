package io.holcstore.testkit.chaos;

import static io.holcstore.partition.Partitioning.hash;
import static io.holcstore.partition.Partitioning.list;
import static io.holcstore.partition.Partitioning.rangeOfChunks;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.error.NoPartitionException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.partition.Partitioning;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.StoredRows;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import java.sql.SQLException;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Partitions come and go while four threads write: nothing is lost, nobody fails, and the feed brings all of it. */
final class PartitionedWritersPostgresTest {
    private static final long SEED = Seeds.of(20_240_131);
    private static final int THREADS = 4;
    private static final int WRITES = 60;
    private static final YearMonth FIRST = YearMonth.of(2024, 1);
    private static final Axis<Integer> METER = Axis.of("meter", AxisType.INT);
    private static final Axis<String> TENANT = Axis.of("tenant", AxisType.VARCHAR(20));

    @RegisterExtension
    final DatabaseExtension db = new DatabaseExtension(TestDatabase.postgresql());

    private static StoreBuilder meters(String table) {
        return Store.define()
                .axis(METER)
                .axis(TENANT)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("UTC")
                .table(table);
    }

    private ChunkStore create(StoreBuilder definition) {
        ChunkStore store = definition.open(db.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private static Series hours(int month, double... values) {
        return Series.regular(
                FIRST.plusMonths(month).atDay(1).atStartOfDay(ZoneOffset.UTC), Frequency.parse("1h"), values);
    }

    private static SeriesKey key(int meter, int tenant) {
        return SeriesKey.of(METER.is(meter), TENANT.is("t" + tenant));
    }

    private interface Write {
        void run(SplittableRandom random, int thread, int number);
    }

    /** Runs the writes in four threads, and something else beside them until they are done. */
    private static void beside(Write write, Callable<?> other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(SEED);
            for (int thread = 0; thread < THREADS; thread++) {
                SplittableRandom own = random.split();
                int id = thread;
                running.add(threads.submit(() -> {
                    for (int number = 0; number < WRITES; number++) {
                        write.run(own, id, number);
                    }
                }));
            }
            do {
                other.call();
            } while (!running.stream().allMatch(Future::isDone));
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void pull(ChunkStore source, ChunkStore replica) {
        ChangePage page;
        do {
            ChangeCursor cursor = replica.replica().cursor("meters").orElse(ChangeCursor.start());
            page = source.feed().changes(cursor, KeyFilter.all(), 20);
            replica.replica().apply(page, "meters");
        } while (!page.isLast());
    }

    /** Each writer adds the partition that it misses, as the others do at the same moment, and writes again. */
    private static void merge(ChunkStore store, Map<SeriesKey, Series> series, Callable<?> add) {
        try {
            store.mergeAll(series);
        } catch (NoPartitionException e) {
            try {
                add.call();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
            store.mergeAll(series);
        }
    }

    @Test
    void monthsAreAddedWhileOthersWriteAndAReplicaFollows() throws Exception {
        ChunkStore source = create(meters("meters").replicated().partitionBy(rangeOfChunks(Period.ofMonths(1))));
        ChunkStore replica = create(meters("replica").replicated().partitionBy(hash(METER, 3)));
        beside(
                (random, thread, number) -> {
                    int month = number / 6;
                    merge(
                            source,
                            Map.of(
                                    key(random.nextInt(5), thread), hours(month, number),
                                    key(7, 0), hours(month, random.nextInt(100), thread)),
                            () -> source.schema().partitions().add(FIRST.plusMonths(month), FIRST.plusMonths(month)));
                },
                () -> {
                    pull(source, replica);
                    return null;
                });
        pull(source, replica);
        source.schema().verify();
        assertThat(source.schema().partitions().list()).hasSize(WRITES / 6);
        assertEqual("meters", "replica");
        assertThat(source.statistics(KeyFilter.all())).isEqualTo(replica.statistics(KeyFilter.all()));
    }

    private void assertEqual(String source, String replica) throws SQLException {
        assertThat(StoredRows.of(db.dataSource(), replica)).isEqualTo(StoredRows.of(db.dataSource(), source));
    }

    @Test
    void valuesAreAddedWhileOthersWrite() throws Exception {
        ChunkStore store = create(meters("meters").partitionBy(list(TENANT)));
        beside(
                (random, thread, number) ->
                        merge(store, Map.of(key(thread, number / 10), hours(0, number)), () -> store.schema()
                                .partitions()
                                .add(TENANT.is("t" + number / 10))),
                () -> store.schema().partitions().add(TENANT.is("t0"), TENANT.is("t3")));
        store.schema().verify();
        assertThat(store.count(KeyFilter.all())).isEqualTo(THREADS * WRITES / 10);
    }

    /** The heads are compared with the chunks after the test. */
    @Test
    void monthsAreDroppedWhileOthersWrite() throws Exception {
        ChunkStore store = create(meters("meters").partitionBy(rangeOfChunks(Period.ofMonths(1))));
        store.schema().partitions().add(FIRST, FIRST.plusMonths(11));
        for (int month = 0; month < 12; month++) {
            for (int meter = 0; meter < 6; meter++) {
                store.merge(key(meter, 0), hours(month, month, meter));
            }
        }
        int[] kept = {0};
        beside(
                (random, thread, number) -> {
                    SeriesKey key = key(random.nextInt(6), 0);
                    if (number % 5 == 0) {
                        store.erase(key, io.holcstore.time.TimeRange.all());
                    } else {
                        store.merge(key, hours(10 + number % 2, random.nextInt(9), random.nextInt(9)));
                    }
                },
                () -> {
                    kept[0] = Math.min(kept[0] + 1, 10);
                    return store.schema().partitions().dropBefore(FIRST.plusMonths(kept[0]));
                });
        store.schema().partitions().dropBefore(FIRST.plusMonths(10));
        assertThat(store.schema().partitions().list()).hasSize(2);
        assertThat(store.schema().reindex()).isZero();
    }

    /** What {@link ConcurrencyContract} does, on partitioned tables. */
    @ParameterizedTest
    @EnumSource(
            value = ConcurrencyContract.Mix.class,
            names = {"INSERT_INSERT", "ERASE_DELETE_MERGE", "ALL_OF_MANY", "RENAME_ERASE_ENDS"})
    void endsAsInSomeSerialOrder(ConcurrencyContract.Mix mix) {
        for (Partitioning how : List.of(hash(Operations.METER, 3), rangeOfChunks(Period.ofMonths(1)))) {
            StoreDefinition world = Store.define()
                    .axis(Operations.ROUND)
                    .axis(Operations.METER)
                    .chunkBy(ChunkBy.YEAR_MONTH)
                    .freq("1h")
                    .tz("UTC")
                    .table(how instanceof Partitioning.Hash ? "hashed" : "ranged")
                    .partitionBy(how)
                    .build();
            ChunkStore store = world.open(db.dataSource());
            store.schema().createIfMissing();
            if (!(how instanceof Partitioning.Hash)) {
                store.schema().partitions().add(YearMonth.of(2023, 1), YearMonth.of(2024, 12));
            }
            try (Rounds stress =
                    new Rounds(SEED, store, world.open(db.database().newPool()))) {
                assertThat(stress.firstFault(15, mix)).isNull();
            }
        }
    }
}

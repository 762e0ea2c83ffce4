package io.holcstore.testkit.chaos;

import io.holcstore.Store;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.WriteResult;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Four threads that write to one store in transactions of their own, some verbs each, and wait a random while before
 * they commit or roll back: so that transactions end in another order than they began in.
 */
final class FeedWriters implements AutoCloseable {
    static final Axis<String> METER = Axis.of("meter", AxisType.VARCHAR(20));
    private static final int METERS = 500; // so many that few changes hide that an earlier one was missed
    private static final int THREADS = 4;
    private static final int MONTHS = 6;
    private static final long HOUR = 3_600_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> running = new ArrayList<>();
    private final LongAdder changes = new LongAdder();
    private final DataSource dataSource;
    private final ChunkStore store;

    private FeedWriters(DataSource dataSource, ChunkStore store) {
        this.dataSource = dataSource;
        this.store = store;
    }

    static StoreBuilder define(String table) {
        return Store.define()
                .axis(METER)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("UTC")
                .replicated()
                .table(table);
    }

    /** Starts them; each makes so many transactions. */
    static FeedWriters start(DataSource dataSource, ChunkStore store, long seed, int transactions) {
        FeedWriters writers = new FeedWriters(dataSource, store);
        SplittableRandom random = new SplittableRandom(seed);
        for (int thread = 0; thread < THREADS; thread++) {
            SplittableRandom own = random.split();
            writers.running.add(writers.threads.submit(() -> {
                for (int i = 0; i < transactions; i++) {
                    writers.transaction(own);
                }
                return null;
            }));
        }
        return writers;
    }

    /** Whether all have made all of their transactions, or failed. */
    boolean areDone() {
        return running.stream().allMatch(Future::isDone);
    }

    /** Waits for all of them and returns how many chunks they have changed. */
    long changes() {
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException("a writer failed", e);
            }
        }
        return changes.sum();
    }

    private void transaction(SplittableRandom random) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long changed = 0;
                lookAtTheClock(connection);
                pause(random);
                int meter = 0; // ever higher ones, so that nobody waits in a circle
                for (int verbs = 1 + random.nextInt(3); verbs > 0; verbs--) {
                    meter = random.nextInt(meter, METERS);
                    changed += verb(store.on(connection), meter, random).chunksChanged();
                }
                pause(random);
                if (random.nextInt(10) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    changes.add(changed);
                }
            } catch (StoreSqlException e) {
                connection.rollback();
                if (!e.isRetryable()) {
                    throw e;
                }
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** As a transaction does that has other work before: from here on, its time stands still. */
    private static void lookAtTheClock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT CURRENT_TIMESTAMP").close();
        }
    }

    private static void pause(SplittableRandom random) {
        LockSupport.parkNanos(random.nextInt(5) == 0 ? random.nextInt(3_000_000) : random.nextInt(100_000));
    }

    private static WriteResult verb(ChunkStore joined, int meter, SplittableRandom random) {
        SeriesKey key = SeriesKey.of(METER.is("m" + meter));
        int from = random.nextInt(MONTHS);
        int to = random.nextInt(from, MONTHS) + 1;
        return switch (random.nextInt(12)) {
            case 0 -> joined.delete(METER.is("m" + meter));
            case 1 -> joined.replace(key, months(from, to, random));
            case 2, 3 -> joined.erase(key, TimeRange.ofEpochMillis(start(from), start(to)));
            default -> joined.merge(key, months(from, to, random));
        };
    }

    private static long start(int month) {
        return TimeRange.month(YearMonth.of(2024, 1).plusMonths(month), ZoneOffset.UTC)
                .startMillis();
    }

    /** A value at a random hour of each of these months. */
    private static Series months(int from, int to, SplittableRandom random) {
        long[] times = new long[to - from];
        double[] values = new double[to - from];
        for (int month = from; month < to; month++) {
            times[month - from] = start(month) + random.nextInt(600) * HOUR;
            values[month - from] = random.nextInt(1000);
        }
        return Series.irregular(times, values);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

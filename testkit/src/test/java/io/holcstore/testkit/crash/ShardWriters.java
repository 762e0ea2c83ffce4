package io.holcstore.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.error.StoreSqlException;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Four threads that write to a store on two servers, which crash meanwhile. Each has meters of its own and knows what
 * they hold: what was acknowledged, and after an error what the store says, which must be the state before or after.
 * All meters of one server must then be in the same of both states.
 */
final class ShardWriters implements AutoCloseable {
    static final Axis<Integer> METER = Axis.of("meter", AxisType.INT);
    private static final int THREADS = 4;
    private static final int METERS = 60;
    private static final long START = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final int HOURS = 24 * 120; // four chunks

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> running = new ArrayList<>();
    private final Map<Integer, Map<Long, Double>> known = new ConcurrentHashMap<>();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final DataSource dataSource;
    private final ChunkStore store;
    private volatile boolean ended;

    private ShardWriters(DataSource dataSource, ChunkStore store) {
        this.dataSource = dataSource;
        this.store = store;
    }

    static ShardWriters start(DataSource dataSource, ChunkStore store, long seed) {
        ShardWriters writers = new ShardWriters(dataSource, store);
        SplittableRandom random = new SplittableRandom(seed);
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * METERS;
            SplittableRandom own = random.split();
            writers.running.add(writers.threads.submit(() -> {
                while (!writers.ended) {
                    writers.write(first, own);
                }
                return null;
            }));
        }
        return writers;
    }

    /** As the layout of the test says. */
    static int serverOf(int meter) {
        return (meter >> 1) % 2;
    }

    /** How many transactions have committed. Fails when a writer has. */
    long acknowledged() {
        running.stream().filter(Future::isDone).forEach(ShardWriters::join);
        return acknowledged.sum();
    }

    /** How many transactions have ended with an error of a server. */
    long failed() {
        return failed.sum();
    }

    /** Ends the writers and returns what each meter holds. */
    Map<Integer, Map<Long, Double>> end() {
        ended = true;
        running.forEach(ShardWriters::join);
        return known;
    }

    private static void join(Future<?> writer) {
        try {
            writer.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("a writer failed", e);
        }
    }

    private void write(int first, SplittableRandom random) {
        Map<Integer, Map<Long, Double>> after = new HashMap<>();
        for (int meters = 1 + random.nextInt(4); meters > 0; meters--) {
            int meter = first + random.nextInt(METERS);
            after.put(meter, new TreeMap<>(known.getOrDefault(meter, Map.of())));
        }
        boolean committed = false;
        try {
            if (random.nextBoolean()) {
                after.forEach((meter, values) -> values.putAll(fresh(random)));
                store.mergeAll(series(after));
                committed = true;
            } else {
                committed = transaction(after, random);
            }
        } catch (StoreSqlException e) {
            failed.increment();
            settle(after, e.isOutcomeUnknown(), e);
            return;
        } catch (SQLException e) {
            failed.increment();
            settle(after, true, e);
            return;
        }
        if (committed) {
            known.putAll(after);
            acknowledged.increment();
        }
    }

    /** Several verbs, and pauses in which other transactions begin and end. Returns whether it commits. */
    private boolean transaction(Map<Integer, Map<Long, Double>> after, SplittableRandom random) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (Map.Entry<Integer, Map<Long, Double>> each : after.entrySet()) {
                    verb(store.on(connection), each.getKey(), each.getValue(), random);
                    LockSupport.parkNanos(random.nextInt(3_000_000));
                }
                if (random.nextInt(10) == 0) {
                    connection.rollback();
                    return false;
                }
                connection.commit();
                return true;
            } catch (StoreSqlException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, StoreSqlException why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e); // one of its servers is gone
        }
    }

    private static void verb(ChunkStore joined, int meter, Map<Long, Double> values, SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0 -> {
                values.clear();
                joined.delete(METER.is(meter));
            }
            case 1 -> {
                long from = START + random.nextInt(HOURS) * HOUR;
                long to = from + 200 * HOUR;
                values.keySet().removeIf(time -> time >= from && time < to);
                joined.erase(SeriesKey.of(METER.is(meter)), TimeRange.ofEpochMillis(from, to));
            }
            default -> {
                Map<Long, Double> fresh = fresh(random);
                values.putAll(fresh);
                joined.mergeAll(series(Map.of(meter, fresh)));
            }
        }
    }

    private static Map<Long, Double> fresh(SplittableRandom random) {
        Map<Long, Double> values = new TreeMap<>();
        for (int i = 0; i < 3; i++) {
            values.put(START + random.nextInt(HOURS) * HOUR, (double) random.nextInt(1000));
        }
        return values;
    }

    private static Map<SeriesKey, Series> series(Map<Integer, Map<Long, Double>> meters) {
        Map<SeriesKey, Series> all = new HashMap<>();
        meters.forEach((meter, values) -> all.put(
                SeriesKey.of(METER.is(meter)),
                Series.irregular(
                        values.keySet().stream().mapToLong(Long::longValue).toArray(),
                        values.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray())));
        return all;
    }

    /** Finds out which state holds on each server. */
    private void settle(Map<Integer, Map<Long, Double>> after, boolean unknown, Exception why) {
        Map<Integer, Map<Long, Double>> before = new HashMap<>();
        Map<Integer, Map<Long, Double>> there = new HashMap<>();
        for (int meter : after.keySet()) {
            before.put(meter, known.getOrDefault(meter, Map.of()));
            there.put(meter, values(meter));
        }
        for (int server = 0; server < 2; server++) {
            boolean old = true;
            boolean done = unknown;
            for (int meter : after.keySet()) {
                if (serverOf(meter) == server) {
                    old &= there.get(meter).equals(before.get(meter));
                    done &= there.get(meter).equals(after.get(meter));
                }
            }
            assertThat(old || done)
                    .as("server %s after %s: %s between %s and %s", server, why, there, before, after)
                    .isTrue();
        }
        known.putAll(there);
    }

    /** Asks until the server answers. */
    private Map<Long, Double> values(int meter) {
        while (true) {
            try {
                return store.read(SeriesKey.of(METER.is(meter)))
                        .map(ShardWriters::values)
                        .orElse(Map.of());
            } catch (StoreSqlException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e; // the test has ended
                }
            }
        }
    }

    static Map<Long, Double> values(Series series) {
        Map<Long, Double> values = new TreeMap<>();
        series.forEach((time, value) -> {
            if (!Double.isNaN(value)) {
                values.put(time, value);
            }
        });
        return values;
    }

    @Override
    public void close() {
        ended = true;
        threads.shutdownNow();
    }
}

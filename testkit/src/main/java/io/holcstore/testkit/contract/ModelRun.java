package io.holcstore.testkit.contract;

import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PARIS;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.aggregate.Buckets;
import io.holcstore.error.NoSuchSeriesException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Gaps;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.testkit.Seeds;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A store and a map of points side by side. Every random choice follows from the seed. */
final class ModelRun {
    private static final ZonedDateTime START = ZonedDateTime.of(2020, 9, 20, 0, 0, 0, 0, PARIS);
    private static final int MAX_DAYS = 900;
    private static final String[] KINDS = {"base", "peak", "draft"};
    private static final String[] BUCKETS = {"1d", "1month", "1year"};

    private final long seed;
    private final SplittableRandom random;
    private final ChunkStore store;
    private final DataSource dataSource;
    private final boolean daily;
    private final Map<SeriesKey, NavigableMap<Long, Double>> model = new HashMap<>();
    private String doing = "";

    ModelRun(long seed, StoreBuilder definition, Function<StoreBuilder, ChunkStore> create, DataSource dataSource) {
        this.seed = seed;
        this.random = new SplittableRandom(Seeds.of(seed));
        this.dataSource = dataSource;
        daily = random.nextInt(3) == 0;
        definition
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(random.nextBoolean() ? ChunkBy.YEAR : ChunkBy.YEAR_MONTH)
                .freq(daily ? "1d" : "1h")
                .tz(PARIS);
        if (random.nextBoolean()) {
            definition.replicated();
        }
        store = create.apply(definition);
    }

    void run(int verbs) {
        for (int i = 0; i < verbs; i++) {
            doing = "seed " + seed + ", verb " + i + " on " + store + ": ";
            try {
                step();
                compare(keyOf(random.nextInt(9)));
                if (i % 25 == 24 || i == verbs - 1) {
                    compareAll();
                }
            } catch (RuntimeException | SQLException | AssertionError e) {
                throw new AssertionError(doing + " " + e.getMessage(), e);
            }
        }
    }

    private void step() throws SQLException {
        SeriesKey key = keyOf(random.nextInt(9));
        switch (random.nextInt(11)) {
            case 0 -> insert(key, series());
            case 1, 2 -> {
                Series series = series();
                doing += "merge " + key + ' ' + series;
                store.merge(key, series);
                overlay(model, key, series);
            }
            case 3 -> {
                Series series = series();
                doing += "replace " + key + ' ' + series;
                store.replace(key, series);
                model.remove(key);
                overlay(model, key, series);
            }
            case 4 -> erase(key, range());
            case 5 -> {
                KeyFilter filter = filter();
                doing += "delete " + filter;
                if (random.nextInt(3) == 0) {
                    store.delete(filter);
                    model.keySet().removeIf(filter::matches);
                }
            }
            case 6 -> many();
            case 7 -> bulk();
            case 8 -> erase(filter(), range());
            case 9 -> move(key, keyOf(random.nextInt(9)), random.nextBoolean());
            default -> joined(key);
        }
    }

    private void insert(SeriesKey key, Series series) {
        doing += "insert " + key + ' ' + series;
        if (model.containsKey(key)) {
            assertThatThrownBy(() -> store.insert(key, series)).isInstanceOf(SeriesExistsException.class);
        } else {
            store.insert(key, series);
            overlay(model, key, series);
        }
    }

    private void erase(SeriesKey key, TimeRange range) {
        doing += "erase " + key + ' ' + range;
        long erased = store.erase(key, range).points();
        NavigableMap<Long, Double> points = model.getOrDefault(key, new TreeMap<>());
        int before = points.size();
        points.subMap(range.startMillis(), range.endMillis()).clear();
        assertThat(erased).isEqualTo(before - points.size());
        if (points.isEmpty()) {
            model.remove(key);
        }
    }

    private void erase(KeyFilter filter, TimeRange range) {
        doing += "erase " + filter + ' ' + range;
        long erased = store.erase(filter, range).points();
        long before = values();
        model.forEach((key, points) -> {
            if (filter.matches(key)) {
                points.subMap(range.startMillis(), range.endMillis()).clear();
            }
        });
        model.values().removeIf(Map::isEmpty);
        assertThat(erased).isEqualTo(before - values());
    }

    private long values() {
        return model.values().stream().mapToLong(Map::size).sum();
    }

    private void move(SeriesKey from, SeriesKey to, boolean copy) {
        doing += (copy ? "copy " : "rename ") + from + " to " + to;
        if (from.equals(to)) {
            return;
        }
        ThrowingCallable moving = () -> {
            if (copy) {
                store.copy(from, to);
            } else {
                store.rename(from, to);
            }
        };
        if (!model.containsKey(from)) {
            assertThatThrownBy(moving).isInstanceOf(NoSuchSeriesException.class);
        } else if (model.containsKey(to)) {
            assertThatThrownBy(moving).isInstanceOf(SeriesExistsException.class);
        } else {
            assertThatCode(moving).doesNotThrowAnyException();
            model.put(to, new TreeMap<>(model.getOrDefault(from, new TreeMap<>())));
            if (!copy) {
                model.remove(from);
            }
        }
    }

    private void many() {
        Map<SeriesKey, Series> batch = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            batch.put(keyOf(random.nextInt(9)), series());
        }
        int verb = random.nextInt(3);
        doing += List.of("mergeAll ", "replaceAll ", "insertAll ").get(verb) + batch;
        if (verb == 2 && batch.keySet().stream().anyMatch(model::containsKey)) {
            assertThatThrownBy(() -> store.insertAll(batch)).isInstanceOf(SeriesExistsException.class);
            return;
        }
        switch (verb) {
            case 0 -> store.mergeAll(batch);
            case 1 -> store.replaceAll(batch);
            default -> store.insertAll(batch);
        }
        if (verb == 1) {
            model.keySet().removeAll(batch.keySet());
        }
        batch.forEach((key, series) -> overlay(model, key, series));
    }

    private void bulk() {
        boolean giveUp = random.nextInt(3) == 0;
        doing += "bulk, given up " + giveUp;
        Map<SeriesKey, NavigableMap<Long, Double>> after = new HashMap<>();
        model.forEach((key, points) -> after.put(key, new TreeMap<>(points)));
        try (BulkWriter bulk = store.bulkWriter()) {
            for (int i = random.nextInt(6); i > 0; i--) {
                SeriesKey key = keyOf(random.nextInt(9));
                Series series = series();
                bulk.add(key, series);
                overlay(after, key, series);
            }
            if (giveUp) {
                bulk.rollback();
            }
        }
        if (!giveUp) {
            model.clear();
            model.putAll(after);
        }
    }

    private void joined(SeriesKey key) throws SQLException {
        boolean commit = random.nextBoolean();
        Series series = series();
        doing += "joined merge and erase " + key + ' ' + series + ", committed " + commit;
        TimeRange range = range();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            store.on(connection).merge(key, series);
            store.on(connection).erase(key, range);
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
        if (commit) {
            overlay(model, key, series);
            NavigableMap<Long, Double> points = model.getOrDefault(key, new TreeMap<>());
            points.subMap(range.startMillis(), range.endMillis()).clear();
            if (points.isEmpty()) {
                model.remove(key);
            }
        }
    }

    private static void overlay(Map<SeriesKey, NavigableMap<Long, Double>> onto, SeriesKey key, Series series) {
        series.forEach((time, value) -> {
            if (!Double.isNaN(value)) {
                onto.computeIfAbsent(key, absent -> new TreeMap<>()).put(time, value);
            }
        });
    }

    private void compareAll() {
        assertThat(store.keys(KeyFilter.all())).containsExactlyInAnyOrderElementsOf(model.keySet());
        KeyFilter filter = filter();
        TimeRange range = range();
        Map<SeriesKey, Series> streamed = new HashMap<>();
        store.forEach(filter, range, streamed::put);
        for (int i = 0; i < 9; i++) {
            SeriesKey key = keyOf(i);
            compare(key);
            Optional<Series> expected = filter.matches(key) ? store.read(key, range) : Optional.empty();
            assertThat(Optional.ofNullable(streamed.get(key))).isEqualTo(expected);
        }
        assertThat(store.count(filter))
                .isEqualTo(model.keySet().stream().filter(filter::matches).count());
        ModelEnds.assertSame(store, filter, model, 1 + random.nextInt(200));
    }

    private void compare(SeriesKey key) {
        TimeRange range = range();
        NavigableMap<Long, Double> points =
                new TreeMap<>(model.getOrDefault(key, new TreeMap<>()).subMap(range.startMillis(), range.endMillis()));
        Optional<Series> read = store.read(key, range);
        assertThat(pointsOf(read.orElse(Series.empty()))).isEqualTo(points);
        assertThat(read.isPresent()).isEqualTo(!points.isEmpty());
        read.ifPresent(series -> assertThat(series.trim()).isSameAs(series));
        Series dense = store.readDense(key, range);
        assertThat(pointsOf(dense)).isEqualTo(points);
        assertThat(store.gaps(key, range)).isEqualTo(Gaps.find(dense.grid().orElseThrow(), dense.values()));
        String bucket = BUCKETS[random.nextInt(BUCKETS.length)];
        Buckets buckets = store.aggregate(key, range).by(bucket);
        new NaiveBuckets(bucket, PARIS).assertHold(buckets, points, range, 3_600_000);
    }

    private static NavigableMap<Long, Double> pointsOf(Series series) {
        Map<SeriesKey, NavigableMap<Long, Double>> one = new HashMap<>();
        overlay(one, Samples.BASE, series);
        return one.getOrDefault(Samples.BASE, new TreeMap<>());
    }

    private SeriesKey keyOf(int i) {
        return key(i / 3, KINDS[i % 3]);
    }

    private KeyFilter filter() {
        return switch (random.nextInt(4)) {
            case 0 -> KeyFilter.all();
            case 1 -> VERSION.is(random.nextInt(4));
            case 2 -> KIND.in("peak", "draft").and(VERSION.between(1, 2));
            default -> KIND.between("c", "f");
        };
    }

    /** From any millisecond to any other, now and then a whole number of steps. */
    private TimeRange range() {
        ZonedDateTime from = point();
        ZonedDateTime to = from.plusDays(random.nextInt(400)).plusHours(random.nextInt(24));
        long shift = random.nextBoolean() ? 0 : random.nextLong(3_600_000);
        return TimeRange.ofEpochMillis(
                from.toInstant().toEpochMilli() - shift, to.toInstant().toEpochMilli() + shift);
    }

    private ZonedDateTime point() {
        ZonedDateTime day = START.plusDays(random.nextInt(MAX_DAYS));
        return daily ? day : day.plusHours(random.nextInt(24));
    }

    /** A stretch of the grid or scattered points, mostly with gaps, sometimes without any value. */
    private Series series() {
        int size = random.nextInt(5) == 0 ? random.nextInt(3) : random.nextInt(daily ? 120 : 1500);
        double gaps = random.nextInt(8) == 0 ? 1 : random.nextDouble();
        boolean scattered = random.nextInt(4) == 0;
        Map<Long, Double> points = new TreeMap<>();
        ZonedDateTime time = point();
        for (int i = 0; i < size; i++) {
            double value = random.nextDouble() < gaps ? Double.NaN : Math.rint(random.nextDouble() * 100) / 10;
            points.put(time.toInstant().toEpochMilli(), value);
            time = scattered ? point() : daily ? time.plusDays(1) : time.plusHours(1);
        }
        return Series.irregular(
                points.keySet().stream().mapToLong(Long::longValue).toArray(),
                points.values().stream().mapToDouble(Double::doubleValue).toArray());
    }
}

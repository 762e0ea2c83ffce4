package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.PARIS;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.nothing;
import static io.holcstore.testkit.contract.Samples.ramp;
import static io.holcstore.testkit.contract.Samples.range;
import static io.holcstore.testkit.contract.Samples.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.OffGridException;
import io.holcstore.error.OtherStepException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.OffGrid;
import io.holcstore.store.WriteResult;
import io.holcstore.testkit.Generators;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Values and points of every kind, and what is no series for a store at all. */
interface OddSeriesContract extends OnDatabase {
    @Test
    default void everyBitPatternIsKept() {
        ChunkStore store = createLoads();
        double[] odd = {
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            0.0,
            Double.MIN_VALUE,
            -Double.MIN_NORMAL / 2,
            Double.MAX_VALUE,
            NONE,
            Math.nextUp(1.0)
        };
        store.insert(BASE, hours("2024-01-31T20:00", odd));
        assertThat(store.read(BASE).orElseThrow()).hasValues(odd);
        store.merge(PEAK, hours("2024-01-31T20:00", ramp(odd.length, 0)));
        store.merge(PEAK, hours("2024-01-31T20:00", odd));
        odd[7] = 7;
        assertThat(store.read(PEAK).orElseThrow()).hasValues(odd);
        Series bits = Generators.anyBits(42, Grid.of(Samples.at("2023-07-01T00:00"), Frequency.parse("1h"), 5000));
        store.replace(BASE, bits);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(bits.trim());
    }

    @Test
    default void aValueThatChangesItsSignOfZeroIsChanged() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 0.0, -0.0));
        assertThat(store.merge(BASE, hours("2024-01-01T00:00", 0.0, -0.0)).chunksUnchanged())
                .isEqualTo(1);
        assertThat(store.merge(BASE, hours("2024-01-01T00:00", -0.0, 0.0)).chunksUpdated())
                .isEqualTo(1);
        assertThat(store.read(BASE).orElseThrow()).hasValues(-0.0, 0.0);
    }

    @Test
    default void everyNaNIsNoValue() {
        ChunkStore store = createLoads();
        double payload = Double.longBitsToDouble(0xFFF8_0000_0000_1234L);
        store.insert(BASE, hours("2024-01-01T00:00", payload, 1, payload, 2, payload));
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-01T01:00", 1, NONE, 2));
        assertThat(store.merge(BASE, hours("2024-01-01T01:00", payload)).chunksChanged())
                .isZero();
        assertThat(store.gaps(BASE, range("2024-01-01T00:00", "2024-01-01T05:00")))
                .hasSize(3);
    }

    @Test
    default void unsortedPointsOverManyMonthsAllArrive() {
        ChunkStore store = createLoads();
        long[] times = new long[2000];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            int shuffled = i * 1237 % times.length;
            times[i] = instant("2024-01-01T00:00").toEpochMilli() + shuffled * 3_600_000L;
            values[i] = shuffled;
        }
        assertThat(store.insert(BASE, Series.irregular(times, values)).points()).isEqualTo(times.length);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-01T00:00", ramp(2000, 0)));
    }

    @Test
    default void aCoarserSeriesLeavesGapsAndAFinerOneIsOffTheGrid() {
        ChunkStore store = createLoads();
        store.insert(BASE, steps("2h", "2024-01-31T22:00", 1, 2, 3));
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-31T22:00", 1, NONE, 2, NONE, 3));
        store.merge(BASE, steps("1d", "2024-01-31T00:00", 8, 9));
        assertThat(store.read(BASE).orElseThrow()).hasSize(27).hasValueAt(instant("2024-02-01T00:00"), 9);
        assertThatThrownBy(() -> store.merge(BASE, steps("30min", "2024-01-31T22:00", 1, 2, 3)))
                .isInstanceOf(OffGridException.class)
                .hasMessageContaining("1 of 3 points");
    }

    @Test
    default void pointsOffTheGridAreRefusedWithTheirNeighbours() {
        ChunkStore store = createLoads();
        Series.Builder points = Series.builder().add(instant("2024-01-01T00:00"), 1);
        for (int i = 1; i <= 9; i++) {
            points.add(instant("2024-01-01T00:00").plusSeconds(3600L * i + 1), i);
        }
        Series off = points.build();
        for (ThrowingCallable verb : new ThrowingCallable[] {
            () -> store.insert(BASE, off),
            () -> store.merge(BASE, off),
            () -> store.replace(BASE, off),
            () -> store.insertAll(Map.of(BASE, off)),
            () -> store.mergeAll(Map.of(BASE, off)),
            () -> store.replaceAll(Map.of(BASE, off)),
        }) {
            assertThatThrownBy(verb)
                    .isInstanceOf(OffGridException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining("version=1, kind=base")
                    .hasMessageContaining("9 of 10 points")
                    .hasMessageContaining(
                            "2024-01-01T00:00:01Z (between 2024-01-01T00:00:00Z and 2024-01-01T01:00:00Z)")
                    .hasMessageContaining("offGrid(DROP)");
        }
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @Test
    default void aPointWithoutAValueIsOffTheGridToo() {
        ChunkStore store = createLoads();
        Series off = Series.builder()
                .add(instant("2024-01-01T00:00"), 1)
                .add(instant("2024-01-01T00:00").plusMillis(1), NONE)
                .build();
        assertThatThrownBy(() -> store.merge(BASE, off)).isInstanceOf(OffGridException.class);
    }

    @Test
    default void offGridPointsAreDroppedWhereTheStoreSaysSo() {
        createLoads();
        ChunkStore store = loads().offGrid(OffGrid.DROP).open(dataSource());
        Series mixed = Series.builder()
                .add(instant("2024-01-01T00:00"), 1)
                .add(instant("2024-01-01T00:59"), 2)
                .add(instant("2024-01-01T02:00"), 3)
                .add(instant("2024-02-01T00:01"), 4)
                .build();
        assertThat(store.insert(BASE, mixed).chunksInserted()).isEqualTo(1);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-01T00:00", 1, NONE, 3));
        store.merge(BASE, steps("30min", "2024-01-01T00:00", 10, 11, 12, 13));
        assertThat(store.read(BASE).orElseThrow()).hasValues(10, 12, 3);
        assertThat(store.merge(BASE, steps("1h", "2024-01-01T00:15", 10, 11, 12))
                        .chunksChanged())
                .isZero();
        store.replace(BASE, steps("1h", "2024-01-01T00:15", 10, 11, 12));
        assertThat(store.read(BASE)).isEmpty();
    }

    /**
     * The values beside the grid are counted as dropped, and only the others as points, whichever verb leaves them out.
     */
    @Test
    default void droppedPointsAreCountedByEveryVerb() throws SQLException {
        createLoads();
        ChunkStore store = loads().offGrid(OffGrid.DROP).open(dataSource());
        Series mixed = Series.builder()
                .add(instant("2024-01-01T00:00"), 1)
                .add(instant("2024-01-01T00:30"), 2)
                .add(instant("2024-01-01T00:45"), NONE)
                .add(instant("2024-01-01T02:00"), NONE)
                .add(instant("2024-02-01T00:01"), 4)
                .build();
        Map<SeriesKey, Series> two = Map.of(BASE, mixed, PEAK, steps("30min", "2024-01-01T00:15", 1, NONE, 3));
        assertCounts(store.insert(BASE, mixed), 1, 2);
        assertCounts(store.merge(BASE, mixed), 1, 2);
        assertCounts(store.replace(BASE, mixed), 1, 2);
        assertCounts(store.mergeAll(two), 1, 4);
        assertCounts(store.replaceAll(two), 1, 4);
        store.delete(KeyFilter.all());
        assertCounts(store.insertAll(two), 1, 4);
        assertThat(store.check(BASE, mixed)).isEqualTo(2);
        assertThat(store.check(BASE, hours("2024-01-01T00:00", 1, 2))).isZero();
        BulkWriter bulk = store.bulkWriter();
        try (bulk) {
            two.forEach(bulk::add);
            bulk.add(BASE, mixed);
        }
        assertCounts(bulk.result(), 2, 6);
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            assertCounts(store.on(connection).merge(BASE, mixed), 1, 2);
            connection.commit();
            connection.setAutoCommit(true);
        }
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-01T00:00", 1));
        assertThat(store.read(PEAK)).isEmpty();
    }

    /**
     * The clock of a logger is a little fast or slow: each value belongs to the nearest point, or to the one before.
     */
    @Test
    default void offGridPointsAreMovedWhereTheStoreSaysSo() {
        createLoads();
        Series jitter = Series.builder()
                .add(instant("2023-12-31T23:59").plusSeconds(59), 1)
                .add(instant("2024-01-01T01:29"), 2)
                .add(instant("2024-01-01T01:31"), 3)
                .add(instant("2024-01-01T03:00"), 4)
                .add(instant("2024-01-01T03:15"), NONE)
                .add(instant("2024-01-01T03:20"), 4)
                .add(instant("2024-01-31T23:30"), 5)
                .build();
        ChunkStore nearest = loads().offGrid(OffGrid.NEAREST).open(dataSource());
        WriteResult result = nearest.insert(BASE, jitter);
        assertThat(result.moved()).isEqualTo(5);
        assertThat(result.dropped()).isZero();
        assertThat(result.points()).isEqualTo(5);
        assertThat(result.chunksInserted()).isEqualTo(2);
        assertThat(nearest.read(BASE).orElseThrow().trim()).hasValueCount(5);
        assertThat(nearest.read(BASE, TimeRange.until(instant("2024-01-31T00:00")))
                        .orElseThrow()
                        .trim())
                .isEqualToBitwise(hours("2024-01-01T00:00", 1, 2, 3, 4));
        assertThat(nearest.lastTimestamp(KeyFilter.all())).contains(instant("2024-02-01T00:00"));
        assertThat(nearest.check(BASE, jitter)).isZero();
        assertThat(nearest.merge(BASE, hours("2024-01-01T00:00", 1)).moved()).isZero();

        ChunkStore floor = loads().offGrid(OffGrid.FLOOR).open(dataSource());
        assertThatThrownBy(() -> floor.merge(BASE, jitter))
                .isInstanceOf(ConflictingValuesException.class)
                .hasMessageContainingAll(floor.name(), "version=1, kind=base", "FLOOR", "2.0", "3.0", "00:00:00Z");
        floor.replace(BASE, steps("15min", "2024-01-01T00:15", 7, 7, 7, 8));
        assertThat(floor.read(BASE).orElseThrow()).isEqualToBitwise(hours("2024-01-01T00:00", 7, 8));
    }

    private static void assertCounts(WriteResult result, long points, long dropped) {
        assertThat(result.points()).isEqualTo(points);
        assertThat(result.dropped()).isEqualTo(dropped);
    }

    @Test
    default void twoValuesForOneInstantNeverReachAStore() {
        Series.Builder builder = Series.builder().add(instant("2024-01-01T00:00"), 1);
        builder.add(instant("2024-01-01T00:00"), 2);
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConflictingValuesException.class)
                .hasMessageContaining("2023-12-31T23:00:00Z")
                .hasMessageContaining("1.0")
                .hasMessageContaining("2.0");
    }

    @Test
    default void aGridInAnotherZoneIsTheSameInstants() {
        ChunkStore store = createLoads();
        Grid utc = Grid.of(Instant.parse("2024-03-31T00:00:00Z").atZone(ZoneOffset.UTC), Frequency.parse("1h"), 3);
        store.insert(BASE, Series.regular(utc, ramp(3, 1)));
        Series read = store.read(BASE).orElseThrow();
        assertThat(read).isEqualToBitwise(Series.regular(utc, ramp(3, 1)));
        assertThat(read.grid().orElseThrow().zone()).isEqualTo(PARIS);
    }

    @Test
    default void yearsOutsideTheCalendarAreRefused() {
        ChunkStore store = createLoads();
        for (long time : new long[] {
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            Instant.parse("+10001-01-01T00:00:00Z").toEpochMilli()
        }) {
            Series far = Series.irregular(new long[] {0, time}, new double[] {1, 2});
            assertThatThrownBy(() -> store.insert(BASE, far))
                    .as("%s", Instant.ofEpochMilli(time))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(
                            store.name() + ", " + BASE,
                            Instant.ofEpochMilli(time).toString())
                    .hasMessageContaining("years 1 to 9999");
        }
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @Test
    default void nullIsRefusedByEveryVerb() {
        ChunkStore store = createLoads();
        Series day = hours("2024-01-01T00:00", 1);
        store.insert(BASE, day);
        Map<SeriesKey, Series> nullSeries = new HashMap<>();
        nullSeries.put(PEAK, nothing());
        Map<SeriesKey, Series> nullKey = new HashMap<>();
        nullKey.put(nothing(), day);
        TimeRange all = TimeRange.all();
        for (ThrowingCallable verb : new ThrowingCallable[] {
            () -> store.insert(nothing(), day),
            () -> store.insert(PEAK, nothing()),
            () -> store.merge(nothing(), day),
            () -> store.merge(BASE, nothing()),
            () -> store.replace(nothing(), day),
            () -> store.replace(BASE, nothing()),
            () -> store.erase(Samples.<SeriesKey>nothing(), all),
            () -> store.erase(Samples.<KeyFilter>nothing(), all),
            () -> store.erase(KeyFilter.all(), nothing()),
            () -> store.copy(nothing(), PEAK),
            () -> store.rename(BASE, nothing()),
            () -> store.erase(BASE, nothing()),
            () -> store.delete(Samples.<KeyFilter>nothing()),
            () -> store.delete(Samples.<List<SeriesKey>>nothing()),
            () -> store.readAll(nothing()),
            () -> store.readAll(List.of(BASE), nothing()),
            () -> store.insertAll(nothing()),
            () -> store.insertAll(nullSeries),
            () -> store.insertAll(nullKey),
            () -> store.mergeAll(nothing()),
            () -> store.mergeAll(nullSeries),
            () -> store.mergeAll(nullKey),
            () -> store.replaceAll(nullSeries),
            () -> store.read(nothing()),
            () -> store.read(BASE, nothing()),
            () -> store.readDense(BASE, nothing()),
            () -> store.readDense(nothing(), Samples.month(2024, 1)),
            () -> store.readInto(BASE, Samples.month(2024, 1), nothing()),
            () -> store.gaps(BASE, nothing()),
            () -> store.gaps(nothing(), Samples.month(2024, 1)),
            () -> store.cursor(Samples.<KeyFilter>nothing()).close(),
            () -> store.cursor(KeyFilter.all(), nothing()).close(),
            () -> store.forEach(KeyFilter.all(), nothing()),
            () -> store.keys(nothing()),
            () -> store.count(nothing()),
            () -> store.lastTimestamp(nothing()),
            () -> store.firstTimestamp(nothing()),
            () -> store.on(nothing()),
            () -> store.key(1, nothing()),
            () -> store.key((Object[]) nothing()),
            () -> VERSION.is(nothing()),
        }) {
            assertThatThrownBy(verb).isInstanceOf(NullPointerException.class);
        }
        BulkWriter bulk = store.bulkWriter();
        assertThatThrownBy(() -> bulk.add(PEAK, nothing())).isInstanceOf(NullPointerException.class);
        bulk.close();
        assertThat(store.keys(KeyFilter.all())).containsExactly(BASE);
        assertThat(store.read(BASE).orElseThrow()).isEqualToBitwise(day);
    }

    /** Values of centuries apart are read without a grid. Here they also lie equally far apart. */
    @Test
    default void aScatteredSeriesIsCopiedWhereSeriesMustHaveTheStepOfTheStore() {
        ChunkStore store = create(loads().requireStep());
        for (int i = 0; i < 3; i++) {
            ZonedDateTime start = instant("2024-01-01T00:00").atZone(PARIS).plus(Duration.ofDays(200_000L * i));
            store.merge(BASE, Series.regular(start, Frequency.parse("1h"), new double[] {i}));
        }
        Series scattered = store.read(BASE).orElseThrow();
        assertThat(scattered.grid()).isEmpty();
        assertThatThrownBy(() -> store.insert(PEAK, scattered)).isInstanceOf(OtherStepException.class);
        store.copy(BASE, PEAK);
        assertThat(store.read(PEAK).orElseThrow()).isEqualToBitwise(scattered);
        store.rename(PEAK, Samples.key(2, "peak"));
        assertThat(store.read(Samples.key(2, "peak")).orElseThrow()).isEqualToBitwise(scattered);
    }
}

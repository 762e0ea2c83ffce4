package io.holcstore.benchmarks;

import io.holcstore.Store;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import io.holcstore.partition.Partitioning;
import io.holcstore.series.Series;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreDefinition;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The piece of work that all stores are measured on: series of three years of quarter hours, keyed by (version, kind),
 * in monthly chunks unless it says otherwise.
 */
final class Workload {
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    static final Frequency STEP = Frequency.parse("15min");
    static final int POINTS = 105_120;
    static final int MONTHS = 36;

    /** The points of the two days that come late. */
    static final int LATE_POINTS = 192;

    /** Two years in, with a clock change. */
    static final TimeRange MONTH = TimeRange.month(YearMonth.of(2023, 3), ZONE);

    static final int MONTH_POINTS = 2972;

    static final Axis<Integer> VERSION = Axis.of("version", AxisType.INT);

    private static final Grid GRID = Grid.of(ZonedDateTime.of(2021, 1, 1, 0, 0, 0, 0, ZONE), STEP, POINTS);

    /** The span of the series. */
    static final TimeRange YEARS = TimeRange.ofEpochMillis(GRID.startMillis(), GRID.endMillis());

    private Workload() {}

    static StoreDefinition definition(Encoding encoding) {
        return definition(encoding, ChunkBy.YEAR_MONTH);
    }

    static StoreDefinition definition(Encoding encoding, ChunkBy chunkBy) {
        return builder(encoding, chunkBy).build();
    }

    /** The same with a change feed. */
    static StoreDefinition replicated(Encoding encoding) {
        return builder(encoding, ChunkBy.YEAR_MONTH).replicated().build();
    }

    /** The same in partitioned tables. */
    static StoreDefinition partitioned(Encoding encoding, Partitioning how) {
        return builder(encoding, ChunkBy.YEAR_MONTH).partitionBy(how).build();
    }

    private static StoreBuilder builder(Encoding encoding, ChunkBy chunkBy) {
        return Store.define()
                .axis(VERSION)
                .axis("kind", AxisType.VARCHAR(20))
                .chunkBy(chunkBy)
                .freq("15min")
                .tz(ZONE)
                .encoding(encoding)
                .table("load_curve");
    }

    /** The axes of series number {@code i}. */
    static int version(int i) {
        return i / 2 + 1;
    }

    static String kind(int i) {
        return i % 2 == 0 ? "base" : "peak";
    }

    static SeriesKey key(StoreDefinition definition, int i) {
        return definition.key(version(i), kind(i));
    }

    static Map<SeriesKey, Series> series(StoreDefinition definition, Data data, int count) {
        return series(definition, data, count, 0, GRID);
    }

    /** The same series one after another, for more than memory holds. */
    static void forEach(StoreDefinition definition, Data data, int count, BiConsumer<SeriesKey, Series> consumer) {
        forEach(definition, data, count, 0, GRID, consumer);
    }

    /** Two days at the end of each series, with other values than those stored; each {@code seed} has its own. */
    static Map<SeriesKey, Series> late(StoreDefinition definition, Data data, int count, int seed) {
        return series(definition, data, count, seed, GRID.slice(POINTS - LATE_POINTS, POINTS));
    }

    private static Map<SeriesKey, Series> series(
            StoreDefinition definition, Data data, int count, int seed, Grid grid) {
        Map<SeriesKey, Series> series = new LinkedHashMap<>();
        forEach(definition, data, count, seed, grid, series::put);
        return series;
    }

    private static void forEach(
            StoreDefinition definition,
            Data data,
            int count,
            int seed,
            Grid grid,
            BiConsumer<SeriesKey, Series> consumer) {
        for (int i = 0; i < count; i++) {
            consumer.accept(key(definition, i), data.series(1000L * seed + i, grid));
        }
    }
}

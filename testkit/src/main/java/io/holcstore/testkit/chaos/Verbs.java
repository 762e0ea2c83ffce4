package io.holcstore.testkit.chaos;

import io.holcstore.Store;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.Definition;
import io.holcstore.store.KeyedStoreDefinition;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.store.StoreDefinition;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Each verb of a store with a state to begin with, several chunks or series of it, so that a part of it could be
 * stored. Series of one try are told apart from those of others by the first axis, {@link #TRY}.
 */
enum Verbs implements Killer.Fragile<SeriesStore> {
    INSERT(Map.of(), true, (store, key) -> store.insert(key.of("a"), months(2, 3, 4, 5, 6))),
    MERGE_NEW(Map.of(), true, (store, key) -> store.merge(key.of("a"), months(2, 3, 4))),
    MERGE(Map.of("a", months(1, 2, 3)), true, (store, key) -> store.merge(key.of("a"), months(20, 30, 4, 5))),
    REPLACE(Map.of("a", months(1, 2, 3)), true, (store, key) -> store.replace(key.of("a"), months(20, 3, 4))),
    ERASE(
            Map.of("a", months(1, 2, 3)),
            true,
            (store, key) -> store.erase(key.of("a"), TimeRange.ofEpochMillis(instant(1) + 3_600_000, instant(3)))),
    DELETE(Map.of("a", months(1, 2), "b", months(1, 2, 3)), false, (store, key) -> store.delete(key.all())),
    DELETE_KEYS(
            Map.of("a", months(1, 2), "b", months(1, 2, 3)),
            false,
            (store, key) -> store.delete(List.of(key.of("a"), key.of("b")))),
    ERASE_FILTER(
            Map.of("a", months(1, 2, 3), "b", months(2, 3)),
            false,
            (store, key) -> store.erase(key.all(), TimeRange.ofEpochMillis(instant(1) + 3_600_000, instant(3)))),
    COPY(Map.of("a", months(1, 2)), false, (store, key) -> store.copy(key.of("a"), key.of("b"))),
    RENAME(Map.of("a", months(1, 2)), false, (store, key) -> store.rename(key.of("a"), key.of("b"))),
    INSERT_ALL(
            Map.of("c", months(1)),
            false,
            (store, key) -> store.insertAll(Map.of(key.of("a"), months(1, 2), key.of("b"), months(2, 3)))),
    MERGE_ALL(
            Map.of("a", months(1, 2), "c", months(1)),
            false,
            (store, key) -> store.mergeAll(Map.of(key.of("a"), months(20, 3), key.of("b"), months(2, 3)))),
    REPLACE_ALL(
            Map.of("a", months(1, 2), "b", months(1)),
            false,
            (store, key) -> store.replaceAll(Map.of(key.of("a"), months(20, 3), key.of("b"), months(2, 3)))),
    BULK_WRITER(Map.of("a", months(1)), false, (store, key) -> {
        try (BulkWriter bulk = store.bulkWriter()) {
            bulk.add(key.of("a"), months(10, 2));
            bulk.add(key.of("a"), months(3)); // the same key again: what waits is written
            bulk.add(key.of("b"), months(1, 2));
        }
    }),
    /** More chunks than one statement names; the longest of all, so not every call of it is tried. */
    REPLACE_MANY(
            Map.of("a", everyMonth(1700, 300)),
            true,
            (store, key) -> store.replace(key.of("a"), everyMonth(1712, 300))),
    /** More series than one statement locks. */
    INSERT_MANY(Map.of(), false, (store, key) -> {
        Map<SeriesKey, Series> many = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            many.put(key.of("m" + i), months(1));
        }
        store.insertAll(many);
    });

    private static final long HOUR = 3_600_000;
    static final Axis<Integer> TRY = Axis.of("try", AxisType.INT);
    static final Axis<String> METER = Axis.of("meter", AxisType.VARCHAR(20));
    static final String TABLE = "fragile";
    static final StoreDefinition CHUNKS = chunks(TABLE).build();
    private static final StoreDefinition TOMBSTONES =
            chunks("fragile_replicated").replicated().build();
    private static final KeyedStoreDefinition SERIES =
            Store.defineKeyed().axis(TRY).axis(METER).table("fragile_keyed").build();
    static final Definition<? extends SeriesStore> STORE = CHUNKS;
    static final Definition<? extends SeriesStore> REPLICATED = TOMBSTONES;
    static final Definition<? extends SeriesStore> KEYED = SERIES;

    static StoreBuilder chunks(String table) {
        return Store.define()
                .axis(TRY)
                .axis(METER)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("UTC")
                .table(table);
    }

    /** The keys of one try. */
    record Keys(int number) {
        SeriesKey of(String meter) {
            return SeriesKey.of(TRY.is(number), METER.is(meter));
        }

        KeyFilter all() {
            return TRY.is(number);
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, Series> before;

    private final boolean ofOneKey;

    @SuppressWarnings("ImmutableEnumChecker") // captures nothing
    private final BiConsumer<SeriesStore, Keys> act;

    Verbs(Map<String, Series> before, boolean ofOneKey, BiConsumer<SeriesStore, Keys> act) {
        this.before = before;
        this.ofOneKey = ofOneKey;
        this.act = act;
    }

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public boolean isFirstOfStore() {
        return this == MERGE_NEW;
    }

    @Override
    public boolean isRepeatable() {
        return this != RENAME;
    }

    @Override
    public Object stateOf(SeriesStore store, Keys keys) {
        return state(store, keys);
    }

    @Override
    public boolean ofOneKey() {
        return ofOneKey;
    }

    @Override
    public void prepare(SeriesStore store, Keys keys) {
        Map<SeriesKey, Series> start = new HashMap<>();
        before.forEach((meter, series) -> start.put(keys.of(meter), series));
        store.mergeAll(start);
    }

    @Override
    public void run(SeriesStore store, Keys keys) {
        act.accept(store, keys);
    }

    /** What is stored of a try, by meter. */
    static Map<String, Series> state(SeriesStore store, Keys keys) {
        Map<String, Series> state = new HashMap<>();
        store.forEach(keys.all(), (key, series) -> state.put(key.get(METER), series));
        return state;
    }

    private static YearMonth month(int number) {
        return YearMonth.of(2024, number);
    }

    private static long instant(int month) {
        return TimeRange.month(month(month), ZoneOffset.UTC).startMillis();
    }

    /** Two points in each of these months of 2024; of 20, other points in the 2nd month than of 2. */
    static Series months(int... months) {
        List<Long> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int month : months) {
            long start = instant(month < 10 ? month : month / 10) + (month < 10 ? 0 : HOUR);
            times.add(start);
            values.add(month + 0.25);
            times.add(start + HOUR);
            values.add(month + 0.5);
        }
        return series(times, values);
    }

    private static Series everyMonth(int fromYear, int count) {
        List<Long> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(TimeRange.month(YearMonth.of(fromYear, 1).plusMonths(i), ZoneOffset.UTC)
                    .startMillis());
            values.add(fromYear + i * 0.5);
        }
        return series(times, values);
    }

    private static Series series(List<Long> times, List<Double> values) {
        return Series.irregular(
                times.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}

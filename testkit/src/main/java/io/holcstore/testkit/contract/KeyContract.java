package io.holcstore.testkit.contract;

import static io.holcstore.key.AxisType.BIGINT;
import static io.holcstore.key.AxisType.BOOLEAN;
import static io.holcstore.key.AxisType.DATE;
import static io.holcstore.key.AxisType.INT;
import static io.holcstore.key.AxisType.NUMERIC;
import static io.holcstore.key.AxisType.SMALLINT;
import static io.holcstore.key.AxisType.TEXT;
import static io.holcstore.key.AxisType.TIMESTAMP;
import static io.holcstore.key.AxisType.VARCHAR;
import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.BASE;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.PEAK;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.nothing;
import static io.holcstore.time.ChunkBy.YEAR_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreBuilder;
import io.holcstore.time.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keys: values of every type there and back again, filters, and what is no key of a store. */
interface KeyContract extends OnDatabase {
    @TestFactory
    default Stream<DynamicTest> valuesOfEveryTypeComeBack() {
        return AxisSamples.all().stream()
                .filter(samples -> facts().holdsKeysOf(samples.type()))
                .map(samples -> samples.heldBy(facts()))
                .map(samples -> DynamicTest.dynamicTest(samples.type().toString(), () -> comesBack(samples)));
    }

    private <T> void comesBack(AxisSamples<T> sample) {
        Axis<T> axis = Axis.of("axis", sample.type());
        String table = sample.type().toString().replaceAll("\\W", "_").toLowerCase(Locale.ROOT);
        ChunkStore store =
                create(named(define().axis(axis).chunkBy(YEAR_MONTH).freq("1h").tz("UTC"), "of_" + table));
        Map<SeriesKey, Series> all = new HashMap<>();
        for (T value : sample.values()) {
            all.put(SeriesKey.of(axis.is(value)), hours("2024-01-15T00:00", all.size(), 1));
        }
        assertThat(all).hasSameSizeAs(sample.values());
        store.insertAll(all);
        assertHolds(store, all);
        filters(store, axis, sample.values());

        all.replaceAll((key, series) -> hours("2024-01-15T00:00", -series.valueAt(0), 2, 3));
        all.forEach(store::merge);
        assertHolds(store, all);

        SeriesKey gone = SeriesKey.of(axis.is(sample.values().get(0)));
        store.delete(axis.is(sample.values().get(0)));
        all.remove(gone);
        assertHolds(store, all);
        store.insert(gone, hours("2024-01-15T00:00", 9));
        assertThat(store.read(gone).orElseThrow()).hasValues(9);
    }

    private static void assertHolds(ChunkStore store, Map<SeriesKey, Series> expected) {
        Map<SeriesKey, Series> streamed = new HashMap<>();
        store.forEach(KeyFilter.all(), streamed::put);
        assertThat(streamed).isEqualTo(expected);
        assertThat(new HashSet<>(store.keys(KeyFilter.all()))).isEqualTo(expected.keySet());
        expected.forEach((key, series) ->
                assertThat(store.read(key).orElseThrow()).as("%s", key).isEqualToBitwise(series));
    }

    private static <T> void filters(ChunkStore store, Axis<T> axis, List<T> values) {
        List<KeyFilter> filters = new ArrayList<>();
        filters.add(axis.in(values));
        filters.add(axis.in(values.subList(0, 2)).and(axis.in(values.subList(1, 2))));
        filters.add(axis.is(values.get(0)).and(axis.is(values.get(1))));
        T least = values.stream().min(axis.type()::compare).orElseThrow();
        T most = values.stream().max(axis.type()::compare).orElseThrow();
        for (T value : values) { // all cuts of an order tell the order
            filters.add(axis.is(value));
            filters.add(axis.between(least, value));
            filters.add(axis.between(value, most));
        }
        List<SeriesKey> all = store.keys(KeyFilter.all());
        for (KeyFilter filter : filters) {
            List<SeriesKey> expected = all.stream().filter(filter::matches).toList();
            assertThat(store.keys(filter)).as("%s", filter).containsExactlyElementsOf(expected);
            assertThat(store.count(filter)).as("%s", filter).isEqualTo(expected.size());
        }
    }

    @Test
    default void aKeyOfAllTypes() {
        StoreBuilder definition = define().axis("a_int", INT)
                .axis("a_bigint", BIGINT)
                .axis("a_smallint", SMALLINT)
                .axis("a_boolean", BOOLEAN)
                .axis("a_varchar", VARCHAR(1))
                .axis("a_text", TEXT)
                .axis("a_date", DATE)
                .axis("a_uuid", AxisType.UUID)
                .axis("a_timestamp", TIMESTAMP)
                .axis("a_numeric", NUMERIC(6, 3))
                .chunkBy(YEAR_MONTH)
                .freq("1h")
                .tz("UTC");
        ChunkStore store = create(definition);
        SeriesKey key = store.key(
                1, 2, 3, true, "v", "text", LocalDate.EPOCH, new UUID(-1, 1), Instant.EPOCH, new BigDecimal("1.5"));
        assertThat(store.definition().name()).isEqualTo("holcstore_chunks");
        store.insert(key, hours("2024-01-15T00:00", 1));
        store.merge(key, hours("2024-01-15T01:00", 2));
        assertThat(store.read(key).orElseThrow()).hasValues(1, 2);
        assertThat(store.keys(KeyFilter.all())).containsExactly(key);
        assertThat(store.keys(KeyFilter.all()).get(0).value(9)).isEqualTo(new BigDecimal("1.500"));
    }

    @Test
    default void aStoreWithoutAxesHasOneSeries() {
        ChunkStore store = create(named(define().chunkBy(YEAR_MONTH).freq("1h").tz("Europe/Paris"), "one"));
        SeriesKey only = store.key();
        assertThat(only).isEqualTo(SeriesKey.of());
        assertThat(store.read(only)).isEmpty();
        store.insert(only, hours("2024-01-31T23:00", 1, 2));
        store.merge(only, hours("2024-02-01T00:00", 3));
        assertThat(store.read(only).orElseThrow()).hasValues(1, 3);
        assertThat(store.keys(KeyFilter.all())).containsExactly(only);
        Map<SeriesKey, Series> streamed = new HashMap<>();
        store.forEach(KeyFilter.all(), streamed::put);
        assertThat(streamed).containsOnlyKeys(only);
        assertThat(store.count(KeyFilter.all())).isEqualTo(1);
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(Samples.instant("2024-02-01T00:00"));
        assertThatThrownBy(() -> store.key(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.read(BASE)).isInstanceOf(IllegalArgumentException.class);
        store.erase(only, TimeRange.since(Samples.instant("2024-02-01T00:00")));
        assertThat(store.delete(KeyFilter.all()).chunksDeleted()).isEqualTo(1);
        store.insert(only, hours("2024-01-31T23:00", 1));
    }

    @Test
    default void aKeyInAnotherOrderIsTheSameSeries() {
        ChunkStore store = createLoads();
        SeriesKey turned = SeriesKey.of(KIND.is("base"), VERSION.is(1));
        store.insert(turned, hours("2024-01-01T00:00", 1));
        assertThat(store.read(BASE).orElseThrow()).hasValues(1);
        store.merge(turned, hours("2024-01-01T00:00", 2));
        assertThat(store.read(turned).orElseThrow()).hasValues(2);
        assertThat(store.keys(KIND.is("base").and(VERSION.is(1))).get(0).toString())
                .isEqualTo("version=1, kind=base");
    }

    @Test
    default void whatIsNoKeyOfTheStoreIsRefused() {
        ChunkStore store = createLoads();
        for (Object[] wrong : new Object[][] {
            {},
            {1},
            {1, "base", 2},
            {"base", 1},
            {1L << 40, "base"},
            {"1", "base"},
            {1.0, "base"},
            {1, 'b'},
            {1, nothing(), 2},
            {1, "a kind longer than twenty"},
            {1, "nul\0"},
            {1, "\ud800"}
        }) {
            assertThatThrownBy(() -> store.key(wrong))
                    .as("%s", List.of(wrong.length))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Axis<Long> longVersion = Axis.of("version", BIGINT);
        SeriesKey[] wrongKeys = {
            SeriesKey.of(),
            SeriesKey.of(VERSION.is(1)),
            SeriesKey.of(longVersion.is(1L), KIND.is("base")),
            SeriesKey.of(VERSION.is(1), Axis.of("sort", TEXT).is("base")),
            SeriesKey.of(VERSION.is(1), KIND.is("base"), Axis.of("more", INT).is(1))
        };
        Series day = hours("2024-01-01T00:00", 1);
        List<Consumer<SeriesKey>> verbs = List.of(
                key -> store.insert(key, day),
                key -> store.merge(key, day),
                key -> store.replace(key, day),
                key -> store.mergeAll(Map.of(PEAK, day, key, day)),
                key -> store.erase(key, TimeRange.all()),
                store::read,
                key -> store.gaps(key, Samples.month(2024, 1)));
        for (SeriesKey key : wrongKeys) {
            for (Consumer<SeriesKey> verb : verbs) {
                assertThatThrownBy(() -> verb.accept(key))
                        .as("%s", key)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("version");
            }
        }
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @Test
    default void aFilterOnAnAxisTheStoreLacksIsRefused() {
        ChunkStore store = createLoads();
        store.insert(BASE, hours("2024-01-01T00:00", 1));
        Axis<String> unknown = Axis.of("kin", VARCHAR(20));
        Axis<String> otherType = Axis.of("kind", VARCHAR(21));
        Set<KeyFilter> filters = Set.of(unknown.is("a"), VERSION.is(1).and(unknown.in()), otherType.between("a", "b"));
        List<Consumer<KeyFilter>> verbs = List.of(
                store::keys,
                store::count,
                store::delete,
                store::lastTimestamp,
                store::firstTimestamp,
                filter -> store.cursor(filter).close(),
                filter -> store.forEach(filter, (key, series) -> {}));
        for (KeyFilter filter : filters) {
            for (Consumer<KeyFilter> verb : verbs) {
                assertThatThrownBy(() -> verb.accept(filter))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("kind varchar(20)");
            }
        }
        assertThat(store.count(KeyFilter.all())).isEqualTo(1);
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static io.holcstore.testkit.contract.Samples.KIND;
import static io.holcstore.testkit.contract.Samples.NONE;
import static io.holcstore.testkit.contract.Samples.VERSION;
import static io.holcstore.testkit.contract.Samples.dailies;
import static io.holcstore.testkit.contract.Samples.hours;
import static io.holcstore.testkit.contract.Samples.instant;
import static io.holcstore.testkit.contract.Samples.key;
import static io.holcstore.testkit.contract.Samples.ramp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.error.AmbiguousFilterException;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Dialect;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.KeyedStoreBuilder;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.WriteResult;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.LeakDetectingDataSource;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Everything a keyed store promises beside what the chaos tests show, as tests. A database is added by a subclass. Each
 * test has a fresh database and fails when it leaves a connection, statement or result set open.
 */
public abstract class KeyedStoreContract {
    private static final String TABLE = "profiles";
    private static final SeriesKey A = key(1, "a");
    private static final SeriesKey B = key(1, "b");
    private static final SeriesKey C = key(2, "a");

    /** The database of the running test. */
    @RegisterExtension
    protected final DatabaseExtension db;

    /** A contract on this database. */
    protected KeyedStoreContract(TestDatabase database) {
        this.db = new DatabaseExtension(database);
    }

    /** The definition of most stores under test, with further settings. */
    protected KeyedStoreBuilder defined(KeyedStoreBuilder definition) {
        return definition;
    }

    private KeyedStoreBuilder profiles() {
        return defined(plainProfiles());
    }

    private static KeyedStoreBuilder plainProfiles() {
        return Store.defineKeyed().axis(VERSION).axis(KIND).table(TABLE);
    }

    private LeakDetectingDataSource dataSource() {
        return db.dataSource();
    }

    private KeyedStore created() {
        KeyedStore store = profiles().open(dataSource());
        store.schema().createIfMissing();
        return store;
    }

    /** Points at these times, with 1, 2, .. as values. */
    private static Series at(String... times) {
        Series.Builder series = Series.builder();
        for (int i = 0; i < times.length; i++) {
            series.add(Instant.parse(times[i]), i + 1);
        }
        return series.build();
    }

    private static Series points(Object... timesAndValues) {
        Series.Builder series = Series.builder();
        for (int i = 0; i < timesAndValues.length; i += 2) {
            series.add(((Number) timesAndValues[i]).longValue(), ((Number) timesAndValues[i + 1]).doubleValue());
        }
        return series.build();
    }

    // --- time and values

    @Test
    final void timestampsAreKeptToTheMillisecondWhateverTheirDistanceAndCentury() {
        KeyedStore store = created();
        Series series = at(
                "0001-01-01T00:00:00Z",
                "1582-10-10T12:00:00.001Z",
                "1969-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00Z",
                "2024-03-31T00:59:59.999Z",
                "2024-03-31T01:00:00Z",
                "2038-01-19T03:14:08Z",
                "2100-02-28T23:59:59.998Z",
                "2262-04-11T23:47:16.855Z",
                "9999-12-31T23:59:59.999Z");
        store.insert(A, series);
        assertThat(store.read(A).orElseThrow()).isEqualToBitwise(series);
        assertThat(store.firstTimestamp(KeyFilter.all())).contains(Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(Instant.parse("9999-12-31T23:59:59.999Z"));
    }

    @Test
    final void whatNoDatabaseCanNameIsRefused() {
        KeyedStore store = created();
        store.insert(A, at("2024-01-01T00:00:00Z"));
        for (long time : new long[] {
            Long.MIN_VALUE,
            Instant.parse("0000-12-31T23:59:59.999Z").toEpochMilli(),
            Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli(),
            Long.MAX_VALUE
        }) {
            for (Series series : List.of(points(time, 1), points(time, 1, 0L, 2))) {
                assertThatThrownBy(() -> store.merge(A, series))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll(TABLE, A.toString(), "outside the years 1 to 9999");
            }
            store.merge(A, points(time, NONE)); // not a value: not stored
        }
        assertThat(store.read(A).orElseThrow()).hasSize(1);
    }

    @Test
    final void daysOverClockChangesComeBackAsTheyWere() {
        KeyedStore store = created();
        Series days = dailies("2023-01-01", ramp(800, 0));
        Series repeatedHour = hours("2024-10-27T00:00", 1, 2, 3, 4, 5);
        store.insert(A, days);
        store.insert(B, repeatedHour);
        assertThat(store.read(A).orElseThrow()).isEqualToBitwise(days);
        assertThat(store.read(B).orElseThrow()).isEqualToBitwise(repeatedHour);
        assertThat(store.read(B).orElseThrow().isRegular()).isTrue();
    }

    @Test
    final void everyBitPatternOfAValueComesBackAndNaNIsLeftOut() {
        KeyedStore store = created();
        store.insert(
                A, points(1, -0.0, 2, NONE, 3, Double.MIN_VALUE, 4, Double.NEGATIVE_INFINITY, 5, 0.1 + 0.2, 7, NONE));
        Series back = store.read(A).orElseThrow();
        assertThat(back.epochMillis()).containsExactly(1, 3, 4, 5);
        assertThat(back).hasValues(-0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, 0.1 + 0.2);
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(Instant.ofEpochMilli(5));
        store.insert(B, points(1, NONE));
        assertThat(store.read(B)).isEmpty();
        assertThat(store.count(KeyFilter.all())).isEqualTo(1);
    }

    // --- write

    @Test
    final void insertWantsAKeyWithoutASeries() {
        KeyedStore store = created();
        WriteResult result = store.insert(A, points(1, 1, 2, 2));
        assertThat(result.chunksInserted()).isEqualTo(1);
        assertThat(result.points()).isEqualTo(2);
        assertThat(result.bytes()).isPositive();
        assertThatThrownBy(() -> store.insert(A, points(9, 9)))
                .isInstanceOf(SeriesExistsException.class)
                .hasMessageContainingAll(TABLE, A.toString(), "merge", "replace");
        assertThatThrownBy(() -> store.insertAll(Map.of(B, points(1, 1), A, points(9, 9))))
                .isInstanceOf(SeriesExistsException.class);
        assertThat(store.keys(KeyFilter.all())).containsExactly(A);
        assertThat(store.read(A).orElseThrow()).hasValues(1, 2);
        store.delete(KeyFilter.all());
        store.insert(A, points(9, 9));
        assertThat(store.read(A).orElseThrow()).hasValues(9);
    }

    @Test
    final void mergeJoinsTimestampsAndNewValuesWin() {
        KeyedStore store = created();
        assertThat(store.merge(A, points(10, 1, 20, 2, 30, 3)).chunksInserted()).isEqualTo(1);
        WriteResult result = store.merge(A, points(5, 50, 20, 20, 25, 25, 30, NONE, 40, NONE));
        assertThat(result.chunksUpdated()).isEqualTo(1);
        assertThat(result.points()).isEqualTo(3);
        Series back = store.read(A).orElseThrow();
        assertThat(back.epochMillis()).containsExactly(5, 10, 20, 25, 30);
        assertThat(back).hasValues(50, 1, 20, 25, 3);
    }

    @Test
    final void whatChangesNothingIsNotWritten() {
        KeyedStore store = created();
        store.insert(A, points(10, 1, 20, 2));
        for (WriteResult result : List.of(
                store.merge(A, points(20, 2)),
                store.merge(A, points(20, 2, 30, NONE)),
                store.replace(A, points(10, 1, 20, 2)))) {
            assertThat(result.chunksUnchanged()).isEqualTo(1);
            assertThat(result.chunksChanged()).isZero();
        }
        assertThat(store.merge(A, Series.empty()).chunksChanged()).isZero();
        assertThat(store.merge(A, points(20, -0.0)).chunksUpdated()).isEqualTo(1);
        assertThat(store.merge(A, points(20, 0.0)).chunksUpdated()).isEqualTo(1);
    }

    @Test
    final void replaceMakesTheSeriesThisOne() {
        KeyedStore store = created();
        assertThat(store.replace(A, points(1, 1, 2, 2, 3, 3)).chunksInserted()).isEqualTo(1);
        assertThat(store.replace(A, points(2, 20)).chunksUpdated()).isEqualTo(1);
        assertThat(store.read(A).orElseThrow().epochMillis()).containsExactly(2);
        assertThat(store.replace(A, points(2, NONE)).chunksDeleted()).isEqualTo(1);
        assertThat(store.read(A)).isEmpty();
        assertThat(store.replace(A, Series.empty()).chunksChanged()).isZero();
    }

    @Test
    final void manySeriesAreWrittenAsOne() {
        KeyedStore store = created();
        Map<SeriesKey, Series> many = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            many.put(key(i, "k"), points(i, i, i + 1, NONE, i + 2, 0.5));
        }
        assertThat(store.insertAll(many).chunksInserted()).isEqualTo(600);
        many.replaceAll((key, series) -> points(0, 7));
        many.put(key(-1, "new"), points(0, 7));
        WriteResult merged = store.mergeAll(many);
        assertThat(merged.chunksUpdated()).isEqualTo(600);
        assertThat(merged.chunksInserted()).isEqualTo(1);
        assertThat(store.read(key(500, "k")).orElseThrow().epochMillis()).containsExactly(0, 500, 502);
        assertThat(store.replaceAll(many).chunksUpdated()).isEqualTo(600);
        assertThat(store.read(key(500, "k")).orElseThrow()).hasValues(7);
        assertThat(store.count(KeyFilter.all())).isEqualTo(601);
        assertThat(store.delete(List.copyOf(many.keySet())).chunksDeleted()).isEqualTo(601);
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    @Test
    final void deletesWhatMatches() {
        KeyedStore store = created();
        store.insertAll(Map.of(A, points(1, 1), B, points(1, 1), C, points(1, 1)));
        assertThat(store.delete(VERSION.is(1).and(KIND.in("b", "c"))).chunksDeleted())
                .isEqualTo(1);
        assertThat(store.keys(KeyFilter.all())).containsExactly(A, C);
        assertThat(store.delete(List.of(C, B)).chunksDeleted()).isEqualTo(1);
        assertThat(store.keys(KeyFilter.all())).containsExactly(A);
    }

    /** The store does what a map of sorted maps does. */
    @Test
    final void behavesAsAModel() {
        KeyedStore store = created();
        SeriesKey[] keys = {A, B, C};
        Map<SeriesKey, TreeMap<Long, Double>> model = new HashMap<>();
        for (int seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(Seeds.of(seed));
            SeriesKey key = keys[random.nextInt(keys.length)];
            TreeMap<Long, Double> there = model.computeIfAbsent(key, k -> new TreeMap<>());
            Series series = random(random);
            switch (random.nextInt(8)) {
                case 0 -> {
                    store.delete(List.of(key));
                    there.clear();
                }
                case 1, 2 -> {
                    store.replace(key, series);
                    there.clear();
                    put(series, there);
                }
                default -> {
                    store.merge(key, series);
                    put(series, there);
                }
            }
            TreeMap<Long, Double> found = new TreeMap<>();
            store.read(key).ifPresent(s -> s.forEach(found::put));
            assertThat(found).as("seed %s, %s", seed, key).isEqualTo(there);
        }
    }

    private static Series random(SplittableRandom random) {
        long start = random.nextLong(-1_000_000, 1_000_000);
        long step = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(1_000);
        Series.Builder series = Series.builder();
        for (int i = random.nextInt(200); i > 0; i--) {
            start += random.nextInt(20) == 0 ? 1 + random.nextInt(5_000) : step;
            series.add(start, random.nextInt(10) == 0 ? NONE : random.nextInt(5));
        }
        return series.build();
    }

    private static void put(Series series, Map<Long, Double> into) {
        series.forEach((time, value) -> {
            if (!Double.isNaN(value)) {
                into.put(time, value);
            }
        });
    }

    // --- read

    @Test
    final void readsWhatLiesInARange() {
        KeyedStore store = created();
        store.insert(A, points(10, 1, 20, 2, 30, 3));
        assertThat(store.read(A, TimeRange.ofEpochMillis(10, 30)).orElseThrow()).hasValues(1, 2);
        assertThat(store.read(A, TimeRange.ofEpochMillis(11, 20))).isEmpty();
        assertThat(store.read(A, TimeRange.ofEpochMillis(20, 20))).isEmpty();
        assertThat(store.read(A, TimeRange.since(Instant.ofEpochMilli(30))).orElseThrow())
                .hasValues(3);
        assertThat(store.read(B)).isEmpty();
        assertThatThrownBy(() -> store.read(SeriesKey.of(VERSION.is(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(TABLE);
        assertThat(store.read(SeriesKey.of(KIND.is("a"), VERSION.is(1)))).isPresent();
    }

    @Test
    final void findsOneSeriesByAFilter() {
        KeyedStore store = created();
        store.insertAll(Map.of(A, points(1, 1), B, points(1, 2), C, points(1, 3)));
        assertThat(store.findOne(VERSION.is(2)).orElseThrow()).hasValues(3);
        assertThat(store.findOne(VERSION.is(3))).isEmpty();
        assertThatThrownBy(() -> store.findOne(VERSION.is(1)))
                .isInstanceOf(AmbiguousFilterException.class)
                .hasMessageContainingAll(TABLE, "version=1", A.toString(), B.toString(), "forEach");
        assertThat(dataSource().openConnections()).isZero();
    }

    @Test
    final void streamsWhatReadsRead() {
        KeyedStore store = created();
        Map<SeriesKey, Series> all = new LinkedHashMap<>();
        for (int version = 0; version < 500; version++) {
            all.put(key(version, "a"), points(version * 10L, version, version * 10L + 4, 1, version * 10L + 9, 2));
        }
        store.insertAll(all);
        store.insert(key(1, "z"), points(0, 1));
        for (TimeRange range : new TimeRange[] {
            TimeRange.all(),
            TimeRange.ofEpochMillis(1_000, 2_000),
            TimeRange.ofEpochMillis(1_005, 1_009), // between two points
            TimeRange.since(Instant.ofEpochMilli(4_000)),
            TimeRange.until(Instant.ofEpochMilli(44)),
            TimeRange.ofEpochMillis(1_004, 1_004),
            TimeRange.ofEpochMillis(Long.MAX_VALUE - 1, Long.MAX_VALUE),
            TimeRange.ofEpochMillis(Long.MIN_VALUE, Long.MIN_VALUE + 1)
        }) {
            Map<SeriesKey, Series> expected = new LinkedHashMap<>();
            for (SeriesKey key : all.keySet()) {
                store.read(key, range).ifPresent(series -> expected.put(key, series));
            }
            Map<SeriesKey, Series> found = new LinkedHashMap<>();
            store.forEach(KIND.is("a"), range, found::put);
            assertThat(found).as("%s", range).isEqualTo(expected);
            assertThat(List.copyOf(found.keySet())).isEqualTo(List.copyOf(expected.keySet()));
        }
        assertThat(store.count(VERSION.between(10, 19))).isEqualTo(10);
        assertThat(store.lastTimestamp(VERSION.is(3))).contains(Instant.ofEpochMilli(39));
        assertThat(store.firstTimestamp(VERSION.is(3))).contains(Instant.ofEpochMilli(30));
        assertThat(store.lastTimestamp(VERSION.is(-3))).isEmpty();
    }

    @Test
    final void seriesOfVerySmallAndVeryLargeSizeStreamBesideEachOther() {
        KeyedStore store = created();
        double[] noise = new SplittableRandom(Seeds.of(1)).doubles(200_000).toArray();
        for (int version = 0; version < 30; version++) {
            store.insert(
                    key(version, "a"),
                    version % 10 == 7
                            ? hours("2000-01-01T00:00", noise) // 1.6 MB that do not get smaller
                            : points(version, version));
        }
        int[] count = {0};
        store.forEach(KeyFilter.all(), (key, series) -> {
            boolean large = key.get(VERSION) % 10 == 7;
            assertThat(series).hasSize(large ? noise.length : 1);
            count[0]++;
        });
        assertThat(count[0]).isEqualTo(30);
        assertThat(store.read(key(17, "a")).orElseThrow()).isEqualToBitwise(hours("2000-01-01T00:00", noise));
    }

    @Test
    final void aCursorHoldsOneConnectionUntilItIsClosed() {
        KeyedStore store = created();
        store.insertAll(Map.of(A, points(1, 1), B, points(1, 2)));
        SeriesCursor cursor = store.cursor(KeyFilter.all());
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.key()).isEqualTo(A);
        assertThat(dataSource().openConnections()).isEqualTo(1);
        cursor.close();
        cursor.close();
        assertThat(dataSource().openConnections()).isZero();
        assertThatThrownBy(cursor::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.forEach(KeyFilter.all(), (key, series) -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(dataSource().openConnections()).isZero();
    }

    @Test
    final void aStreamSeesWhatWasThereWhenItBegan() {
        KeyedStore store = created();
        for (int version = 0; version < 300; version++) {
            store.insert(key(version, "a"), points(1, version));
        }
        int count = 0;
        try (SeriesCursor cursor = store.cursor(KeyFilter.all())) {
            while (cursor.next()) {
                assertThat(cursor.series()).hasValues(cursor.key().get(VERSION));
                if (count++ == 0) {
                    store.replace(key(299, "a"), points(1, -1));
                    store.insert(key(300, "a"), points(1, 300));
                }
            }
        }
        assertThat(count).isEqualTo(300);
    }

    // --- transactions

    @Test
    final void joinsTheTransactionOfTheCaller() throws SQLException {
        KeyedStore store = created();
        store.insert(A, points(1, 1));
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            KeyedStore joined = store.on(connection);
            joined.merge(A, points(2, 2));
            joined.insert(B, points(1, 1));
            assertThat(joined.count(KeyFilter.all())).isEqualTo(2);
            List<SeriesKey> streamed = new ArrayList<>();
            joined.forEach(KeyFilter.all(), (key, series) -> streamed.add(key));
            assertThat(streamed).containsExactly(A, B);
            assertThat(store.keys(KeyFilter.all())).containsExactly(A);
            connection.rollback();
            assertThat(store.read(A).orElseThrow()).hasValues(1);
            joined.delete(KeyFilter.all());
            connection.commit();
            connection.setAutoCommit(true);
            assertThatThrownBy(() -> joined.merge(A, points(1, 1))).isInstanceOf(IllegalStateException.class);
        }
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    // --- damage

    @Test
    final void aDamagedSeriesIsNamedAndHurtsNoOther() {
        KeyedStore store = created();
        store.insertAll(Map.of(A, points(1, 1, 7, 2), B, points(1, 1, 7, 2), C, points(1, 3)));
        damage(B, blob -> {
            blob[blob.length / 2] ^= 1;
            return blob;
        });
        for (Runnable reading : List.<Runnable>of(
                () -> store.read(B), () -> store.merge(B, points(9, 9)), () -> store.findOne(KIND.is("b")))) {
            assertThatThrownBy(reading::run)
                    .isInstanceOf(ChunkFormatException.class)
                    .hasMessageContainingAll(TABLE, B.toString(), "checksum", "replace");
        }
        try (SeriesCursor cursor = store.cursor(KeyFilter.all())) {
            assertThat(cursor.next()).isTrue();
            assertThatThrownBy(cursor::next).isInstanceOf(ChunkFormatException.class);
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.key()).isEqualTo(C);
        }
        store.replace(B, points(5, 5));
        assertThat(store.read(B).orElseThrow()).hasValues(5);
        damage(B, blob -> new byte[0]);
        assertThatThrownBy(() -> store.read(B)).isInstanceOf(ChunkFormatException.class);
        store.delete(List.of(B));
        assertThat(store.keys(KeyFilter.all())).containsExactly(A, C);
    }

    @Test
    final void aWrongNumberOfPointsBesideTheBlobIsNotAllocated() throws SQLException {
        KeyedStore store = created();
        store.insert(A, points(1, 1, 7, 2));
        for (int count : new int[] {Integer.MAX_VALUE, 1, 0, -1}) {
            try (Connection connection = dataSource().getConnection();
                    PreparedStatement update =
                            connection.prepareStatement("UPDATE \"profiles\" SET \"point_count\" = ?")) {
                update.setInt(1, count);
                update.executeUpdate();
            }
            assertThatThrownBy(() -> store.read(A))
                    .isInstanceOf(ChunkFormatException.class)
                    .hasMessageContaining("expected " + count + " points");
        }
    }

    private void damage(SeriesKey key, UnaryOperator<byte[]> change) {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT \"data\" FROM \"profiles\" WHERE \"kind\" = ?");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE \"profiles\" SET \"data\" = ? WHERE \"kind\" = ?")) {
            select.setString(1, key.get(KIND));
            byte[] blob;
            try (var rows = select.executeQuery()) {
                rows.next();
                blob = rows.getBytes(1);
            }
            update.setBytes(1, change.apply(blob));
            update.setString(2, key.get(KIND));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    // --- schema

    @Test
    final void tablesAreMadeOnceAndVerified() {
        KeyedStore store = created();
        store.insert(A, points(1, 1));
        store.schema().createIfMissing();
        store.schema().verify();
        assertThat(profiles().open(dataSource()).read(A)).isPresent();
        for (Dialect dialect : List.of(Dialect.postgresql(), Dialect.h2())) {
            assertThat(plainProfiles().build().ddl(dialect))
                    .contains("\"profiles\"", "\"profiles_series\"", "\"point_count\" integer", "store=keyed");
        }
    }

    @Test
    void aStoreOfAnotherKindOrWithOtherAxesIsRefused() {
        created();
        KeyedStore others = Store.defineKeyed().axis(VERSION).table(TABLE).open(dataSource());
        assertThatThrownBy(() -> others.count(KeyFilter.all()))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("axes: the table has");
        var chunks = Store.define()
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR)
                .freq("1h")
                .tz("UTC");
        assertThatThrownBy(() -> chunks.table(TABLE).open(dataSource()).count(KeyFilter.all()))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("store: the table has keyed");
    }

    @Test
    void aTableOfChunksIsRefused() {
        Store.define()
                .axis(VERSION)
                .axis(KIND)
                .chunkBy(ChunkBy.YEAR)
                .freq("1h")
                .tz("UTC")
                .table(TABLE)
                .open(dataSource())
                .schema()
                .createIfMissing();
        KeyedStore store = profiles().open(dataSource());
        assertThatThrownBy(() -> store.read(A))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("store: the table has nothing, the definition has keyed");
        assertThatThrownBy(() -> store.schema().createIfMissing()).isInstanceOf(SchemaMismatchException.class);
    }

    @Test
    final void withoutTablesTheWayOutIsTold() {
        KeyedStore store = profiles().open(dataSource());
        assertThatThrownBy(() -> store.merge(A, points(1, 1)))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("createIfMissing");
    }

    @Test
    void withoutAxesThereIsOneSeries() {
        KeyedStore store = Store.defineKeyed().open(dataSource());
        store.schema().createIfMissing();
        store.merge(store.key(), points(1, 1));
        store.merge(SeriesKey.of(), points(2, 2));
        assertThat(store.findOne(KeyFilter.all()).orElseThrow()).hasValues(1, 2);
        assertThat(store.keys(KeyFilter.all())).containsExactly(SeriesKey.of());
        assertThat(store.delete(KeyFilter.all()).chunksDeleted()).isEqualTo(1);
    }

    @Test
    void axesOfEveryTypeMakeAKey() {
        KeyedStoreBuilder builder = Store.defineKeyed().table("odd");
        builder.axis("a", AxisType.DATE).axis("b", AxisType.UUID).axis("c", AxisType.BOOLEAN);
        builder.axis("d", AxisType.NUMERIC(10, 2)).axis("e", AxisType.TIMESTAMP).axis("f", AxisType.TEXT);
        KeyedStore store = builder.open(dataSource());
        store.schema().createIfMissing();
        SeriesKey key = store.key(
                java.time.LocalDate.of(2024, 2, 29),
                new java.util.UUID(1, 2),
                true,
                new java.math.BigDecimal("1.50"),
                instant("2024-03-31T03:00"),
                "é' ;");
        store.insert(key, points(1, 1));
        assertThat(store.read(key).orElseThrow()).hasValues(1);
        assertThat(store.keys(KeyFilter.all())).containsExactly(key);
    }
}

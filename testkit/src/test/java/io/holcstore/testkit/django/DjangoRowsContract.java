package io.holcstore.testkit.django;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.Store;
import io.holcstore.aggregate.Buckets;
import io.holcstore.django.DjangoStoreBuilder;
import io.holcstore.error.ChunkFormatException;
import io.holcstore.error.DefinitionException;
import io.holcstore.error.SchemaMismatchException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Rows as the Python application leaves them, made here by hand: what can be placed on the grid is read, anything else
 * is told.
 */
abstract class DjangoRowsContract extends OnRecordedTable {
    private static final Axis<String> METER = Axis.of("meter", AxisType.VARCHAR(10));
    static final SeriesKey A = SeriesKey.of(METER.is("a"));
    private static final SeriesKey B = SeriesKey.of(METER.is("b"));
    private static final int JANUARY = 24288;
    private static final String START = "2023-12-31T23:00:00Z";
    static final String TABLE = "\"app_meters__cayear_month_f1h_tzEurope_Paris_sync\"";

    DjangoRowsContract(TestDatabase database) {
        super(database);
    }

    static DjangoStoreBuilder meters() {
        return Store.onDjangoTable("app", "Meters")
                .axis(METER)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("Europe/Paris")
                .sync();
    }

    ChunkStore create() {
        ChunkStore store = meters().open(db.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    private void insert(SeriesKey key, int chunk, String start, boolean deleted, double... values) throws SQLException {
        byte[] data = ChunkCodec.of(Encoding.LZ4, 24).encode(values, 0, values.length);
        try (Connection connection = db.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO " + TABLE
                        + " (\"meter\", \"chunk_index\", \"start_ts\", \"dtype\", \"updated_at\", \"is_deleted\","
                        + " \"data\") VALUES (?, ?, ?, 'float64', ?, ?, ?)")) {
            statement.setString(1, key.get(METER));
            statement.setInt(2, chunk);
            statement.setObject(3, OffsetDateTime.parse(start));
            statement.setObject(4, OffsetDateTime.parse("2030-01-01T00:00:00.000001Z"));
            statement.setBoolean(5, deleted);
            statement.setBytes(6, data);
            statement.executeUpdate();
        }
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    private static Series at(String instant, double value) {
        return Series.builder().add(Instant.parse(instant), value).build();
    }

    private String text(String column, SeriesKey key) throws SQLException {
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT \"" + column + "\" FROM " + TABLE + " WHERE \"meter\" = '" + key.get(METER) + "'")) {
            row.next();
            return column.endsWith("_ts") || column.endsWith("_at")
                    ? row.getObject(1, OffsetDateTime.class).toInstant().toString()
                    : row.getString(1);
        }
    }

    @Test
    void hoursLostAtTheEndOfAChunkAreAGapThatCanBeFilled() throws SQLException {
        ChunkStore store = create();
        insert(A, JANUARY, START, false, filled(743, 5));
        assertThat(store.read(A).orElseThrow()).hasValueCount(743);
        assertThat(store.gaps(
                        A,
                        TimeRange.month(
                                YearMonth.of(2024, 1), store.definition().zone())))
                .singleElement()
                .hasToString("[2024-01-31T22:00:00Z, 2024-01-31T23:00:00Z)");
        store.merge(A, at("2024-01-31T22:00:00Z", 6));
        assertThat(store.read(A).orElseThrow()).hasValueCount(744).hasValueAt(Instant.parse("2024-01-31T22:00:00Z"), 6);
    }

    /** Rows say nothing of their values: they are decoded. */
    @Test
    void aggregatesAreThoseOfTheValues() throws SQLException {
        ChunkStore store = create();
        insert(A, JANUARY, START, false, filled(743, 5));
        store.merge(A, at("2024-02-01T00:00:00Z", 7));
        Buckets months = store.aggregate(
                        A,
                        TimeRange.since(Instant.parse(START))
                                .intersect(TimeRange.until(Instant.parse("2024-02-29T23:00:00Z"))))
                .by("1month");
        assertThat(months.sum()).hasValues(743 * 5, 7);
        assertThat(months.count()).hasValues(743, 1);
    }

    @Test
    void aShiftedGridIsToldAndReplaced() throws SQLException {
        ChunkStore store = create();
        insert(A, JANUARY, "2023-12-31T23:00:07Z", false, filled(744, 5));
        insert(B, JANUARY, START, false, filled(744, 6));
        for (ThrowingCallable verb : new ThrowingCallable[] {
            () -> store.read(A),
            () -> store.merge(A, at(START, 1)),
            () -> store.erase(A, TimeRange.since(Instant.parse(START))),
            () -> store.lastTimestamp(METER.is("a")),
            () -> store.forEach(KeyFilter.all(), (key, series) -> {})
        }) {
            assertThatThrownBy(verb)
                    .isInstanceOf(ChunkFormatException.class)
                    .hasMessageContaining("meter=a, chunk 24288")
                    .hasMessageContaining("shifted grid");
        }
        assertThat(store.read(B).orElseThrow()).hasValueCount(744);
        store.replace(A, at(START, 1));
        assertThat(store.read(A).orElseThrow()).hasValues(1);
        assertThat(text("start_ts", A)).isEqualTo(START);
    }

    /**
     * Paris was 9 minutes and 21 seconds ahead until 1911; the Python zone data says 9 minutes, so its months begin 21
     * seconds late.
     */
    @Test
    void chunksOfOffsetsWithSecondsAreReadAtTheirOwnInstants() throws SQLException {
        ChunkStore store = create();
        int january1900 = 1900 * 12;
        Instant start = Instant.parse("1899-12-31T23:50:39Z");
        double[] values = filled(744, 5);
        values[1] = 6;
        insert(A, january1900, "1899-12-31T23:51:00Z", false, values);
        assertThat(store.read(A).orElseThrow())
                .hasValueCount(744)
                .startsAt(start)
                .hasValueAt(start.plusSeconds(3600), 6);
        store.merge(A, at("1900-01-01T01:50:39Z", 7));
        store.insert(B, at("1900-01-01T01:50:39Z", 8));
        assertThat(text("start_ts", A)).isEqualTo("1899-12-31T23:51:00Z");
        assertThat(text("start_ts", B)).isEqualTo("1899-12-31T23:51:00Z");
        assertThat(store.read(A).orElseThrow())
                .hasValueCount(744)
                .startsAt(start)
                .hasValueAt(start.plusSeconds(7200), 7);
        assertThat(store.read(B).orElseThrow()).hasValues(8).startsAt(start.plusSeconds(7200));
        assertThat(store.erase(A, TimeRange.until(start.plusSeconds(3600))).points())
                .isEqualTo(1);
        assertThat(store.firstTimestamp(METER.is("a"))).contains(start.plusSeconds(3600));
    }

    @Test
    void aMinuteIsTooMuchAndLaterChunksAreExact() throws SQLException {
        ChunkStore store = create();
        insert(A, 1900 * 12, "1899-12-31T23:51:39Z", false, filled(744, 5));
        insert(B, 1920 * 12, "1920-01-01T00:00:21Z", false, filled(744, 5));
        for (SeriesKey key : List.of(A, B)) {
            assertThatThrownBy(() -> store.read(key))
                    .isInstanceOf(ChunkFormatException.class)
                    .hasMessageContaining("shifted grid");
        }
    }

    @Test
    void twoGridsInOneChunkAreTold() throws SQLException {
        ChunkStore store = create();
        insert(A, JANUARY, START, false, filled(1488, 5));
        assertThatThrownBy(() -> store.read(A))
                .isInstanceOf(ChunkFormatException.class)
                .hasMessageContaining("at most 744 values but got 1488");
    }

    @Test
    void aChunkOfNanIsNoValueButData() throws SQLException {
        ChunkStore store = create();
        insert(A, JANUARY, START, false, filled(744, Double.NaN));
        assertThat(store.read(A)).isEmpty();
        assertThat(store.lastTimestamp(KeyFilter.all())).isEmpty();
        assertThat(store.keys(KeyFilter.all())).containsExactly(A);
        assertThatThrownBy(() -> store.insert(A, at(START, 1))).isInstanceOf(SeriesExistsException.class);
        insert(A, JANUARY - 1, "2023-11-30T23:00:00Z", false, 1, 2);
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(Instant.parse("2023-12-01T00:00:00Z"));
    }

    @Test
    void tombstonesAreWrittenOver() throws SQLException {
        ChunkStore store = create();
        insert(A, JANUARY, START, true);
        assertThat(store.read(A)).isEmpty();
        assertThat(store.count(KeyFilter.all())).isZero();
        assertThat(store.insert(A, at(START, 1)).chunksInserted()).isEqualTo(1);
        assertThat(store.read(A).orElseThrow()).hasValues(1);
        store.delete(KeyFilter.all());
        assertThat(text("is_deleted", A)).isIn("t", "TRUE");
        assertThat(text("start_ts", A)).isEqualTo(START);
        assertThat(text("dtype", A)).isEqualTo("float64");
    }

    /** Replicas ask for what changed since a time: no change of a row may be earlier than the one before. */
    @Test
    void theTimeOfARowOnlyGrows() throws SQLException {
        ChunkStore store = create();
        insert(A, JANUARY, START, false, filled(744, 5)); // written by a clock that is years ahead
        store.merge(A, at(START, 1));
        assertThat(text("updated_at", A)).isEqualTo("2030-01-01T00:00:00.000002Z");
        store.delete(KeyFilter.all());
        assertThat(text("updated_at", A)).isEqualTo("2030-01-01T00:00:00.000003Z");
        store.insert(B, at(START, 1));
        assertThat(Instant.parse(text("updated_at", B)))
                .isBetween(Instant.parse("2020-01-01T00:00:00Z"), Instant.now().plusSeconds(60));
    }

    /** Whatever chunks they write: else a merge and a replace could each have half of their way. */
    @Test
    void writersOfOneSeriesWaitForEachOther() throws SQLException {
        ChunkStore store = create();
        insert(A, JANUARY, START, false, filled(744, 5));
        try (Connection first = db.database().unpooled().getConnection();
                Connection second = db.database().unpooled().getConnection();
                Statement settings = second.createStatement()) {
            first.setAutoCommit(false);
            settings.execute(db.facts().setLockTimeout(Duration.ofMillis(100)));
            second.setAutoCommit(false);
            store.on(first).merge(A, at("2024-02-01T00:00:00Z", 1));
            assertThat(store.on(second).merge(B, at("2024-02-01T00:00:00Z", 1)).chunksInserted())
                    .isEqualTo(1);
            second.commit();
            assertThatThrownBy(() -> store.on(second).replace(A, at("2024-03-01T00:00:00Z", 1)))
                    .isInstanceOfSatisfying(StoreSqlException.class, e -> assertThat(e.isRetryable())
                            .isTrue());
            second.rollback();
            assertThatThrownBy(() -> store.on(second).delete(KeyFilter.all())).isInstanceOf(StoreSqlException.class);
            second.rollback();
            first.commit();
            store.on(second).replace(A, at("2024-03-01T00:00:00Z", 1));
            second.commit();
        }
        assertThat(store.read(A).orElseThrow()).hasValues(1);
        assertThat(store.read(B).orElseThrow()).hasValues(1);
    }

    @Test
    void aStoreWithoutAxesHasNoColumnForThem() {
        ChunkStore store = Store.onDjangoTable("app", "One")
                .chunkBy(ChunkBy.YEAR)
                .freq("1d")
                .tz("UTC")
                .open(db.dataSource());
        assertThat(store.definition().name()).isEqualTo("app_one__cayear_f1D_tzUTC_nosync");
        store.schema().createIfMissing();
        store.schema().verify();
        SeriesKey one = store.key();
        store.insert(one, at("2023-05-01T00:00:00Z", 1));
        store.merge(one, at("2024-05-01T00:00:00Z", 2));
        store.mergeAll(Map.of(one, at("2023-05-02T00:00:00Z", 3)));
        assertThat(store.read(one).orElseThrow().dropNaN()).hasValues(1, 3, 2);
        assertThat(store.keys(KeyFilter.all())).containsExactly(one);
        assertThat(store.count(KeyFilter.all())).isEqualTo(1);
        assertThat(store.lastTimestamp(KeyFilter.all())).contains(Instant.parse("2024-05-01T00:00:00Z"));
        store.replace(one, at("2024-06-01T00:00:00Z", 4));
        store.forEach(KeyFilter.all(), (key, series) -> assertThat(series).hasValues(4));
        assertThat(store.delete(KeyFilter.all()).chunksDeleted()).isEqualTo(1);
    }

    @Test
    void aTableThatIsNotTheModelsIsRefused() {
        ChunkStore store = create();
        assertThatThrownBy(() -> meters().axis("more", AxisType.INT)
                        .open(db.dataSource())
                        .count(KeyFilter.all()))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("more: the table has none, the definition has integer not null")
                .hasMessageContaining("unique constraint");
        execute("ALTER TABLE " + TABLE + " DROP CONSTRAINT \"app_meters_unq\"");
        assertThatThrownBy(() -> meters().open(db.dataSource()).read(A))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("unique constraint of")
                .hasMessageContaining("[meter, chunk_index]");
        execute("DROP TABLE " + TABLE);
        assertThatThrownBy(() -> meters().open(db.dataSource()).read(A))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("there is no table");
        assertThat(store.definition().encoding()).isEqualTo(Encoding.LZ4);
    }

    @Test
    void theStepIsWrittenAsTheModelWritesIt() {
        assertThatThrownBy(() -> meters().storeFreq("60T").storeFreq("1h"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("storeFreq is set twice");
        assertThatThrownBy(() -> meters().storeFreq("1 h").build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("storeFreq: '1 h'");
        assertThat(Store.onDjangoTable("a", "M")
                        .chunkBy(ChunkBy.YEAR)
                        .freq("1h")
                        .storeFreq("60T")
                        .tz("UTC")
                        .build()
                        .name())
                .isEqualTo("a_m__cayear_f60T_tzUTC_nosync");
    }
}

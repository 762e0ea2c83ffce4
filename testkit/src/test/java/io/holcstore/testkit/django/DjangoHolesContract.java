package io.holcstore.testkit.django;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.django.DjangoStoreBuilder;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.WriteResult;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The Python application expects a row for each chunk between the first and the last of a series, and fails for the
 * whole table where one is missing: every write leaves such rows, filled with NaN as that application fills them.
 */
abstract class DjangoHolesContract extends OnRecordedTable {
    private static final Axis<String> METER = Axis.of("meter", AxisType.VARCHAR(10));
    private static final SeriesKey A = SeriesKey.of(METER.is("a"));
    private static final SeriesKey B = SeriesKey.of(METER.is("b"));
    private static final YearMonth MONTH = YearMonth.of(2023, 12); // before the first
    private static final String VALUES = "1 value";
    private static final String GONE = "tombstone";

    DjangoHolesContract(TestDatabase database) {
        super(database);
    }

    private ChunkStore create(boolean replicated) {
        DjangoStoreBuilder meters = Store.onDjangoTable("app", replicated ? "Synced" : "Plain")
                .axis(METER)
                .chunkBy(ChunkBy.YEAR_MONTH)
                .freq("1h")
                .tz("UTC");
        ChunkStore store = (replicated ? meters.sync() : meters).open(db.dataSource());
        store.schema().createIfMissing();
        return store;
    }

    /** One value in each of these months of 2024. */
    private static Series months(int... months) {
        Series.Builder series = Series.builder();
        for (int month : months) {
            series.add(Instant.parse(month(month) + "-05T00:00:00Z"), month);
        }
        return series.build();
    }

    private static YearMonth month(int month) {
        return YearMonth.of(2024, month);
    }

    private static TimeRange range(int month) {
        return range(month, month);
    }

    private static TimeRange range(int first, int last) {
        return TimeRange.of(
                month(first).atDay(1).atStartOfDay(ZoneOffset.UTC),
                month(last + 1).atDay(1).atStartOfDay(ZoneOffset.UTC));
    }

    private static String nan(int slots) {
        return "NaN x " + slots;
    }

    /** The rows of a series: by month of 2024, what is in them. */
    private Map<Integer, String> rows(ChunkStore store, SeriesKey key) throws SQLException {
        Map<Integer, String> found = new TreeMap<>();
        ChunkCodec codec = ChunkCodec.of(Encoding.LZ4, 24);
        try (Connection connection = db.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT \"chunk_index\", \"is_deleted\", \"dtype\", \"data\","
                        + " \"start_ts\" FROM \"" + store.definition().name() + "\" WHERE \"meter\" = '"
                        + key.get(METER) + "'")) {
            while (rows.next()) {
                int month = rows.getInt(1) - 2024 * 12 + 1;
                byte[] data = rows.getBytes(4);
                assertThat(rows.getString(3)).isEqualTo("float64");
                assertThat(rows.getObject(5, OffsetDateTime.class).toInstant())
                        .isEqualTo(MONTH.plusMonths(month)
                                .atDay(1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant());
                found.put(month, rows.getBoolean(2) ? GONE : content(codec, data));
            }
        }
        return found;
    }

    private static String content(ChunkCodec codec, byte[] data) {
        int slots = codec.slots("float64", data);
        double[] values = new double[slots];
        codec.decode("float64", data, slots, values, 0);
        int count = 0;
        for (double value : values) {
            count += Double.isNaN(value) ? 0 : 1;
        }
        return count == 0 ? nan(slots) : count + (count == 1 ? " value" : " values");
    }

    @Test
    void everyWriteLeavesARowForEachMonthBetweenTheFirstAndTheLast() throws SQLException {
        ChunkStore store = create(false);
        WriteResult inserted = store.insert(A, months(1, 3));
        assertThat(rows(store, A)).isEqualTo(Map.of(1, VALUES, 2, nan(696), 3, VALUES));
        assertThat(inserted.chunksInserted()).isEqualTo(2);
        assertThat(inserted.points()).isEqualTo(2);

        store.mergeAll(Map.of(A, months(5, 7), B, months(2, 4)));
        assertThat(rows(store, A))
                .isEqualTo(Map.of(1, VALUES, 2, nan(696), 3, VALUES, 4, nan(720), 5, VALUES, 6, nan(720), 7, VALUES));
        assertThat(rows(store, B)).isEqualTo(Map.of(2, VALUES, 3, nan(744), 4, VALUES));

        WriteResult replaced = store.replace(A, months(3, 6));
        assertThat(rows(store, A)).isEqualTo(Map.of(3, VALUES, 4, nan(720), 5, nan(744), 6, VALUES));
        assertThat(replaced).isEqualTo(new WriteResult(0, 1, 1, 4, 2, replaced.bytes()));

        assertThat(store.merge(A, months(3, 6)).chunksChanged()).isZero();
        store.merge(A, months(4));
        assertThat(rows(store, A)).containsEntry(4, VALUES).containsEntry(5, nan(744));
    }

    @Test
    void tombstonesBetweenOthersAreHolesToo() throws SQLException {
        ChunkStore store = create(true);
        store.insert(A, months(1, 2, 3, 4));
        store.delete(METER.is("a"));
        store.insert(A, months(1, 4));
        assertThat(rows(store, A)).isEqualTo(Map.of(1, VALUES, 2, nan(696), 3, nan(744), 4, VALUES));
        store.replace(A, months(2));
        assertThat(rows(store, A)).isEqualTo(Map.of(1, GONE, 2, VALUES, 3, GONE, 4, GONE));
        store.merge(A, months(4));
        assertThat(rows(store, A)).isEqualTo(Map.of(1, GONE, 2, VALUES, 3, nan(744), 4, VALUES));
        assertThat(store.keys(KeyFilter.all())).containsExactly(A);
    }

    /** A bulk writer merges whenever it holds enough: a month may be missing between two such merges. */
    @Test
    void aHoleBetweenTwoWritesIsFilled() throws SQLException {
        ChunkStore store = create(false);
        try (BulkWriter writer = store.bulkWriter()) {
            writer.add(A, months(1));
            writer.add(A, months(4));
            writer.add(A, months(2));
        }
        assertThat(rows(store, A)).isEqualTo(Map.of(1, VALUES, 2, VALUES, 3, nan(744), 4, VALUES));
    }

    @Test
    void whatIsErasedBetweenOthersIsNan() throws SQLException {
        for (boolean replicated : new boolean[] {false, true}) {
            ChunkStore store = create(replicated);
            store.insert(A, months(1, 2, 3, 4));
            WriteResult erased = store.erase(A, range(2));
            assertThat(erased).isEqualTo(new WriteResult(0, 0, 0, 1, 1, erased.bytes()));
            assertThat(rows(store, A)).isEqualTo(Map.of(1, VALUES, 2, nan(696), 3, VALUES, 4, VALUES));
            assertThat(store.erase(A, range(2))).isEqualTo(new WriteResult(0, 0, 0, 0, 0, 0));
        }
    }

    /** A series ends with chunks that have values, so that one without any value has no rows either. */
    @Test
    void whatIsErasedAtAnEndTakesTheNanBesideItAlong() throws SQLException {
        ChunkStore store = create(false);
        store.insert(A, months(1, 4, 7));
        assertThat(store.erase(A, range(1)).chunksDeleted()).isEqualTo(1);
        assertThat(rows(store, A)).isEqualTo(Map.of(4, VALUES, 5, nan(744), 6, nan(720), 7, VALUES));
        assertThat(store.erase(A, range(7)).chunksDeleted()).isEqualTo(1);
        assertThat(rows(store, A)).isEqualTo(Map.of(4, VALUES));
        store.merge(A, months(1, 7));
        assertThat(store.erase(A, TimeRange.all())).satisfies(all -> {
            assertThat(all.points()).isEqualTo(3);
            assertThat(all.chunksDeleted()).isEqualTo(3);
        });
        assertThat(rows(store, A)).isEmpty();
        assertThat(store.count(KeyFilter.all())).isZero();
    }

    /** Chunks of NaN are gaps, and nothing else. */
    @Test
    void chunksOfNanHaveNoValues() {
        ChunkStore store = create(false);
        store.insert(A, months(1, 4));
        store.insert(B, months(2));
        assertThat(store.read(A).orElseThrow()).hasValueCount(2).endsAt(Instant.parse("2024-04-05T00:00:00Z"));
        assertThat(store.read(A, range(2))).isEmpty();
        assertThat(store.gaps(A, range(2))).containsExactly(range(2));
        assertThat(store.gaps(A, range(2, 3))).containsExactly(range(2, 3));
        assertThat(store.aggregate(A, range(1, 4)).by("1month").count()).hasValues(1, 0, 0, 1);
        assertThat(store.lastTimestamp(METER.is("a"))).contains(Instant.parse("2024-04-05T00:00:00Z"));
        store.forEach(KeyFilter.all(), range(3), (key, series) -> {
            throw new AssertionError(key + " has no value there");
        });
    }

    /**
     * The application's times are 64 bits of nanoseconds: what it cannot read at all gets no thousands of rows around
     * it.
     */
    @Test
    void noRowsLeadToTimesThatTheApplicationCannotRead() throws SQLException {
        ChunkStore store = create(false);
        Instant far = Instant.parse("9999-12-31T00:00:00Z");
        store.insert(
                A,
                Series.builder()
                        .add(Instant.parse("1677-09-30T00:00:00Z"), 0)
                        .add(Instant.parse("2024-01-05T00:00:00Z"), 1)
                        .add(Instant.parse("2024-03-05T00:00:00Z"), 3)
                        .add(far, 4)
                        .build());
        assertThat(rows(store, A).values()).containsExactly(VALUES, VALUES, nan(696), VALUES, VALUES);
        store.merge(A, months(5));
        assertThat(rows(store, A)).hasSize(7).containsEntry(4, nan(720));
        store.insert(B, Series.builder().add(far, 4).build());
        store.merge(
                B,
                Series.builder().add(Instant.parse("9999-10-01T00:00:00Z"), 4).build());
        assertThat(rows(store, B)).hasSize(2);
    }
}

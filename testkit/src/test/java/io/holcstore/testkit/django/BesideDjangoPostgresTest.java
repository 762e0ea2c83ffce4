package io.holcstore.testkit.django;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Store;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Merges of two instances of this library beside writers that do as the Python application does: lock the row of a
 * chunk, read, combine and update it, or insert it when there is none, and try again when that collides. Every writer
 * has hours of its own in the same chunks, and every one of them is there in the end.
 */
final class BesideDjangoPostgresTest extends OnRecordedTable {
    private static final Axis<Integer> METER = Axis.of("meter", AxisType.INT);
    private static final StoreDefinition METERS = Store.onDjangoTable("app", "Meters")
            .axis(METER)
            .chunkBy(ChunkBy.YEAR_MONTH)
            .freq("1h")
            .tz("UTC")
            .build();
    private static final String TABLE = '"' + METERS.name() + '"';

    private static final int SERIES = 3;
    private static final int[] CHUNKS = {2024 * 12, 2024 * 12 + 1};
    private static final Instant[] STARTS = {
        Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-02-01T00:00:00Z")
    };
    private static final int[] SLOTS = {744, 696};
    private static final int WRITERS = 6;
    private static final int WRITES = 30;

    BesideDjangoPostgresTest() {
        super(TestDatabase.postgresql());
    }

    /** A writer's n-th point of a chunk lies in a slot that no other writer has. */
    private static int slot(int writer, int n) {
        return n * WRITERS + writer;
    }

    private static double value(int writer, int n) {
        return writer * 1000 + n + 1;
    }

    private static SeriesKey key(int series) {
        return SeriesKey.of(METER.is(series));
    }

    @Test
    void nothingIsLost() throws Exception {
        METERS.open(db.dataSource()).schema().createIfMissing();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                DataSource instance =
                        writer % 2 == 0 ? db.dataSource() : db.database().newPool();
                writers.add(writer < 3 ? () -> merge(METERS.open(instance), number) : () -> imitate(instance, number));
            }
            for (Future<Boolean> done : threads.invokeAll(writers)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        ChunkStore store = METERS.open(db.dataSource());
        for (int series = 0; series < SERIES; series++) {
            Series read = store.read(key(series)).orElseThrow();
            assertThat(read).hasValueCount(WRITERS * WRITES * CHUNKS.length);
            for (int chunk = 0; chunk < CHUNKS.length; chunk++) {
                for (int writer = 0; writer < WRITERS; writer++) {
                    for (int n = 0; n < WRITES; n++) {
                        assertThat(read).hasValueAt(hour(chunk, slot(writer, n)), value(writer, n));
                    }
                }
            }
        }
    }

    private static Instant hour(int chunk, int slot) {
        return STARTS[chunk].plusSeconds(3600L * slot);
    }

    /** All series at once, or one after another; each merge has a point in both chunks. */
    private static boolean merge(ChunkStore store, int writer) {
        SplittableRandom random = new SplittableRandom(Seeds.of(writer));
        for (int n = 0; n < WRITES; n++) {
            Map<SeriesKey, Series> points = new HashMap<>();
            for (int series = 0; series < SERIES; series++) {
                points.put(
                        key(series),
                        Series.builder()
                                .add(hour(0, slot(writer, n)), value(writer, n))
                                .add(hour(1, slot(writer, n)), value(writer, n))
                                .build());
            }
            if (random.nextBoolean()) {
                store.mergeAll(points);
            } else {
                points.forEach(store::merge);
            }
        }
        return true;
    }

    /** One transaction a chunk, as the application has it. */
    private static boolean imitate(DataSource dataSource, int writer) throws SQLException {
        ChunkCodec codec = ChunkCodec.of(Encoding.LZ4, 24);
        for (int n = 0; n < WRITES; n++) {
            for (int series = 0; series < SERIES; series++) {
                for (int chunk = 0; chunk < CHUNKS.length; chunk++) {
                    boolean done = false;
                    while (!done) {
                        done = write(dataSource, codec, series, chunk, slot(writer, n), value(writer, n));
                    }
                }
            }
        }
        return true;
    }

    /** False when somebody else inserted the chunk at the same moment. */
    private static boolean write(DataSource dataSource, ChunkCodec codec, int series, int chunk, int slot, double value)
            throws SQLException {
        double[] values = new double[SLOTS[chunk]];
        Arrays.fill(values, Double.NaN);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long id = lockAndRead(connection, codec, series, chunk, values);
                values[slot] = value;
                byte[] data = codec.encode(values, 0, values.length);
                if (id < 0) {
                    insert(connection, series, chunk, data);
                } else {
                    update(connection, id, data);
                }
                connection.commit();
                return true;
            } catch (SQLException e) {
                connection.rollback();
                if (!"23505".equals(e.getSQLState())) {
                    throw e;
                }
                return false;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static long lockAndRead(Connection connection, ChunkCodec codec, int series, int chunk, double[] values)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT \"id\", \"dtype\", \"data\" FROM " + TABLE
                + " WHERE (\"chunk_index\" = ? AND \"meter\" = ?) LIMIT 21 FOR UPDATE")) {
            select.setInt(1, CHUNKS[chunk]);
            select.setInt(2, series);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return -1;
                }
                codec.decode(row.getString(2), row.getBytes(3), values.length, values, 0);
                return row.getLong(1);
            }
        }
    }

    private static void insert(Connection connection, int series, int chunk, byte[] data) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + TABLE
                + " (\"chunk_index\", \"start_ts\", \"dtype\", \"updated_at\", \"is_deleted\", \"data\", \"meter\")"
                + " VALUES (?, ?, 'float64', ?, false, ?, ?)")) {
            insert.setInt(1, CHUNKS[chunk]);
            insert.setObject(2, STARTS[chunk].atOffset(ZoneOffset.UTC));
            insert.setObject(3, OffsetDateTime.now(ZoneOffset.UTC));
            insert.setBytes(4, data);
            insert.setInt(5, series);
            insert.executeUpdate();
        }
    }

    private static void update(Connection connection, long id, byte[] data) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + TABLE
                        + " SET \"dtype\" = 'float64', \"updated_at\" = ?, \"is_deleted\" = false, \"data\" = ? WHERE \"id\" = ?")) {
            update.setObject(1, OffsetDateTime.now(ZoneOffset.UTC));
            update.setBytes(2, data);
            update.setLong(3, id);
            update.executeUpdate();
        }
    }
}

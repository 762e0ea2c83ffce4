package io.holcstore.benchmarks;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.codec.ChunkCodec;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.chunk.ChunkLayout;
import io.holcstore.internal.sql.chunk.ChunkReach;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.series.Statistics;
import io.holcstore.store.Dialect;
import io.holcstore.store.Encoding;
import io.holcstore.store.StoreDefinition;
import io.holcstore.store.StoreOptions;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.time.ChunkBy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The parts of {@link StoreBenchmark} on PostgreSQL, each alone: the codec, the statements with blobs that are ready
 * (wire and server), and the server's own share, in which the same blobs never leave it.
 */
@State(Scope.Benchmark)
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // fields are set by the harness
public class StageBenchmark {
    /** Reads every byte of a blob, wherever it is stored, and gives back nothing. */
    private static final String TOUCH =
            "SELECT count(*), max(get_byte(\"data\", octet_length(\"data\") - 1)) FROM \"full\"";

    @Param({"LOAD", "ENERGY", "NOISE"})
    public Data data;

    @Param({"COMPACT", "LZ4"})
    public Encoding encoding;

    @Param("100")
    public int series;

    private final ChunkCalendar calendar = ChunkCalendar.of(ChunkBy.YEAR_MONTH, Workload.STEP, Workload.ZONE);
    private final double[] decoded = new double[Workload.POINTS];
    private final List<double[]> chunks = new ArrayList<>();
    private final List<ChunkRow> rows = new ArrayList<>();
    private ChunkCodec codec;
    private FreshDatabase database;
    private Connection connection;
    private ChunkTable empty;
    private ChunkTable full;
    private int next;

    @Setup
    public void load() throws SQLException {
        StoreDefinition definition = Workload.definition(encoding);
        codec = ChunkCodec.of(encoding, calendar.slotsPerDay());
        Workload.series(definition, data, series).forEach(this::cut);
        database = Database.POSTGRESQL.fresh();
        empty = table(definition, "empty");
        full = table(definition, "full");
        connection = database.unpooled().getConnection();
        connection.setAutoCommit(false);
        insert(full);
        Database.POSTGRESQL.settle(database);
    }

    private void cut(SeriesKey key, Series values) {
        for (int from = 0; from < values.size(); ) {
            int chunk = calendar.chunkOf(values.epochMillisAt(from));
            int to = from + calendar.slots(chunk);
            double[] points = new double[to - from];
            values.copyValues(from, to, points, 0);
            chunks.add(points);
            rows.add(new ChunkRow(
                    key,
                    chunk,
                    calendar.startMillis(chunk),
                    codec.dtype(),
                    Statistics.of(points, 0, points.length),
                    values.epochMillisAt(from),
                    values.epochMillisAt(to - 1),
                    codec.encode(points, 0, points.length)));
            from = to;
        }
    }

    private ChunkTable table(StoreDefinition definition, String name) {
        ChunkLayout layout = new ChunkLayout();
        TableSpec spec = TableSpec.of(List.of(name), definition.axes(), Map.of(), 1 << 16, false, layout);
        new SqlSchema(spec, Session.of(database.dataSource(), StoreOptions.defaults())).createIfMissing();
        return layout.table(spec, Dialects.of(Dialect.postgresql()));
    }

    @TearDown
    public void drop() throws SQLException {
        connection.close();
        database.close();
    }

    /** What an insert left is gone before the next. */
    @Setup(Level.Iteration)
    public void truncate() throws SQLException {
        Database.run(database, "TRUNCATE \"empty\"");
    }

    private void insert(ChunkTable table) throws SQLException {
        try (RowInserter inserter = table.inserter(connection)) {
            for (ChunkRow row : rows) {
                inserter.add(row);
            }
            inserter.finish();
        }
        connection.commit();
    }

    /** Insert, codec: all chunks to blobs. */
    @Benchmark
    public void insertEncode(Blackhole blackhole) {
        for (double[] chunk : chunks) {
            blackhole.consume(codec.encode(chunk, 0, chunk.length));
        }
    }

    /** Insert, wire and server: COPY of blobs that are ready, and the commit. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime) // into an empty table
    public void insertBlobs() throws SQLException {
        insert(empty);
    }

    /** Insert, server: the same rows from another table, and the commit. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime) // into an empty table
    public int insertInServer() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int count = statement.executeUpdate("INSERT INTO \"empty\" SELECT * FROM \"full\"");
            connection.commit();
            return count;
        }
    }

    /** One series, codec: its blobs to values. */
    @Benchmark
    public double[] readDecode() {
        int at = 0;
        int first = nextSeries() * Workload.MONTHS;
        for (ChunkRow row : rows.subList(first, first + Workload.MONTHS)) {
            codec.decode(row.dtype(), row.data(), row.statistics().count(), decoded, at);
            at += row.statistics().count();
        }
        return decoded;
    }

    /** One series, wire and server: its blobs. */
    @Benchmark
    public List<StoredChunk> readBlobs() throws SQLException {
        List<StoredChunk> chunks = full.chunks(connection, nextKey(), ChunkReach.ALL);
        connection.commit();
        return chunks;
    }

    /** One series, server: every byte of its blobs is looked at, none leaves. */
    @Benchmark
    public long readInServer() throws SQLException {
        int i = nextSeries();
        try (PreparedStatement statement =
                connection.prepareStatement(TOUCH + " WHERE \"version\" = ? AND \"kind\" = ?")) {
            statement.setInt(1, Workload.version(i));
            statement.setString(2, Workload.kind(i));
            return count(statement.executeQuery());
        }
    }

    private int nextSeries() {
        next = (next + 1) % series;
        return next;
    }

    private SeriesKey nextKey() {
        return rows.get(nextSeries() * Workload.MONTHS).key();
    }

    private long count(ResultSet rowCount) throws SQLException {
        try (rowCount) {
            rowCount.next();
            long count = rowCount.getLong(1);
            connection.commit();
            return count;
        }
    }

    /** All series, codec. */
    @Benchmark
    public void streamDecode(Blackhole blackhole) {
        for (ChunkRow row : rows) {
            codec.decode(row.dtype(), row.data(), row.statistics().count(), decoded, 0);
            blackhole.consume(decoded);
        }
    }

    /** All series, wire and server. */
    @Benchmark
    public void streamBlobs(Blackhole blackhole) throws SQLException {
        try (RowScan<StoredChunk> scan = full.scan(connection, KeyFilter.all(), ChunkReach.ALL)) {
            for (@Nullable StoredChunk chunk = scan.next(); chunk != null; chunk = scan.next()) {
                blackhole.consume(chunk);
            }
        }
        connection.commit();
    }

    /** All series, server. */
    @Benchmark
    public long streamInServer() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return count(statement.executeQuery(TOUCH));
        }
    }
}

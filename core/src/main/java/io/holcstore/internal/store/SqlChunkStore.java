package io.holcstore.internal.store;

import io.holcstore.internal.calendar.Window;
import io.holcstore.internal.chunk.Aggregator;
import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.internal.chunk.ChunkSink;
import io.holcstore.internal.chunk.ChunkSource;
import io.holcstore.internal.chunk.ChunkWriter;
import io.holcstore.internal.chunk.DecodedTimes;
import io.holcstore.internal.chunk.Placement;
import io.holcstore.internal.chunk.Rezone;
import io.holcstore.internal.chunk.SeriesReader;
import io.holcstore.internal.chunk.Workspace;
import io.holcstore.internal.feed.ChunkFeed;
import io.holcstore.internal.feed.ChunkReplica;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.verb.StreamCursor;
import io.holcstore.internal.verb.TransactionBulkWriter;
import io.holcstore.internal.verb.WriteMode;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.Aggregation;
import io.holcstore.store.BucketStream;
import io.holcstore.store.Buckets;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.ChangeFeed;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Replica;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.StoreSchema;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/** {@link ChunkStore}. */
public final class SqlChunkStore implements ChunkStore {
    private final ChunkContext context;
    private final Session session;

    public SqlChunkStore(ChunkDefinition definition, DataSource dataSource, StoreOptions options) {
        this(new ChunkContext(definition), Session.of(dataSource, options));
    }

    private SqlChunkStore(ChunkContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    /**
     * A store as what it is.
     *
     * @throws IllegalArgumentException when the library did not make it
     */
    public static SqlChunkStore of(ChunkStore store) {
        if (store instanceof SqlChunkStore own) {
            return own;
        }
        throw new IllegalArgumentException(store.name() + " is a "
                + store.getClass().getName() + "; give the store that open(dataSource) returned");
    }

    @Override
    public ChunkStore on(Connection connection) {
        return new SqlChunkStore(context, session.joining(Objects.requireNonNull(connection, "connection")));
    }

    @Override
    public ChunkDefinition definition() {
        return context.definition();
    }

    @Override
    public String name() {
        return definition().name();
    }

    @Override
    public List<Axis<?>> axes() {
        return definition().axes();
    }

    @Override
    public ZoneId zone() {
        return definition().zone();
    }

    @Override
    public StoreOptions options() {
        return session.options();
    }

    @Override
    public StoreSchema schema() {
        return new SqlSchema(definition().spec(), session, () -> new Rezone(context, session).run());
    }

    @Override
    public SeriesKey key(Object... values) {
        return definition().key(values);
    }

    // --- write

    @Override
    public WriteResult insert(SeriesKey key, Series series) {
        return write(WriteMode.INSERT, key, series);
    }

    @Override
    public WriteResult merge(SeriesKey key, Series series) {
        return write(WriteMode.MERGE, key, series);
    }

    @Override
    public WriteResult replace(SeriesKey key, Series series) {
        return write(WriteMode.REPLACE, key, series);
    }

    @Override
    public WriteResult insertAll(Map<SeriesKey, Series> series) {
        return writeAll(WriteMode.INSERT, series);
    }

    @Override
    public WriteResult mergeAll(Map<SeriesKey, Series> series) {
        return writeAll(WriteMode.MERGE, series);
    }

    @Override
    public WriteResult replaceAll(Map<SeriesKey, Series> series) {
        return writeAll(WriteMode.REPLACE, series);
    }

    private WriteResult write(WriteMode mode, SeriesKey key, Series series) {
        Placement placement = place(key, series);
        return write(mode, verb(mode, key).about(placement.key()), List.of(placement));
    }

    private WriteResult writeAll(WriteMode mode, Map<SeriesKey, Series> series) {
        List<Placement> placements = new ArrayList<>(series.size());
        series.forEach((key, each) -> placements.add(place(key, each)));
        return write(mode, verb(mode, series.size() + " series"), placements);
    }

    private Placement place(SeriesKey key, Series series) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(series, "series");
        return Placement.of(definition(), definition().canonical(key), series);
    }

    private Verb verb(WriteMode mode, Object what) {
        return verb(mode.verb(), mode.doing(), what);
    }

    private Verb verb(String verb, String doing, Object what) {
        return Verb.of(verb, name(), () -> doing + what + " in " + name());
    }

    private Verb reading(String verb, String doing, Object what) {
        return Verb.of(verb, name(), () -> doing + what + " from " + name());
    }

    private interface Writing {
        void run(ChunkWriter writer) throws SQLException;
    }

    private WriteResult write(WriteMode mode, Verb verb, List<Placement> placements) {
        return write(verb, placements.size(), writer -> writer.write(mode, placements));
    }

    private WriteResult write(Verb verb, int series, Writing writing) {
        return session.write(verb, connection -> {
            try (Workspace workspace = context.workspace()) {
                ChunkWriter writer = new ChunkWriter(context, connection, workspace);
                writing.run(writer);
                WriteResult result = writer.result();
                verb.count(series, result.points(), result.bytes());
                return result;
            }
        });
    }

    @Override
    public WriteResult erase(SeriesKey key, TimeRange range) {
        SeriesKey canonical = definition().canonical(key);
        Objects.requireNonNull(range, "range");
        return write(verb("erase", "erasing ", canonical).about(canonical), 1, writer -> {
            if (!range.isEmpty()) {
                writer.erase(canonical, range);
            }
        });
    }

    @Override
    public WriteResult delete(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return write(verb("delete", "deleting ", filter), 0, writer -> writer.delete(filter));
    }

    @Override
    public BulkWriter bulkWriter() {
        return new TransactionBulkWriter(name(), new ChunkSink(context), session);
    }

    @Override
    public int check(SeriesKey key, Series series) {
        return place(key, series).dropped();
    }

    // --- replicate; the store is defined with replicated()

    @Override
    public ChangeFeed feed() {
        return new ChunkFeed(context, session);
    }

    @Override
    public Replica replica() {
        return new ChunkReplica(context, session);
    }

    // --- for adapters of other applications

    public ChunkContext context() {
        return context;
    }

    public Session session() {
        return session;
    }

    // --- read

    @Override
    public Optional<Series> read(SeriesKey key) {
        return read(key, TimeRange.all());
    }

    @Override
    public Optional<Series> read(SeriesKey key, TimeRange range) {
        if (range.isEmpty()) {
            return Optional.empty();
        }
        return readChunks(key, range, (chunks, reader, workspace) -> reader.trimmed(chunks, range, workspace));
    }

    @Override
    public Series readDense(SeriesKey key, TimeRange range) {
        Window window = definition().calendar().window(range);
        if (window.size() == 0) {
            return Series.wrap(window.grid(), new double[0]);
        }
        return readChunks(key, range, (chunks, reader, workspace) -> reader.dense(chunks, range, window, workspace));
    }

    @Override
    public int readInto(SeriesKey key, TimeRange range, double[] buffer) {
        Window window = definition().calendar().window(range);
        if (buffer.length < window.size()) {
            throw new IllegalArgumentException("the range " + range + " has " + window.size()
                    + " grid points; the array has room for " + buffer.length);
        }
        if (window.size() == 0) {
            return 0;
        }
        return readChunks(key, range, (chunks, reader, workspace) -> {
            reader.fill(chunks, window, workspace, buffer);
            return window.size();
        });
    }

    private interface Reading<T> {
        T read(List<StoredChunk> chunks, SeriesReader reader, Workspace workspace);
    }

    private <T> T readChunks(SeriesKey key, TimeRange range, Reading<T> reading) {
        SeriesKey canonical = definition().canonical(key);
        SeriesReader reader = new SeriesReader(context);
        Verb verb = reading("read", "reading ", canonical).about(canonical);
        return session.read(
                verb,
                connection -> context.table(connection).chunks(connection, canonical, reader.reach(range)),
                chunks -> {
                    verb.count(chunks.isEmpty() ? 0 : 1, 0, 0);
                    chunks.forEach(chunk -> verb.count(0, Math.max(0, chunk.valueCount()), chunk.data().length));
                    try (Workspace workspace = context.workspace()) {
                        return reading.read(chunks, reader, workspace);
                    }
                });
    }

    @Override
    public void forEach(KeyFilter filter, TimeRange range, BiConsumer<SeriesKey, Series> consumer) {
        try (SeriesCursor cursor = cursor(filter, range)) {
            while (cursor.next()) {
                consumer.accept(cursor.key(), cursor.series());
            }
        }
    }

    @Override
    public void forEach(KeyFilter filter, BiConsumer<SeriesKey, Series> consumer) {
        forEach(filter, TimeRange.all(), consumer);
    }

    @Override
    public SeriesCursor cursor(KeyFilter filter) {
        return cursor(filter, TimeRange.all());
    }

    @Override
    public SeriesCursor cursor(KeyFilter filter, TimeRange range) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(range, "range");
        Verb verb = reading("cursor", "reading ", filter);
        return StreamCursor.open(
                verb, session, connection -> ChunkSource.open(context, connection, filter, range, verb));
    }

    @Override
    public Optional<Instant> lastTimestamp(KeyFilter filter) {
        return time(reading("lastTimestamp", "reading the last time of ", filter), filter, true);
    }

    @Override
    public Optional<Instant> firstTimestamp(KeyFilter filter) {
        return time(reading("firstTimestamp", "reading the first time of ", filter), filter, false);
    }

    private Optional<Instant> time(Verb verb, KeyFilter filter, boolean last) {
        OptionalLong epochMillis = definition().rules().hasTimes()
                ? session.read(verb, connection -> {
                    ChunkTable table = context.table(connection);
                    return last ? table.lastTime(connection, filter) : table.firstTime(connection, filter);
                })
                : new DecodedTimes(context, session).find(verb, filter, last);
        return epochMillis.isPresent() ? Optional.of(Instant.ofEpochMilli(epochMillis.getAsLong())) : Optional.empty();
    }

    @Override
    public List<TimeRange> gaps(SeriesKey key, TimeRange range) {
        Window window = definition().calendar().window(range);
        if (window.size() == 0) {
            return List.of();
        }
        return readChunks(key, range, (chunks, reader, workspace) -> reader.gaps(chunks, window, workspace));
    }

    @Override
    public Aggregation<Buckets> aggregate(SeriesKey key, TimeRange range) {
        SeriesKey canonical = definition().canonical(key);
        Objects.requireNonNull(range, "range");
        return bucket -> new Aggregator(context, session, range, bucket).of(canonical);
    }

    @Override
    public Aggregation<BucketStream> aggregate(KeyFilter filter, TimeRange range) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(range, "range");
        return bucket -> {
            Aggregator aggregator = new Aggregator(context, session, range, bucket);
            return consumer -> aggregator.forEach(filter, consumer);
        };
    }

    @Override
    public List<SeriesKey> keys(KeyFilter filter) {
        return session.read(verb("keys", "listing the keys of ", filter), connection -> {
            List<SeriesKey> keys = new ArrayList<>();
            context.table(connection).forEachKey(connection, filter, keys::add);
            return keys;
        });
    }

    @Override
    public long count(KeyFilter filter) {
        return session.read(verb("count", "counting ", filter), connection -> context.table(connection)
                .count(connection, filter));
    }

    /** The definition this store was opened with. */
    @Override
    public String toString() {
        return definition().toString();
    }
}

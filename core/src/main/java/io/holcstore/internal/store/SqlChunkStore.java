package io.holcstore.internal.store;

import io.holcstore.aggregate.Aggregation;
import io.holcstore.aggregate.Buckets;
import io.holcstore.aggregate.FilterAggregation;
import io.holcstore.internal.aggregate.FilterRequest;
import io.holcstore.internal.aggregate.Request;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.internal.calendar.BucketRule;
import io.holcstore.internal.calendar.Window;
import io.holcstore.internal.chunk.Aggregator;
import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.internal.chunk.ChunkSource;
import io.holcstore.internal.chunk.ChunkUpkeep;
import io.holcstore.internal.chunk.DecodedTimes;
import io.holcstore.internal.chunk.Placement;
import io.holcstore.internal.chunk.Reencode;
import io.holcstore.internal.chunk.SeriesReader;
import io.holcstore.internal.chunk.Workspace;
import io.holcstore.internal.feed.ChunkFeed;
import io.holcstore.internal.feed.ChunkReplica;
import io.holcstore.internal.projection.SqlProjection;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.chunk.ChunkReach;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.internal.sql.feed.FeedTable;
import io.holcstore.internal.verb.SeriesSource;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.projection.Projection;
import io.holcstore.series.Sample;
import io.holcstore.series.Series;
import io.holcstore.store.ChangeFeed;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import io.holcstore.store.Reencoding;
import io.holcstore.store.Replica;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.StoreSchema;
import io.holcstore.store.StoreStatistics;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** The implementation of {@link ChunkStore}. */
public final class SqlChunkStore extends SqlSeriesStore<ChunkDefinition, ChunkTable, Placement> implements ChunkStore {
    private final ChunkContext context;

    public SqlChunkStore(ChunkDefinition definition, DataSource dataSource, StoreOptions options) {
        this(new ChunkContext(definition, options), Session.of(dataSource, options));
    }

    private SqlChunkStore(ChunkContext context, Session session) {
        super(context, context, session);
        this.context = context;
    }

    /**
     * Casts a store.
     *
     * @throws IllegalArgumentException when this library did not create it
     */
    public static SqlChunkStore of(ChunkStore store) {
        if (store instanceof SqlChunkStore own) {
            return own;
        }
        throw new IllegalArgumentException(store.name() + " is a "
                + store.getClass().getName() + "; use the store that open(dataSource) returned");
    }

    @Override
    public ChunkStore on(Connection connection) {
        return new SqlChunkStore(context, session().joining(Objects.requireNonNull(connection, "connection")));
    }

    @Override
    public ZoneId zone() {
        return definition().zone();
    }

    @Override
    public StoreSchema schema() {
        return new SqlSchema(definition().spec(), session(), new ChunkUpkeep(context, session()));
    }

    @Override
    public Reencoding reencode(KeyFilter filter) {
        return new Reencode(context, session(), Objects.requireNonNull(filter, "filter"), Progress.NONE);
    }

    // --- replicate; the store is defined with replicated()

    @Override
    public ChangeFeed feed() {
        return new ChunkFeed(context, session());
    }

    @Override
    public Replica replica() {
        return new ChunkReplica(context, session());
    }

    @Override
    public Projection projection(String table) {
        return SqlProjection.of(context, session(), table);
    }

    @Override
    Optional<Instant> heldBackSince(Session parts) {
        if (!definition().isReplicated()) {
            return Optional.empty();
        }
        return parts.read(
                reading("health", "reading the state of ", "the feed"),
                connection -> new FeedTable(context.table(connection)).heldBackSince(connection));
    }

    /** Also used by adapters of other applications. */
    public ChunkContext context() {
        return context;
    }

    // --- read

    @Override
    public Optional<Series> read(SeriesKey key, TimeRange range) {
        SeriesKey canonical = canonical(key);
        Objects.requireNonNull(range, "range");
        if (range.isEmpty()) {
            return Optional.empty();
        }
        return readChunks(canonical, range, (chunks, reader, workspace) -> reader.trimmed(chunks, range, workspace));
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
                    + " grid points, but the array has room for " + buffer.length);
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
        SeriesKey canonical = canonical(key);
        SeriesReader reader = new SeriesReader(context);
        return readChunks(
                reading("read", "reading ", canonical).about(canonical),
                connection -> context.table(connection).chunks(connection, canonical, reader.reach(range)),
                reading);
    }

    private <T> T readChunks(Verb verb, Session.Work<List<StoredChunk>> query, Reading<T> reading) {
        SeriesReader reader = new SeriesReader(context);
        return session().read(verb, query, chunks -> {
            verb.count(chunks.isEmpty() ? 0 : 1, 0, 0);
            chunks.forEach(chunk -> verb.count(0, Math.max(0, chunk.valueCount()), chunk.data().length));
            try (Workspace workspace = context.workspace()) {
                return reading.read(chunks, reader, workspace);
            }
        });
    }

    @Override
    SeriesSource source(Lease lease, KeyFilter filter, TimeRange range, Verb verb) throws SQLException {
        return ChunkSource.open(context, lease, filter, range, verb);
    }

    @Override
    public Map<SeriesKey, Series> readAll(Collection<SeriesKey> keys, TimeRange range) {
        List<SeriesKey> canonical = canonical(keys);
        SeriesReader reader = new SeriesReader(context);
        Verb verb = verb("readAll", "reading ", canonical.size());
        return session()
                .read(
                        verb,
                        connection -> context.table(connection).chunks(connection, canonical, reader.reach(range)),
                        chunks -> byKey(canonical, chunks, range, verb));
    }

    private Map<SeriesKey, Series> byKey(List<SeriesKey> keys, List<StoredChunk> chunks, TimeRange range, Verb verb) {
        SeriesReader reader = new SeriesReader(context);
        Map<SeriesKey, List<StoredChunk>> stored = new HashMap<>();
        for (StoredChunk chunk : chunks) {
            stored.computeIfAbsent(chunk.id().key(), key -> new ArrayList<>()).add(chunk);
            verb.count(0, Math.max(0, chunk.valueCount()), chunk.data().length);
        }
        Map<SeriesKey, Series> found = new LinkedHashMap<>();
        try (Workspace workspace = context.workspace()) {
            for (SeriesKey key : keys) {
                reader.trimmed(stored.getOrDefault(key, List.of()), range, workspace)
                        .ifPresent(series -> found.put(key, series));
            }
        }
        verb.count(found.size(), 0, 0);
        return found;
    }

    @Override
    public Optional<Instant> lastTimestamp(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return time(reading("lastTimestamp", "reading the last time of ", filter), filter, true);
    }

    @Override
    public Optional<Instant> firstTimestamp(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return time(reading("firstTimestamp", "reading the first time of ", filter), filter, false);
    }

    private Optional<Instant> time(Verb verb, KeyFilter filter, boolean last) {
        OptionalLong epochMillis = definition().rules().hasTimes()
                ? session().read(verb, connection -> {
                    ChunkTable table = context.table(connection);
                    return last
                            ? table.ends().lastTime(connection, filter)
                            : table.ends().firstTime(connection, filter);
                })
                : new DecodedTimes(context, session()).find(verb, filter, last);
        return instant(epochMillis);
    }

    @Override
    public Map<SeriesKey, Instant> lastTimestamps(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return definition().rules().hasTimes()
                ? session()
                        .read(
                                reading("lastTimestamps", "reading the last times of ", filter),
                                connection -> context.table(connection).ends().lastTimes(connection, filter))
                : super.lastTimestamps(filter);
    }

    @Override
    public Map<SeriesKey, Sample> latest(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        if (!definition().rules().hasTimes()) {
            return super.latest(filter);
        }
        Verb verb = reading("latest", "reading the last values of ", filter);
        return session().stream(verb, lease -> latest(lease, filter, verb));
    }

    private Map<SeriesKey, Sample> latest(Lease lease, KeyFilter filter, Verb verb) throws SQLException {
        SeriesReader reader = new SeriesReader(context);
        Map<SeriesKey, Sample> found = new LinkedHashMap<>();
        try (Workspace workspace = context.workspace();
                RowScan<StoredChunk> scan = lastChunks(lease, filter)) {
            for (StoredChunk chunk = scan.next(); chunk != null; chunk = scan.next()) {
                SeriesKey key = chunk.id().key();
                verb.count(1, chunk.valueCount(), chunk.data().length);
                reader.trimmed(List.of(chunk), TimeRange.all(), workspace)
                        .ifPresent(series -> found.put(key, last(series)));
            }
        }
        return found;
    }

    private RowScan<StoredChunk> lastChunks(Lease lease, KeyFilter filter) throws SQLException {
        Connection connection = lease.connection();
        return context.ahead(lease, context.table(connection).ends().lastChunks(connection, filter));
    }

    @Override
    Optional<Series> end(Verb verb, SeriesKey key, int values) {
        return definition().rules().hasTimes()
                ? readChunks(
                        verb,
                        connection -> context.table(connection).ends().lastChunks(connection, key, values),
                        (chunks, reader, workspace) -> reader.trimmed(chunks, TimeRange.all(), workspace))
                : readChunks(
                        verb,
                        connection -> context.table(connection).chunks(connection, key, ChunkReach.ALL),
                        (chunks, reader, workspace) -> reader.trimmed(chunks, TimeRange.all(), workspace));
    }

    @Override
    public StoreStatistics statistics(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return definition().rules().hasTimes()
                ? session()
                        .read(
                                reading("statistics", "computing statistics of ", filter),
                                connection -> context.table(connection).ends().statistics(connection, filter))
                : super.statistics(filter);
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
        SeriesKey canonical = canonical(key);
        return Request.ofOne(
                range, this::buckets, zone(), plan -> new Aggregator(context, session(), plan).of(canonical));
    }

    @Override
    public FilterAggregation aggregate(KeyFilter filter, TimeRange range) {
        Objects.requireNonNull(filter, "filter");
        return FilterRequest.of(
                range, this::buckets, zone(), axes(), (plan, consumer) -> new Aggregator(context, session(), plan)
                        .forEach(filter, consumer));
    }

    private BucketCalendar buckets(BucketRule rule) {
        return BucketCalendar.of(rule, definition().calendar());
    }
}

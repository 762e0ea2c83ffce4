package io.holcstore.internal.store;

import io.holcstore.error.AmbiguousFilterException;
import io.holcstore.internal.keyed.KeyedContext;
import io.holcstore.internal.keyed.KeyedDefinition;
import io.holcstore.internal.keyed.KeyedSink;
import io.holcstore.internal.keyed.KeyedSource;
import io.holcstore.internal.keyed.KeyedWriter;
import io.holcstore.internal.keyed.SeriesCoder;
import io.holcstore.internal.schema.SqlSchema;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.keyed.StoredSeries;
import io.holcstore.internal.verb.StreamCursor;
import io.holcstore.internal.verb.TransactionBulkWriter;
import io.holcstore.internal.verb.WriteMode;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.KeyedStore;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.StoreOptions;
import io.holcstore.store.StoreSchema;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/** {@link KeyedStore}. */
public final class SqlKeyedStore implements KeyedStore {
    private final KeyedContext context;
    private final Session session;

    SqlKeyedStore(KeyedDefinition definition, DataSource dataSource, StoreOptions options) {
        this(new KeyedContext(definition), Session.of(dataSource, options));
    }

    private SqlKeyedStore(KeyedContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    @Override
    public KeyedStore on(Connection connection) {
        return new SqlKeyedStore(context, session.joining(Objects.requireNonNull(connection, "connection")));
    }

    @Override
    public KeyedDefinition definition() {
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
        return ZoneOffset.UTC;
    }

    @Override
    public StoreOptions options() {
        return session.options();
    }

    @Override
    public StoreSchema schema() {
        return new SqlSchema(definition().spec(), session);
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
        Objects.requireNonNull(key, "key");
        SeriesKey canonical = canonical(key);
        Map<SeriesKey, Series> one = Map.of(canonical, context.storable(key, series));
        return write(verb(mode, key).about(canonical), one.size(), writer -> writer.write(mode, one));
    }

    private WriteResult writeAll(WriteMode mode, Map<SeriesKey, Series> series) {
        Map<SeriesKey, Series> all = new HashMap<>();
        series.forEach((key, each) -> all.put(canonical(key), context.storable(key, each)));
        return write(verb(mode, series.size() + " series"), all.size(), writer -> writer.write(mode, all));
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
        void run(KeyedWriter writer) throws SQLException;
    }

    private WriteResult write(Verb verb, int series, Writing writing) {
        return session.write(verb, connection -> {
            try (SeriesCoder coder = context.coder()) {
                KeyedWriter writer = new KeyedWriter(context, connection, coder);
                writing.run(writer);
                WriteResult result = writer.result();
                verb.count(series, result.points(), result.bytes());
                return result;
            }
        });
    }

    private SeriesKey canonical(SeriesKey key) {
        return definition().canonical(key);
    }

    @Override
    public BulkWriter bulkWriter() {
        return new TransactionBulkWriter(name(), new KeyedSink(context), session);
    }

    @Override
    public int check(SeriesKey key, Series series) {
        context.storable(canonical(key), series);
        return 0; // it has no grid
    }

    @Override
    public WriteResult delete(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return write(verb("delete", "deleting ", filter), 0, writer -> writer.delete(filter));
    }

    @Override
    public WriteResult delete(Collection<SeriesKey> keys) {
        Set<SeriesKey> canonical = new HashSet<>();
        keys.forEach(key -> canonical.add(canonical(key)));
        return write(
                verb("delete", "deleting ", canonical.size() + " series"),
                canonical.size(),
                writer -> writer.delete(canonical));
    }

    // --- read

    @Override
    public Optional<Series> read(SeriesKey key) {
        return read(key, TimeRange.all());
    }

    @Override
    public Optional<Series> read(SeriesKey key, TimeRange range) {
        Objects.requireNonNull(range, "range");
        SeriesKey canonical = canonical(key);
        Verb verb = reading("read", "reading ", canonical).about(canonical);
        return session.read(
                verb, connection -> context.table(connection).find(connection, List.of(canonical)), found -> {
                    if (found.isEmpty()) {
                        return Optional.empty();
                    }
                    StoredSeries row = found.get(0);
                    verb.count(1, row.pointCount(), row.data().length);
                    try (SeriesCoder coder = context.coder()) {
                        return Optional.of(coder.series(row).slice(range)).filter(series -> !series.isEmpty());
                    }
                });
    }

    @Override
    public Optional<Series> findOne(KeyFilter filter) {
        try (SeriesCursor cursor = cursor(filter)) {
            if (!cursor.next()) {
                return Optional.empty();
            }
            SeriesKey key = cursor.key();
            Series series = cursor.series();
            if (cursor.next()) {
                throw new AmbiguousFilterException(
                        name() + " has more than one series where " + filter + ": " + key + "; " + cursor.key()
                                + "; .. name more axes, or use forEach for all of them",
                        name(),
                        List.of(key.toString(), cursor.key().toString()));
            }
            return Optional.of(series);
        }
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
        return StreamCursor.open(verb, session, connection -> {
            RowScan<StoredSeries> scan = context.table(connection).scan(connection, filter, range);
            return new KeyedSource(range, context.coder(), scan, verb);
        });
    }

    @Override
    public Optional<Instant> lastTimestamp(KeyFilter filter) {
        return instant(session.read(
                reading("lastTimestamp", "reading the last time of ", filter),
                connection -> context.table(connection).lastTime(connection, filter)));
    }

    @Override
    public Optional<Instant> firstTimestamp(KeyFilter filter) {
        return instant(session.read(
                reading("firstTimestamp", "reading the first time of ", filter),
                connection -> context.table(connection).firstTime(connection, filter)));
    }

    private static Optional<Instant> instant(OptionalLong epochMillis) {
        return epochMillis.isPresent() ? Optional.of(Instant.ofEpochMilli(epochMillis.getAsLong())) : Optional.empty();
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

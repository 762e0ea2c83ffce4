package io.holcstore.store;

import io.holcstore.error.AmbiguousFilterException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.sql.RowScan;
import io.holcstore.sql.Session;
import io.holcstore.sql.StoreSchema;
import io.holcstore.sql.StoredSeries;
import io.holcstore.store.ChunkWriter.Mode;
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

/**
 * Irregular time series under free attributes: one row is one whole series, its timestamps kept to the millisecond, any distance apart.
 *
 * <p><b>Values.</b> NaN means "no value": it never erases, and is not stored. A point without a value is left out, its timestamp with it. Every
 * other bit pattern of a double comes back as it was written. What is read is regular where three or more points lie evenly apart (a grid of that
 * duration, in UTC) and irregular otherwise; the points are the same.
 *
 * <p><b>Time.</b> Timestamps lie in the years 1 to 9999, which every supported database can name.
 *
 * <p><b>Atomicity.</b> Each write is one transaction: after a crash, a kill or an exception the database holds all of it or none of it. Writers of one
 * series wait for each other; a transaction that the database ended by deadlock or lock timeout is run again, up to ten times. Through
 * {@link #on} the transaction is the caller's, and after an exception so is the duty to roll it back.
 *
 * <p><b>Cost.</b> A merge reads, decodes, encodes and writes the whole series. Regular series that grow belong in a {@link ChunkStore}, which touches
 * only the chunks concerned.
 *
 * <p><b>Errors.</b> {@link StoreSqlException} for everything the database refuses; {@link IllegalArgumentException} for a key, filter, range
 * or timestamp that does not fit the store; {@link io.holcstore.error.SchemaMismatchException} at the first use when the table was made for another
 * definition or another kind of store; {@link io.holcstore.error.ChunkFormatException} for a damaged series.
 *
 * <p>Thread-safe; holds no connection between calls. A store made by {@link #on} is as thread-safe as its connection.
 */
public final class KeyedStore implements SeriesStore {
    private final KeyedContext context;
    private final Session session;

    KeyedStore(KeyedStoreDefinition definition, DataSource dataSource) {
        this(new KeyedContext(definition), Session.of(Objects.requireNonNull(dataSource, "dataSource")));
    }

    private KeyedStore(KeyedContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    /**
     * The same store within the transaction of a connection, which must not be in autocommit mode. Writes need one at READ COMMITTED; reads
     * see what the transaction sees at its isolation. The store never commits, rolls back or closes it; a deadlock or lock timeout is the
     * caller's to retry.
     */
    @Override
    public KeyedStore on(Connection connection) {
        return new KeyedStore(context, Session.joining(Objects.requireNonNull(connection, "connection")));
    }

    public KeyedStoreDefinition definition() {
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

    /** UTC: a keyed store has no zone of its own. */
    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    /** The tables of the store: to create and to verify. */
    public StoreSchema schema() {
        return new StoreSchema(definition().spec(), session);
    }

    /**
     * A key by its values, in the order of the axes: {@code store.key(2024, "base")}.
     *
     * @throws IllegalArgumentException when number or types do not fit
     */
    @Override
    public SeriesKey key(Object... values) {
        return definition().key(values);
    }

    // --- write

    /**
     * Stores a series under a key that has none. A series without any value stores nothing.
     *
     * @throws SeriesExistsException when the key has a series
     */
    public WriteResult insert(SeriesKey key, Series series) {
        return write(Mode.INSERT, "inserting", key, series);
    }

    /**
     * Stores new values over old ones, whatever was there: the timestamps of both, and at those of both the new value. NaN keeps what is
     * stored. Makes the series when there is none.
     */
    public WriteResult merge(SeriesKey key, Series series) {
        return write(Mode.MERGE, "merging", key, series);
    }

    /** Makes the whole series this one; without any value, the series is gone. */
    public WriteResult replace(SeriesKey key, Series series) {
        return write(Mode.REPLACE, "replacing", key, series);
    }

    /** {@link #insert} of many series as one transaction, all or nothing. */
    public WriteResult insertAll(Map<SeriesKey, Series> series) {
        return writeAll(Mode.INSERT, "inserting", series);
    }

    /** {@link #merge} of many series as one transaction, all or nothing. */
    public WriteResult mergeAll(Map<SeriesKey, Series> series) {
        return writeAll(Mode.MERGE, "merging", series);
    }

    /** {@link #replace} of many series as one transaction, all or nothing. */
    public WriteResult replaceAll(Map<SeriesKey, Series> series) {
        return writeAll(Mode.REPLACE, "replacing", series);
    }

    private WriteResult write(Mode mode, String verb, SeriesKey key, Series series) {
        Objects.requireNonNull(key, "key");
        Map<SeriesKey, Series> one = Map.of(canonical(key), context.storable(key, series));
        return write(verb + ' ' + key + " in " + name(), writer -> writer.write(mode, one));
    }

    private WriteResult writeAll(Mode mode, String verb, Map<SeriesKey, Series> series) {
        Map<SeriesKey, Series> all = new HashMap<>();
        series.forEach((key, each) -> all.put(canonical(key), context.storable(key, each)));
        return write(verb + ' ' + series.size() + " series in " + name(), writer -> writer.write(mode, all));
    }

    private interface Writing {
        void run(KeyedWriter writer) throws SQLException;
    }

    private WriteResult write(String verb, Writing writing) {
        return session.write(verb, connection -> {
            try (SeriesCoder coder = context.coder()) {
                KeyedWriter writer = new KeyedWriter(context, connection, coder);
                writing.run(writer);
                return writer.result();
            }
        });
    }

    private SeriesKey canonical(SeriesKey key) {
        return definition().canonical(key);
    }

    /** {@inheritDoc} A series that comes more than once is read and written as often: let each come whole. */
    @Override
    public BulkWriter bulkWriter() {
        return new BulkWriter(name(), new KeyedSink(context), session);
    }

    @Override
    public int check(SeriesKey key, Series series) {
        context.storable(canonical(key), series);
        return 0; // it has no grid
    }

    /**
     * Deletes all series that match. Those that are being written are waited for. A series that another transaction has begun to make and has not
     * committed yet is not among them: it is there afterwards.
     */
    public WriteResult delete(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return write("deleting " + filter + " in " + name(), writer -> writer.delete(filter));
    }

    /** Deletes these series, as far as they exist, as one transaction. */
    public WriteResult delete(Collection<SeriesKey> keys) {
        Set<SeriesKey> canonical = new HashSet<>();
        keys.forEach(key -> canonical.add(canonical(key)));
        return write("deleting " + canonical.size() + " series in " + name(), writer -> writer.delete(canonical));
    }

    // --- read

    /** The whole series; empty when nothing is stored. */
    public Optional<Series> read(SeriesKey key) {
        return read(key, TimeRange.all());
    }

    /** What the series has in the range; empty when it has nothing there. Costs as much as reading all of it. */
    public Optional<Series> read(SeriesKey key, TimeRange range) {
        Objects.requireNonNull(range, "range");
        SeriesKey canonical = canonical(key);
        List<StoredSeries> found =
                session.read("reading " + canonical + " from " + name(), connection -> context.table(connection)
                        .find(connection, List.of(canonical)));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (SeriesCoder coder = context.coder()) {
            return Optional.of(coder.series(found.get(0)).slice(range)).filter(series -> !series.isEmpty());
        }
    }

    /**
     * The series of the only key that matches; empty when none does.
     *
     * @throws AmbiguousFilterException when more than one does
     */
    public Optional<Series> findOne(KeyFilter filter) {
        try (SeriesCursor cursor = cursor(filter)) {
            if (!cursor.next()) {
                return Optional.empty();
            }
            SeriesKey key = cursor.key();
            Series series = cursor.series();
            if (cursor.next()) {
                throw new AmbiguousFilterException(name() + " has more than one series where " + filter + ": " + key
                        + "; " + cursor.key() + "; .. name more axes, or use forEach for all of them");
            }
            return Optional.of(series);
        }
    }

    /** Hands over what every matching series has in the range, if anything, in order of the keys, holding one at a time. */
    @Override
    public void forEach(KeyFilter filter, TimeRange range, BiConsumer<SeriesKey, Series> consumer) {
        try (SeriesCursor cursor = cursor(filter, range)) {
            while (cursor.next()) {
                consumer.accept(cursor.key(), cursor.series());
            }
        }
    }

    /** {@link #forEach(KeyFilter, TimeRange, BiConsumer)} over all time. */
    public void forEach(KeyFilter filter, BiConsumer<SeriesKey, Series> consumer) {
        forEach(filter, TimeRange.all(), consumer);
    }

    /** A cursor over all matching series, whole. */
    public SeriesCursor cursor(KeyFilter filter) {
        return cursor(filter, TimeRange.all());
    }

    /**
     * A cursor over what the matching series have in the range; those that have nothing there are not even fetched. It holds a connection and a
     * transaction until it is closed.
     */
    @Override
    public SeriesCursor cursor(KeyFilter filter, TimeRange range) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(range, "range");
        return SeriesCursor.open("reading " + filter + " from " + name(), session, connection -> {
            RowScan<StoredSeries> scan = context.table(connection).scan(connection, filter, range);
            return new KeyedSource(range, context.coder(), scan);
        });
    }

    /** The time of the latest value of all matching series. Decodes nothing. */
    @Override
    public Optional<Instant> lastTimestamp(KeyFilter filter) {
        return instant(session.read(
                "reading the last time of " + filter + " from " + name(),
                connection -> context.table(connection).lastTime(connection, filter)));
    }

    /** The time of the earliest value of all matching series, as {@link #lastTimestamp}. */
    @Override
    public Optional<Instant> firstTimestamp(KeyFilter filter) {
        return instant(session.read(
                "reading the first time of " + filter + " from " + name(),
                connection -> context.table(connection).firstTime(connection, filter)));
    }

    private static Optional<Instant> instant(OptionalLong epochMillis) {
        return epochMillis.isPresent() ? Optional.of(Instant.ofEpochMilli(epochMillis.getAsLong())) : Optional.empty();
    }

    /** The keys of all matching series, in their order on the database. */
    @Override
    public List<SeriesKey> keys(KeyFilter filter) {
        return session.read("listing the keys of " + filter + " in " + name(), connection -> {
            List<SeriesKey> keys = new ArrayList<>();
            context.table(connection).forEachKey(connection, filter, keys::add);
            return keys;
        });
    }

    /** How many series match. */
    @Override
    public long count(KeyFilter filter) {
        return session.read("counting " + filter + " in " + name(), connection -> context.table(connection)
                .count(connection, filter));
    }

    /** The definition this store was opened with. */
    @Override
    public String toString() {
        return definition().toString();
    }
}

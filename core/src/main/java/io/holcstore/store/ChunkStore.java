package io.holcstore.store;

import io.holcstore.error.OffGridException;
import io.holcstore.error.SeriesExistsException;
import io.holcstore.error.StoreSqlException;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.sql.ChunkTable;
import io.holcstore.sql.Session;
import io.holcstore.sql.StoreSchema;
import io.holcstore.sql.StoredChunk;
import io.holcstore.store.ChunkWriter.Mode;
import io.holcstore.time.TimeRange;
import io.holcstore.time.Window;
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

/**
 * Regular time series in calendar chunks, one row a chunk.
 *
 * <p><b>Values.</b> NaN means "no value": it is never stored as one, never erases, and stands where a gap is in what is read. Every other bit
 * pattern of a double comes back as it was written.
 *
 * <p><b>Atomicity.</b> Each write is one transaction: after a crash, a kill or an exception the database holds all of it or none of it. Writers of one
 * series wait for each other; a transaction that the database ended by deadlock or lock timeout is run again, up to ten times. Through
 * {@link #on} the transaction is the caller's, and after an exception so is the duty to roll it back.
 *
 * <p><b>Reading.</b> A read sees what was committed when its statement began, each series whole. What is read has the values from the first to the
 * last one in the range, gaps between them as NaN.
 *
 * <p><b>Errors.</b> {@link StoreSqlException} for everything the database refuses; {@link IllegalArgumentException} for a key, filter or range
 * that does not fit the store; {@link io.holcstore.error.SchemaMismatchException} at the first use when the table was made for another
 * definition; {@link io.holcstore.error.ChunkFormatException} for a damaged chunk.
 *
 * <p><b>Zone data.</b> Every chunk is stored with the instant of its first slot. A chunk that was written with other zone data than that of this JVM, before
 * an update or by another JVM, is read at the instants it was written for, whatever the rules of the zone have become. The first write onto it lays
 * it onto the calendar of this JVM, and {@link StoreSchema#rezone} does so for the whole store. Where an instant has no place on the grid of this
 * JVM's zone data, a {@link io.holcstore.error.ChunkFormatException} names the zone and the version of its data. A store of days ({@code "1d"})
 * keeps local days: it records where the days of its zone start from 1970 to 2100, and refuses a JVM in which they start at other instants until
 * {@link StoreSchema#rezone} has laid each local day onto the same local day. Before 1970, and in stores that were created without that
 * record, it refuses chunks which begin at another instant or have another number of days.
 *
 * <p>Thread-safe; holds no connection between calls. A store made by {@link #on} is as thread-safe as its connection.
 */
public final class ChunkStore implements SeriesStore {
    private final StoreContext context;
    private final Session session;

    ChunkStore(StoreDefinition definition, DataSource dataSource) {
        this(new StoreContext(definition), Session.of(Objects.requireNonNull(dataSource, "dataSource")));
    }

    private ChunkStore(StoreContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    /**
     * The same store within the transaction of a connection, which must not be in autocommit mode. Writes need one at READ COMMITTED; reads
     * see what the transaction sees at its isolation. The store never commits, rolls back or closes it; a deadlock or lock timeout is the
     * caller's to retry.
     */
    @Override
    public ChunkStore on(Connection connection) {
        return new ChunkStore(context, Session.joining(Objects.requireNonNull(connection, "connection")));
    }

    public StoreDefinition definition() {
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

    /** The zone of the store. */
    @Override
    public ZoneId zone() {
        return definition().zone();
    }

    /** The tables of the store: to create, to verify, and to lay onto other zone data. */
    public StoreSchema schema() {
        return new StoreSchema(definition().spec(), session, () -> new Rezone(context, session).run());
    }

    /**
     * A key by its values, in the order of the axes: {@code store.key(1, "base")}.
     *
     * @throws IllegalArgumentException when number or types do not fit
     */
    @Override
    public SeriesKey key(Object... values) {
        return definition().key(values);
    }

    // --- write

    /**
     * Stores a series under a key that has no data. A series without any value stores nothing.
     *
     * @throws SeriesExistsException when the key has data
     * @throws OffGridException when points lie off the grid
     */
    public WriteResult insert(SeriesKey key, Series series) {
        return write(Mode.INSERT, "inserting", key, series);
    }

    /**
     * Stores new values over old ones, whatever was there; NaN keeps what is stored. Makes the series when there is none. Costs one lock, one
     * select of the chunks concerned and one write of those that changed.
     *
     * @throws OffGridException when points lie off the grid
     */
    public WriteResult merge(SeriesKey key, Series series) {
        return write(Mode.MERGE, "merging", key, series);
    }

    /**
     * Makes the whole series this one; without any value, the series is gone.
     *
     * @throws OffGridException when points lie off the grid
     */
    public WriteResult replace(SeriesKey key, Series series) {
        return write(Mode.REPLACE, "replacing", key, series);
    }

    /** {@link #insert} of many series as one transaction, all or nothing. */
    public WriteResult insertAll(Map<SeriesKey, Series> series) {
        return writeAll(Mode.INSERT, "inserting", series);
    }

    /** {@link #merge} of many series as one transaction, all or nothing; one select and one batch for each 256 chunks. */
    public WriteResult mergeAll(Map<SeriesKey, Series> series) {
        return writeAll(Mode.MERGE, "merging", series);
    }

    /** {@link #replace} of many series as one transaction, all or nothing. */
    public WriteResult replaceAll(Map<SeriesKey, Series> series) {
        return writeAll(Mode.REPLACE, "replacing", series);
    }

    private WriteResult write(Mode mode, String verb, SeriesKey key, Series series) {
        return write(mode, verb + ' ' + key + " in " + definition().name(), List.of(place(key, series)));
    }

    private WriteResult writeAll(Mode mode, String verb, Map<SeriesKey, Series> series) {
        List<Placement> placements = new ArrayList<>(series.size());
        series.forEach((key, each) -> placements.add(place(key, each)));
        return write(
                mode, verb + ' ' + series.size() + " series in " + definition().name(), placements);
    }

    private Placement place(SeriesKey key, Series series) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(series, "series");
        return Placement.of(definition(), definition().canonical(key), series);
    }

    private interface Writing {
        void run(ChunkWriter writer) throws SQLException;
    }

    private WriteResult write(Mode mode, String verb, List<Placement> placements) {
        return write(verb, writer -> writer.write(mode, placements));
    }

    private WriteResult write(String verb, Writing writing) {
        return session.write(verb, connection -> {
            try (Workspace workspace = context.workspace()) {
                ChunkWriter writer = new ChunkWriter(context, connection, workspace);
                writing.run(writer);
                return writer.result();
            }
        });
    }

    /** Takes the points of a range out of a series; {@link WriteResult#points()} says how many values there were. */
    public WriteResult erase(SeriesKey key, TimeRange range) {
        SeriesKey canonical = definition().canonical(key);
        Objects.requireNonNull(range, "range");
        return write("erasing " + canonical + " in " + definition().name(), writer -> {
            if (!range.isEmpty()) {
                writer.erase(canonical, range);
            }
        });
    }

    /**
     * Deletes all series that match. Those that are being written are waited for. A series that another transaction has begun to make and has not
     * committed yet is not among them: it is there afterwards.
     */
    public WriteResult delete(KeyFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return write("deleting " + filter + " in " + definition().name(), writer -> writer.delete(filter));
    }

    /**
     * Writes any number of series in constant memory, as one transaction: {@link BulkWriter#add} merges, {@link BulkWriter#close} commits.
     */
    @Override
    public BulkWriter bulkWriter() {
        return new BulkWriter(name(), new ChunkSink(context), session);
    }

    @Override
    public int check(SeriesKey key, Series series) {
        return place(key, series).dropped();
    }

    // --- replicate; the store is defined with replicated()

    /**
     * What has changed since a cursor, in the order in which it was committed, each chunk once as its latest change has left it. At most
     * {@code limit} changes, fewer where they are large: a page holds about 16 MiB. Changes that a transaction still running may come before
     * are held back until it has ended; nothing is ever skipped.
     *
     * <p>What a page has, the source cannot lose in a crash: where its commits do not wait for the disk, the page waits for it. PostgreSQL with
     * {@code synchronous_commit = off} writes its log then; a role that may read may do so. H2 in files runs {@code CHECKPOINT SYNC}, which takes an
     * administrator; other users get pages once {@code WRITE_DELAY} is 0. On a standby of PostgreSQL, a cursor that is ahead of it gets empty pages.
     *
     * @param cursor {@link ChangeCursor#start()}, or {@link ChangePage#next()} of the page before
     * @throws io.holcstore.error.ChangeFeedResetException when the cursor was made for another filter or is not of this source's epoch, because it
     *     was restored from a backup
     * @throws IllegalArgumentException when {@code limit} is less than 1 or the filter does not fit the store
     * @throws io.holcstore.error.DefinitionException when the store is not replicated
     * @throws io.holcstore.error.StoreSqlException when the database fails, a user of an H2 database of files is not an administrator and
     *     {@code WRITE_DELAY} is not 0, or a standby would have to begin an epoch
     */
    public ChangePage changes(ChangeCursor cursor, KeyFilter filter, int limit) {
        return new ChangeReader(context, session).read(cursor, filter, limit);
    }

    /**
     * Declares that what replicas have seen of this store may be wrong now. Every cursor made before is refused from now on, and replicas pull again from
     * the start.
     *
     * <p>PostgreSQL notices by itself a dump that was loaded into a new table, a recovery to a point in time, and a failover. It cannot tell from their
     * original a snapshot of the data directory or of its volume, and rows that were put back into the same table; H2 can tell no backup. After
     * these, and after rows were written by hand, call this before anyone pulls: a replica that pulls sooner may take old and new changes for
     * the same, and differ from its source until this is called.
     */
    public void beginEpoch() {
        new ChangeReader(context, session).beginEpoch();
    }

    /**
     * Stores the changes of a source, as one transaction. A chunk that is stored in the state of the page or a later one stays as it is, so that pages
     * can come again and in any order. Every blob is decoded: number and times of its values must be those of the change, and sum, least and greatest value
     * are taken from the values themselves.
     *
     * <p>Changes go one way, and by one path: a store must not feed its own source, not by way of others either, and a key must come from one source
     * only. Neither is found out, but for a store that applies its own changes; chunks would be written again and again. What is written here
     * otherwise stays until the source changes the same chunk, or begins a new epoch: that overwrites it.
     *
     * @throws io.holcstore.error.DefinitionException when the store is not replicated, or its axes, step, zone or chunks are not the source's
     * @throws io.holcstore.error.ChunkFormatException when a blob is damaged or does not fit its chunk; nothing is stored then
     * @throws IllegalArgumentException when a change cannot be one of such a store, or the page is the first one of this store's own changes
     */
    public WriteResult apply(ChangePage page) {
        return new Replica(context, session).apply(page);
    }

    /**
     * {@link #apply(ChangePage)}, which also records {@link ChangePage#next()} under a name in the same transaction: {@link #cursor} is always where
     * the data is. A page that does not reach beyond what is recorded leaves that as it is.
     *
     * <p>A page from {@link ChangeCursor#start()} begins anew where the source's epoch or the filter is another one than recorded. With the first page
     * that leaves {@linkplain ChangePage.Remaining#NOTHING nothing} behind, chunks of the page's filter that came under this name in a former epoch
     * and were not mentioned in the new one are deleted, because the source no longer has them. Where the former epoch was pulled with another
     * filter, what this one does not look at stays until a pull from the start with that filter, or without any.
     *
     * @param subscription up to 100 characters
     * @throws io.holcstore.error.ChangeFeedResetException when the page begins after what is recorded, or elsewhere: changes would be missed; when it is of an
     *     epoch that is over; when it begins at the start, leaves nothing behind and yet ends before what is recorded, as after a restore of
     *     the source that {@link #beginEpoch} was not called for. Nothing is stored then
     */
    public WriteResult apply(ChangePage page, String subscription) {
        return new Replica(context, session).apply(page, subscription);
    }

    /** Where a subscription goes on; empty when nothing was applied under its name yet. */
    public Optional<ChangeCursor> cursor(String subscription) {
        return new Replica(context, session).cursor(subscription);
    }

    /** The store as the Python application's protocol sees it, which asks for chunks by the time they were written. */
    public ReferenceFeed referenceFeed() {
        return new ReferenceFeed(context, session);
    }

    // --- read

    /** The whole series; empty when nothing is stored. */
    public Optional<Series> read(SeriesKey key) {
        return read(key, TimeRange.all());
    }

    /**
     * What the series has in the range, from its first to its last value there; empty when it has none. Regular, with NaN in its gaps; only where more
     * than 4,194,304 grid points between its chunks have nothing stored, as before a date far away, is it irregular and has the points with
     * a value alone.
     */
    public Optional<Series> read(SeriesKey key, TimeRange range) {
        if (range.isEmpty()) {
            return Optional.empty();
        }
        return readChunks(key, range, (chunks, reader, workspace) -> reader.trimmed(chunks, range, workspace));
    }

    /**
     * Exactly the grid points of a bounded range, NaN where there is no value.
     *
     * @throws IllegalArgumentException when the range has no start or no end, more points than an array holds, or more than 16,777,216 in chunks that
     *     are not stored
     */
    public Series readDense(SeriesKey key, TimeRange range) {
        Window window = definition().calendar().window(range);
        if (window.size() == 0) {
            return Series.wrap(window.grid(), new double[0]);
        }
        return readChunks(key, range, (chunks, reader, workspace) -> reader.dense(chunks, range, window, workspace));
    }

    /**
     * {@link #readDense} into the caller's array, from its first element on.
     *
     * @return the number of grid points of the range, which is how many elements were written
     * @throws IllegalArgumentException when the array is shorter than that
     */
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
        List<StoredChunk> chunks = session.read(
                "reading " + canonical + " from " + definition().name(),
                connection -> context.table(connection).chunks(connection, canonical, reader.reach(range)));
        try (Workspace workspace = context.workspace()) {
            return reading.read(chunks, reader, workspace);
        }
    }

    /** Hands over every matching series that has values in the range, in order of the keys, holding one at a time. */
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

    /** A cursor over what the matching series have in the range. It holds a connection and a transaction until it is closed. */
    @Override
    public SeriesCursor cursor(KeyFilter filter, TimeRange range) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(range, "range");
        return SeriesCursor.open(
                "reading " + filter + " from " + definition().name(),
                session,
                connection -> ChunkSource.open(context, connection, filter, range));
    }

    /**
     * The time of the latest value of all matching series. Costs one index probe a series, and decodes nothing; in a table of another
     * application, decodes the last chunks of all series.
     */
    @Override
    public Optional<Instant> lastTimestamp(KeyFilter filter) {
        return time(
                "reading the last time of " + filter + " from " + definition().name(), filter, true);
    }

    /** The time of the earliest value of all matching series, as {@link #lastTimestamp}. */
    @Override
    public Optional<Instant> firstTimestamp(KeyFilter filter) {
        return time(
                "reading the first time of " + filter + " from " + definition().name(), filter, false);
    }

    private Optional<Instant> time(String verb, KeyFilter filter, boolean last) {
        OptionalLong epochMillis = definition().isReferenceTable()
                ? new DecodedTimes(context, session).find(verb, filter, last)
                : session.read(verb, connection -> {
                    ChunkTable table = context.table(connection);
                    return last ? table.lastTime(connection, filter) : table.firstTime(connection, filter);
                });
        return epochMillis.isPresent() ? Optional.of(Instant.ofEpochMilli(epochMillis.getAsLong())) : Optional.empty();
    }

    /**
     * Where a bounded range has no values: each gap from its first missing grid point to the next point with a value, or to the end of
     * the last missing slot. A key without data has one gap, the whole range. Full chunks are not decoded.
     */
    public List<TimeRange> gaps(SeriesKey key, TimeRange range) {
        Window window = definition().calendar().window(range);
        if (window.size() == 0) {
            return List.of();
        }
        return readChunks(key, range, (chunks, reader, workspace) -> reader.gaps(chunks, window, workspace));
    }

    /**
     * What the values of a series come to in buckets of time: {@code store.aggregate(key, year).by("1month").sum()}. Buckets are those of the
     * store's zone; one that an end of the range cuts has only what lies in the range. There is one for each stretch of a bounded range,
     * also without a value; where an end is open, they go from the first or to the last that has one. Where more than a million buckets between
     * those would have nothing stored, as before a date far away, they are left out, and the buckets are not a grid. A bounded range that has more
     * than 4,194,304 buckets beyond the slots of what is stored is refused with an {@link IllegalArgumentException}.
     *
     * <p>Costs a row of six numbers for each chunk that lies whole in a bucket of months or years, and in the range. Other chunks, and all for buckets of
     * days and parts of days, are read and decoded.
     */
    public Aggregation<Buckets> aggregate(SeriesKey key, TimeRange range) {
        SeriesKey canonical = definition().canonical(key);
        Objects.requireNonNull(range, "range");
        return bucket -> new Aggregator(context, session, range, bucket).of(canonical);
    }

    /**
     * {@link #aggregate(SeriesKey, TimeRange)} of every matching series that has a value in the range, in constant memory:
     * {@code store.aggregate(filter, year).by("1month").forEach((key, months) -> ..)}. Holds a connection and a transaction while it reads.
     */
    public Aggregation<BucketStream> aggregate(KeyFilter filter, TimeRange range) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(range, "range");
        return bucket -> {
            Aggregator aggregator = new Aggregator(context, session, range, bucket);
            return consumer -> aggregator.forEach(filter, consumer);
        };
    }

    /** The keys of all matching series that have data, in their order on the database. */
    @Override
    public List<SeriesKey> keys(KeyFilter filter) {
        return session.read(
                "listing the keys of " + filter + " in " + definition().name(), connection -> {
                    List<SeriesKey> keys = new ArrayList<>();
                    context.table(connection).forEachKey(connection, filter, keys::add);
                    return keys;
                });
    }

    /** How many matching series have data. */
    @Override
    public long count(KeyFilter filter) {
        return session.read("counting " + filter + " in " + definition().name(), connection -> context.table(connection)
                .count(connection, filter));
    }

    /** The definition this store was opened with. */
    @Override
    public String toString() {
        return definition().toString();
    }
}

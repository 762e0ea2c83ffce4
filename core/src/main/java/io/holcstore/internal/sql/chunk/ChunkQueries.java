package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.series.KeyIndex;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The reads of chunks of one store. Each method uses the given connection, leaves the transaction to the caller, and
 * decodes nothing. Thread-safe.
 */
public abstract class ChunkQueries implements KeyIndex {
    static final byte[] NO_DATA = {};

    private static final String DESCRIBED = "\"dtype\", \"value_count\", ";

    protected final TableSpec spec;
    protected final SqlDialect dialect;
    protected final KeyColumns keys;
    final Instants instants;

    ChunkQueries(TableSpec spec, SqlDialect dialect, KeyColumns keys) {
        this.spec = spec;
        this.dialect = dialect;
        this.keys = keys;
        this.instants = dialect.instants();
    }

    public final KeyColumns keys() {
        return keys;
    }

    public final TableSpec spec() {
        return spec;
    }

    public final SqlDialect dialect() {
        return dialect;
    }

    /** Returns the chunks of these series, including tombstones, without their data. */
    public List<StoredChunk> index(Connection connection, List<SeriesKey> series) throws SQLException {
        List<StoredChunk> found = new ArrayList<>();
        for (List<SeriesKey> part : KeyColumns.parts(series, dialect.seriesAtOnce())) {
            String sql = "SELECT " + keys.names() + ", \"chunk_index\", \"is_deleted\", " + described() + " FROM "
                    + spec.rows() + " WHERE " + keys.among(part.size());
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                keys.bindAmong(statement, 1, part);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(stored(rows, NO_DATA));
                    }
                }
            }
        }
        return found;
    }

    private StoredChunk stored(ResultSet rows, byte[] data) throws SQLException {
        int at = keys.size() + 1;
        ChunkId id = new ChunkId(keys.read(rows, 1), rows.getInt(at));
        return described(id, rows.getBoolean(at + 1), rows, at + 2, data);
    }

    /** Returns the three columns that {@link #described(ChunkId, boolean, ResultSet, int, byte[])} reads. */
    protected String described() {
        return DESCRIBED + "\"start_ts\"";
    }

    /** Returns a chunk from the columns {@code at} to {@code at + 2}. */
    protected StoredChunk described(ChunkId id, boolean deleted, ResultSet rows, int at, byte[] data)
            throws SQLException {
        return new StoredChunk(id, deleted, rows.getString(at), rows.getInt(at + 1), instants.read(rows, at + 2), data);
    }

    /**
     * Returns columns with the sum, the minimum, the maximum and the time of the last value. When the first is NULL,
     * the data must be read.
     */
    protected String statistics() {
        return "\"value_sum\", \"value_min\", \"value_max\", \"last_ts\"";
    }

    /** Returns the condition that a row has values at or after one time and before another, with two parameters. */
    protected String reaching() {
        return "\"last_ts\" >= ? AND \"first_ts\" < ?";
    }

    /** Returns the condition that a row is not a tombstone, with {@code prefix} before the column. */
    public static String live(SqlDialect dialect, String prefix) {
        return prefix + "\"is_deleted\" = " + dialect.literal(false);
    }

    protected String isSummed() {
        return "\"value_sum\" IS NOT NULL";
    }

    /** Returns a select of chunks that are about to be written. */
    protected String toWrite(String select) {
        return select; // the lock of the series suffices
    }

    /**
     * Returns those of these chunks that are stored, including tombstones, with their data, to be written in this
     * transaction. Accepts at most {@link Statements#GROUP} chunks.
     */
    public List<StoredChunk> chunks(Connection connection, List<ChunkId> wanted) throws SQLException {
        return chunks(connection, wanted, Neighbours.NONE, (id, time) -> {});
    }

    /**
     * Does the same as {@link #chunks(Connection, List)}. The same statement also reads the times of live neighbours,
     * without their data.
     */
    public List<StoredChunk> chunks(
            Connection connection, List<ChunkId> wanted, Neighbours neighbours, Neighbours.Consumer consumer)
            throws SQLException {
        String columns = "SELECT " + keys.names() + ", \"chunk_index\", \"is_deleted\", ";
        List<Select> selects = new ArrayList<>();
        selects.add(new Select(
                toWrite(columns + described() + ", \"data\" FROM " + spec.rows() + " WHERE " + idIn(wanted.size())),
                wanted));
        addEdges(selects, columns, "last_ts", neighbours.before());
        addEdges(selects, columns, "first_ts", neighbours.after());
        List<StoredChunk> found = new ArrayList<>(wanted.size());
        if (dialect.spreader() == null) {
            read(connection, selects, found, consumer);
        } else {
            for (Select select : selects) { // a union would be asked only of the servers that have the last keys
                read(connection, List.of(select), found, consumer);
            }
        }
        return found;
    }

    private record Select(String sql, List<ChunkId> ids) {}

    private void read(
            Connection connection, List<Select> selects, List<StoredChunk> found, Neighbours.Consumer consumer)
            throws SQLException {
        String sql = selects.stream().map(Select::sql).collect(Collectors.joining(" UNION ALL "));
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            dialect.readBinary(statement);
            int next = 1;
            for (Select select : selects) {
                next = bindIds(statement, next, select.ids());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    byte[] data = rows.getBytes(keys.size() + 6);
                    StoredChunk chunk = stored(rows, data == null ? NO_DATA : data);
                    if (data == null) {
                        consumer.accept(chunk.id(), chunk.start().toEpochMilli());
                    } else {
                        found.add(chunk);
                    }
                }
            }
        }
    }

    /**
     * Adds a select of neighbours. It has the time of a value instead of their start, and NULL instead of their data.
     */
    private void addEdges(List<Select> selects, String columns, String time, List<ChunkId> ids) {
        if (!ids.isEmpty()) {
            selects.add(new Select(
                    columns + DESCRIBED + '"' + time + "\", " + dialect.noBlob() + " FROM " + spec.rows() + " WHERE "
                            + idIn(ids.size()) + " AND " + live(dialect, ""),
                    ids));
        }
    }

    /** Returns the condition that a row is one of this number of chunks, see {@link #bindIds}. */
    public String idIn(int count) {
        return keys.amongNumbered("chunk_index", count);
    }

    /** Binds the chunks and returns the index of the next parameter. */
    public int bindIds(PreparedStatement statement, int at, List<ChunkId> wanted) throws SQLException {
        return wanted.isEmpty()
                ? at
                : keys.bindAmong(
                        statement,
                        at,
                        wanted.stream().map(ChunkId::key).toList(),
                        wanted.stream().mapToInt(ChunkId::chunk).toArray());
    }

    /** Returns those of these series that have live chunks within reach. */
    public List<SeriesKey> having(Connection connection, List<SeriesKey> series, ChunkReach reach) throws SQLException {
        List<SeriesKey> found = new ArrayList<>();
        for (List<SeriesKey> part : KeyColumns.parts(series, dialect.seriesAtOnce())) {
            String sql = "SELECT DISTINCT " + keys.names() + " FROM " + spec.rows() + " WHERE "
                    + keys.among(part.size()) + " AND " + reach.where(this) + " AND " + live(dialect, "");
            found.addAll(Statements.select(
                    dialect.prepare(connection, sql),
                    statement -> reach.bind(statement, keys.bindAmong(statement, 1, part), instants),
                    keys::readAll));
        }
        return found;
    }

    /** Returns the live chunks of one series within reach, in order of time. */
    public List<StoredChunk> chunks(Connection connection, SeriesKey key, ChunkReach reach) throws SQLException {
        return chunks(connection, key, reach, UnaryOperator.identity());
    }

    /**
     * Does the same as {@link #chunks(Connection, SeriesKey, ChunkReach)} for chunks to be written in this transaction.
     */
    public List<StoredChunk> chunksToWrite(Connection connection, SeriesKey key, ChunkReach reach) throws SQLException {
        return chunks(connection, key, reach, this::toWrite);
    }

    /**
     * Returns the live chunks of these series within reach. Those of one series are consecutive, in order of time. It
     * runs one statement for each group of series.
     */
    public List<StoredChunk> chunks(Connection connection, List<SeriesKey> series, ChunkReach reach)
            throws SQLException {
        List<StoredChunk> found = new ArrayList<>();
        for (List<SeriesKey> part : KeyColumns.parts(series, dialect.seriesAtOnce())) {
            String sql = "SELECT " + keys.names() + ", \"chunk_index\", " + described() + ", \"data\" FROM "
                    + spec.rows() + " WHERE " + keys.among(part.size()) + " AND " + reach.where(this)
                    + " AND " + live(dialect, "") + " ORDER BY " + keys.names() + ", \"chunk_index\"";
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                dialect.readBinary(statement);
                reach.bind(statement, keys.bindAmong(statement, 1, part), instants);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(scanned(rows));
                    }
                }
            }
        }
        return found;
    }

    private List<StoredChunk> chunks(
            Connection connection, SeriesKey key, ChunkReach reach, UnaryOperator<String> locked) throws SQLException {
        String sql = locked.apply(
                "SELECT \"chunk_index\", " + described() + ", \"data\" FROM " + spec.rows() + " WHERE " + keys.equal()
                        + " AND " + reach.where(this) + " AND " + live(dialect, "") + " ORDER BY \"chunk_index\"");
        List<StoredChunk> found = new ArrayList<>();
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            dialect.readBinary(statement);
            reach.bind(statement, keys.bind(statement, 1, key), instants);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ChunkId id = new ChunkId(key, rows.getInt(1));
                    found.add(described(id, false, rows, 2, rows.getBytes(5)));
                }
            }
        }
        return found;
    }

    /**
     * Scans the live chunks of all matching series, by key and time, as the database finds them. The connection must be
     * in a transaction; close the scan before any other use of the connection.
     */
    public RowScan<StoredChunk> scan(Connection connection, KeyFilter filter, ChunkReach reach) throws SQLException {
        String sql = "SELECT " + keys.names() + ", \"chunk_index\", " + described() + ", \"data\" FROM "
                + spec.rows() + " WHERE " + keys.where(filter, "", dialect)
                + " AND " + reach.where(this) + " AND " + live(dialect, "") + " ORDER BY " + keys.names()
                + ", \"chunk_index\"";
        return RowScan.open(
                connection,
                dialect,
                sql,
                spec.fetchSize(),
                statement -> reach.bind(statement, keys.bind(statement, 1, filter), instants),
                this::scanned);
    }

    final StoredChunk scanned(ResultSet row) throws SQLException {
        int at = keys.size() + 1;
        ChunkId id = new ChunkId(keys.read(row, 1), row.getInt(at));
        return described(id, false, row, at + 1, row.getBytes(at + 4));
    }

    @Override
    public List<SeriesKey> keys(Connection connection, KeyFilter filter, Page page) throws SQLException {
        String all = "SELECT " + keys.names("h.") + " FROM " + spec.heads() + " h WHERE "
                + keys.where(filter, "h.", dialect) + " AND " + ChunkHeads.HAS_DATA;
        return select(connection, page.of(all, "h.", keys, dialect), filter, page);
    }

    /** Returns the keys that a query for a page of a filter finds. */
    protected final List<SeriesKey> select(Connection connection, String sql, KeyFilter filter, Page page)
            throws SQLException {
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> page.bind(statement, keys.bind(statement, 1, filter), keys),
                keys::readAll);
    }

    @Override
    public long count(Connection connection, KeyFilter filter) throws SQLException {
        return select(
                connection,
                "SELECT COUNT(*) FROM " + spec.heads() + " h WHERE " + keys.where(filter, "h.", dialect) + " AND "
                        + ChunkHeads.HAS_DATA,
                filter,
                rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    @Override
    public Rows rows(Connection connection, KeyFilter filter) throws SQLException {
        String sql = "SELECT COUNT(*) AS \"chunks\", SUM(" + dialect.bytes("\"data\"") + ") AS \"bytes\" FROM "
                + spec.rows() + " WHERE " + keys.where(filter, "", dialect) + " AND " + live(dialect, "");
        return select(connection, sql, filter, rows -> {
            rows.next();
            return new Rows(rows.getLong(1), OptionalLong.empty(), rows.getLong(2));
        });
    }

    /** Returns the indexes of all matching live chunks, each once, in order of time. */
    public List<Integer> chunkIndexes(Connection connection, KeyFilter filter) throws SQLException {
        String sql = "SELECT DISTINCT \"chunk_index\" FROM " + spec.rows() + " WHERE " + keys.where(filter, "", dialect)
                + " AND " + live(dialect, "") + " ORDER BY \"chunk_index\"";
        return select(connection, sql, filter, rows -> {
            Set<Integer> found = new LinkedHashSet<>(); // several servers may have the same one
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
            return List.copyOf(found);
        });
    }

    /** Returns the matching series that have live chunks with another dtype than this. */
    public List<SeriesKey> seriesNotOf(Connection connection, KeyFilter filter, String dtype) throws SQLException {
        String sql = "SELECT DISTINCT " + keys.names() + " FROM " + spec.rows() + " WHERE "
                + keys.where(filter, "", dialect) + " AND " + live(dialect, "") + " AND \"dtype\" <> ? ORDER BY "
                + keys.names();
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> statement.setString(keys.bind(statement, 1, filter), dtype),
                keys::readAll);
    }

    /** Returns the live chunks of a series with another dtype than this. */
    public List<ChunkId> chunksNotOf(Connection connection, SeriesKey key, String dtype) throws SQLException {
        String sql = "SELECT \"chunk_index\" FROM " + spec.rows() + " WHERE " + keys.equal() + " AND "
                + live(dialect, "") + " AND \"dtype\" <> ? ORDER BY \"chunk_index\"";
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> statement.setString(keys.bind(statement, 1, key), dtype),
                rows -> {
                    List<ChunkId> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(new ChunkId(key, rows.getInt(1)));
                    }
                    return found;
                });
    }

    public final <T> T select(Connection connection, String sql, KeyFilter filter, Statements.RowReader<T> reader)
            throws SQLException {
        return Statements.select(
                dialect.prepare(connection, sql), statement -> keys.bind(statement, 1, filter), reader);
    }
}

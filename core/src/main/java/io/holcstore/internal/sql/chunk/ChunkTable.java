package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.KeyIndex;
import io.holcstore.internal.sql.Origin;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.SeriesHeads;
import io.holcstore.internal.sql.SeriesLocks;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Every statement on the chunks of one store. Each method runs on the connection it is given and leaves the transaction
 * to the caller; none of them decodes anything. Thread-safe.
 *
 * <p>Writers first lock the series they are about to change: {@link #locks}.
 */
public class ChunkTable implements InsertTarget, KeyIndex {
    /** Columns written by an insert beside the key: chunk_index, start_ts, dtype, those of the statistics, data. */
    static final int VALUE_COLUMNS = 10;

    private static final String INSERTED = "\"chunk_index\", \"start_ts\", \"dtype\", \"value_count\", \"first_ts\","
            + " \"last_ts\", \"value_sum\", \"value_min\", \"value_max\", \"data\"";

    static final byte[] NO_DATA = {};

    private static final String DESCRIBED = "\"dtype\", \"value_count\", ";

    public final TableSpec spec;
    public final SqlDialect dialect;
    private final Instants instants;
    public final KeyColumns keys;
    private final SeriesLocks locks;
    private final SqlDialect.Inserters inserters;

    public ChunkTable(TableSpec spec, SqlDialect dialect) {
        this(spec, dialect, new KeyColumns(spec.axes(), dialect));
    }

    private ChunkTable(TableSpec spec, SqlDialect dialect, KeyColumns keys) {
        this(spec, dialect, keys, new SeriesHeads(spec, dialect, keys));
    }

    public ChunkTable(TableSpec spec, SqlDialect dialect, KeyColumns keys, SeriesLocks locks) {
        this.spec = spec;
        this.dialect = dialect;
        this.instants = dialect.instants();
        this.keys = keys;
        this.locks = locks;
        this.inserters = dialect.inserters(this);
    }

    /** Reads of chunks by their statistics. */
    public ChunkTotals totals() {
        return new ChunkTotals(spec, dialect, keys, this);
    }

    /** The locks of the store's series. */
    public SeriesLocks locks() {
        return locks;
    }

    @Override
    public KeyColumns keys() {
        return keys;
    }

    @Override
    public String quoted() {
        return spec.rows();
    }

    /** What the tables of the store are. */
    public TableSpec spec() {
        return spec;
    }

    /** The database it is in. */
    public SqlDialect dialect() {
        return dialect;
    }

    /**
     * Waits until no other session writes to the store, where the order of changes needs that; before any other lock.
     */
    public void takeTurn(Connection connection) throws SQLException {
        if (spec.hasFeed()) {
            dialect.changeOrder().takeTurn(connection, spec);
        }
    }

    // --- reads

    /** Which chunks these series have, tombstones among them, without their data. */
    public List<StoredChunk> index(Connection connection, List<SeriesKey> series) throws SQLException {
        List<StoredChunk> found = new ArrayList<>();
        for (List<SeriesKey> part : KeyColumns.parts(series, dialect.seriesAtOnce())) {
            String sql = "SELECT " + keys.names() + ", \"chunk_index\", \"is_deleted\", " + described() + " FROM "
                    + spec.rows() + " WHERE (" + keys.names() + ") IN ("
                    + KeyColumns.tuples(keys.size(), part.size()) + ')';
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                keys.bindPadded(statement, 1, part);
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

    /** The columns that {@link #described(ChunkId, boolean, ResultSet, int, byte[])} reads: three. */
    protected String described() {
        return DESCRIBED + "\"start_ts\"";
    }

    /** A chunk with what columns {@code at} to {@code at + 2} say of it. */
    protected StoredChunk described(ChunkId id, boolean deleted, ResultSet rows, int at, byte[] data)
            throws SQLException {
        return new StoredChunk(id, deleted, rows.getString(at), rows.getInt(at + 1), instants.read(rows, at + 2), data);
    }

    /**
     * Columns with sum, least and greatest value, and the time of the last one; where the first is not there, data has
     * to be read.
     */
    protected String statistics() {
        return "\"value_sum\", \"value_min\", \"value_max\", \"last_ts\"";
    }

    /** The condition that a row has values at or after one time and before another: two parameters. */
    protected String reaching() {
        return "\"last_ts\" >= ? AND \"first_ts\" < ?";
    }

    protected String isSummed() {
        return "\"value_sum\" IS NOT NULL";
    }

    /** A select of chunks that are about to be written. */
    protected String toWrite(String select) {
        return select; // the lock of the series is enough
    }

    /**
     * Those of these chunks that are stored, tombstones among them, with their data, to be written in this transaction;
     * at most {@link Statements#GROUP} at once.
     */
    public List<StoredChunk> chunks(Connection connection, List<ChunkId> wanted) throws SQLException {
        return chunks(connection, wanted, Neighbours.NONE, (id, time) -> {});
    }

    /**
     * As {@link #chunks(Connection, List)}, and in the same statement what matters of live neighbours, without their
     * data.
     */
    public List<StoredChunk> chunks(
            Connection connection, List<ChunkId> wanted, Neighbours neighbours, Neighbours.Consumer consumer)
            throws SQLException {
        String columns = "SELECT " + keys.names() + ", \"chunk_index\", \"is_deleted\", ";
        String sql = toWrite(columns + described() + ", \"data\" FROM " + spec.rows() + " WHERE " + idIn(wanted.size()))
                + edges(columns, "last_ts", neighbours.before())
                + edges(columns, "first_ts", neighbours.after());
        List<StoredChunk> found = new ArrayList<>(wanted.size());
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            dialect.readBinary(statement);
            int next = bindIds(statement, 1, wanted);
            next = bindIds(statement, next, neighbours.before());
            bindIds(statement, next, neighbours.after());
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
        return found;
    }

    /** What adds neighbours to a select: in place of their start the time of a value, in place of their data NULL. */
    private String edges(String columns, String time, List<ChunkId> ids) {
        return ids.isEmpty()
                ? ""
                : " UNION ALL " + columns + DESCRIBED + '"' + time + "\", NULL FROM " + spec.rows() + " WHERE "
                        + idIn(ids.size()) + " AND NOT \"is_deleted\"";
    }

    /** {@code ("a", "chunk_index") IN ((?, ?), ..)} for so many chunks, see {@link #bindIds}. */
    public String idIn(int count) {
        return '(' + keys.names() + ", \"chunk_index\") IN (" + KeyColumns.tuples(keys.size() + 1, count) + ')';
    }

    /** Binds them and returns the next parameter's number. */
    public int bindIds(PreparedStatement statement, int at, List<ChunkId> wanted) throws SQLException {
        int next = at;
        for (int i = 0; i < (wanted.isEmpty() ? 0 : KeyColumns.padded(wanted.size())); i++) {
            ChunkId id = wanted.get(Math.min(i, wanted.size() - 1));
            next = keys.bind(statement, next, id.key());
            statement.setInt(next++, id.chunk());
        }
        return next;
    }

    /** The live chunks of one series within reach, in order of time. */
    public List<StoredChunk> chunks(Connection connection, SeriesKey key, ChunkReach reach) throws SQLException {
        return chunks(connection, key, reach, UnaryOperator.identity());
    }

    /** As {@link #chunks(Connection, SeriesKey, ChunkReach)}, to be written in this transaction. */
    public List<StoredChunk> chunksToWrite(Connection connection, SeriesKey key, ChunkReach reach) throws SQLException {
        return chunks(connection, key, reach, this::toWrite);
    }

    /**
     * The live chunks of these series within reach, those of one series one after another in order of time; one
     * statement for each group of them.
     */
    public List<StoredChunk> chunks(Connection connection, List<SeriesKey> series, ChunkReach reach)
            throws SQLException {
        List<StoredChunk> found = new ArrayList<>();
        for (List<SeriesKey> part : KeyColumns.parts(series, dialect.seriesAtOnce())) {
            String sql = "SELECT " + keys.names() + ", \"chunk_index\", " + described() + ", \"data\" FROM "
                    + spec.rows() + " WHERE (" + keys.names() + ") IN ("
                    + KeyColumns.tuples(keys.size(), part.size()) + ") AND " + reach.where(this)
                    + " AND NOT \"is_deleted\" ORDER BY " + keys.names() + ", \"chunk_index\"";
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                dialect.readBinary(statement);
                reach.bind(statement, keys.bindPadded(statement, 1, part), instants);
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
                        + " AND " + reach.where(this) + " AND NOT \"is_deleted\" ORDER BY \"chunk_index\"");
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
     * The live chunks of all matching series, by key and time, handed out as the database finds them. The connection
     * must be in a transaction; close the scan before it is used for anything else.
     */
    public RowScan<StoredChunk> scan(Connection connection, KeyFilter filter, ChunkReach reach) throws SQLException {
        String sql = "SELECT " + keys.names() + ", \"chunk_index\", " + described() + ", \"data\" FROM "
                + spec.rows() + " WHERE " + keys.where(filter, "", dialect)
                + " AND " + reach.where(this) + " AND NOT \"is_deleted\" ORDER BY " + keys.names()
                + ", \"chunk_index\"";
        return RowScan.open(
                connection,
                dialect,
                sql,
                spec.fetchSize(),
                statement -> reach.bind(statement, keys.bind(statement, 1, filter), instants),
                this::scanned);
    }

    private StoredChunk scanned(ResultSet row) throws SQLException {
        int at = keys.size() + 1;
        ChunkId id = new ChunkId(keys.read(row, 1), row.getInt(at));
        return described(id, false, row, at + 1, row.getBytes(at + 4));
    }

    @Override
    public List<SeriesKey> keys(Connection connection, KeyFilter filter) throws SQLException {
        return select(
                connection,
                "SELECT " + keys.names("h.") + " FROM " + spec.heads() + " h WHERE " + keys.where(filter, "h.", dialect)
                        + " AND " + hasData() + " ORDER BY " + keys.names("h."),
                filter,
                keys::readAll);
    }

    @Override
    public long count(Connection connection, KeyFilter filter) throws SQLException {
        return select(
                connection,
                "SELECT COUNT(*) FROM " + spec.heads() + " h WHERE " + keys.where(filter, "h.", dialect) + " AND "
                        + hasData(),
                filter,
                rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    private String hasData() {
        return "EXISTS (SELECT 1 FROM " + spec.rows() + " c WHERE " + keys.join("c.", "h.")
                + " AND NOT c.\"is_deleted\")";
    }

    /** The chunks of all matching live rows, each once, in order of time. */
    public List<Integer> chunkIndexes(Connection connection, KeyFilter filter) throws SQLException {
        String sql = "SELECT DISTINCT \"chunk_index\" FROM " + spec.rows() + " WHERE " + keys.where(filter, "", dialect)
                + " AND NOT \"is_deleted\" ORDER BY \"chunk_index\"";
        return select(connection, sql, filter, rows -> {
            List<Integer> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
            return found;
        });
    }

    /**
     * The latest value's time over all matching series in epoch milliseconds, if any; costs one index probe a series.
     */
    public OptionalLong lastTime(Connection connection, KeyFilter filter) throws SQLException {
        return extremeTime(connection, filter, "MAX", "last_ts", "DESC");
    }

    /** The earliest value's time, as {@link #lastTime}. */
    public OptionalLong firstTime(Connection connection, KeyFilter filter) throws SQLException {
        return extremeTime(connection, filter, "MIN", "first_ts", "ASC");
    }

    private OptionalLong extremeTime(
            Connection connection, KeyFilter filter, String aggregate, String column, String direction)
            throws SQLException {
        // Chunks without a value are not stored: the last chunk of a series has its last value.
        String ofSeries = dialect.first(
                "SELECT c.\"" + column + "\" FROM " + spec.rows() + " c WHERE " + keys.join("c.", "h.")
                        + " AND NOT c.\"is_deleted\" ORDER BY c.\"chunk_index\" " + direction,
                "1");
        String sql = "SELECT " + aggregate + "(t) FROM (SELECT (" + ofSeries + ") AS t FROM " + spec.heads()
                + " h WHERE " + keys.where(filter, "h.", dialect) + ") x";
        return select(connection, sql, filter, instants::firstMillis);
    }

    public final <T> T select(Connection connection, String sql, KeyFilter filter, Statements.RowReader<T> reader)
            throws SQLException {
        return Statements.select(
                dialect.prepare(connection, sql), statement -> keys.bind(statement, 1, filter), reader);
    }

    // --- writes; the series concerned are locked

    /**
     * Takes chunks that are not stored yet, not even as tombstones. Nothing else can run on the connection until it is
     * closed.
     */
    public RowInserter inserter(Connection connection) throws SQLException {
        return inserters.open(connection, false);
    }

    /** As {@link #inserter(Connection)}, of chunks and tombstones that come from a source. */
    public RowInserter originInserter(Connection connection) throws SQLException {
        return inserters.open(connection, true);
    }

    @Override
    public String name(ChunkId id) {
        return spec.name() + ", " + id.key() + ", chunk " + id.chunk();
    }

    public String name(ChunkRow row) {
        return name(row.id());
    }

    @Override
    public long stored(Connection connection, List<ChunkId> wanted) throws SQLException {
        String sql = "SELECT COUNT(*) FROM " + spec.rows() + " WHERE " + idIn(wanted.size());
        return Statements.count(dialect.prepare(connection, sql), statement -> bindIds(statement, 1, wanted));
    }

    @Override
    public String insertSql(boolean withOrigin) {
        return "INSERT INTO " + spec.rows() + " (" + columns(withOrigin) + ") VALUES ("
                + KeyColumns.marks(columnCount(withOrigin)) + ')';
    }

    @Override
    public String columns(boolean withOrigin) {
        return keys.names() + ", " + INSERTED + (withOrigin ? ", " + Origin.COLUMNS : "");
    }

    @Override
    public int columnCount(boolean withOrigin) {
        return keys.size() + VALUE_COLUMNS + (withOrigin ? Origin.COLUMN_COUNT : 0);
    }

    @Override
    public void bindRow(PreparedStatement statement, ChunkRow row) throws SQLException {
        int next = keys.bind(statement, 1, row.key());
        statement.setInt(next++, row.chunk());
        next = bindContent(statement, next, row);
        if (row.origin() != null) {
            row.bindOrigin(statement, next, instants);
        }
    }

    /** Binds what an insert and {@link #contentSet} have of a row's content and returns the next parameter's number. */
    public int bindContent(PreparedStatement statement, int at, ChunkRow row) throws SQLException {
        instants.bindMillis(statement, at, row.startMillis());
        statement.setString(at + 1, row.dtype());
        statement.setInt(at + 2, row.statistics().count());
        if (row.isTombstone()) {
            instants.bindNull(statement, at + 3);
            instants.bindNull(statement, at + 4);
        } else {
            instants.bindMillis(statement, at + 3, row.firstMillis());
            instants.bindMillis(statement, at + 4, row.lastMillis());
        }
        if (row.isSummed()) {
            statement.setDouble(at + 5, row.statistics().sum());
            statement.setDouble(at + 6, row.statistics().min());
            statement.setDouble(at + 7, row.statistics().max());
        } else {
            statement.setNull(at + 5, Types.DOUBLE);
            statement.setNull(at + 6, Types.DOUBLE);
            statement.setNull(at + 7, Types.DOUBLE);
        }
        statement.setBytes(at + 8, row.data());
        return at + 9;
    }

    /** Rewrites chunks that are stored, tombstones included. */
    public void update(Connection connection, List<ChunkRow> rows) throws SQLException {
        String sql = "UPDATE " + spec.rows() + " SET " + contentSet() + ", \"is_deleted\" = " + dialect.literal(false)
                + ", \"updated_at\" = " + updatedAt() + touch() + " WHERE " + chunkEquals();
        Statements.Binder<ChunkRow> binder = (statement, row) -> {
            int next = keys.bind(statement, bindContent(statement, 1, row), row.key());
            statement.setInt(next, row.chunk());
        };
        Statements.change(connection, dialect, sql, rows, binder, this::name);
    }

    /** Gives chunks the times of these rows where they have others, and returns how many had. */
    public int restamp(Connection connection, List<ChunkRow> rows) throws SQLException {
        String sql = "UPDATE " + spec.rows()
                + " SET \"start_ts\" = ?, \"first_ts\" = ?, \"last_ts\" = ?, \"updated_at\" = " + updatedAt() + touch()
                + " WHERE " + chunkEquals() + " AND (\"start_ts\" <> ? OR \"first_ts\" <> ? OR \"last_ts\" <> ?)";
        int changed = 0;
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            for (ChunkRow row : rows) {
                int next = keys.bind(statement, bindTimes(statement, 1, row), row.key());
                statement.setInt(next, row.chunk());
                bindTimes(statement, next + 1, row);
                changed += statement.executeUpdate();
            }
        }
        return changed;
    }

    private int bindTimes(PreparedStatement statement, int at, ChunkRow row) throws SQLException {
        instants.bindMillis(statement, at, row.startMillis());
        instants.bindMillis(statement, at + 1, row.firstMillis());
        instants.bindMillis(statement, at + 2, row.lastMillis());
        return at + 3;
    }

    public String contentSet() {
        return "\"start_ts\" = ?, \"dtype\" = ?, \"value_count\" = ?, \"first_ts\" = ?, \"last_ts\" = ?, \"value_sum\" = ?,"
                + " \"value_min\" = ?, \"value_max\" = ?, \"data\" = ?";
    }

    /** The time of a change of a row. */
    protected String updatedAt() {
        return dialect.now();
    }

    /** Deletes chunks that are stored, or makes tombstones of them in a replicated store. */
    public void delete(Connection connection, List<ChunkId> ids) throws SQLException {
        Statements.Binder<ChunkId> binder = (statement, id) -> {
            int next = keys.bind(statement, bindTombstone(statement), id.key());
            statement.setInt(next, id.chunk());
        };
        Statements.change(connection, dialect, deleteSql() + " WHERE " + chunkEquals(), ids, binder, this::name);
    }

    /** Deletes the live chunks of these series and returns how many there were. */
    public int deleteAll(Connection connection, List<SeriesKey> series) throws SQLException {
        int deleted = 0;
        for (List<SeriesKey> group : KeyColumns.parts(series, dialect.seriesAtOnce())) {
            String sql = deleteSql() + " WHERE (" + keys.names() + ") IN ("
                    + KeyColumns.tuples(keys.size(), group.size()) + ") AND NOT \"is_deleted\"";
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                keys.bindPadded(statement, bindTombstone(statement), group);
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }

    /** What an UPDATE adds to SET so that the change is marked; empty where changes are not. */
    public String touch() {
        return spec.hasFeed() ? ", " + dialect.changeOrder().touch(spec) : "";
    }

    public String chunkEquals() {
        return keys.equal() + " AND \"chunk_index\" = ?";
    }

    public String deleteSql() {
        return spec.replicated()
                ? "UPDATE " + spec.rows() + " SET \"is_deleted\" = " + dialect.literal(true) + ", \"updated_at\" = "
                        + updatedAt() + ", "
                        + tombstoneSet() + touch()
                : "DELETE FROM " + spec.rows();
    }

    protected String tombstoneSet() {
        return "\"value_count\" = 0, \"first_ts\" = ?, \"last_ts\" = ?, \"value_sum\" = NULL, \"value_min\" = NULL,"
                + " \"value_max\" = NULL, \"data\" = ?";
    }

    /** Binds what {@link #deleteSql} sets and returns the next parameter's number. */
    public int bindTombstone(PreparedStatement statement) throws SQLException {
        return spec.replicated() ? bindTombstoneSet(statement) : 1;
    }

    /** Binds what {@link #tombstoneSet} sets from the first parameter on and returns the next one's number. */
    protected int bindTombstoneSet(PreparedStatement statement) throws SQLException {
        instants.bindNull(statement, 1);
        instants.bindNull(statement, 2);
        statement.setBytes(3, NO_DATA);
        return 4;
    }
}

package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.partition.MissingPartition;
import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.Origin;
import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.series.SeriesLocks;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;

/**
 * All statements on the chunks of one store: the reads of {@link ChunkQueries} and the writes. Thread-safe.
 *
 * <p>Writers must first lock the series that they change: {@link #locks}.
 */
public class ChunkTable extends ChunkQueries implements InsertTarget {
    /**
     * The number of columns other than the key that an insert writes: chunk_index, start_ts, dtype, those of the
     * statistics, data.
     */
    static final int VALUE_COLUMNS = 10;

    /** The most bytes of blobs in one UPDATE, which the driver copies: larger rows gain nothing by being together. */
    private static final long TOGETHER_BYTES = 1 << 20;

    private static final String INSERTED = "\"chunk_index\", \"start_ts\", \"dtype\", \"value_count\", \"first_ts\","
            + " \"last_ts\", \"value_sum\", \"value_min\", \"value_max\", \"data\"";

    private final SeriesLocks locks;
    private final SqlDialect.Inserters inserters;

    public ChunkTable(TableSpec spec, SqlDialect dialect) {
        this(spec, dialect, new KeyColumns(spec.axes(), dialect));
    }

    private ChunkTable(TableSpec spec, SqlDialect dialect, KeyColumns keys) {
        this(spec, dialect, keys, new ChunkHeads(spec, dialect, keys));
    }

    public ChunkTable(TableSpec spec, SqlDialect dialect, KeyColumns keys, SeriesLocks locks) {
        super(spec, dialect, keys);
        this.locks = locks;
        this.inserters = dialect.inserters(this);
    }

    /** Returns the reads of chunks by their statistics. */
    public ChunkTotals totals() {
        return new ChunkTotals(spec, dialect, keys, this);
    }

    /** Returns the reads of the heads and of the chunks at the ends of series. */
    public ChunkEnds ends() {
        return new ChunkEnds(this);
    }

    /** Returns the locks of the store's series. */
    public SeriesLocks locks() {
        return locks;
    }

    @Override
    public boolean isCutByChunks() {
        return spec.partitions() != null && spec.partitions().isOfChunks();
    }

    @Override
    public void explain(SQLException e, Collection<ChunkId> rows) {
        MissingPartition.check(e, dialect.partitions(), spec.partitions(), spec.name(), () -> rows.stream()
                .map(id -> new MissingPartition.Row(id.key(), id.chunk())));
    }

    @Override
    public String quoted() {
        return spec.rows();
    }

    /**
     * Waits until no other session writes to the store, when the order of changes needs that. Call it before any other
     * lock.
     */
    public void takeTurn(Connection connection) throws SQLException {
        if (spec.hasFeed()) {
            dialect.changeOrder().takeTurn(connection, spec);
        }
    }

    /**
     * Returns an inserter for chunks that are not stored yet, not even as tombstones. The connection cannot run
     * anything else until it is closed.
     */
    public RowInserter inserter(Connection connection) throws SQLException {
        return inserters.open(connection, false);
    }

    /** Does the same as {@link #inserter(Connection)} for chunks and tombstones that come from a source. */
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

    /**
     * Binds the content of a row for an insert or for {@link #contentSet}, and returns the index of the next parameter.
     */
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
        if (row.isSummed() && (dialect.storesNonFinite() || row.isFinite())) {
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

    /** Rewrites stored chunks, including tombstones. */
    public void update(Connection connection, List<ChunkRow> rows) throws SQLException {
        String also = ", \"is_deleted\" = " + dialect.literal(false) + ", \"updated_at\" = " + updatedAt() + touch();
        for (int from = 0; from < rows.size(); ) {
            List<ChunkRow> part = rows.subList(from, end(rows, from));
            if (!isUpdatedTogether() || part.size() == 1 || !updateTogether(connection, part, also)) {
                updateEach(connection, part, also);
            }
            from += part.size();
        }
    }

    /** Returns the end of the rows from {@code from} on that are few and small enough for one statement. */
    private static int end(List<ChunkRow> rows, int from) {
        int end = from + 1;
        long bytes = rows.get(from).data().length;
        while (end < rows.size() && end - from < Statements.BATCH) {
            bytes += rows.get(end).data().length;
            if (bytes > TOGETHER_BYTES) {
                return end;
            }
            end++;
        }
        return end;
    }

    /** Returns whether one statement may update several rows. */
    protected boolean isUpdatedTogether() {
        return spec.partitions() == null;
    }

    /** Returns false when not all rows changed. An update of each then finds out which one did not. */
    private boolean updateTogether(Connection connection, List<ChunkRow> rows, String also) throws SQLException {
        return dialect.updateTogether(connection, spec.rows(), keys, also, rows) == rows.size();
    }

    private void updateEach(Connection connection, List<ChunkRow> rows, String also) throws SQLException {
        String sql = "UPDATE " + spec.rows() + " SET " + contentSet() + also + " WHERE " + chunkEquals();
        Statements.Binder<ChunkRow> binder = (statement, row) -> {
            int next = keys.bind(statement, bindContent(statement, 1, row), row.key());
            statement.setInt(next, row.chunk());
        };
        Statements.change(connection, dialect, sql, rows, binder, this::name);
    }

    /** Sets the times of chunks to those of these rows when they differ, and returns how many differed. */
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

    /** Returns the expression for the time of a change of a row. */
    protected String updatedAt() {
        return dialect.now();
    }

    /** Deletes stored chunks, or turns them into tombstones in a replicated store. */
    public void delete(Connection connection, List<ChunkId> ids) throws SQLException {
        Statements.Binder<ChunkId> binder = (statement, id) -> {
            int next = keys.bind(statement, bindTombstone(statement), id.key());
            statement.setInt(next, id.chunk());
        };
        Statements.change(connection, dialect, deleteSql() + " WHERE " + chunkEquals(), ids, binder, this::name);
    }

    /** Deletes the live chunks of these series and returns how many it deleted. */
    public int deleteAll(Connection connection, List<SeriesKey> series) throws SQLException {
        int deleted = 0;
        for (List<SeriesKey> group : KeyColumns.parts(series, dialect.seriesAtOnce())) {
            String sql = deleteSql() + " WHERE " + keys.among(group.size()) + " AND " + live(dialect, "");
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                keys.bindAmong(statement, bindTombstone(statement), group);
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }

    /**
     * Deletes the chunks of these series whose values all lie in a range, {@code [fromMillis, toMillis)} in epoch
     * milliseconds. Returns the number of chunks and the number of values.
     */
    public long[] deleteWithin(Connection connection, List<SeriesKey> series, long fromMillis, long toMillis)
            throws SQLException {
        long[] deleted = new long[2];
        for (List<SeriesKey> part : KeyColumns.parts(series, dialect.seriesAtOnce())) {
            String where = " WHERE " + keys.among(part.size()) + " AND " + live(dialect, "")
                    + " AND \"first_ts\" >= ? AND \"last_ts\" < ?";
            long chunks = Statements.select(
                    dialect.prepare(
                            connection,
                            "SELECT COUNT(*) AS \"chunks\", SUM(\"value_count\") AS \"amount\" FROM " + spec.rows()
                                    + where),
                    statement -> bindWithin(statement, 1, part, fromMillis, toMillis),
                    rows -> {
                        rows.next();
                        deleted[1] += rows.getLong(2);
                        return rows.getLong(1);
                    });
            if (chunks > 0) {
                try (PreparedStatement statement = dialect.prepare(connection, deleteSql() + where)) {
                    bindWithin(statement, bindTombstone(statement), part, fromMillis, toMillis);
                    int gone = statement.executeUpdate();
                    if (gone != chunks) {
                        throw RowCounts.leftOut(spec.name() + ", chunks of " + part.size() + " series", chunks, gone);
                    }
                    deleted[0] += gone;
                }
            }
        }
        return deleted;
    }

    private void bindWithin(PreparedStatement statement, int at, List<SeriesKey> part, long fromMillis, long toMillis)
            throws SQLException {
        int next = keys.bindAmong(statement, at, part);
        instants.bindMillis(statement, next, Instants.withinYears(fromMillis));
        instants.bindMillis(statement, next + 1, Instants.withinYears(toMillis));
    }

    /** Returns the part of an UPDATE that marks the change; empty when changes are not marked. */
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

    /** Binds the parameters of {@link #deleteSql} and returns the index of the next parameter. */
    public int bindTombstone(PreparedStatement statement) throws SQLException {
        return spec.replicated() ? bindTombstoneSet(statement) : 1;
    }

    /** Binds the parameters of {@link #tombstoneSet} from the first one on and returns the index of the next. */
    protected int bindTombstoneSet(PreparedStatement statement) throws SQLException {
        instants.bindNull(statement, 1);
        instants.bindNull(statement, 2);
        statement.setBytes(3, NO_DATA);
        return 4;
    }
}

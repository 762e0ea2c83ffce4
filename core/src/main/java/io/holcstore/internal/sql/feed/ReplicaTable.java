package io.holcstore.internal.sql.feed;

import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statements on chunks that come from a source. It is a part of {@link ChunkTable} and has the same thread-safety. */
public final class ReplicaTable {
    /**
     * A chunk of the replica without its data.
     *
     * @param epoch the epoch of the source it came from; 0 for a chunk that was written here
     * @param sequence the position of its state in that epoch
     */
    public record Held(ChunkId id, boolean deleted, long epoch, long sequence) {}

    private final TableSpec spec;
    private final SqlDialect dialect;
    private final KeyColumns keys;
    private final ChunkTable chunks;

    public ReplicaTable(ChunkTable chunks) {
        this.spec = chunks.spec();
        this.dialect = chunks.dialect();
        this.keys = chunks.keys();
        this.chunks = chunks;
    }

    /**
     * Returns those of these chunks that are stored, including tombstones. Accepts at most {@link Statements#GROUP}
     * chunks.
     */
    public List<Held> held(Connection connection, List<ChunkId> wanted) throws SQLException {
        String sql = "SELECT " + keys.names()
                + ", \"chunk_index\", \"is_deleted\", \"source_epoch\", \"source_mark\" FROM " + spec.rows()
                + " WHERE " + chunks.idIn(wanted.size());
        List<Held> found = new ArrayList<>();
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            chunks.bindIds(statement, 1, wanted);
            try (ResultSet rows = statement.executeQuery()) {
                int at = keys.size() + 1;
                while (rows.next()) {
                    ChunkId id = new ChunkId(keys.read(rows, 1), rows.getInt(at));
                    found.add(new Held(id, rows.getBoolean(at + 1), rows.getLong(at + 2), rows.getLong(at + 3)));
                }
            }
        }
        return found;
    }

    /** Does the same as {@link ChunkTable#inserter} for chunks and tombstones with their origin. */
    public RowInserter inserter(Connection connection) throws SQLException {
        return chunks.originInserter(connection);
    }

    /** Rewrites stored chunks, including tombstones, and their origin. */
    public void update(Connection connection, List<ChunkRow> rows) throws SQLException {
        String sql = "UPDATE " + spec.rows() + " SET " + chunks.contentSet()
                + ", \"is_deleted\" = ?, \"updated_at\" = ?, \"source_epoch\" = ?, \"source_mark\" = ?"
                + chunks.touch() + " WHERE " + chunks.chunkEquals();
        Statements.Binder<ChunkRow> binder = (statement, row) -> {
            int next = row.bindOrigin(
                    statement,
                    chunks.bindContent(statement, 1, row),
                    chunks.dialect().instants());
            next = keys.bind(statement, next, row.key());
            statement.setInt(next, row.chunk());
        };
        Statements.change(connection, dialect, sql, rows, binder, chunks::name);
    }

    /** Returns the matching series that have live chunks from one of these epochs. */
    public List<SeriesKey> seriesOf(Connection connection, KeyFilter filter, Set<Long> epochs) throws SQLException {
        String sql = "SELECT DISTINCT " + keys.names() + " FROM " + spec.rows() + " WHERE "
                + keys.where(filter, "", dialect) + " AND " + liveOf(epochs);
        List<SeriesKey> found = new ArrayList<>();
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> bind(statement, keys.bind(statement, 1, filter), epochs),
                rows -> {
                    while (rows.next()) {
                        found.add(keys.read(rows, 1));
                    }
                    return found;
                });
    }

    /** Deletes the live chunks from one of these epochs of these series, which must be locked. */
    public int delete(Connection connection, List<SeriesKey> series, Set<Long> epochs) throws SQLException {
        int deleted = 0;
        for (List<SeriesKey> part : KeyColumns.parts(series, dialect.seriesAtOnce())) {
            String sql = chunks.deleteSql() + " WHERE (" + keys.names() + ") IN ("
                    + KeyColumns.tuples(keys.size(), part.size()) + ") AND " + liveOf(epochs);
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                bind(statement, keys.bindPadded(statement, chunks.bindTombstone(statement), part), epochs);
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }

    private static String liveOf(Set<Long> epochs) {
        return "\"source_epoch\" IN (" + KeyColumns.marks(epochs.size()) + ") AND NOT \"is_deleted\"";
    }

    private static void bind(PreparedStatement statement, int at, Set<Long> epochs) throws SQLException {
        int next = at;
        for (long epoch : epochs) {
            statement.setLong(next++, epoch);
        }
    }
}

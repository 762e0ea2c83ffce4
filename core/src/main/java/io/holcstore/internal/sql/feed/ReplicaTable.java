package io.holcstore.internal.sql.feed;

import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.chunk.ChunkQueries;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
        spec.requireOneServer(dialect, "a replica");
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

    /** Marks these chunks, which are stored in the same or a later state, as chunks of a later generation. */
    public void mark(Connection connection, List<ChunkRow> rows) throws SQLException {
        String sql = "UPDATE " + spec.rows() + " SET \"source_epoch\" = ? WHERE " + chunks.chunkEquals();
        Statements.Binder<ChunkRow> binder = (statement, row) -> {
            statement.setLong(1, row.originOrThrow().epoch());
            statement.setInt(keys.bind(statement, 2, row.key()), row.chunk());
        };
        Statements.change(connection, dialect, sql, rows, binder, chunks::name);
    }

    /**
     * Live chunks that the source no longer has, provided that the replica has pulled everything.
     *
     * @param condition an SQL condition with a parameter for each number
     */
    public record Leftovers(String condition, List<Long> parameters) {
        /** Returns the chunks of an epoch that has ended. */
        public static Leftovers ofEpoch(long epoch) {
            return new Leftovers("\"source_epoch\" = ?", List.of(epoch));
        }

        /** Returns the chunks of earlier generations of an epoch from before a tombstone that was purged. */
        public static Leftovers ofGenerations(long epoch, long purgedSequence) {
            return new Leftovers(
                    "\"source_epoch\" >= ? AND \"source_epoch\" < ? AND \"source_mark\" < ?",
                    List.of(Epochs.firstGeneration(epoch), epoch, purgedSequence));
        }

        private String live(SqlDialect dialect) {
            return condition + " AND " + ChunkQueries.live(dialect, "");
        }

        private void bind(PreparedStatement statement, int at) throws SQLException {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setLong(at + i, parameters.get(i));
            }
        }
    }

    /** Returns the matching series that have leftovers. */
    public List<SeriesKey> seriesOf(Connection connection, KeyFilter filter, Leftovers gone) throws SQLException {
        String sql = "SELECT DISTINCT " + keys.names() + " FROM " + spec.rows() + " WHERE "
                + keys.where(filter, "", dialect) + " AND " + gone.live(dialect);
        List<SeriesKey> found = new ArrayList<>();
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> gone.bind(statement, keys.bind(statement, 1, filter)),
                rows -> {
                    while (rows.next()) {
                        found.add(keys.read(rows, 1));
                    }
                    return found;
                });
    }

    /** Deletes the leftovers of these series, which are locked. */
    public int delete(Connection connection, List<SeriesKey> series, Leftovers gone) throws SQLException {
        int deleted = 0;
        for (List<SeriesKey> part : KeyColumns.parts(series, dialect.seriesAtOnce())) {
            String sql = chunks.deleteSql() + " WHERE " + keys.among(part.size()) + " AND " + gone.live(dialect);
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                gone.bind(statement, keys.bindAmong(statement, chunks.bindTombstone(statement), part));
                deleted += statement.executeUpdate();
            }
        }
        return deleted;
    }
}

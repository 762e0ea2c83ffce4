package io.holcstore.internal.django;

import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.key.KeyFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads chunks by the time they were written, including tombstones, as the Python application's protocol needs them. It
 * is a part of {@link ChunkTable} and has the same thread-safety. Tables of this library have no index by that time, so
 * a page reads all rows of the filter, without their blobs.
 */
public final class UpdateTable {
    private static final byte[] NO_DATA = {};
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final TableSpec spec;
    private final SqlDialect dialect;
    private final Instants instants;
    private final KeyColumns keys;
    private final ChunkTable chunks;

    public UpdateTable(ChunkTable chunks) {
        this.spec = chunks.spec();
        this.dialect = chunks.dialect();
        this.instants = dialect.instants();
        this.keys = chunks.keys();
        this.chunks = chunks;
    }

    /**
     * Returns the time before which all written rows are visible. Call it before the rows are read. Rows of this
     * library have the time at which their transaction began, so the result is the beginning of the oldest transaction
     * that is still running. When there is none, or when the database does not report it, the result is the end of
     * time.
     */
    public Instant settled(Connection connection) throws SQLException {
        String oldest = spec.layout().isOwn() ? dialect.oldestTransaction() : "";
        if (oldest.isEmpty()) {
            return NEVER;
        }
        return Statements.select(dialect.prepare(connection, "SELECT " + oldest), statement -> {}, rows -> {
            Instant time = rows.next() ? instants.readOrNull(rows, 1) : null;
            return time == null ? NEVER : time;
        });
    }

    /** Counts the matching chunks that were written in an interval. */
    public long count(Connection connection, KeyFilter filter, Instant since, Instant before) throws SQLException {
        return Statements.select(
                dialect.prepare(connection, "SELECT COUNT(*) FROM " + where(filter)),
                statement -> bind(statement, filter, since, before),
                rows -> rows.next() ? rows.getLong(1) : 0L);
    }

    private String where(KeyFilter filter) {
        return spec.rows() + " WHERE " + keys.where(filter, "", dialect)
                + " AND \"updated_at\" >= ? AND \"updated_at\" < ?";
    }

    private int bind(PreparedStatement statement, KeyFilter filter, Instant since, Instant before) throws SQLException {
        int next = keys.bind(statement, 1, filter);
        instants.bind(statement, next, since);
        instants.bind(statement, next + 1, before);
        return next + 2;
    }

    /**
     * Returns such chunks without their data, ordered by time, key and chunk, after the first {@code skipped} of them.
     *
     * @param after returns only chunks after this one in that order; may be null
     */
    public List<DjangoChunk> page(
            Connection connection,
            KeyFilter filter,
            Instant since,
            Instant before,
            @Nullable DjangoChunk after,
            int skipped,
            int limit)
            throws SQLException {
        String order = "\"updated_at\", " + keys.names() + ", \"chunk_index\"";
        String sql = dialect.first(
                "SELECT " + keys.names() + ", \"chunk_index\", " + columns() + " FROM " + where(filter)
                        + (after == null ? "" : " AND (" + order + ") > (" + KeyColumns.marks(keys.size() + 2) + ')')
                        + " ORDER BY " + order + " OFFSET ? ROWS",
                "?");
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> {
                    int next = bind(statement, filter, since, before);
                    if (after != null) {
                        instants.bind(statement, next, after.updatedAt());
                        next = keys.bind(statement, next + 1, after.key());
                        statement.setInt(next++, after.chunk());
                    }
                    statement.setInt(next, skipped);
                    statement.setInt(next + 1, limit);
                },
                rows -> read(rows, false));
    }

    private static String columns() {
        return "\"is_deleted\", \"dtype\", \"start_ts\", \"updated_at\"";
    }

    private List<DjangoChunk> read(ResultSet rows, boolean withData) throws SQLException {
        List<DjangoChunk> found = new ArrayList<>();
        int at = keys.size() + 1;
        while (rows.next()) {
            found.add(new DjangoChunk(
                    keys.read(rows, 1),
                    rows.getInt(at),
                    rows.getString(at + 2),
                    instants.read(rows, at + 3),
                    instants.read(rows, at + 4),
                    rows.getBoolean(at + 1),
                    withData ? rows.getBytes(at + 5) : NO_DATA));
        }
        return found;
    }

    /**
     * Returns those of these chunks that are stored, with their data. Accepts at most {@link Statements#GROUP} chunks.
     */
    public List<DjangoChunk> chunks(Connection connection, List<ChunkId> wanted) throws SQLException {
        String sql = "SELECT " + keys.names() + ", \"chunk_index\", " + columns() + ", \"data\" FROM " + spec.rows()
                + " WHERE " + chunks.idIn(wanted.size());
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            dialect.readBinary(statement);
            chunks.bindIds(statement, 1, wanted);
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows, true);
            }
        }
    }
}

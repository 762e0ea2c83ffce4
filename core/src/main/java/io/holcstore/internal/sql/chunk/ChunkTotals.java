package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads chunks by the statistics in their rows. The data of a chunk is read only when its statistics are missing or not
 * enough. Immutable and thread-safe.
 */
public final class ChunkTotals {
    private final TableSpec spec;
    private final SqlDialect dialect;
    private final KeyColumns keys;
    private final ChunkTable table;

    ChunkTotals(TableSpec spec, SqlDialect dialect, KeyColumns keys, ChunkTable table) {
        this.spec = spec;
        this.dialect = dialect;
        this.keys = keys;
        this.table = table;
    }

    /** Returns the columns of a chunk other than its key. The data is NULL when the statistics suffice. */
    private String columns() {
        return "\"chunk_index\", " + table.described() + ", " + table.statistics()
                + ", CASE WHEN \"chunk_index\" BETWEEN ? AND ? AND " + table.isSummed()
                + " THEN NULL ELSE \"data\" END";
    }

    /** Returns the live chunks of one series in the span, in order of time. */
    public List<TotalledChunk> chunks(Connection connection, SeriesKey key, ChunkSpan span) throws SQLException {
        String sql = "SELECT " + columns() + " FROM " + spec.rows() + " WHERE " + keys.equal() + inSpan(span)
                + "\"chunk_index\"";
        List<TotalledChunk> found = new ArrayList<>();
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            dialect.readBinary(statement);
            span.reach()
                    .bind(
                            statement,
                            keys.bind(statement, bindWhole(statement, span), key),
                            table.dialect().instants());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows, key));
                }
            }
        }
        return found;
    }

    /**
     * Returns the live chunks of these series in the span, by series and time. Takes one statement for each group of
     * series.
     */
    public List<TotalledChunk> chunks(Connection connection, List<SeriesKey> series, ChunkSpan span)
            throws SQLException {
        List<TotalledChunk> found = new ArrayList<>();
        for (List<SeriesKey> part : KeyColumns.parts(series, Math.min(Statements.GROUP, dialect.seriesAtOnce()))) {
            String sql = "SELECT " + columns() + ", " + keys.names() + " FROM " + spec.rows() + " WHERE "
                    + keys.among(part.size()) + inSpan(span) + keys.names() + ", \"chunk_index\"";
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                dialect.readBinary(statement);
                span.reach()
                        .bind(
                                statement,
                                keys.bindAmong(statement, bindWhole(statement, span), part),
                                table.dialect().instants());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(read(rows, keys.read(rows, 10)));
                    }
                }
            }
        }
        return found;
    }

    /**
     * Scans the live chunks of all matching series in the span, by key and time, in the same way as
     * {@link ChunkTable#scan}.
     *
     * @param after the series to continue after, or null
     */
    public RowScan<TotalledChunk> scan(
            Connection connection, KeyFilter filter, ChunkSpan span, @Nullable SeriesKey after) throws SQLException {
        String sql = "SELECT " + columns() + ", " + keys.names() + " FROM " + spec.rows() + " WHERE "
                + keys.where(filter, "", dialect)
                + (after == null ? "" : " AND " + keys.after())
                + inSpan(span) + keys.names() + ", \"chunk_index\"";
        return RowScan.open(
                connection,
                dialect,
                sql,
                spec.fetchSize(),
                statement -> {
                    int next = keys.bind(statement, bindWhole(statement, span), filter);
                    span.reach()
                            .bind(
                                    statement,
                                    after == null ? next : keys.bindAfter(statement, next, after),
                                    table.dialect().instants());
                },
                row -> read(row, keys.read(row, 10)));
    }

    private static int bindWhole(PreparedStatement statement, ChunkSpan span) throws SQLException {
        statement.setInt(1, span.firstWhole());
        statement.setInt(2, span.lastWhole());
        return 3;
    }

    private String inSpan(ChunkSpan span) {
        return " AND " + span.reach().where(table) + " AND " + ChunkQueries.live(dialect, "") + " ORDER BY ";
    }

    private TotalledChunk read(ResultSet row, SeriesKey key) throws SQLException {
        ChunkId id = new ChunkId(key, row.getInt(1));
        byte[] data = row.getBytes(9);
        if (data != null) {
            return new TotalledChunk(table.described(id, false, row, 2, data), null, 0);
        }
        StoredChunk chunk = table.described(id, false, row, 2, ChunkTable.NO_DATA);
        return new TotalledChunk(
                chunk,
                new Statistics(chunk.valueCount(), row.getDouble(5), row.getDouble(6), row.getDouble(7)),
                table.dialect().instants().read(row, 8).toEpochMilli());
    }
}

package io.holcstore.sql;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads chunks by what their rows say of their values. The data of a chunk stays in the database where that is enough; where a row says nothing,
 * its data is read. Immutable and thread-safe.
 */
public final class ChunkTotals {
    private static final byte[] NO_DATA = {};

    private static final String IN_SPAN = " AND \"chunk_index\" BETWEEN ? AND ? AND NOT \"is_deleted\" ORDER BY ";

    private final TableSpec spec;
    private final Dialect dialect;
    private final KeyColumns keys;
    private final ChunkTable table;

    ChunkTotals(TableSpec spec, Dialect dialect, KeyColumns keys, ChunkTable table) {
        this.spec = spec;
        this.dialect = dialect;
        this.keys = keys;
        this.table = table;
    }

    /** What a chunk has beside its key; the data only where the statistics are not to be used or not there. */
    private String columns() {
        return "\"chunk_index\", " + table.described() + ", " + table.statistics()
                + ", CASE WHEN \"chunk_index\" BETWEEN ? AND ? AND " + table.isSummed()
                + " THEN NULL ELSE \"data\" END";
    }

    /** The live chunks of one series in the span, in order of time. */
    public List<TotalledChunk> chunks(Connection connection, SeriesKey key, ChunkSpan span) throws SQLException {
        String sql = "SELECT " + columns() + " FROM " + spec.chunks() + " WHERE " + keys.equal() + IN_SPAN
                + "\"chunk_index\"";
        List<TotalledChunk> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            dialect.readBinary(statement);
            bindSpan(statement, keys.bind(statement, bindWhole(statement, span), key), span);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows, key));
                }
            }
        }
        return found;
    }

    /** The live chunks of all matching series in the span, by key and time, as {@link ChunkTable#scan} hands them out. */
    public RowScan<TotalledChunk> scan(Connection connection, KeyFilter filter, ChunkSpan span) throws SQLException {
        String sql = "SELECT " + columns() + ", " + keys.names() + " FROM " + spec.chunks() + " WHERE "
                + keys.where(filter, "", dialect) + IN_SPAN + keys.names() + ", \"chunk_index\"";
        return RowScan.open(
                connection,
                dialect,
                sql,
                spec.fetchSize(),
                statement -> bindSpan(statement, keys.bind(statement, bindWhole(statement, span), filter), span),
                row -> read(row, keys.read(row, 8)));
    }

    private static int bindWhole(PreparedStatement statement, ChunkSpan span) throws SQLException {
        statement.setInt(1, span.firstWhole());
        statement.setInt(2, span.lastWhole());
        return 3;
    }

    private static void bindSpan(PreparedStatement statement, int at, ChunkSpan span) throws SQLException {
        statement.setInt(at, span.first());
        statement.setInt(at + 1, span.last());
    }

    private TotalledChunk read(ResultSet row, SeriesKey key) throws SQLException {
        ChunkId id = new ChunkId(key, row.getInt(1));
        byte[] data = row.getBytes(7);
        StoredChunk chunk = table.described(id, false, row, 2, data == null ? NO_DATA : data);
        return new TotalledChunk(
                chunk,
                data != null
                        ? null
                        : new Statistics(chunk.valueCount(), row.getDouble(4), row.getDouble(5), row.getDouble(6)));
    }
}

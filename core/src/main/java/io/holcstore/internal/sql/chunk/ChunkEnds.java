package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.StoreStatistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Queries on the heads of series and on the chunks at their ends, for tables whose rows contain the times of values.
 * Immutable and thread-safe.
 */
public final class ChunkEnds {
    private final TableSpec spec;
    private final SqlDialect dialect;
    private final Instants instants;
    private final KeyColumns keys;
    private final ChunkTable table;

    ChunkEnds(ChunkTable table) {
        this.spec = table.spec();
        this.dialect = table.dialect();
        this.instants = dialect.instants();
        this.keys = table.keys();
        this.table = table;
    }

    /** Returns the latest time of a value of all matching series in epoch milliseconds, or empty when there is none. */
    public OptionalLong lastTime(Connection connection, KeyFilter filter) throws SQLException {
        return extremeTime(connection, filter, "MAX(h.\"last_ts\") AS \"extreme\"");
    }

    /** Returns the earliest time, like {@link #lastTime}. */
    public OptionalLong firstTime(Connection connection, KeyFilter filter) throws SQLException {
        return extremeTime(connection, filter, "MIN(h.\"first_ts\") AS \"extreme\"");
    }

    private OptionalLong extremeTime(Connection connection, KeyFilter filter, String extreme) throws SQLException {
        String sql = "SELECT " + extreme + " FROM " + spec.heads() + " h WHERE " + keys.where(filter, "h.", dialect);
        return table.select(connection, sql, filter, instants::firstMillis);
    }

    /** Returns the time of the last value of each matching series, by key. */
    public Map<SeriesKey, Instant> lastTimes(Connection connection, KeyFilter filter) throws SQLException {
        String sql = "SELECT " + keys.names("h.") + ", h.\"last_ts\" FROM " + spec.heads() + " h WHERE "
                + keys.where(filter, "h.", dialect) + " AND " + ChunkHeads.HAS_DATA + " ORDER BY " + keys.names("h.");
        return table.select(connection, sql, filter, rows -> {
            Map<SeriesKey, Instant> found = new LinkedHashMap<>();
            while (rows.next()) {
                found.put(keys.read(rows, 1), instants.read(rows, keys.size() + 1));
            }
            return found;
        });
    }

    /** Scans the last chunk of each matching series, by key, in the same way as {@link ChunkTable#scan}. */
    public RowScan<StoredChunk> lastChunks(Connection connection, KeyFilter filter) throws SQLException {
        String last = dialect.first(
                "SELECT d.\"chunk_index\" FROM " + spec.rows() + " d WHERE " + keys.join("d.", "h.") + " AND "
                        + ChunkQueries.live(dialect, "d.") + " ORDER BY d.\"chunk_index\" DESC",
                "1");
        String sql = "SELECT " + keys.names("c.") + ", \"chunk_index\", " + table.described() + ", \"data\" FROM "
                + spec.heads() + " h JOIN " + spec.rows() + " c ON " + keys.join("c.", "h.")
                + " AND c.\"chunk_index\" = (" + last + ") WHERE " + keys.where(filter, "h.", dialect) + " AND "
                + ChunkHeads.HAS_DATA + " ORDER BY " + keys.names("h.");
        return RowScan.open(
                connection,
                dialect,
                sql,
                spec.fetchSize(),
                statement -> keys.bind(statement, 1, filter),
                table::scanned);
    }

    /** Returns as many of the last live chunks of a series as contain {@code values} values, in order of time. */
    public List<StoredChunk> lastChunks(Connection connection, SeriesKey key, int values) throws SQLException {
        String after = "SELECT \"chunk_index\", SUM(\"value_count\") OVER (ORDER BY \"chunk_index\" DESC)"
                + " - \"value_count\" AS \"after\" FROM " + spec.rows() + " WHERE " + keys.equal()
                + " AND " + ChunkQueries.live(dialect, "");
        String sql = "SELECT \"chunk_index\", " + table.described() + ", \"data\" FROM " + spec.rows() + " WHERE "
                + keys.equal() + " AND " + ChunkQueries.live(dialect, "")
                + " AND \"chunk_index\" >= (SELECT MIN(\"chunk_index\") FROM ("
                + after + ") x WHERE \"after\" < ?) ORDER BY \"chunk_index\"";
        List<StoredChunk> found = new ArrayList<>();
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            dialect.readBinary(statement);
            statement.setInt(keys.bind(statement, keys.bind(statement, 1, key), key), values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(table.described(new ChunkId(key, rows.getInt(1)), false, rows, 2, rows.getBytes(5)));
                }
            }
        }
        return found;
    }

    /** Returns statistics of the matching series. */
    public StoreStatistics statistics(Connection connection, KeyFilter filter) throws SQLException {
        String heads =
                "SELECT COUNT(*) AS \"series\", MIN(h.\"first_ts\") AS \"first\", MAX(h.\"last_ts\") AS \"last\" FROM "
                        + spec.heads() + " h WHERE " + keys.where(filter, "h.", dialect) + " AND "
                        + ChunkHeads.HAS_DATA;
        String chunks = "SELECT COUNT(*) AS \"chunks\", SUM(\"value_count\") AS \"amount\","
                + " SUM(" + dialect.bytes("\"data\"") + ") AS \"bytes\" FROM " + spec.rows() + " WHERE "
                + keys.where(filter, "", dialect) + " AND " + ChunkQueries.live(dialect, "");
        if (dialect.spreader() != null) {
            // sums of several servers are added only where they are columns of the whole statement
            return table.select(connection, heads, filter, head -> {
                head.next();
                return table.select(connection, chunks, filter, chunk -> {
                    chunk.next();
                    return statistics(head, chunk, 1);
                });
            });
        }
        String sql = "SELECT h.\"series\", h.\"first\", h.\"last\", c.\"chunks\", c.\"amount\", c.\"bytes\" FROM ("
                + heads + ") h, (" + chunks + ") c";
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> keys.bind(statement, keys.bind(statement, 1, filter), filter),
                rows -> {
                    rows.next();
                    return statistics(rows, rows, 4);
                });
    }

    /** Returns the statistics of the heads from column 1 on, and of the chunks from column {@code at} on. */
    private StoreStatistics statistics(ResultSet heads, ResultSet chunks, int at) throws SQLException {
        return new StoreStatistics(
                heads.getLong(1),
                chunks.getLong(at),
                chunks.getLong(at + 1),
                chunks.getLong(at + 2),
                Optional.ofNullable(instants.readOrNull(heads, 2)),
                Optional.ofNullable(instants.readOrNull(heads, 3)));
    }
}

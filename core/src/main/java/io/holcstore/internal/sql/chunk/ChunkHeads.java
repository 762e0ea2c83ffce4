package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.Ddl.Column;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.series.Locked;
import io.holcstore.internal.sql.series.SeriesHeads;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heads of series of chunks. A head also contains the times of the first and the last value of its series; both are
 * NULL when the series has none. So the keys and ends of series come from small rows, one for each series, without
 * reading chunks.
 *
 * <p>Every writer that may have moved an end of a series calls {@link #refresh} before it commits.
 */
public final class ChunkHeads extends SeriesHeads {
    /** The condition that a series has data, for a head {@code h}. */
    static final String HAS_DATA = "h.\"last_ts\" IS NOT NULL";

    private final Instants instants;

    public ChunkHeads(TableSpec spec, SqlDialect dialect, KeyColumns keys) {
        super(spec, dialect, keys);
        this.instants = dialect.instants();
    }

    /** Returns the columns of a head other than the key. */
    public static List<Column> columns(SqlDialect dialect) {
        String instant = dialect.instants().type();
        return List.of(new Column("first_ts", instant, true, ""), new Column("last_ts", instant, true, ""));
    }

    @Override
    protected String facts() {
        return ", \"first_ts\", \"last_ts\"";
    }

    @Override
    protected int factCount() {
        return 2;
    }

    @Override
    protected void bind(PreparedStatement statement, int at, Locked.@Nullable Span span) throws SQLException {
        if (span == null) {
            instants.bindNull(statement, at);
            instants.bindNull(statement, at + 1);
        } else {
            instants.bindMillis(statement, at, span.firstMillis());
            instants.bindMillis(statement, at + 1, span.lastMillis());
        }
    }

    @Override
    protected void read(ResultSet row, int at, SeriesKey key, Locked locked) throws SQLException {
        Instant first = instants.readOrNull(row, at);
        Instant last = instants.readOrNull(row, at + 1);
        if (first != null && last != null) {
            locked.spans().put(key, new Locked.Span(first.toEpochMilli(), last.toEpochMilli()));
        }
    }

    /** Updates the times of the first and last values in the heads of these series, which must be locked. */
    @Override
    public void refresh(Connection connection, Collection<SeriesKey> series) throws SQLException {
        for (List<SeriesKey> part : Statements.groups(List.copyOf(series))) {
            String sql = update(spec, dialect, keys) + " WHERE " + keys.among("h.", part.size());
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                keys.bindAmong(statement, 1, part);
                int written = statement.executeUpdate();
                if (written != part.size()) {
                    throw RowCounts.leftOut(
                            spec.name() + ", heads of " + part.get(0) + " and others", part.size(), written);
                }
            }
        }
    }

    @Override
    public void refreshBefore(Connection connection, Instant end) throws SQLException {
        String sql = update(spec, dialect, keys) + " WHERE h.\"first_ts\" <= ?";
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            instants.bind(statement, 1, end);
            statement.executeUpdate();
        }
    }

    @Override
    public long reindex(Connection connection) throws SQLException {
        String missing = "SELECT DISTINCT " + keys.names("c.") + " FROM " + spec.rows()
                + " c WHERE NOT EXISTS (SELECT 1 FROM " + spec.heads() + " h WHERE " + keys.join("h.", "c.") + ')';
        List<SeriesKey> found = Statements.select(dialect.prepare(connection, missing), statement -> {}, keys::readAll);
        for (List<SeriesKey> group : Statements.groups(found)) {
            lock(connection, group);
        }
        lock(connection, KeyFilter.all());
        String sql = update(spec, dialect, keys) + " WHERE "
                + dialect.differ("h.\"first_ts\"", '(' + end(spec, dialect, keys, "first_ts", "ASC") + ')') + " OR "
                + dialect.differ("h.\"last_ts\"", '(' + end(spec, dialect, keys, "last_ts", "DESC") + ')');
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            return statement.executeUpdate();
        }
    }

    /** Returns the statement that writes both times to every head. */
    public static String update(TableSpec spec, SqlDialect dialect, KeyColumns keys) {
        String set = "\"first_ts\" = (" + end(spec, dialect, keys, "first_ts", "ASC") + "), \"last_ts\" = ("
                + end(spec, dialect, keys, "last_ts", "DESC") + ')';
        return dialect.update(spec.heads(), "h", set);
    }

    /**
     * Returns the time at one end of a series. Chunks without a value are not stored, so the last chunk contains the
     * last value.
     */
    private static String end(TableSpec spec, SqlDialect dialect, KeyColumns keys, String column, String direction) {
        return dialect.first(
                "SELECT c.\"" + column + "\" FROM " + spec.rows() + " c WHERE " + keys.join("c.", "h.") + " AND "
                        + ChunkQueries.live(dialect, "c.") + " ORDER BY c.\"chunk_index\" " + direction,
                "1");
    }
}

package io.holcstore.internal.sql.feed;

import io.holcstore.internal.sql.ChangeOrder;
import io.holcstore.internal.sql.Instants;
import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.RowCounts;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.TableSpec;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements that purge tombstones. Tombstones from a source stay: without them, a late page could restore their
 * chunks. The row of {@link FeedTable} must be locked.
 */
public final class PurgeTable {
    /**
     * Series with tombstones to purge.
     *
     * @param latest the time at which the latest of these chunks was deleted
     * @param sequence the highest sequence of these tombstones
     */
    public record Found(List<SeriesKey> series, Instant latest, long sequence) {}

    private final TableSpec spec;
    private final SqlDialect dialect;
    private final Instants instants;
    private final ChangeOrder order;
    private final KeyColumns keys;

    public PurgeTable(ChunkTable chunks) {
        this.spec = chunks.spec();
        this.dialect = chunks.dialect();
        this.instants = dialect.instants();
        this.order = dialect.changeOrder();
        this.keys = chunks.keys();
    }

    private String purgeable() {
        return "c.\"is_deleted\" = " + dialect.literal(true)
                + " AND c.\"source_epoch\" IS NULL AND c.\"updated_at\" < ?";
    }

    /** Returns the position of the last tombstone to purge, if there is one. No more changes can appear up to there. */
    public Optional<ChangePosition> last(Connection connection, Instant before) throws SQLException {
        String sql = dialect.first(
                "SELECT " + order.position() + " FROM " + spec.rows() + " c WHERE " + purgeable() + " AND "
                        + order.settled() + " ORDER BY " + order.by(spec, " DESC"),
                "1");
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> instants.bind(statement, 1, before),
                rows -> rows.next()
                        ? Optional.of(new ChangePosition(rows.getLong(1), rows.getLong(2)))
                        : Optional.empty());
    }

    /** Returns the series with tombstones to purge. */
    public Found find(Connection connection, Instant before, ChangePosition last) throws SQLException {
        String sql = "SELECT " + keys.names("c.") + ", MAX(c.\"updated_at\"), MAX(c.\""
                + ChangeOrder.SEQUENCE_COLUMN + "\") FROM " + spec.rows() + " c WHERE " + condition() + " GROUP BY "
                + keys.names("c.");
        return Statements.select(
                dialect.prepare(connection, sql), statement -> bind(statement, 1, before, last), rows -> {
                    List<SeriesKey> found = new ArrayList<>();
                    Instant latest = Instant.MIN;
                    long sequence = 0;
                    while (rows.next()) {
                        found.add(keys.read(rows, 1));
                        Instant deleted = instants.read(rows, keys.size() + 1);
                        latest = deleted.isAfter(latest) ? deleted : latest;
                        sequence = Math.max(sequence, rows.getLong(keys.size() + 2));
                    }
                    found.sort(SeriesKey.ORDER);
                    return new Found(found, latest, sequence);
                });
    }

    private String condition() {
        return purgeable() + " AND " + order.compare("<=");
    }

    private int bind(PreparedStatement statement, int at, Instant before, ChangePosition last) throws SQLException {
        instants.bind(statement, at, before);
        return FeedTable.bind(statement, at + 1, last);
    }

    /** Purges the tombstones of these series, which are locked, and returns how many there were. */
    public long purge(Connection connection, List<SeriesKey> series, Instant before, ChangePosition last)
            throws SQLException {
        long purged = 0;
        for (List<SeriesKey> part : KeyColumns.parts(series, dialect.seriesAtOnce())) {
            String sql = dialect.deleteFrom(spec.rows(), "c") + " WHERE " + condition() + " AND "
                    + keys.among("c.", part.size());
            try (PreparedStatement statement = dialect.prepare(connection, sql)) {
                keys.bindAmong(statement, bind(statement, 1, before, last), part);
                purged += statement.executeUpdate();
            }
        }
        return purged;
    }

    /** Records what was purged, and begins the next generation of the epoch. */
    public void record(Connection connection, FeedState state, Found found, ChangePosition last) throws SQLException {
        String time = dialect.cast("?", instants.type());
        String sql = "UPDATE " + spec.feedTable() + " SET \"epoch\" = ?, \"purged_xid\" = ?, \"purged_seq\" = ?,"
                + " \"purged_mark\" = ?, \"purged_at\" = CASE WHEN \"purged_at\" > " + time
                + " THEN \"purged_at\" ELSE " + time + " END WHERE \"name\" = ?";
        ChangePosition through = last.compareTo(state.purged()) > 0 ? last : state.purged();
        try (PreparedStatement statement = dialect.prepare(connection, sql)) {
            statement.setLong(1, Epochs.afterPurge(state.epoch()));
            int next = FeedTable.bind(statement, 2, through);
            statement.setLong(next, Math.max(found.sequence(), state.purgedSequence()));
            instants.bind(statement, next + 1, found.latest());
            instants.bind(statement, next + 2, found.latest());
            statement.setString(next + 3, spec.table());
            RowCounts.requireOne(spec.name() + " in " + TableSpec.FEED_TABLE, statement.executeUpdate());
        }
    }

    /** Returns the time of the latest deletion whose tombstone was purged; empty when none was. */
    public Optional<Instant> purgedAt(Connection connection) throws SQLException {
        String sql = "SELECT \"purged_at\" FROM " + spec.feedTable() + " WHERE \"name\" = ?";
        return Statements.select(
                dialect.prepare(connection, sql),
                statement -> statement.setString(1, spec.table()),
                rows -> rows.next() ? Optional.ofNullable(instants.readOrNull(rows, 1)) : Optional.empty());
    }
}

package io.holcstore.internal.feed;

import io.holcstore.internal.chunk.ChunkContext;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.feed.ChangePosition;
import io.holcstore.internal.sql.feed.FeedTable;
import io.holcstore.internal.sql.feed.PurgeTable;
import io.holcstore.internal.sql.feed.PurgeTable.Found;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Purges tombstones within one transaction, and begins the next generation of the epoch. Replicas that have seen
 * everything that is purged continue in their generation. Any other cursor is refused. A pull from the start belongs to
 * the new generation: with its last page the replica deletes what the source no longer has.
 */
final class TombstonePurge {
    private final ChunkTable table;
    private final Connection connection;

    TombstonePurge(ChunkContext context, Connection connection) throws SQLException {
        this.table = context.writableTable(connection);
        this.connection = connection;
    }

    /** Purges the tombstones of chunks that were deleted before an instant, and returns how many there were. */
    long run(Instant before, Verb verb) throws SQLException {
        FeedTable feed = new FeedTable(table);
        feed.beginEpochIfRestored(connection); // and locks the row of the feed, before the series, as writers on H2 do
        PurgeTable tombstones = new PurgeTable(table);
        Optional<ChangePosition> last = tombstones.last(connection, before);
        if (last.isEmpty()) {
            return 0;
        }
        Found found = tombstones.find(connection, before, last.get());
        for (List<SeriesKey> group : Statements.groups(found.series())) {
            table.locks().lock(connection, group);
        }
        long purged = tombstones.purge(connection, found.series(), before, last.get());
        if (purged > 0) {
            tombstones.record(connection, feed.state(connection), found, last.get());
        }
        verb.count(found.series().size(), 0, 0);
        return purged;
    }
}

package io.holcstore.store;

import io.holcstore.key.KeyFilter;
import io.holcstore.sql.ChunkTable;
import io.holcstore.sql.Lease;
import io.holcstore.sql.RowScan;
import io.holcstore.sql.Session;
import io.holcstore.sql.StoredChunk;
import io.holcstore.time.ChunkCalendar;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** The times of the first and the last value where the rows do not say them: chunks are decoded, from the end, until one has a value. */
final class DecodedTimes {
    private final StoreContext context;
    private final Session session;

    DecodedTimes(StoreContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    /** The time of the last value of all matching series, or of the first. */
    OptionalLong find(String verb, KeyFilter filter, boolean last) {
        try (Lease lease = session.openStream(verb);
                Workspace workspace = context.workspace()) {
            Connection connection = lease.connection();
            ChunkTable table = context.table(connection);
            List<Integer> chunks = table.chunkIndexes(connection, filter);
            if (last) {
                Collections.reverse(chunks);
            }
            for (int chunk : chunks) {
                OptionalLong time = among(table, connection, filter, chunk, last, workspace);
                if (time.isPresent()) {
                    return time;
                }
            }
            return OptionalLong.empty();
        } catch (SQLException e) {
            throw Session.failure(verb, e);
        }
    }

    /** Over the rows of one chunk of all matching series. */
    private OptionalLong among(
            ChunkTable table, Connection connection, KeyFilter filter, int chunk, boolean last, Workspace workspace)
            throws SQLException {
        ChunkCalendar calendar = context.definition().calendar();
        int slots = calendar.slots(chunk);
        int best = -1;
        try (RowScan<StoredChunk> rows = table.scan(connection, filter, chunk, chunk)) {
            for (StoredChunk row = rows.next(); row != null; row = rows.next()) {
                double[] values = workspace.chunk(slots);
                context.decode(workspace, row, 0, slots, values, 0);
                int found = last ? lastValue(values, best, slots) : firstValue(values, best < 0 ? slots : best);
                best = found >= 0 ? found : best;
            }
        }
        return best < 0 ? OptionalLong.empty() : OptionalLong.of(calendar.epochMillisAt(chunk, best));
    }

    /** The last slot after {@code above} with a value, or -1. */
    private static int lastValue(double[] values, int above, int slots) {
        for (int slot = slots - 1; slot > above; slot--) {
            if (!Double.isNaN(values[slot])) {
                return slot;
            }
        }
        return -1;
    }

    /** The first slot before {@code below} with a value, or -1. */
    private static int firstValue(double[] values, int below) {
        for (int slot = 0; slot < below; slot++) {
            if (!Double.isNaN(values[slot])) {
                return slot;
            }
        }
        return -1;
    }
}

package io.holcstore.internal.chunk;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.session.Session;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.sql.RowScan;
import io.holcstore.internal.sql.chunk.ChunkReach;
import io.holcstore.internal.sql.chunk.ChunkTable;
import io.holcstore.internal.sql.chunk.StoredChunk;
import io.holcstore.key.KeyFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds the times of the first and the last value when the rows do not contain them: it decodes chunks, beginning at
 * that end, until one has a value.
 */
public final class DecodedTimes {
    private final ChunkContext context;
    private final Session session;

    public DecodedTimes(ChunkContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    /** Returns the time of the last value of all matching series, or of the first. */
    public OptionalLong find(Verb verb, KeyFilter filter, boolean last) {
        return session.stream(verb, lease -> find(lease.connection(), filter, last));
    }

    private OptionalLong find(Connection connection, KeyFilter filter, boolean last) throws SQLException {
        try (Workspace workspace = context.workspace()) {
            ChunkTable table = context.table(connection);
            List<Integer> chunks = new ArrayList<>(table.chunkIndexes(connection, filter));
            if (last) {
                Collections.reverse(chunks);
            }
            Times times = new Times(last);
            for (int chunk : chunks) {
                if (times.settledBefore(chunk)) {
                    break;
                }
                among(table, connection, filter, chunk, times, workspace);
            }
            return times.found;
        }
    }

    /** The last or the first time found so far. */
    private final class Times {
        private final boolean last;
        private OptionalLong found = OptionalLong.empty();

        Times(boolean last) {
            this.last = last;
        }

        /**
         * Returns whether the values of a chunk cannot change the result, even if it was written under other rules of
         * the zone.
         */
        boolean settledBefore(int chunk) {
            ChunkCalendar calendar = context.definition().calendar();
            return found.isPresent()
                    && (last
                            ? calendar.endMillis(chunk) + ChunkCalendar.MAX_SHIFT_MILLIS <= found.getAsLong()
                            : calendar.startMillis(chunk) - ChunkCalendar.MAX_SHIFT_MILLIS > found.getAsLong());
        }

        void add(long time) {
            if (found.isEmpty() || last == (time > found.getAsLong())) {
                found = OptionalLong.of(time);
            }
        }
    }

    /** Searches the rows of one chunk of all matching series. */
    private void among(
            ChunkTable table, Connection connection, KeyFilter filter, int chunk, Times times, Workspace workspace)
            throws SQLException {
        ChunkReach only = new ChunkReach(chunk, chunk, 0, 0, false);
        try (RowScan<StoredChunk> rows = table.scan(connection, filter, only)) {
            for (StoredChunk row = rows.next(); row != null; row = rows.next()) {
                ChunkGrid grid = context.shift().gridOf(row, workspace.codec());
                double[] values = workspace.chunk(grid.slots());
                context.decode(workspace, row, grid, values);
                int slot = times.last ? lastValue(values, grid.slots()) : firstValue(values, grid.slots());
                if (slot >= 0) {
                    times.add(grid.epochMillisAt(slot));
                }
            }
        }
    }

    /** Returns the last slot with a value, or -1. */
    private static int lastValue(double[] values, int slots) {
        int slot = slots - 1;
        while (slot >= 0 && Double.isNaN(values[slot])) {
            slot--;
        }
        return slot;
    }

    /** Returns the first slot with a value, or -1. */
    private static int firstValue(double[] values, int slots) {
        for (int slot = 0; slot < slots; slot++) {
            if (!Double.isNaN(values[slot])) {
                return slot;
            }
        }
        return -1;
    }
}

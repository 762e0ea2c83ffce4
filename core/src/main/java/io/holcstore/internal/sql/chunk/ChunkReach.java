package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.Instants;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The chunks that can have values in a range of time: those of the calendar and, when the range begins or ends near one
 * of their bounds, also the chunk before or after them, whose row may have been written under other rules of the zone
 * and reach into the range.
 *
 * @param first the first chunk
 * @param last the last chunk; less than {@code first} when there are none
 * @param startMillis the start of the chunks of the calendar
 * @param endMillis their end
 * @param widened whether there is a chunk beyond those of the calendar
 */
public record ChunkReach(int first, int last, long startMillis, long endMillis, boolean widened) {
    /** No chunks. */
    public static final ChunkReach NONE = new ChunkReach(0, -1, 0, 0, false);

    /** All chunks. */
    public static final ChunkReach ALL = new ChunkReach(Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 0, false);

    /** Returns the condition, which includes {@link ChunkTable#reaching} when it is widened. */
    String where(ChunkQueries table) {
        return "\"chunk_index\" BETWEEN ? AND ?" + (widened ? " AND " + table.reaching() : "");
    }

    /** Binds the parameters of {@link #where} and returns the index of the next parameter. */
    int bind(PreparedStatement statement, int at, Instants instants) throws SQLException {
        statement.setInt(at, first);
        statement.setInt(at + 1, last);
        if (!widened) {
            return at + 2;
        }
        instants.bindMillis(statement, at + 2, startMillis);
        instants.bindMillis(statement, at + 3, endMillis);
        return at + 4;
    }
}

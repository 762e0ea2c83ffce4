package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.Instants;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The chunks that can have values in a stretch of time: those of the calendar and, where the stretch begins or ends
 * near one of their bounds, the one before or after them, whose row may have been laid under other rules of the zone
 * and reach into it.
 *
 * @param first the first chunk
 * @param last the last chunk; before the first one for none
 * @param startMillis where the chunks of the calendar begin
 * @param endMillis where they end
 * @param widened whether there is a chunk more than those of the calendar
 */
public record ChunkReach(int first, int last, long startMillis, long endMillis, boolean widened) {
    /** No chunk. */
    public static final ChunkReach NONE = new ChunkReach(0, -1, 0, 0, false);

    /** All chunks. */
    public static final ChunkReach ALL = new ChunkReach(Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 0, false);

    /** The condition, with {@link ChunkTable#reaching} where there is a chunk more. */
    String where(ChunkQueries table) {
        return "\"chunk_index\" BETWEEN ? AND ?" + (widened ? " AND " + table.reaching() : "");
    }

    /** Binds what {@link #where} asks for and returns the next parameter's number. */
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

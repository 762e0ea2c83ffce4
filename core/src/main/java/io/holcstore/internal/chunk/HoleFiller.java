package io.holcstore.internal.chunk;

import io.holcstore.internal.sql.ChunkId;
import io.holcstore.internal.sql.ChunkRow;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.WriteResult;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Keeps a row for each chunk between the first and the last of a series, within one transaction that has locked the
 * series. {@link WriteResult} does not count the rows without a value.
 */
public interface HoleFiller {
    /** Writes a row without a value wherever one of these series has no row between its first and its last. */
    void fill(List<SeriesKey> series) throws SQLException;

    /** Returns the row of a chunk without a value. */
    ChunkRow nan(ChunkId id);

    /**
     * Returns the chunks of a series to delete when these chunks lose their values: those at its ends, and the rows
     * without a value beside them.
     *
     * @param empty stored chunks that have no value, or will have none
     */
    Set<Integer> ends(SeriesKey key, Set<Integer> empty) throws SQLException;
}

package io.holcstore.internal.sql;

import java.sql.SQLException;

/**
 * Takes new chunks one after another; they are in the table once {@link #finish} has returned. Closing without it gives
 * them up.
 */
public interface RowInserter extends AutoCloseable {
    void add(ChunkRow row) throws SQLException;

    void finish() throws SQLException;

    @Override
    void close() throws SQLException;
}

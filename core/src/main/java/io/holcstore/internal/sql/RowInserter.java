package io.holcstore.internal.sql;

import java.sql.SQLException;

/**
 * Inserts new chunks one after another. They are in the table after {@link #finish} returns. Closing without it
 * discards them.
 */
public interface RowInserter extends AutoCloseable {
    void add(ChunkRow row) throws SQLException;

    void finish() throws SQLException;

    @Override
    void close() throws SQLException;
}

package io.holcstore.internal.verb;

import io.holcstore.internal.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that wait until there are enough of them to be written together.
 *
 * @param <R> a row
 */
public final class Batch<R> {
    /** Writes rows. */
    public interface Write<R> {
        void run(Connection connection, List<R> rows) throws SQLException;
    }

    private final Connection connection;
    private final Write<R> write;
    private final List<R> waiting = new ArrayList<>();
    private long bytes;

    public Batch(Connection connection, Write<R> write) {
        this.connection = connection;
        this.write = write;
    }

    /** Adds a row, and writes all that wait when there are enough. */
    public void add(R row, int size) throws SQLException {
        waiting.add(row);
        bytes += size;
        if (waiting.size() == Statements.BATCH || bytes >= Statements.BATCH_BYTES) {
            flush();
        }
    }

    /** Writes the rows that wait. */
    public void flush() throws SQLException {
        write.run(connection, waiting);
        waiting.clear();
        bytes = 0;
    }
}

package io.holcstore.internal.verb;

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
    /** The number of rows with the best measured speed for chunks. */
    private static final int ROWS = 100;

    /** Fewer rows are enough when they have as many bytes: 4 MiB. */
    private static final long BYTES = 1 << 22;

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
        if (waiting.size() == ROWS || bytes >= BYTES) {
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

package io.holcstore.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A running query over chunks; holds one page of rows at a time. */
public final class ChunkScan implements AutoCloseable {
    interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private final Connection connection;
    private final Dialect dialect;
    private final KeyColumns keys;
    private final PreparedStatement statement;
    private final ResultSet rows;

    private ChunkScan(
            Connection connection, Dialect dialect, KeyColumns keys, PreparedStatement statement, ResultSet rows) {
        this.connection = connection;
        this.dialect = dialect;
        this.keys = keys;
        this.statement = statement;
        this.rows = rows;
    }

    @SuppressWarnings("MustBeClosedChecker")
    static ChunkScan open(
            Connection connection, Dialect dialect, KeyColumns keys, String sql, int fetchSize, Parameters parameters)
            throws SQLException {
        dialect.beginStream(connection);
        PreparedStatement statement = null;
        try {
            statement = connection.prepareStatement(
                    sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT);
            dialect.readBinary(statement);
            statement.setFetchSize(fetchSize);
            parameters.bind(statement);
            return new ChunkScan(connection, dialect, keys, statement, statement.executeQuery());
        } catch (SQLException | RuntimeException e) {
            try {
                close(statement, connection, dialect);
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static void close(@Nullable PreparedStatement statement, Connection connection, Dialect dialect)
            throws SQLException {
        try {
            if (statement != null) {
                statement.close(); // and its rows with it
            }
        } finally {
            dialect.endStream(connection);
        }
    }

    /** The next chunk by key and time, or null after the last. */
    public @Nullable StoredChunk next() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        int at = keys.size() + 1;
        return new StoredChunk(
                new ChunkId(keys.read(rows, 1), rows.getInt(at)),
                false,
                rows.getString(at + 1),
                rows.getInt(at + 2),
                rows.getBytes(at + 3));
    }

    @Override
    public void close() throws SQLException {
        close(statement, connection, dialect);
    }
}

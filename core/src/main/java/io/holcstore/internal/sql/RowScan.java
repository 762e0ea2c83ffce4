package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A running query that returns rows as the database finds them. It holds one page of rows in memory. */
public final class RowScan<T> implements AutoCloseable {
    public interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }

    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final SqlDialect dialect;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Reader<T> reader;

    private RowScan(
            Connection connection, SqlDialect dialect, PreparedStatement statement, ResultSet rows, Reader<T> reader) {
        this.connection = connection;
        this.dialect = dialect;
        this.statement = statement;
        this.rows = rows;
        this.reader = reader;
    }

    @SuppressWarnings("MustBeClosedChecker")
    public static <T> RowScan<T> open(
            Connection connection,
            SqlDialect dialect,
            String sql,
            int fetchSize,
            Parameters parameters,
            Reader<T> reader)
            throws SQLException {
        dialect.beginStream(connection);
        PreparedStatement statement = null;
        try {
            statement = connection.prepareStatement(
                    dialect.text(sql),
                    ResultSet.TYPE_FORWARD_ONLY,
                    ResultSet.CONCUR_READ_ONLY,
                    ResultSet.CLOSE_CURSORS_AT_COMMIT);
            dialect.readBinary(statement);
            dialect.fetchPages(statement, fetchSize);
            parameters.bind(statement);
            return new RowScan<>(connection, dialect, statement, statement.executeQuery(), reader);
        } catch (SQLException | RuntimeException e) {
            try {
                close(statement, connection, dialect);
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static void close(@Nullable PreparedStatement statement, Connection connection, SqlDialect dialect)
            throws SQLException {
        try {
            if (statement != null) {
                statement.close(); // also closes its rows
            }
        } finally {
            dialect.endStream(connection);
        }
    }

    /** Returns the next row, or null after the last. */
    public @Nullable T next() throws SQLException {
        return rows.next() ? reader.read(rows) : null;
    }

    @Override
    public void close() throws SQLException {
        close(statement, connection, dialect);
    }
}

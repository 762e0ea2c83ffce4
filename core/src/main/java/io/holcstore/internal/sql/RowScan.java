package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A running query that returns rows as the database finds them. */
public interface RowScan<T> extends AutoCloseable {
    /** Binds the parameters of the query. */
    interface Parameters {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads the row that the query is at. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Returns the next row, or null after the last. */
    @Nullable
    T next() throws SQLException;

    /** Returns the number of rows of the first page. */
    int fetchSize();

    @Override
    void close() throws SQLException;

    /** Begins a query. Memory holds one page of its rows. */
    @SuppressWarnings("MustBeClosedChecker")
    static <T> RowScan<T> open(
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
                    dialect.streamHoldability());
            dialect.readBinary(statement);
            dialect.fetchPages(statement, fetchSize);
            parameters.bind(statement);
            return new OfQuery<>(connection, dialect, statement, statement.executeQuery(), fetchSize, reader);
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

    /** The rows of one query. */
    record OfQuery<T>(
            Connection connection,
            SqlDialect dialect,
            PreparedStatement statement,
            ResultSet rows,
            int fetchSize,
            Reader<T> reader)
            implements RowScan<T> {
        @Override
        public @Nullable T next() throws SQLException {
            return rows.next() ? reader.read(rows) : null;
        }

        @Override
        public void close() throws SQLException {
            RowScan.close(statement, connection, dialect);
        }
    }
}

package io.holcstore.internal.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.ToIntFunction;
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

    /**
     * Begins a query of rows whose sizes are not known before they arrive. So a page has at most twice the rows of the
     * previous one, and no more than fit in 4 MiB if all were as large as the largest so far.
     *
     * @param bytes returns the size of a row
     */
    static <T> RowScan<T> openGrowing(
            Connection connection,
            SqlDialect dialect,
            String sql,
            Parameters parameters,
            Reader<T> reader,
            ToIntFunction<T> bytes)
            throws SQLException {
        GrowingPage page = new GrowingPage();
        return open(connection, dialect, sql, GrowingPage.FIRST_ROWS, parameters, row -> {
            T read = reader.read(row);
            page.add(row, bytes.applyAsInt(read), dialect);
            return read;
        });
    }

    /** Determines how many rows each next page has. */
    final class GrowingPage {
        private static final int FIRST_ROWS = 4;

        /** Few, because the rows after them may be far larger. */
        private static final int MOST_ROWS = 200;

        private int rows = FIRST_ROWS;
        private int left = rows;
        private long largest = 1;

        private void add(ResultSet row, int bytes, SqlDialect dialect) throws SQLException {
            largest = Math.max(largest, bytes);
            if (--left == 0) {
                long fit = Math.min(MOST_ROWS, Statements.FETCH_BYTES / largest);
                rows = (int) Math.max(1, Math.min(2L * rows, fit));
                left = rows;
                dialect.changePages(row, rows);
            }
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

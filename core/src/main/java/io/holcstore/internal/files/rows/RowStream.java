package io.holcstore.internal.files.rows;

import io.holcstore.error.DefinitionException;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.TimeColumn;
import io.holcstore.internal.sql.dialect.Dialects;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, page by page, on a connection of the application to any database. A connection in
 * autocommit mode is in a transaction until the stream is closed; a connection without is left in its transaction.
 */
final class RowStream implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 5_000;
    private static final int UNCHANGED = -1;

    private final Connection connection;
    private final @Nullable SqlDialect dialect; // null for a database without a dialect
    private final boolean autoCommit;
    private int isolation = UNCHANGED;
    private boolean streams;
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet rows;

    private RowStream(Connection connection) throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
        this.dialect = dialect(connection);
    }

    private static @Nullable SqlDialect dialect(Connection connection) throws SQLException {
        try {
            return Dialects.of(connection);
        } catch (DefinitionException e) {
            return null;
        }
    }

    /** Runs the query. */
    static RowStream open(Connection connection, String sql, List<@Nullable Object> parameters) throws SQLException {
        RowStream stream = new RowStream(connection);
        try {
            stream.begin();
            stream.run(sql, parameters);
            return stream;
        } catch (SQLException | RuntimeException e) {
            try {
                stream.close();
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private void begin() throws SQLException {
        if (autoCommit) {
            if (dialect != null
                    && dialect.setIsolation(dialect.streamIsolation()).isEmpty()) {
                int before = connection.getTransactionIsolation();
                connection.setTransactionIsolation(dialect.streamIsolation());
                isolation = before;
            }
            connection.setAutoCommit(false);
        }
        if (dialect != null) {
            dialect.beginStream(connection);
            streams = true;
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private void run(String sql, List<@Nullable Object> parameters) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(
                sql,
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                dialect == null ? ResultSet.CLOSE_CURSORS_AT_COMMIT : dialect.streamHoldability());
        statement = prepared;
        if (dialect == null) {
            prepared.setFetchSize(ROWS_AT_ONCE);
        } else {
            dialect.readBinary(prepared);
            dialect.fetchPages(prepared, ROWS_AT_ONCE);
        }
        for (int i = 0; i < parameters.size(); i++) {
            prepared.setObject(i + 1, parameters.get(i));
        }
        rows = prepared.executeQuery();
    }

    /** Returns the rows, positioned before the first one. */
    ResultSet rows() {
        if (rows == null) {
            throw new IllegalStateException("the query has not run");
        }
        return rows;
    }

    TimeColumn.Kind timeKind(int column) throws SQLException {
        return dialect == null
                ? TimeColumn.Kind.of(rows().getMetaData(), column)
                : dialect.timeKind(rows().getMetaData(), column);
    }

    TimeColumn timeColumn(TimeColumn.Kind kind, int column) {
        return dialect == null || statement == null
                ? TimeColumn.of(kind, column)
                : dialect.timeColumn(statement, kind, column);
    }

    /** Ends the query after its last row, and commits the transaction that was begun for it. */
    void finish() throws SQLException {
        closeQuery();
        if (autoCommit) {
            connection.commit();
        }
    }

    private void closeQuery() throws SQLException {
        if (statement != null) {
            statement.close(); // closes the rows, too
        }
        if (streams && dialect != null) {
            streams = false;
            dialect.endStream(connection);
        }
    }

    /** Closes the query and restores the connection. After a failure, it does not try the remaining steps. */
    @Override
    public void close() throws SQLException {
        closeQuery();
        if (autoCommit && !connection.getAutoCommit()) {
            connection.rollback(); // after a failure here, going back to autocommit might commit
            connection.setAutoCommit(true);
        }
        if (isolation != UNCHANGED) {
            connection.setTransactionIsolation(isolation);
        }
    }
}

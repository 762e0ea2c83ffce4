package io.holcstore.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether PostgreSQL's row level security is active on a table, under which it refuses COPY into the table. Whether it is depends on the role, so
 * on the connection; that is asked once an opened store all the same, because a wrong answer is never silent: where it has become active since, COPY
 * is refused, and the transaction runs again with batches. Thread-safe.
 */
final class RowSecurity {
    private static final String NOT_SUPPORTED = "0A000";
    private static final String SERIALIZATION_FAILURE = "40001";

    private final TableSpec spec;
    private volatile @Nullable Boolean active;

    RowSecurity(TableSpec spec) {
        this.spec = spec;
    }

    boolean isActive(Connection connection) throws SQLException {
        Boolean known = active;
        if (known == null) {
            known = Statements.select(
                    connection,
                    "SELECT row_security_active(?)",
                    statement -> statement.setString(1, spec.chunks()),
                    rows -> rows.next() && rows.getBoolean(1));
            active = known;
        }
        return known;
    }

    /** Begins a COPY; one that is refused makes the transaction run again without. */
    RowInserter copyInserter(Connection connection, ChunkTable table, boolean withOrigin) throws SQLException {
        try {
            return PostgreSqlDriver.copyInserter(connection, table, withOrigin);
        } catch (SQLException e) {
            if (!NOT_SUPPORTED.equals(e.getSQLState())) {
                throw e;
            }
            active = true;
            throw new SQLException(
                    "row level security has become active on " + spec.chunks()
                            + " since the store was opened, and COPY is refused under it;"
                            + " run the transaction again, which then inserts without COPY",
                    SERIALIZATION_FAILURE,
                    e);
        }
    }
}

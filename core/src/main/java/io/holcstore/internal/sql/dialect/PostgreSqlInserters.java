package io.holcstore.internal.sql.dialect;

import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.SqlFailures;
import io.holcstore.internal.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The ways to insert into a table of PostgreSQL: COPY, or batches when the driver is not accessible or row level
 * security is active on the table, because PostgreSQL then refuses COPY. Whether it is active depends on the role and
 * so on the connection. It is still queried only once for each opened store, because a wrong result cannot go
 * unnoticed: when row level security has become active since, PostgreSQL refuses COPY, and the transaction runs again
 * with batches. Thread-safe.
 */
final class PostgreSqlInserters implements SqlDialect.Inserters {
    private static final String NOT_SUPPORTED = "0A000";

    private final InsertTarget table;
    private volatile @Nullable Boolean active;

    PostgreSqlInserters(InsertTarget table) {
        this.table = table;
    }

    @Override
    public RowInserter open(Connection connection, boolean withOrigin) throws SQLException {
        return PostgreSqlDriver.copies(connection) && !isActive(connection)
                ? copyInserter(connection, withOrigin)
                : new BatchInserter(table, connection.prepareStatement(table.insertSql(withOrigin)));
    }

    private boolean isActive(Connection connection) throws SQLException {
        Boolean known = active;
        if (known == null) {
            known = Statements.select(
                    connection.prepareStatement("SELECT row_security_active(?)"),
                    statement -> statement.setString(1, table.quoted()),
                    rows -> rows.next() && rows.getBoolean(1));
            active = known;
        }
        return known;
    }

    /** Begins a COPY. When PostgreSQL refuses it, the transaction runs again without COPY. */
    private RowInserter copyInserter(Connection connection, boolean withOrigin) throws SQLException {
        try {
            return PostgreSqlDriver.copyInserter(connection, table, withOrigin);
        } catch (SQLException e) {
            if (!NOT_SUPPORTED.equals(e.getSQLState())) {
                throw e;
            }
            active = true;
            throw SqlFailures.runAgain(
                    "row level security has become active on " + table.quoted()
                            + " since the store was opened, so PostgreSQL refuses COPY;"
                            + " run the transaction again, which then inserts without COPY",
                    e);
        }
    }
}

package io.holcstore.internal.sql.dialect.postgresql;

import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.RowInserter;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.SqlFailures;
import io.holcstore.internal.sql.Statements;
import io.holcstore.internal.sql.dialect.common.BatchInserter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways to insert into a table of PostgreSQL: COPY for more than a few chunks, or only batches when the driver is
 * not accessible or row level security is active on the table, because PostgreSQL then refuses COPY. Whether it is
 * active depends on the role and so on the connection. It is still queried only once for each opened store, because a
 * wrong result cannot go unnoticed: when row level security has become active since, PostgreSQL refuses COPY, and the
 * transaction runs again with batches. So it does when a database that speaks PostgreSQL's protocol lacks COPY or its
 * binary form. Thread-safe.
 */
final class PostgreSqlInserters implements SqlDialect.Inserters {
    /** Feature not supported; syntax error; undefined object; invalid value of an option, such as the format. */
    private static final Set<String> NO_COPY = Set.of("0A000", "42601", "42704", "22023");

    private final InsertTarget table;
    private volatile @Nullable Boolean batches;

    PostgreSqlInserters(InsertTarget table) {
        this.table = table;
    }

    @Override
    public RowInserter open(Connection connection, boolean withOrigin) throws SQLException {
        LateCopy.Opening batch =
                () -> new BatchInserter(table, connection.prepareStatement(table.insertSql(withOrigin)));
        return PostgreSqlDriver.copies(connection) && !needsBatches(connection)
                ? new LateCopy(batch, () -> copyInserter(connection, withOrigin))
                : batch.open();
    }

    private boolean needsBatches(Connection connection) throws SQLException {
        Boolean known = batches;
        if (known == null) {
            known = Statements.select(
                    connection.prepareStatement("SELECT row_security_active(?)"),
                    statement -> statement.setString(1, table.quoted()),
                    rows -> rows.next() && rows.getBoolean(1));
            batches = known;
        }
        return known;
    }

    /** Begins a COPY. When PostgreSQL refuses it, the transaction runs again without COPY. */
    private RowInserter copyInserter(Connection connection, boolean withOrigin) throws SQLException {
        try {
            return PostgreSqlDriver.copyInserter(connection, table, withOrigin);
        } catch (SQLException e) {
            if (!NO_COPY.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            batches = true;
            throw SqlFailures.runAgain(
                    "row level security has become active on " + table.quoted()
                            + " since the store was opened, or the database lacks COPY .. (FORMAT binary): "
                            + e.getMessage() + "; run the transaction again, which then inserts without COPY",
                    e);
        }
    }
}

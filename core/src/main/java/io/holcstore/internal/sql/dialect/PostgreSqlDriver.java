package io.holcstore.internal.sql.dialect;

import io.holcstore.internal.sql.InsertTarget;
import io.holcstore.internal.sql.RowInserter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * What only PostgreSQL's own driver can do, reached through {@code unwrap}. Where a pool or a sharding data source does
 * not give the driver's objects away, or another driver is in use, nothing here applies and the plain JDBC way is
 * taken.
 */
final class PostgreSqlDriver {
    private static final boolean PRESENT = isPresent();

    /**
     * Binary results from the first execution on; by default the driver reads bytea as hex text the first times, 3
     * times slower.
     */
    private static final int FORCE_BINARY = -1;

    /**
     * The threshold of applications behind a pooler of transactions. Binary results need a named statement, and the
     * next transaction may run on a server connection where another client has given the same name to another
     * statement.
     */
    private static final int NEVER_NAMED = 0;

    private PostgreSqlDriver() {}

    private static boolean isPresent() {
        try {
            Class.forName("org.postgresql.PGConnection", false, PostgreSqlDriver.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Whether a statement is one of this driver. */
    static boolean isOf(PreparedStatement statement) {
        return gives(statement, PRESENT ? PGStatement.class : null);
    }

    static void readBinary(PreparedStatement statement) throws SQLException {
        if (isOf(statement)) {
            PGStatement own = statement.unwrap(PGStatement.class);
            if (own.getPrepareThreshold() != NEVER_NAMED) { // a statement has that of its connection
                own.setPrepareThreshold(FORCE_BINARY);
            }
        }
    }

    /** Whether the driver is in reach, with its COPY. */
    static boolean copies(Connection connection) {
        return gives(connection, PRESENT ? PGConnection.class : null);
    }

    /**
     * COPY into the table. The connection must be in a transaction that has begun: the driver begins one for a COPY
     * with a named statement, whatever its threshold is.
     */
    static RowInserter copyInserter(Connection connection, InsertTarget table, boolean withOrigin) throws SQLException {
        return new CopyInserter(
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + table.quoted() + " (" + table.columns(withOrigin)
                                + ") FROM STDIN (FORMAT binary)"),
                table,
                withOrigin);
    }

    /** Whether a transaction is open, as the server said with its last answer. */
    enum Transaction {
        NONE,
        OPEN,
        UNKNOWN
    }

    /** Asks the driver, not the server; UNKNOWN where it is out of reach, or of another database. */
    static Transaction transaction(Connection connection) throws SQLException {
        if (!gives(connection, PRESENT ? BaseConnection.class : null)) {
            return Transaction.UNKNOWN;
        }
        TransactionState state = connection.unwrap(BaseConnection.class).getTransactionState();
        return state == TransactionState.IDLE ? Transaction.NONE : Transaction.OPEN;
    }

    private static boolean gives(Wrapper wrapper, @Nullable Class<?> type) {
        try {
            return type != null && wrapper.isWrapperFor(type);
        } catch (SQLException e) {
            return false; // a data source that does not support unwrapping at all
        }
    }
}

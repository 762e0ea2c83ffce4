package io.holcstore.internal.sql.dialect.postgresql;

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
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Uses functions that only PostgreSQL's own driver has, through {@code unwrap}. When a pool or a sharding data source
 * does not give access to the driver's objects, or another driver is in use, plain JDBC is used instead.
 */
final class PostgreSqlDriver {
    private static final boolean PRESENT = isPresent();

    /**
     * Requests binary results from the first execution on. By default the driver first reads bytea as hex text, which
     * is 3 times slower.
     */
    private static final int FORCE_BINARY = -1;

    /**
     * The prepare threshold that applications use behind a transaction pooler. Binary results need a named statement,
     * and the next transaction may use a server connection on which another client gave the same name to another
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
            if (own.getPrepareThreshold() != NEVER_NAMED) { // a statement inherits the threshold of its connection
                own.setPrepareThreshold(FORCE_BINARY);
            }
        }
    }

    /** Returns whether the driver with its COPY is accessible. */
    static boolean copies(Connection connection) {
        return gives(connection, PRESENT ? PGConnection.class : null);
    }

    /**
     * Returns an inserter that uses COPY. The connection must be in a transaction that has begun, because the driver
     * otherwise begins one with a named statement, whatever its threshold is.
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

    /** Parts of the server's report about an error. */
    record Report(@Nullable String constraint, @Nullable String detail) {}

    /** Returns the server's report; null when the exception has none. */
    static @Nullable Report report(SQLException e) {
        return PRESENT ? OwnErrors.report(e) : null;
    }

    /** Loaded only where the driver is present. */
    private static final class OwnErrors {
        static @Nullable Report report(SQLException e) {
            ServerErrorMessage message = e instanceof PSQLException own ? own.getServerErrorMessage() : null;
            return message == null ? null : new Report(message.getConstraint(), message.getDetail());
        }
    }

    /** The state of a transaction in the server's last answer. */
    enum Transaction {
        NONE,
        OPEN,
        UNKNOWN
    }

    /**
     * Asks the driver and not the server. Returns UNKNOWN when the driver is not accessible or belongs to another
     * database.
     */
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
            return false; // the data source does not support unwrapping
        }
    }
}

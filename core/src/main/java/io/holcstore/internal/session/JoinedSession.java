package io.holcstore.internal.session;

import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.internal.sql.dialect.Dialects;
import io.holcstore.internal.sql.dialect.SqlErrors;
import io.holcstore.store.StoreListener;
import io.holcstore.store.StoreOptions;
import java.sql.Connection;
import java.sql.SQLException;

/** Runs verbs in the transaction of the caller. */
final class JoinedSession extends Session {
    private final Connection connection;

    JoinedSession(Connection connection, StoreOptions options) {
        super(options);
        this.connection = connection;
    }

    @Override
    Session unheard() {
        return new JoinedSession(connection, options().listener(StoreListener.NONE));
    }

    @Override
    Lease begin(Verb verb) throws SQLException {
        Lease lease = stream(verb);
        SqlDialect dialect = Dialects.of(connection);
        if (dialect.writesAtReadCommitted()
                && connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            throw new IllegalStateException(
                    "the transaction to join must run at READ COMMITTED to be written in: at a higher isolation it would not see "
                            + "what other writers stored before it got the lock; reads may join it");
        }
        dialect.beginWriting(connection, false);
        return lease;
    }

    /** Accepts any isolation: the caller chooses what its transaction sees. */
    @Override
    Lease stream(Verb verb) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException(
                    "the connection is in autocommit mode, so there is no transaction to join: call"
                            + " setAutoCommit(false) on it, or use the store without on(connection)");
        }
        return select(verb);
    }

    @Override
    Lease select(Verb verb) {
        return new Lease() {
            @Override
            public Connection connection() {
                return connection;
            }

            @Override
            public void commit() {
                // the caller commits
            }

            @Override
            public boolean isOwn() {
                return false;
            }

            @Override
            public void close() {
                // the caller closes the connection
            }
        };
    }

    @Override
    <T> T transact(Verb verb, Work<T> work) {
        verb.attempt();
        try (Lease lease = begin(verb)) {
            return work.run(lease.connection());
        } catch (SQLException e) {
            throw SqlErrors.translate(verb.doing(), e);
        }
    }
}

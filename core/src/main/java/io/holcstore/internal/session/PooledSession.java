package io.holcstore.internal.session;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.sql.Lease;
import io.holcstore.internal.sql.dialect.SqlErrors;
import io.holcstore.store.StoreListener;
import io.holcstore.store.StoreOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** Runs each verb on its own connection, in its own transaction. */
final class PooledSession extends Session {
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_NANOS = 5_000_000;

    private final DataSource dataSource;

    PooledSession(DataSource dataSource, StoreOptions options) {
        super(options);
        this.dataSource = dataSource;
    }

    @Override
    Session unheard() {
        return new PooledSession(dataSource, options().listener(StoreListener.NONE));
    }

    @Override
    Lease begin(Verb verb) throws SQLException {
        return PooledLease.begin(connect(verb), verb, options().timeout());
    }

    @Override
    Lease stream(Verb verb) throws SQLException {
        return PooledLease.stream(connect(verb), verb, options().timeout());
    }

    @Override
    Lease select(Verb verb) throws SQLException {
        return PooledLease.select(connect(verb), verb, options().timeout());
    }

    @Override
    Lease held(Lease lease) {
        return HeldLease.of(lease, dataSource);
    }

    private Connection connect(Verb verb) {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw SqlErrors.noConnection(verb.doing(), e, HeldLease.isHeldHere(dataSource));
        }
    }

    @Override
    <T> T transact(Verb verb, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            verb.attempt();
            try {
                return writeOnce(verb, work);
            } catch (StoreSqlException e) {
                if (!SqlErrors.rolledBackByContention(e) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS * attempt));
        }
    }

    private <T> T writeOnce(Verb verb, Work<T> work) {
        try (Lease lease = begin(verb)) {
            T result = work.run(lease.connection());
            commit(lease, verb);
            return result;
        } catch (SQLException e) {
            throw SqlErrors.translate(verb.doing(), e);
        }
    }
}

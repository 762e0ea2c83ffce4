package io.holcstore.sql;

import io.holcstore.error.StoreSqlException;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** A connection and a transaction of its own for each verb. */
final class PooledSession extends Session {
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_NANOS = 5_000_000;

    private final DataSource dataSource;

    PooledSession(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    Lease begin() throws SQLException {
        return PooledLease.begin(dataSource.getConnection());
    }

    @Override
    Lease stream() throws SQLException {
        return PooledLease.stream(dataSource.getConnection());
    }

    @Override
    Lease select() throws SQLException {
        return PooledLease.select(dataSource.getConnection());
    }

    @Override
    public <T> T write(String verb, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
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

    private <T> T writeOnce(String verb, Work<T> work) {
        try (Lease lease = begin()) {
            T result = work.run(lease.connection());
            commit(lease, verb);
            return result;
        } catch (SQLException e) {
            throw SqlErrors.translate(verb, e);
        }
    }
}

package io.holcstore.internal.session;

import io.holcstore.internal.sql.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * A lease that stays open while code of the caller runs: that of a cursor, of a callback or of a bulk writer. It
 * records which thread opened it.
 */
final class HeldLease implements Lease {
    private static final Set<HeldLease> HELD = ConcurrentHashMap.newKeySet();

    private final Lease lease;
    private final DataSource dataSource;
    private final Thread opener = Thread.currentThread();

    private HeldLease(Lease lease, DataSource dataSource) {
        this.lease = lease;
        this.dataSource = dataSource;
    }

    static Lease of(Lease lease, DataSource dataSource) {
        HeldLease held = new HeldLease(lease, dataSource);
        HELD.add(held);
        return held;
    }

    /** Returns whether this thread holds a connection of the data source, and so may wait for itself. */
    static boolean isHeldHere(DataSource dataSource) {
        return HELD.stream().anyMatch(held -> held.opener == Thread.currentThread() && held.dataSource == dataSource);
    }

    @Override
    public Connection connection() {
        return lease.connection();
    }

    @Override
    public void commit() throws SQLException {
        lease.commit();
    }

    @Override
    public boolean isOwn() {
        return lease.isOwn();
    }

    @Override
    public void close() {
        HELD.remove(this);
        lease.close();
    }
}

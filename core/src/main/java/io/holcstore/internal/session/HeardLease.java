package io.holcstore.internal.session;

import io.holcstore.internal.sql.Lease;
import java.sql.Connection;
import java.sql.SQLException;

/** A lease that runs an action when it is closed. */
final class HeardLease implements Lease {
    private final Lease lease;
    private final Runnable closed;
    private boolean open = true;

    HeardLease(Lease lease, Runnable closed) {
        this.lease = lease;
        this.closed = closed;
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
        lease.close();
        if (open) {
            open = false;
            closed.run();
        }
    }
}

package io.holcstore.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * A data source that remembers what was opened through it and where. {@link #assertNothingLeaked()} fails on
 *
 * <ul>
 *   <li>connections, statements and result sets that are open;
 *   <li>statements that were open when their connection was closed: a pool hides those, a driver need not;
 *   <li>connections closed in the middle of a transaction: what happens to it depends on the driver and the pool;
 *   <li>connections closed with other settings than they came with: autocommit, read-only, isolation, holdability,
 *       schema, catalog, network timeout, and what an SQL {@code SET} changed without setting it again.
 * </ul>
 *
 * <p>Closing a statement, or running it again, closes its result set: that is JDBC, not a leak. Connections that were
 * killed have no settings to restore. {@code unwrap} reaches the driver ({@code PGConnection}, {@code PGStatement}), so
 * that fast paths stay on; what is opened behind it is not seen. {@link #refusingUnwrap} makes one that refuses.
 *
 * <p>Thread-safe. Costs a stack trace for each object opened: for tests.
 */
public final class LeakDetectingDataSource extends DelegatingDataSource {
    private final boolean unwraps;
    private final Set<WatchedConnection> open = ConcurrentHashMap.newKeySet();
    private final List<Leak> leaks = new CopyOnWriteArrayList<>();

    /** Watches the connections of {@code delegate}, which may be a pool. */
    public LeakDetectingDataSource(DataSource delegate) {
        this(delegate, true);
    }

    private LeakDetectingDataSource(DataSource delegate, boolean unwraps) {
        super(delegate);
        this.unwraps = unwraps;
    }

    /**
     * Watches the connections of {@code delegate}, and neither the data source nor anything that comes out of it can be
     * unwrapped: a test run on it shows what code does where the driver's own classes are out of reach.
     */
    public static LeakDetectingDataSource refusingUnwrap(DataSource delegate) {
        return new LeakDetectingDataSource(delegate, false);
    }

    /** How many connections are open now. */
    public int openConnections() {
        return open.size();
    }

    /**
     * Checks what was opened since this data source was made.
     *
     * @throws AssertionError naming every leak, with the stack traces of what opened them as suppressed exceptions
     */
    public void assertNothingLeaked() {
        List<Leak> found = new ArrayList<>(leaks);
        for (WatchedConnection connection : open) {
            found.addAll(connection.openNow());
        }
        if (found.isEmpty()) {
            return;
        }
        StringBuilder message =
                new StringBuilder().append(found.size()).append(found.size() == 1 ? " leak:" : " leaks:");
        found.forEach(
                leak -> message.append(System.lineSeparator()).append("- ").append(leak));
        AssertionError error = new AssertionError(message.toString());
        found.forEach(leak -> error.addSuppressed(leak.opened()));
        throw error;
    }

    @Override
    Connection connect(Opening opening) throws SQLException {
        WatchedConnection watched = new WatchedConnection(opening.open(), unwraps, this::closed);
        open.add(watched);
        return watched.proxy();
    }

    private void closed(WatchedConnection connection, List<Leak> found) {
        leaks.addAll(found);
        open.remove(connection);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (unwraps || type.isInstance(this)) {
            return super.unwrap(type);
        }
        throw new SQLException("this data source refuses unwrap(" + type.getName() + ")");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || (unwraps && super.isWrapperFor(type));
    }
}

package io.holcstore.internal.sql.series;

import io.holcstore.internal.sql.Statements;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The locks that writers of one series take before they read, so that they wait for each other. Thread-safe. */
public interface SeriesLocks {
    /** Returns the order in which a writer of many series takes their locks, so that deadlocks are rare. */
    default Comparator<SeriesKey> order() {
        return SeriesKey.ORDER;
    }

    /**
     * Locks these series until the transaction ends, whether they exist or not.
     *
     * @param series at most {@link Statements#GROUP} series, each once
     */
    Locked lock(Connection connection, Collection<SeriesKey> series) throws SQLException;

    /**
     * Does the same for a writer that inserts the chunks of new series in the same transaction.
     *
     * @param spans the times of the first and last value of these series, in case they are new
     */
    default Locked lock(Connection connection, Collection<SeriesKey> series, Map<SeriesKey, Locked.Span> spans)
            throws SQLException {
        return lock(connection, series);
    }

    /** Must be called after a writer may have moved the first or the last value of series that it has locked. */
    default void refresh(Connection connection, Collection<SeriesKey> series) throws SQLException {
        // nothing is recorded about series by default
    }

    /**
     * Must be called after the first chunks of all series were dropped. No other session writes meanwhile.
     *
     * @param end when the last of their values may have been
     */
    default void refreshBefore(Connection connection, Instant end) throws SQLException {
        // nothing is recorded about series by default
    }

    /** Must be called after other programs changed rows. Returns for how many series the recorded facts were wrong. */
    default long reindex(Connection connection) throws SQLException {
        return 0;
    }

    /** Locks every existing series that matches, and returns their keys in the order of the locks. */
    List<SeriesKey> lock(Connection connection, KeyFilter filter) throws SQLException;
}

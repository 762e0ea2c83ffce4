package io.holcstore.internal.sql;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What writers of one series take before they read, so that they follow each other. Thread-safe. */
public interface SeriesLocks {
    /** The order in which a writer of many series takes their locks, so that writers seldom wait in a circle. */
    default Comparator<SeriesKey> order() {
        return SeriesKey.ORDER;
    }

    /**
     * Locks these series until the transaction ends, whether they exist or not.
     *
     * @param series at most {@link Statements#GROUP}, each once
     */
    Locked lock(Connection connection, Collection<SeriesKey> series) throws SQLException;

    /** Has to be called where a writer may have moved the first or the last value of series that it has locked. */
    default void refresh(Connection connection, Collection<SeriesKey> series) throws SQLException {
        // nothing is kept of them
    }

    /** Has to be called after others have changed rows by hand; returns of how many series another thing was known. */
    default long reindex(Connection connection) throws SQLException {
        return 0;
    }

    /** Locks every series that matches and exists, and names them in the order of the locks. */
    List<SeriesKey> lock(Connection connection, KeyFilter filter) throws SQLException;
}

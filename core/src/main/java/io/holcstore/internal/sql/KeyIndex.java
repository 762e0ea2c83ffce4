package io.holcstore.internal.sql;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/** Finds the keys of a store. */
public interface KeyIndex {
    /** Returns the keys of the matching series that have data, in the order of the database. */
    List<SeriesKey> keys(Connection connection, KeyFilter filter) throws SQLException;

    /** Returns the number of matching series that have data. */
    long count(Connection connection, KeyFilter filter) throws SQLException;

    /**
     * What is known about rows of series without their data.
     *
     * @param points the number of points, if the rows contain it
     */
    record Rows(long count, OptionalLong points, long bytes) {}

    /** Returns the numbers for the rows of the matching series. */
    Rows rows(Connection connection, KeyFilter filter) throws SQLException;

    /** Returns whether a key has data. */
    default boolean exists(Connection connection, SeriesKey key) throws SQLException {
        KeyFilter only = KeyFilter.all();
        for (int i = 0; i < key.size(); i++) {
            only = only.and(key.at(i));
        }
        return count(connection, only) > 0;
    }
}

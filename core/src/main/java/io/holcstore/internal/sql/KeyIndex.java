package io.holcstore.internal.sql;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/** Which series a store has. */
public interface KeyIndex {
    /** The keys of the matching series that have data, in their order on the database. */
    List<SeriesKey> keys(Connection connection, KeyFilter filter) throws SQLException;

    /** How many matching series have data. */
    long count(Connection connection, KeyFilter filter) throws SQLException;

    /**
     * What the rows of series are without a look into their data.
     *
     * @param points how many points they say they have, where they say it
     */
    record Rows(long count, OptionalLong points, long bytes) {}

    /** The rows of the matching series. */
    Rows rows(Connection connection, KeyFilter filter) throws SQLException;

    /** Whether a key has data. */
    default boolean exists(Connection connection, SeriesKey key) throws SQLException {
        KeyFilter only = KeyFilter.all();
        for (int i = 0; i < key.size(); i++) {
            only = only.and(key.at(i));
        }
        return count(connection, only) > 0;
    }
}

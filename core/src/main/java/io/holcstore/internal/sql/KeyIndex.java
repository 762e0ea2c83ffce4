package io.holcstore.internal.sql;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Which series a store has. */
public interface KeyIndex {
    /** The keys of the matching series that have data, in their order on the database. */
    List<SeriesKey> keys(Connection connection, KeyFilter filter) throws SQLException;

    /** How many matching series have data. */
    long count(Connection connection, KeyFilter filter) throws SQLException;
}

package io.holcstore.internal.sql.series;

import io.holcstore.internal.sql.KeyColumns;
import io.holcstore.internal.sql.SqlDialect;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds the keys of a store. */
public interface KeyIndex {
    /** Returns the keys of the matching series that have data, in the order of the database. */
    default List<SeriesKey> keys(Connection connection, KeyFilter filter) throws SQLException {
        return keys(connection, filter, Page.ALL);
    }

    /** Returns a page of the keys of the matching series that have data, in the order of the database. */
    List<SeriesKey> keys(Connection connection, KeyFilter filter, Page page) throws SQLException;

    /**
     * A page of keys.
     *
     * @param after the key that comes before the page; null for the first page
     * @param limit the most keys of the page
     */
    record Page(@Nullable SeriesKey after, int limit) {
        static final Page ALL = new Page(null, Integer.MAX_VALUE);

        /**
         * Returns a query of keys for the page.
         *
         * @param query the query of all keys, which ends with its condition
         * @param prefix what stands before the columns of the query
         */
        public String of(String query, String prefix, KeyColumns keys, SqlDialect dialect) {
            String ordered = query + (after == null ? "" : " AND " + keys.after()) + " ORDER BY " + keys.names(prefix);
            return limit == Integer.MAX_VALUE ? ordered : dialect.first(ordered, Integer.toString(limit));
        }

        /** Binds the key after which the page begins, behind the values of the query. */
        public void bind(PreparedStatement statement, int at, KeyColumns keys) throws SQLException {
            if (after != null) {
                keys.bindAfter(statement, at, after);
            }
        }
    }

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

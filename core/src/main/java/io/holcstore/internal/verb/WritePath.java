package io.holcstore.internal.verb;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Prepares and writes series for one kind of store.
 *
 * @param <P> a series that is ready to be written
 */
public interface WritePath<P extends Prepared> {
    /** Checks a series without the database, and puts the values of its key into the order of the axes. */
    P prepare(SeriesKey key, Series series);

    /** Prepares a series that this store holds under another key. Its step is not checked. */
    default P prepareCopy(SeriesKey key, Series series) {
        return prepare(key, series);
    }

    /** Returns a writer within the transaction of a connection. */
    SeriesWriter<P> writer(Connection connection) throws SQLException;
}

package io.holcstore.store;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;

/**
 * A cursor over series in the order of their keys. It uses constant memory: a page of rows and one series. Holds a
 * connection until it is closed. Not thread-safe.
 */
public interface SeriesCursor extends AutoCloseable {
    /**
     * Moves to the next series.
     *
     * @return whether there is a next series
     */
    boolean next();

    /** Returns the key of the series that {@link #next} moved to. */
    SeriesKey key();

    /** Returns the series that {@link #next} moved to. The series stays valid after the cursor has moved on. */
    Series series();

    @Override
    void close();
}

package io.holcstore.store;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;

/**
 * One series after another, in order of the keys, in constant memory: a page of rows and one series. Holds a connection
 * until it is closed. Not thread-safe.
 */
public interface SeriesCursor extends AutoCloseable {
    /**
     * Goes to the next series.
     *
     * @return whether there is one
     */
    boolean next();

    /** The key of the series that {@link #next} went to. */
    SeriesKey key();

    /** The series that {@link #next} went to; it stays valid after the cursor has gone on. */
    Series series();

    @Override
    void close();
}

package io.holcstore.internal.verb;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Supplies a cursor with one series after another from an open query. */
public interface SeriesSource extends AutoCloseable {
    /** A series with its key. */
    record Found(SeriesKey key, Series series) {}

    /**
     * Returns the next series, or null after the last.
     *
     * @throws io.holcstore.error.ChunkFormatException when it is damaged; the next call returns the series after it
     */
    @Nullable
    Found next() throws SQLException;

    @Override
    void close() throws SQLException;
}

package io.holcstore.internal.verb;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a cursor hands out: one series after another from an open query. */
public interface SeriesSource extends AutoCloseable {
    /** A series with its key. */
    record Found(SeriesKey key, Series series) {}

    /**
     * The next series, or null after the last.
     *
     * @throws io.holcstore.error.ChunkFormatException when it is damaged; the one after it can be asked for
     *     nevertheless
     */
    @Nullable
    Found next() throws SQLException;

    @Override
    void close() throws SQLException;
}

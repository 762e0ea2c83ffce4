package io.holcstore.internal.verb;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;

/** Where the series of a {@link BulkWriter} go: one kind of store. Holds series until they are written. */
public interface BulkSink extends AutoCloseable {
    /** The same key with its values in the order of the store's axes. */
    SeriesKey canonical(SeriesKey key);

    boolean holds(SeriesKey canonical);

    /** Checks a series and holds it, and returns how many values of it are dropped; the sink holds none of this key. */
    int hold(SeriesKey canonical, Series series);

    /** How many series are held. */
    int size();

    /** Merges what is held, always on one connection, and holds nothing any more. */
    void write(Connection connection) throws SQLException;

    /** What has been written. */
    WriteResult result();

    @Override
    void close();
}

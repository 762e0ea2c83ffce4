package io.holcstore.internal.verb;

import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.WriteResult;
import io.holcstore.time.TimeRange;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Writes series within one transaction: locks them, reads what is stored, combines, and writes what changed. Writers of
 * one series wait for each other, because each holds the lock of the series from before its first read to the end of
 * its transaction. Keys are canonical.
 *
 * @param <P> a series that is ready to be written
 */
public interface SeriesWriter<P extends Prepared> extends AutoCloseable {
    /**
     * Writes any number of series, each key once. It locks them in the order of their keys, so that deadlocks between
     * writers are rare.
     */
    void write(WriteMode mode, Collection<P> series) throws SQLException;

    /** Erases the points of a range from one series. */
    void erase(SeriesKey key, TimeRange range) throws SQLException;

    /** Erases the points of a range from every matching series. */
    void erase(KeyFilter filter, TimeRange range) throws SQLException;

    /** Locks a series and another one, and reads the first. */
    Optional<Series> read(SeriesKey key, SeriesKey other) throws SQLException;

    /** Deletes those of these series that exist. Each key may occur once. */
    void delete(List<SeriesKey> keys) throws SQLException;

    /** Deletes every matching series. */
    void delete(KeyFilter filter) throws SQLException;

    /** Returns the counts of what was written. */
    WriteResult result();

    @Override
    void close();
}

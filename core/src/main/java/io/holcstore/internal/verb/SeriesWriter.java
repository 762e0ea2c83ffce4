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
 * Writes series within one transaction: locks them, reads what is stored, combines, and writes what changed. Two
 * writers of one series follow each other, whatever they write, because both hold the lock of the series from before
 * their first read to the end of their transaction. Keys are canonical.
 *
 * @param <P> a series that is ready to be written
 */
public interface SeriesWriter<P extends Prepared> extends AutoCloseable {
    /**
     * Writes any number of series, each key once. They are locked in the order of their keys, so that writers seldom
     * wait in a circle.
     */
    void write(WriteMode mode, Collection<P> series) throws SQLException;

    /** Takes the points of a range out of one series. */
    void erase(SeriesKey key, TimeRange range) throws SQLException;

    /** Takes the points of a range out of every series that matches. */
    void erase(KeyFilter filter, TimeRange range) throws SQLException;

    /** Reads a series after it has locked it and another one. */
    Optional<Series> read(SeriesKey key, SeriesKey other) throws SQLException;

    /** Deletes these series, as far as they exist; each key once. */
    void delete(List<SeriesKey> keys) throws SQLException;

    /** Deletes every series that matches. */
    void delete(KeyFilter filter) throws SQLException;

    /** What has been written. */
    WriteResult result();

    @Override
    void close();
}

package io.holcstore.store;

import io.holcstore.error.AmbiguousFilterException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A store of irregular time series, one under each key. One row is one whole series. Timestamps are kept to the
 * millisecond and can be any distance apart.
 *
 * <p><b>Values.</b> The store leaves out a point without a value, and its timestamp with it. A read returns a regular
 * series where three or more points lie evenly apart (a grid of that duration, in UTC), and an irregular series
 * otherwise. The points are the same in both cases.
 *
 * <p><b>Time.</b> Timestamps lie in the years 1 to 9999, which every supported database can name.
 *
 * <p><b>Cost.</b> A merge reads, decodes, encodes and writes the whole series. Keep regular series that grow in a
 * {@link ChunkStore}, which touches only the affected chunks.
 *
 * <p>Atomicity and errors are as in every {@link SeriesStore}.
 */
public interface KeyedStore extends SeriesStore {
    @Override
    KeyedStore on(Connection connection);

    @Override
    KeyedStoreDefinition definition();

    /** Returns UTC: a keyed store has no zone of its own. */
    @Override
    ZoneId zone();

    // --- write

    /**
     * {@inheritDoc}
     *
     * <p>The merged series has the timestamps of both series. Where both have a timestamp, it has the new value.
     */
    @Override
    WriteResult merge(SeriesKey key, Series series);

    /** {@inheritDoc} A series that is added several times is read and written as many times: add each series whole. */
    @Override
    BulkWriter bulkWriter();

    // --- read

    /** {@inheritDoc} Costs as much as reading the whole series. */
    @Override
    Optional<Series> read(SeriesKey key, TimeRange range);

    /**
     * Returns the series of the only matching key; empty when no key matches.
     *
     * @throws AmbiguousFilterException when more than one key matches
     */
    Optional<Series> findOne(KeyFilter filter);

    /**
     * Opens a cursor over the parts of the matching series in the range. The store does not fetch series that have
     * nothing there. The cursor holds a connection and a transaction until it is closed.
     */
    @Override
    SeriesCursor cursor(KeyFilter filter, TimeRange range);

    /** Returns the time of the latest value of all matching series. Decodes nothing. */
    @Override
    Optional<Instant> lastTimestamp(KeyFilter filter);
}

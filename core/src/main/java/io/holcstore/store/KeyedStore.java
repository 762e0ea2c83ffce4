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
 * Irregular time series under free attributes: one row is one whole series, its timestamps kept to the millisecond, any
 * distance apart.
 *
 * <p><b>Values.</b> A point without a value is left out, its timestamp with it. What is read is regular where three or
 * more points lie evenly apart (a grid of that duration, in UTC) and irregular otherwise; the points are the same.
 *
 * <p><b>Time.</b> Timestamps lie in the years 1 to 9999, which every supported database can name.
 *
 * <p><b>Cost.</b> A merge reads, decodes, encodes and writes the whole series. Regular series that grow belong in a
 * {@link ChunkStore}, which touches only the chunks concerned.
 *
 * <p>Atomicity and errors are those of every {@link SeriesStore}.
 */
public interface KeyedStore extends SeriesStore {
    @Override
    KeyedStore on(Connection connection);

    @Override
    KeyedStoreDefinition definition();

    /** UTC: a keyed store has no zone of its own. */
    @Override
    ZoneId zone();

    // --- write

    /**
     * {@inheritDoc}
     *
     * <p>The series has the timestamps of both then, and at those of both the new value.
     */
    @Override
    WriteResult merge(SeriesKey key, Series series);

    /** {@inheritDoc} A series that comes more than once is read and written as often: let each come whole. */
    @Override
    BulkWriter bulkWriter();

    // --- read

    /** {@inheritDoc} Costs as much as reading all of it. */
    @Override
    Optional<Series> read(SeriesKey key, TimeRange range);

    /**
     * The series of the only key that matches; empty when none does.
     *
     * @throws AmbiguousFilterException when more than one does
     */
    Optional<Series> findOne(KeyFilter filter);

    /**
     * A cursor over what the matching series have in the range; those that have nothing there are not even fetched. It
     * holds a connection and a transaction until it is closed.
     */
    @Override
    SeriesCursor cursor(KeyFilter filter, TimeRange range);

    /** The time of the latest value of all matching series. Decodes nothing. */
    @Override
    Optional<Instant> lastTimestamp(KeyFilter filter);
}

package io.holcstore.store;

import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What every kind of store can be asked: the type for code that only reads, such as an export. Each key has one series;
 * that of a {@link VersionedStore} is its versions combined, the highest number first.
 *
 * <p>A read sees what was committed when its statement began, each series whole. Filters, keys and ranges that do not
 * fit the store are an {@link IllegalArgumentException}; the kinds of stores say what else they throw. Thread-safe.
 */
public interface ReadableStore {
    /** The definition that this store was opened with. */
    Definition<?> definition();

    /** The table as it was named. */
    default String name() {
        return definition().name();
    }

    /** What a series is known by. */
    default List<Axis<?>> axes() {
        return definition().axes();
    }

    /** The zone in which times of this store are shown to people. */
    ZoneId zone();

    /** How it was opened. */
    StoreOptions options();

    /** The tables of the store: to create and to verify. */
    StoreSchema schema();

    /**
     * The same store within the transaction of a connection, which must not be in autocommit mode. Writes need one at
     * READ COMMITTED; reads see what the transaction sees at its isolation. The store never commits, rolls back or
     * closes it; a deadlock or lock timeout is the caller's to retry.
     */
    ReadableStore on(Connection connection);

    /**
     * A key by its values, in the order of the axes: {@code store.key(1, "base")}.
     *
     * @throws IllegalArgumentException when number or types do not fit
     */
    default SeriesKey key(Object... values) {
        return definition().key(values);
    }

    /** The whole series; empty when nothing is stored. */
    default Optional<Series> read(SeriesKey key) {
        return read(key, TimeRange.all());
    }

    /**
     * What the series has in the range; empty when it has no value there. It begins and ends with a value, except that
     * a {@link VersionedStore} also keeps points without a value.
     */
    Optional<Series> read(SeriesKey key, TimeRange range);

    /** {@link #read(SeriesKey)} of many keys, in the order given; a key without a series is not in the map. */
    default Map<SeriesKey, Series> readAll(Collection<SeriesKey> keys) {
        return readAll(keys, TimeRange.all());
    }

    /**
     * {@link #read(SeriesKey, TimeRange)} of many keys, in the order given; a key without a value in the range is not
     * in the map. One statement for each group of keys: much faster than as many reads.
     */
    Map<SeriesKey, Series> readAll(Collection<SeriesKey> keys, TimeRange range);

    /** {@link #forEach(KeyFilter, TimeRange, BiConsumer)} over all time. */
    default void forEach(KeyFilter filter, BiConsumer<SeriesKey, Series> consumer) {
        forEach(filter, TimeRange.all(), consumer);
    }

    /**
     * Hands over what every matching series has in the range, if it has a value there, in order of the keys, holding
     * one at a time.
     */
    default void forEach(KeyFilter filter, TimeRange range, BiConsumer<SeriesKey, Series> consumer) {
        try (SeriesCursor cursor = cursor(filter, range)) {
            while (cursor.next()) {
                consumer.accept(cursor.key(), cursor.series());
            }
        }
    }

    /** A cursor over all matching series, whole. It holds a connection and a transaction until it is closed. */
    default SeriesCursor cursor(KeyFilter filter) {
        return cursor(filter, TimeRange.all());
    }

    /**
     * A cursor over what the matching series have in the range. It holds a connection and a transaction until it is
     * closed.
     */
    SeriesCursor cursor(KeyFilter filter, TimeRange range);

    /** The keys of all matching series that have data, in their order on the database. */
    List<SeriesKey> keys(KeyFilter filter);

    /** How many matching series have data. */
    long count(KeyFilter filter);

    /** The time of the earliest value of all matching series. */
    Optional<Instant> firstTimestamp(KeyFilter filter);

    /** The time of the latest value of all matching series. */
    Optional<Instant> lastTimestamp(KeyFilter filter);
}

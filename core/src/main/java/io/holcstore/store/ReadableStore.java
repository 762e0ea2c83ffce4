package io.holcstore.store;

import io.holcstore.aggregate.Aggregation;
import io.holcstore.aggregate.Buckets;
import io.holcstore.aggregate.FilterAggregation;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Sample;
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
import org.jspecify.annotations.Nullable;

/**
 * The reads that every kind of store supports. Use this type in code that only reads, such as an export. Each key has
 * one series. In a {@link VersionedStore}, this series combines the versions of the key, the highest number first.
 *
 * <p>A read sees the data that was committed when its statement began, and sees each series whole. Filters, keys and
 * ranges that do not fit the store cause an {@link IllegalArgumentException}. Each kind of store documents the other
 * exceptions that it throws. Thread-safe.
 */
public interface ReadableStore {
    /** Returns the definition that this store was opened with. */
    Definition<?> definition();

    /** Returns the name of the table as the definition gives it. */
    default String name() {
        return definition().name();
    }

    /** Returns the axes that identify a series. */
    default List<Axis<?>> axes() {
        return definition().axes();
    }

    /** Returns the zone in which times of this store are shown to people. */
    ZoneId zone();

    /** Returns the options that this store was opened with. */
    StoreOptions options();

    /** Returns the tables of the store, to create and to verify them. */
    StoreSchema schema();

    /**
     * Returns the same store within the transaction of a connection. The connection must not be in autocommit mode.
     * Writes need a transaction at READ COMMITTED; reads see what the transaction sees at its isolation level. The
     * store never commits, rolls back or closes the connection. The caller must retry after a deadlock or a lock
     * timeout.
     */
    ReadableStore on(Connection connection);

    /**
     * Returns a key with the given values, in the order of the axes: {@code store.key(1, "base")}.
     *
     * @throws IllegalArgumentException when the number or the types of the values do not fit
     */
    default SeriesKey key(Object... values) {
        return definition().key(values);
    }

    /** Returns the whole series; empty when nothing is stored. */
    default Optional<Series> read(SeriesKey key) {
        return read(key, TimeRange.all());
    }

    /**
     * Returns the part of the series in the range; empty when the series has no value there. The result begins and ends
     * with a value, except that a {@link VersionedStore} also keeps points without a value.
     */
    Optional<Series> read(SeriesKey key, TimeRange range);

    /**
     * Reads many series like {@link #read(SeriesKey)}, in the order given. A key without a series is not in the map.
     */
    default Map<SeriesKey, Series> readAll(Collection<SeriesKey> keys) {
        return readAll(keys, TimeRange.all());
    }

    /**
     * Reads many series like {@link #read(SeriesKey, TimeRange)}, in the order given. A key without a value in the
     * range is not in the map. Runs one statement for each group of keys.
     */
    Map<SeriesKey, Series> readAll(Collection<SeriesKey> keys, TimeRange range);

    /** Calls {@link #forEach(KeyFilter, TimeRange, BiConsumer)} for all time. */
    default void forEach(KeyFilter filter, BiConsumer<SeriesKey, Series> consumer) {
        forEach(filter, TimeRange.all(), consumer);
    }

    /**
     * Passes the part in the range of each matching series to the consumer, if the series has a value there. The series
     * come in the order of their keys; one is held in memory at a time.
     */
    default void forEach(KeyFilter filter, TimeRange range, BiConsumer<SeriesKey, Series> consumer) {
        try (SeriesCursor cursor = cursor(filter, range)) {
            while (cursor.next()) {
                consumer.accept(cursor.key(), cursor.series());
            }
        }
    }

    /**
     * Opens a cursor over all matching series, each of them whole. The cursor holds a connection and a transaction
     * until it is closed.
     */
    default SeriesCursor cursor(KeyFilter filter) {
        return cursor(filter, TimeRange.all());
    }

    /**
     * Opens a cursor over the parts of the matching series in the range. The cursor holds a connection and a
     * transaction until it is closed.
     */
    SeriesCursor cursor(KeyFilter filter, TimeRange range);

    /** Returns the keys of all matching series that have data, in the order of the database. */
    List<SeriesKey> keys(KeyFilter filter);

    /**
     * Returns a page of the keys that {@link #keys(KeyFilter)} returns, in the same order. The last key of a page leads
     * to the next one, and a page with fewer than {@code limit} keys is the last:
     *
     * <pre>{@code
     * List<SeriesKey> page = store.keys(filter, null, 100);
     * List<SeriesKey> next = store.keys(filter, page.get(99), 100);
     * }</pre>
     *
     * <p>A series that is created or deleted between two pages moves no other series from one page to another. Runs one
     * statement, which follows the primary key.
     *
     * @param after the key before the page, whether or not it has data; null for the first page
     * @param limit the most keys to return, at least 1
     */
    List<SeriesKey> keys(KeyFilter filter, @Nullable SeriesKey after, int limit);

    /**
     * Splits a filter, so that several threads can each read a part on a connection of their own:
     *
     * <pre>{@code
     * store.split(filter, 4).parallelStream().forEach(part -> store.forEach(part, range, consumer));
     * }</pre>
     *
     * <p>Each series that the filter matches now is in one part. The parts have about as many series each. There are
     * fewer of them when no axis has that many values. A series that is created later may be in no part, and the parts
     * are not read as of one moment. Runs one statement unless there is one part, and holds the
     * matching keys in memory.
     *
     * @param parts the most filters to return, at least 1
     */
    List<KeyFilter> split(KeyFilter filter, int parts);

    /** Returns the number of matching series that have data. */
    long count(KeyFilter filter);

    /** Returns whether a key has data. */
    boolean exists(SeriesKey key);

    /** Returns the time of the earliest value of all matching series. */
    Optional<Instant> firstTimestamp(KeyFilter filter);

    /** Returns the time of the latest value of all matching series. */
    Optional<Instant> lastTimestamp(KeyFilter filter);

    /**
     * Returns the time of the last value of each matching series, in the order of their keys. Runs one statement and
     * decodes nothing, except in a {@link VersionedStore} and in a table of another application, where it reads the
     * series.
     */
    Map<SeriesKey, Instant> lastTimestamps(KeyFilter filter);

    /**
     * Returns the last value of each matching series with its time, in the order of their keys. Runs one statement and
     * reads the last chunk of each series; a {@link KeyedStore}, a {@link VersionedStore} and a table of another
     * application read whole series. Holds the result in memory, one entry a series.
     */
    Map<SeriesKey, Sample> latest(KeyFilter filter);

    /**
     * Returns the end of a series that has {@code count} values: from the value {@code count} before the last one on,
     * or from the first one where there are fewer. NaN in the gaps between them are not counted. Empty when the key has
     * no data. A {@link ChunkStore} reads only the last chunks.
     *
     * @throws IllegalArgumentException when {@code count} is less than 1
     */
    Optional<Series> readLast(SeriesKey key, int count);

    /**
     * Returns how much the matching series hold, as of one moment. Runs one statement over the columns beside the data
     * and decodes nothing, except in a {@link VersionedStore} and in a table of another application, which do not
     * record the times of values.
     */
    StoreStatistics statistics(KeyFilter filter);

    /**
     * Checks that the database answers and that the tables are as defined, and throws nothing when they are not. Costs
     * what {@link StoreSchema#verify} costs: a few queries of the catalog, no more for a large store. A check that gets
     * no connection takes as long as the pool waits for one.
     */
    StoreHealth health();

    /**
     * Aggregates the values of a series into buckets of time: {@code store.aggregate(key, year).by("1month").sum()}.
     * The buckets follow the {@linkplain #zone() zone} of the store, unless the aggregation says otherwise. A bucket
     * that an end of the range cuts holds only the values in the range. A bounded range has one bucket for each
     * stretch, with or without a value. Where an end is open, the buckets go from the first or to the last bucket that
     * has a value. If more than a million buckets between them would have nothing stored, as before a date far away,
     * those buckets are left out, and the buckets do not form a grid. A bounded range that has more than 4,194,304
     * buckets beyond what is stored is refused with an {@link IllegalArgumentException}.
     */
    Aggregation<Buckets> aggregate(SeriesKey key, TimeRange range);

    /**
     * Aggregates every matching series that has a value in the range, like {@link #aggregate(SeriesKey, TimeRange)}, in
     * constant memory: {@code store.aggregate(filter, year).by("1month").forEach((key, months) -> ..)}. Or aggregates
     * across the matching series: {@code store.aggregate(filter, year).across(KIND).by("15min")}. Holds a connection
     * and a transaction while it reads.
     */
    FilterAggregation aggregate(KeyFilter filter, TimeRange range);
}

package io.holcstore.store;

import io.holcstore.error.OffGridException;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A store that holds one series under each key, of whatever kind: what code needs that reads or fills any of them, such as export and import.
 * Thread-safe; each verb is atomic and throws what {@link ChunkStore} and {@link KeyedStore} say.
 */
public interface SeriesStore {
    /** The table as it was named. */
    String name();

    /** What a series is known by. */
    List<Axis<?>> axes();

    /** The zone in which times of this store are shown to people. */
    ZoneId zone();

    /** How it was opened. */
    StoreOptions options();

    /** The same store within the transaction of a connection of the caller, who commits. */
    SeriesStore on(Connection connection);

    /**
     * A key by its values, in the order of the axes.
     *
     * @throws IllegalArgumentException when number or types do not fit
     */
    SeriesKey key(Object... values);

    /**
     * Checks, without the database, that a series can be stored under a key.
     *
     * @return how many of its values would be {@linkplain WriteResult#dropped() dropped}
     * @throws OffGridException when points lie off the grid of the store
     * @throws IllegalArgumentException when the key does not fit the store, or a time lies outside the years that it can name
     */
    int check(SeriesKey key, Series series);

    /**
     * Writes any number of series in constant memory, as one transaction: {@link BulkWriter#add} merges, {@link BulkWriter#close} commits.
     */
    BulkWriter bulkWriter();

    /** Hands over what every matching series has in the range, if anything, in order of the keys, holding one at a time. */
    void forEach(KeyFilter filter, TimeRange range, BiConsumer<SeriesKey, Series> consumer);

    /** A cursor over what the matching series have in the range. It holds a connection and a transaction until it is closed. */
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

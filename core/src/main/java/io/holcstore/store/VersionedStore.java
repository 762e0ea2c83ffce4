package io.holcstore.store;

import io.holcstore.aggregate.Aggregation;
import io.holcstore.aggregate.Buckets;
import io.holcstore.aggregate.FilterAggregation;
import io.holcstore.error.HistoryDroppedException;
import io.holcstore.error.VersionsExistException;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A store that keeps series of any spacing in numbered versions, one row for each version. Examples are the daily runs
 * of a forecast, or the readings of a meter as they were corrected.
 *
 * <p><b>Numbers.</b> {@link #append} gives a key the versions 0, 1, 2, ..: one more than the highest number that its
 * counter has ever used, also where versions have been deleted. The numbers have no holes and no duplicates, whoever
 * else writes. Each key has its own counter, unless the definition
 * {@linkplain VersionedStoreBuilder#countVersionsBy counts by fewer axes}. In that case all keys with the same values
 * on those axes share one counter.
 *
 * <p><b>Values.</b> NaN means "no value", and a point without a value is stored as such. A series without any value is
 * not stored.
 *
 * <p><b>History.</b> Nothing is overwritten. The store keeps the versions that a put replaces or a delete removes.
 * {@link #readAsOf} reads them until {@link #purgeHistory} drops them. Each write has one time. This time comes from
 * the database's clock and is later than the time of every earlier write to the same keys. The store takes the time
 * once the keys are locked, shortly before the commit, or before the caller's commit through {@link #on}. Between that
 * time and the commit, other readers still see the previous state.
 *
 * <p><b>Atomicity.</b> Each write is one transaction: after a crash, a kill or an exception the database holds all of
 * it or none of it. Writers of one key wait for each other. The store runs a transaction again, up to ten times, when
 * the database ended it by deadlock or lock timeout. Through {@link #on} the transaction belongs to the caller, who
 * must also roll it back after an exception.
 *
 * <p><b>Errors.</b> The same as in a {@link SeriesStore}.
 *
 * <p>Thread-safe; holds no connection between calls. A store made by {@link #on} is as thread-safe as its connection.
 */
public interface VersionedStore extends ReadableStore {
    /** The number that {@link #append} returns for a series without values, which is not stored. */
    int NOT_STORED = -1;

    @Override
    VersionedStore on(Connection connection);

    @Override
    VersionedStoreDefinition definition();

    /** Returns the zone that aggregates and calendar steps in a search for gaps follow. */
    @Override
    ZoneId zone();

    // --- write

    /**
     * Stores a series as the next version of a key.
     *
     * @return the number of the version, or {@link #NOT_STORED} for a series without any value
     */
    int append(SeriesKey key, Series series);

    /**
     * Stores a series as the next version of a key, with the time at which it was created elsewhere. This is for
     * migrations: {@link #readAsOf} then answers as if the version had been stored here at that time. Append the
     * versions of a key in the order of their times. Readers that have asked for an instant since {@code createdAt}
     * would get another answer now, so do this before anyone asks.
     *
     * @param createdAt when the version was created, to the microsecond
     * @return the number of the version, or {@link #NOT_STORED} for a series without any value
     * @throws IllegalArgumentException when {@code createdAt} is before the latest write to the key, or to another key
     *     of its counter; when it is after the database's clock; when it lies outside the years 1 to 9999
     */
    int append(SeriesKey key, Series series, Instant createdAt);

    /**
     * Stores many series like {@link #append(SeriesKey, Series)}, as one transaction, all or nothing. Keys that share a
     * counter get its numbers in the order of the keys.
     *
     * @return the number of each version; keys whose series has no value are left out
     */
    Map<SeriesKey, Integer> appendAll(Map<SeriesKey, Series> series);

    /**
     * Makes a series the only version of its key, version 0. The previous versions become history. The next
     * {@link #append} creates version 1.
     *
     * @return whether the series was stored; a series without any value is not stored and changes nothing
     * @throws VersionsExistException when the key has versions above 0
     */
    boolean put(SeriesKey key, Series series);

    /**
     * Stores many series like {@link #put}, as one transaction, all or nothing.
     *
     * @return the number of series stored
     * @throws VersionsExistException when one of the keys has versions above 0
     */
    int putAll(Map<SeriesKey, Series> series);

    /**
     * Stores the history of a key as another store has it: numbers, times, and versions that no longer count. This is
     * for migrations: {@link #readAsOf} then answers for every instant as the other store does. The store must not have
     * versions or history of the key. One exception makes a migration that was interrupted repeatable: when the store
     * has exactly this history, the call changes nothing. As one transaction.
     *
     * <p>The counter goes on from the highest number, and the next write has a later time than every time of the
     * history. Keys that share a counter are restored one by one, before anything is appended to them.
     *
     * @return whether the history was stored; false when the store has it
     * @throws VersionsExistException when the store has other versions or another history of the key, or when another
     *     key of the same counter has one of the numbers above 0
     * @throws IllegalArgumentException when a time of the history is after the database's clock, or the key does not
     *     fit the store
     */
    boolean restore(SeriesHistory history);

    /**
     * Deletes all versions of these keys.
     *
     * @return the number of versions deleted
     */
    int delete(Collection<SeriesKey> keys);

    /**
     * Deletes one version of each of these keys. Its number is not used again.
     *
     * @return the number of keys that had this version
     */
    int deleteVersion(Collection<SeriesKey> keys, int number);

    /**
     * Deletes all versions of all matching keys. Waits for the writers of these keys. Does not delete a key whose first
     * version another transaction has begun to store and has not committed yet: that key exists afterwards.
     *
     * @return the number of versions deleted
     */
    int delete(KeyFilter filter);

    /** Does the same as {@link #delete(KeyFilter)}. */
    default int deleteAll(KeyFilter filter) {
        return delete(filter);
    }

    /**
     * Permanently drops the history that was superseded at the instant or before. From then on {@link #readAsOf}
     * refuses to read earlier times for each key that lost history. Where keys share a counter, it refuses for all keys
     * of that counter.
     *
     * @return the number of rows of history dropped
     * @throws IllegalArgumentException for an instant outside the years 1 to 9999
     */
    int purgeHistory(Instant until);

    // --- read

    /** Returns the versions of a key combined, the highest number first; empty when the key has no versions. */
    @Override
    Optional<Series> read(SeriesKey key);

    /** {@inheritDoc} Costs as much as reading the whole series. */
    @Override
    Optional<Series> read(SeriesKey key, TimeRange range);

    /**
     * Returns the versions of a key combined as described; empty when the key has no versions, or when no value of them
     * is left.
     */
    Optional<Series> read(SeriesKey key, Combine combine);

    /**
     * Returns the series that was stored under a key at an instant: the versions of {@link #versionsAsOf}, combined.
     *
     * @throws IllegalArgumentException when the instant is not past by the database's clock, or lies outside the years
     *     1 to 9999
     * @throws HistoryDroppedException when the history of that time has been dropped
     */
    Optional<Series> readAsOf(SeriesKey key, Instant instant);

    /**
     * Returns the series that was stored under a key at an instant, combined as described.
     *
     * @throws IllegalArgumentException when the instant is not past by the database's clock, or lies outside the years
     *     1 to 9999
     * @throws HistoryDroppedException when the history of that time has been dropped
     */
    Optional<Series> readAsOf(SeriesKey key, Instant instant, Combine combine);

    /**
     * Returns the versions that a key had at an instant, highest first. The same question always has the same answer.
     * The store locks the key while it reads the rows, so it waits for a writer that already has its time. Every later
     * writer takes a later time, as long as the database's clock is not set back. In a transaction of the caller, the
     * caller's own writes count, and the lock is held until the transaction ends.
     *
     * @throws IllegalArgumentException when the instant is not past by the database's clock, or lies outside the years
     *     1 to 9999
     * @throws HistoryDroppedException when the history of that time has been dropped
     */
    List<Version> versionsAsOf(SeriesKey key, Instant instant);

    /** Returns all versions of a key, highest first. */
    List<Version> versions(SeriesKey key);

    /** Returns one version of a key; empty when the key has no version with this number. */
    Optional<Series> readVersion(SeriesKey key, int number);

    /**
     * Returns all matching versions, combined as described into one series for each group, in the order of the groups.
     * {@link #forEach} needs less memory.
     */
    List<CombinedSeries> read(KeyFilter filter, Combine combine);

    /**
     * Passes all matching versions, combined as described, to the consumer, one group after another. Holds one page of
     * rows and the result of one group in memory. Versions that are combined by key, newest first, need no sort. For
     * other descriptions the database sorts; H2 sorts in memory.
     */
    void forEach(KeyFilter filter, Combine combine, Consumer<CombinedSeries> consumer);

    /** {@inheritDoc} Reads and combines all versions of all matching keys. */
    @Override
    Optional<Instant> firstTimestamp(KeyFilter filter);

    /** {@inheritDoc} Reads and combines all versions of all matching keys. */
    @Override
    Optional<Instant> lastTimestamp(KeyFilter filter);

    /**
     * Returns everything that the store knows of a key: its versions, and those that a put has replaced or a delete has
     * removed, as far as {@link #purgeHistory} has left them. Empty when there is nothing. One query, which waits for
     * nobody: a write that is not committed yet is not in it.
     */
    Optional<SeriesHistory> history(SeriesKey key);

    /**
     * Passes the {@link #history} of each matching key to the consumer, in the order of the keys, those included whose
     * versions have all been deleted. Each key is read by a query of its own. Holds the keys and the history of one key
     * in memory, and no connection while the consumer runs.
     */
    void forEachHistory(KeyFilter filter, Consumer<SeriesHistory> consumer);

    // --- aggregate

    /** {@inheritDoc} Combines the versions of the key, the highest number first. */
    @Override
    default Aggregation<Buckets> aggregate(SeriesKey key, TimeRange range) {
        return aggregate(key, Combine.newestFirst(), range);
    }

    /** Aggregates the versions of a key combined as described. */
    Aggregation<Buckets> aggregate(SeriesKey key, Combine combine, TimeRange range);

    /** Aggregates one version of a key. The buckets have no values when the key has no version with this number. */
    Aggregation<Buckets> aggregateVersion(SeriesKey key, int number, TimeRange range);

    /** {@inheritDoc} Combines the versions of each key, the highest number first. */
    @Override
    default FilterAggregation aggregate(KeyFilter filter, TimeRange range) {
        return aggregate(filter, Combine.newestFirst(), range);
    }

    /**
     * Aggregates all matching versions, combined as described into one series for each group. The key of a series has
     * the axes that versions are combined by.
     */
    FilterAggregation aggregate(KeyFilter filter, Combine combine, TimeRange range);

    // --- gaps

    /**
     * Finds the gaps in the combined series of every matching key, on the grid {@code start, start + freq, ..} of a
     * bounded range. Each run of missing grid points is one range. It starts a margin before the first missing point
     * and ends a margin after the step of the last one. Keys come in their order, including keys without gaps. The
     * store holds one series at a time.
     *
     * @param freq the step of the grid; a calendar step follows the
     *     {@linkplain VersionedStoreBuilder#tz zone of the store}
     * @param margin extra time for callers that fetch a little more; zero for none
     */
    void gaps(
            KeyFilter filter,
            TimeRange range,
            Frequency freq,
            Duration margin,
            BiConsumer<SeriesKey, List<TimeRange>> consumer);

    /**
     * Finds the gaps like the other form, for these keys in the order given. A key without versions has one gap, the
     * whole range without a margin.
     */
    void gaps(
            Collection<SeriesKey> keys,
            TimeRange range,
            Frequency freq,
            Duration margin,
            BiConsumer<SeriesKey, List<TimeRange>> consumer);

    /**
     * Returns the ranges that must be fetched again to make all these keys complete over a bounded range, each with the
     * keys that miss it. A key misses the time before its first value, the time after its last value, and the time
     * between two values that are more than a step apart. A stretch shorter than a step does not count as missing. A
     * key without a value in the range misses the whole range.
     *
     * @param freq the step between values; a calendar step follows the
     *     {@linkplain VersionedStoreBuilder#tz zone of the store}
     * @return the ranges, ordered by start and end; the keys of each range come in the order given
     */
    Map<TimeRange, List<SeriesKey>> missing(Collection<SeriesKey> keys, TimeRange range, Frequency freq);
}

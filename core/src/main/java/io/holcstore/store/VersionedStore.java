package io.holcstore.store;

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
 * Series of any spacing in numbered versions, one row a version: what a forecast said each day, or a meter's readings
 * as they were corrected.
 *
 * <p><b>Numbers.</b> {@link #append} gives a key the versions 0, 1, 2, ..: one more than the highest number ever used
 * for its counter, also where versions have been deleted, without holes or duplicates whoever else writes. The counter
 * is the key's own, unless the definition {@linkplain VersionedStoreBuilder#countVersionsBy counts by fewer axes}; then
 * all keys with the same values there share one.
 *
 * <p><b>Values.</b> NaN means "no value", and a point without a value is stored as one. A series without any value is
 * not stored.
 *
 * <p><b>History.</b> Nothing is overwritten: what a put replaces or a delete takes away is kept, and {@link #readAsOf}
 * reads it, until {@link #purgeHistory} drops it. Each write has one time, of the database's clock and after that of
 * every write to the same keys before it. It is taken once the keys are locked, shortly before the commit, or before
 * the caller's commit through {@link #on}: between the two, other readers still see what was there before.
 *
 * <p><b>Atomicity.</b> Each write is one transaction: after a crash, a kill or an exception the database holds all of
 * it or none of it. Writers of one key wait for each other; a transaction that the database ended by deadlock or lock
 * timeout is run again, up to ten times. Through {@link #on} the transaction is the caller's, and after an exception so
 * is the duty to roll it back.
 *
 * <p><b>Errors.</b> As those of {@link SeriesStore}.
 *
 * <p>Thread-safe; holds no connection between calls. A store made by {@link #on} is as thread-safe as its connection.
 */
public interface VersionedStore extends ReadableStore {
    /** What {@link #append} answers for a series without values, which is not stored. */
    int NOT_STORED = -1;

    @Override
    VersionedStore on(Connection connection);

    @Override
    VersionedStoreDefinition definition();

    /** The zone whose calendar steps gaps are looked for in. */
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
     * {@link #append} of many series as one transaction, all or nothing. Keys that share a counter get its numbers in
     * the order of the keys.
     *
     * @return the number of each version, without the keys whose series has no value
     */
    Map<SeriesKey, Integer> appendAll(Map<SeriesKey, Series> series);

    /**
     * Makes a series the only one of its key, version 0; what was there goes to history. The next {@link #append} is
     * version 1.
     *
     * @return whether it was stored: a series without any value is not, and leaves everything as it is
     * @throws VersionsExistException when the key has versions above 0
     */
    boolean put(SeriesKey key, Series series);

    /**
     * {@link #put} of many series as one transaction, all or nothing.
     *
     * @return how many were stored
     * @throws VersionsExistException when one of the keys has versions above 0
     */
    int putAll(Map<SeriesKey, Series> series);

    /**
     * Deletes all versions of these keys.
     *
     * @return how many versions there were
     */
    int delete(Collection<SeriesKey> keys);

    /**
     * Deletes one version of each of these keys. Its number is not used again.
     *
     * @return how many of the keys had that version
     */
    int deleteVersion(Collection<SeriesKey> keys, int number);

    /**
     * Deletes all versions of all keys that match. Keys that are being written are waited for. One whose first version
     * another transaction has begun to store and has not committed yet is not among them: it is there afterwards.
     *
     * @return how many versions there were
     */
    int delete(KeyFilter filter);

    /** {@link #delete(KeyFilter)}. */
    default int deleteAll(KeyFilter filter) {
        return delete(filter);
    }

    /**
     * Drops for good what was superseded at the instant or before. {@link #readAsOf} refuses from then on to tell of
     * earlier times, for the keys (with a common counter, for all keys of that counter) of which something was dropped.
     *
     * @return how many rows of history there were
     * @throws IllegalArgumentException for an instant outside the years 1 to 9999
     */
    int purgeHistory(Instant until);

    // --- read

    /** The versions of a key combined, the highest number first; empty when there are none. */
    @Override
    Optional<Series> read(SeriesKey key);

    /** {@inheritDoc} Costs as much as reading all of it. */
    @Override
    Optional<Series> read(SeriesKey key, TimeRange range);

    /** The versions of a key combined as described; empty when there are none, or no value is left of them. */
    Optional<Series> read(SeriesKey key, Combine combine);

    /**
     * What was stored under a key at an instant, combined, as {@link #versionsAsOf} has it.
     *
     * @throws IllegalArgumentException when the instant is not past by the database's clock, or lies outside the years
     *     1 to 9999
     * @throws HistoryDroppedException when the history of that time has been dropped
     */
    Optional<Series> readAsOf(SeriesKey key, Instant instant);

    /**
     * What was stored under a key at an instant, combined as described.
     *
     * @throws IllegalArgumentException when the instant is not past by the database's clock, or lies outside the years
     *     1 to 9999
     * @throws HistoryDroppedException when the history of that time has been dropped
     */
    Optional<Series> readAsOf(SeriesKey key, Instant instant, Combine combine);

    /**
     * The versions that a key had at an instant, highest first. The same question always has the same answer: the key
     * is locked while its rows are read, so that a writer that has its time already is waited for, and every later one
     * takes a later time, as long as the database's clock is not set back. In a transaction of the caller's, its own
     * writes count, and the lock is held to its end.
     *
     * @throws IllegalArgumentException when the instant is not past by the database's clock, or lies outside the years
     *     1 to 9999
     * @throws HistoryDroppedException when the history of that time has been dropped
     */
    List<Version> versionsAsOf(SeriesKey key, Instant instant);

    /** All versions of a key, highest first. */
    List<Version> versions(SeriesKey key);

    /** One version of a key; empty when there is none of this number. */
    Optional<Series> readVersion(SeriesKey key, int number);

    /**
     * All matching versions, combined as described into one series a group, in the order of the groups.
     * {@link #forEach} needs less memory.
     */
    List<CombinedSeries> read(KeyFilter filter, Combine combine);

    /**
     * All matching versions, combined as described, one group after another: in memory are a page of rows and one
     * group's result. By key and newest first nothing is sorted; otherwise the database sorts, and H2 does so in
     * memory.
     */
    void forEach(KeyFilter filter, Combine combine, Consumer<CombinedSeries> consumer);

    /** {@inheritDoc} Reads and combines all versions of all matching keys. */
    @Override
    Optional<Instant> firstTimestamp(KeyFilter filter);

    /** {@inheritDoc} Reads and combines all versions of all matching keys. */
    @Override
    Optional<Instant> lastTimestamp(KeyFilter filter);

    // --- gaps

    /**
     * Where the combined series of every matching key has no values, on the grid {@code start, start + freq, ..} of a
     * bounded range: each run of missing grid points as a range from a margin before the first of them to a margin
     * after the end of the last one's step. Keys come in their order, those without gaps too; one series is held at a
     * time.
     *
     * @param freq a calendar step follows the {@linkplain VersionedStoreBuilder#tz zone of the store}
     * @param margin for callers that fetch a little more; zero for none
     */
    void gaps(
            KeyFilter filter,
            TimeRange range,
            Frequency freq,
            Duration margin,
            BiConsumer<SeriesKey, List<TimeRange>> consumer);

    /** As the other form, of these keys in the order given; a key without versions has one gap, the range as it is. */
    void gaps(
            Collection<SeriesKey> keys,
            TimeRange range,
            Frequency freq,
            Duration margin,
            BiConsumer<SeriesKey, List<TimeRange>> consumer);

    /**
     * What has to be fetched again so that all these keys are complete over a bounded range: each range that is
     * missing, with the keys that miss it. Of a key are missing what lies before its first value and after its last
     * one, and what lies between two that are more than a step apart, as far as it is at least a step long; all of the
     * range for a key without a value in it.
     *
     * @param freq a calendar step follows the {@linkplain VersionedStoreBuilder#tz zone of the store}
     * @return ranges by their start and end, the keys of each in the order given
     */
    Map<TimeRange, List<SeriesKey>> missing(Collection<SeriesKey> keys, TimeRange range, Frequency freq);
}

package io.holcstore.feed;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;
import java.time.Instant;
import java.util.Objects;

/**
 * The state of one chunk after its latest change: a chunk with values, or a tombstone. This class does not check
 * whether the change fits a store; {@link io.holcstore.store.Replica#apply(ChangePage)} does that before it writes
 * anything.
 *
 * @param key the series
 * @param chunk the chunk's index in the calendar of the store
 * @param sequence orders the states of one chunk at its source: of two, the one with the higher sequence is the later
 *     one; 1 or more
 * @param deleted whether the chunk is gone
 * @param dtype how {@code data} is coded
 * @param statistics of its values; none of a tombstone, else at least one; sum, least and greatest are NaN where the
 *     source knows the number alone
 * @param startMillis where the first slot lies in epoch milliseconds, which is where the chunk begins by the zone data
 *     it was written with; 0 of a tombstone
 * @param firstMillis the time of the first value in epoch milliseconds; 0 of a tombstone
 * @param lastMillis the time of the last value; 0 of a tombstone
 * @param updatedAt when the chunk was written, by the clock of the database where that was done; for people
 * @param data the blob as it is stored, not copied: treat it as read-only; empty of a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // records of this type are never compared
public record Change(
        SeriesKey key,
        int chunk,
        long sequence,
        boolean deleted,
        String dtype,
        Statistics statistics,
        long startMillis,
        long firstMillis,
        long lastMillis,
        Instant updatedAt,
        byte[] data) {
    /** The longest dtype that a store can hold. */
    private static final int MAX_DTYPE = 16;

    /**
     * Creates a change and checks it.
     *
     * @throws IllegalArgumentException when what it says cannot be true of any chunk
     */
    public Change {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(updatedAt, "updatedAt");
        String which = "change of " + key + ", chunk " + chunk + ": ";
        require(sequence >= 1, which, "the sequence is " + sequence + ", but must be at least 1");
        require(
                dtype.length() <= MAX_DTYPE,
                which,
                "the dtype has " + dtype.length() + " characters, but can have at most 16");
        if (deleted) {
            boolean empty = statistics.equals(counted(0))
                    && startMillis == 0
                    && firstMillis == 0
                    && lastMillis == 0
                    && data.length == 0;
            require(empty, which, "a tombstone must not have values, times or data");
        } else {
            int count = statistics.count();
            require(count >= 1, which, "there are " + count + " values, but at least 1 is required");
            boolean ordered = statistics.min() <= statistics.max() || statistics.equals(counted(count));
            require(ordered, which, "the minimum is " + statistics.min() + ", but the maximum is " + statistics.max());
            require(firstMillis <= lastMillis, which, "the first value comes after the last");
        }
    }

    /** Creates a change of which only the number of values is known. */
    public Change(
            SeriesKey key,
            int chunk,
            long sequence,
            boolean deleted,
            String dtype,
            int valueCount,
            long startMillis,
            long firstMillis,
            long lastMillis,
            Instant updatedAt,
            byte[] data) {
        this(
                key,
                chunk,
                sequence,
                deleted,
                dtype,
                counted(valueCount),
                startMillis,
                firstMillis,
                lastMillis,
                updatedAt,
                data);
    }

    private static Statistics counted(int valueCount) {
        return new Statistics(valueCount, Double.NaN, Double.NaN, Double.NaN);
    }

    /** Returns the number of slots that have a value. */
    public int valueCount() {
        return statistics.count();
    }

    private static void require(boolean holds, String which, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(which + otherwise);
        }
    }
}

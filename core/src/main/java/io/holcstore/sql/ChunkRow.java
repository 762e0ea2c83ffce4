package io.holcstore.sql;

import io.holcstore.key.SeriesKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One chunk to store with what is known of it without decoding; in a replica also a tombstone, which has no values.
 *
 * @param chunk the chunk's index in the calendar
 * @param startMillis where the chunk begins, in epoch milliseconds, as are the two times below
 * @param dtype how {@code data} is coded
 * @param valueCount how many of its slots have a value; 0 of a tombstone
 * @param firstMillis the time of the first value
 * @param lastMillis the time of the last value
 * @param origin where it comes from, of a chunk that comes from a source
 */
@SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
public record ChunkRow(
        SeriesKey key,
        int chunk,
        long startMillis,
        String dtype,
        int valueCount,
        long firstMillis,
        long lastMillis,
        byte[] data,
        @Nullable Origin origin) {
    /** A chunk that comes from no source. */
    public ChunkRow(
            SeriesKey key,
            int chunk,
            long startMillis,
            String dtype,
            int valueCount,
            long firstMillis,
            long lastMillis,
            byte[] data) {
        this(key, chunk, startMillis, dtype, valueCount, firstMillis, lastMillis, data, null);
    }

    /** The same chunk as one that comes from a source. */
    public ChunkRow from(Origin source) {
        return new ChunkRow(key, chunk, startMillis, dtype, valueCount, firstMillis, lastMillis, data, source);
    }

    public boolean isTombstone() {
        return valueCount == 0;
    }

    public Origin originOrThrow() {
        return Objects.requireNonNull(origin, "a chunk of a source says where it comes from");
    }
}

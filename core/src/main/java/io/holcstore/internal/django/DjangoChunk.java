package io.holcstore.internal.django;

import io.holcstore.key.SeriesKey;
import java.time.Instant;

/**
 * A chunk as the table of the Python application has it, and as it exchanges it.
 *
 * @param chunk the chunk's index in the calendar
 * @param dtype how its values are coded
 * @param start where it begins
 * @param updatedAt when it was written, by the clock of who wrote it
 * @param deleted whether it is a tombstone
 * @param data its blob, one LZ4 frame where it is exchanged, not copied: treat it as read-only; empty where it was not
 *     asked for
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record DjangoChunk(
        SeriesKey key, int chunk, String dtype, Instant start, Instant updatedAt, boolean deleted, byte[] data) {
    /** The same chunk coded in another way. */
    DjangoChunk with(String otherDtype, byte[] otherData) {
        return new DjangoChunk(key, chunk, otherDtype, start, updatedAt, deleted, otherData);
    }

    /** The same chunk under a key with its values in another order. */
    DjangoChunk of(SeriesKey canonical) {
        return new DjangoChunk(canonical, chunk, dtype, start, updatedAt, deleted, data);
    }
}

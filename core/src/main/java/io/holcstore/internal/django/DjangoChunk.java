package io.holcstore.internal.django;

import io.holcstore.key.SeriesKey;
import java.time.Instant;

/**
 * A chunk in the table or in the protocol of the Python application.
 *
 * @param chunk the index of the chunk in the calendar
 * @param dtype the encoding of its values
 * @param start the time of its first slot
 * @param updatedAt when it was written, by the clock of its writer
 * @param deleted whether it is a tombstone
 * @param data its blob, which is one LZ4 frame in the protocol; not copied, so treat it as read-only; empty when it was
 *      not requested
 */
@SuppressWarnings("ArrayRecordComponent") // records of this type are never compared
public record DjangoChunk(
        SeriesKey key, int chunk, String dtype, Instant start, Instant updatedAt, boolean deleted, byte[] data) {
    /** Returns the same chunk in another encoding. */
    DjangoChunk with(String otherDtype, byte[] otherData) {
        return new DjangoChunk(key, chunk, otherDtype, start, updatedAt, deleted, otherData);
    }

    /** Returns the same chunk with the values of its key in another order. */
    DjangoChunk of(SeriesKey canonical) {
        return new DjangoChunk(canonical, chunk, dtype, start, updatedAt, deleted, data);
    }
}

package io.holcstore.internal.django;

import io.holcstore.key.SeriesKey;
import java.time.Instant;

/**
 * A chunk as the Python application exchanges it.
 *
 * @param index the chunk's index in the calendar
 * @param dtype the number type of its values
 * @param start where it begins
 * @param updatedAt when it was written, by the clock of who wrote it
 * @param deleted whether it is a tombstone
 * @param data one LZ4 frame, not copied: treat it as read-only; empty where it was not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record DjangoChunk(
        SeriesKey key, int index, String dtype, Instant start, Instant updatedAt, boolean deleted, byte[] data) {}

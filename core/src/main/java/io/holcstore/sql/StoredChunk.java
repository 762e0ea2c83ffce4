package io.holcstore.sql;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chunk as it was read: a live one with its data, or a tombstone (deleted, data empty).
 *
 * @param valueCount how many of its slots have a value, or -1 where the table does not say
 * @param start where it begins, where that has to be checked because another program wrote the table; null where it is known to be the chunk's own
 *     start
 */
@SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
public record StoredChunk(
        ChunkId id,
        boolean deleted,
        String dtype,
        int valueCount,
        @Nullable Instant start,
        byte[] data) {}

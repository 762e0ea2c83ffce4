package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.ChunkId;
import java.time.Instant;

/**
 * A chunk as it was read: a live one with its data, or a tombstone (deleted, data empty).
 *
 * @param valueCount how many of its slots have a value, or -1 where the table does not say
 * @param start where its first slot lies; not always where the chunk begins by the zone rules of this JVM
 */
@SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
public record StoredChunk(ChunkId id, boolean deleted, String dtype, int valueCount, Instant start, byte[] data) {}

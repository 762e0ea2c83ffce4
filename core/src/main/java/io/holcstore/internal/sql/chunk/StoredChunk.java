package io.holcstore.internal.sql.chunk;

import io.holcstore.internal.sql.ChunkId;
import java.time.Instant;

/**
 * A chunk as read from the table: a live one with its data, or a tombstone (deleted, data empty).
 *
 * @param valueCount how many of its slots have a value, or -1 when the table does not contain it
 * @param start the time of its first slot, which can differ from the start of the chunk by the zone rules of this JVM
 */
@SuppressWarnings("ArrayRecordComponent") // rows are not compared
public record StoredChunk(ChunkId id, boolean deleted, String dtype, int valueCount, Instant start, byte[] data) {}

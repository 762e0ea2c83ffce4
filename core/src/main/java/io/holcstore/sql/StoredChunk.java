package io.holcstore.sql;

/**
 * A chunk as it was read: a live one with its data, or a tombstone (deleted, data empty).
 *
 * @param valueCount how many of its slots have a value
 */
@SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
public record StoredChunk(ChunkId id, boolean deleted, String dtype, int valueCount, byte[] data) {}

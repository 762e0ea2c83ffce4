package io.holcstore.internal.django;

import io.holcstore.internal.sql.ChunkId;
import java.time.Instant;

/**
 * A chunk as the table has it, with when it was written.
 *
 * @param start where it begins
 * @param data its blob, or empty where it was not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
public record UpdatedChunk(ChunkId id, boolean deleted, String dtype, Instant start, Instant updatedAt, byte[] data) {}

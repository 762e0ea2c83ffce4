package io.holcstore.internal.sql.feed;

import io.holcstore.internal.sql.ChunkId;
import io.holcstore.series.Statistics;
import java.time.Instant;

/**
 * A chunk as its latest change has left it.
 *
 * @param statistics of its values; NaN where the row has NULL
 * @param startMillis where the first slot lies
 * @param firstMillis the time of the first value in epoch milliseconds; 0 of a tombstone, as is the next one
 */
@SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
public record ChangedChunk(
        ChangePosition position,
        ChunkId id,
        boolean deleted,
        String dtype,
        Statistics statistics,
        long startMillis,
        long firstMillis,
        long lastMillis,
        Instant updatedAt,
        byte[] data) {}

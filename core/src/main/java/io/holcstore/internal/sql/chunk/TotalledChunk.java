package io.holcstore.internal.sql.chunk;

import io.holcstore.series.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A live chunk whose values are needed only when its statistics are not enough.
 *
 * @param chunk the chunk, with empty data when there are statistics
 * @param statistics of all its values, or null when it must be decoded
 * @param lastMillis the time of the last value when there are statistics
 */
public record TotalledChunk(StoredChunk chunk, @Nullable Statistics statistics, long lastMillis) {}

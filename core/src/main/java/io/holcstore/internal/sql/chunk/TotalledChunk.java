package io.holcstore.internal.sql.chunk;

import io.holcstore.series.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A live chunk whose values are asked for only as far as its statistics do not tell enough.
 *
 * @param chunk the chunk, with empty data where there are statistics
 * @param statistics of all its values, or null where it has to be decoded
 * @param lastMillis the time of the last value where there are statistics
 */
public record TotalledChunk(StoredChunk chunk, @Nullable Statistics statistics, long lastMillis) {}

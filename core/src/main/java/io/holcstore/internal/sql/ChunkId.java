package io.holcstore.internal.sql;

import io.holcstore.key.SeriesKey;

/** Which chunk: the series and the chunk's index in the calendar. */
public record ChunkId(SeriesKey key, int chunk) {}

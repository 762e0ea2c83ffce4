package io.holcstore.internal.sql;

import io.holcstore.key.SeriesKey;

/** Identifies a chunk by its series and its index in the calendar. */
public record ChunkId(SeriesKey key, int chunk) {}

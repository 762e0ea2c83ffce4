package io.holcstore.internal.sql.keyed;

import io.holcstore.key.SeriesKey;

/**
 * One series as it was read.
 *
 * @param dtype how {@code data} is coded
 * @param pointCount how many points it has, those without a value included
 */
@SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
public record StoredSeries(SeriesKey key, String dtype, int pointCount, byte[] data) {}

package io.holcstore.internal.sql.keyed;

import io.holcstore.key.SeriesKey;

/**
 * A series as read from the table.
 *
 * @param dtype the encoding of {@code data}
 * @param pointCount the number of points, including those without a value
 */
@SuppressWarnings("ArrayRecordComponent") // rows are not compared
public record StoredSeries(SeriesKey key, String dtype, int pointCount, byte[] data) {}

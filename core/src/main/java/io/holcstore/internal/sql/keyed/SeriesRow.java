package io.holcstore.internal.sql.keyed;

import io.holcstore.key.SeriesKey;

/**
 * A series to store, with the facts that are known without decoding.
 *
 * @param dtype the encoding of {@code data}
 * @param pointCount the number of points, including those without a value
 * @param valueCount the number of points with a value, at least one
 * @param firstMillis the time of the first value in epoch milliseconds
 * @param lastMillis the time of the last value
 */
@SuppressWarnings("ArrayRecordComponent") // rows are not compared
public record SeriesRow(
        SeriesKey key, String dtype, int pointCount, int valueCount, long firstMillis, long lastMillis, byte[] data) {}

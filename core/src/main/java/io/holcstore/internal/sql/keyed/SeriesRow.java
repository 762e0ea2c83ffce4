package io.holcstore.internal.sql.keyed;

import io.holcstore.key.SeriesKey;

/**
 * One series to be stored, with what is known of it without decoding.
 *
 * @param dtype how {@code data} is coded
 * @param pointCount how many points it has, those without a value included
 * @param valueCount how many of them have a value, at least one
 * @param firstMillis the time of the first value in epoch milliseconds
 * @param lastMillis the time of the last value
 */
@SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
public record SeriesRow(
        SeriesKey key, String dtype, int pointCount, int valueCount, long firstMillis, long lastMillis, byte[] data) {}

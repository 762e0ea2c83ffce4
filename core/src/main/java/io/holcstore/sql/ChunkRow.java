package io.holcstore.sql;

import io.holcstore.key.SeriesKey;
import io.holcstore.series.Statistics;

/**
 * One stored chunk with what is known of it without decoding.
 *
 * @param chunk the chunk's index in the calendar
 * @param startMillis where the chunk begins, in epoch milliseconds, as are the two times below
 * @param dtype how {@code data} is coded
 * @param statistics of its values, of which there is at least one
 * @param firstMillis the time of the first value
 * @param lastMillis the time of the last value
 */
@SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
public record ChunkRow(
        SeriesKey key,
        int chunk,
        long startMillis,
        String dtype,
        Statistics statistics,
        long firstMillis,
        long lastMillis,
        byte[] data) {}

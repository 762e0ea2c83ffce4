package io.holcstore.internal.sql.version;

/**
 * A series as it is stored.
 *
 * @param dtype how {@code data} is coded
 * @param points how many points there are, those without a value included
 */
@SuppressWarnings("ArrayRecordComponent") // blobs are passed on, never compared
public record SeriesBlob(String dtype, int points, byte[] data) {}

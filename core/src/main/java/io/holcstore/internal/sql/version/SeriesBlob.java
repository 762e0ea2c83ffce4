package io.holcstore.internal.sql.version;

/**
 * An encoded series.
 *
 * @param dtype the encoding of {@code data}
 * @param points the number of points, including those without a value
 */
@SuppressWarnings("ArrayRecordComponent") // blobs are not compared
public record SeriesBlob(String dtype, int points, byte[] data) {}

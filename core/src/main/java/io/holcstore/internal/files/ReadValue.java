package io.holcstore.internal.files;

import io.holcstore.key.SeriesKey;

/**
 * A value of a file or a query, and where it stands.
 *
 * @param file its name; {@code query} for a query
 * @param line the line, or the number of the row of a query or a Parquet file
 */
public record ReadValue(String file, long line, SeriesKey key, long epochMillis, double value) {}

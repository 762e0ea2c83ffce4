package io.holcstore.internal.files;

import io.holcstore.key.SeriesKey;

/**
 * A value of a file or a query, and where it stands.
 *
 * @param file {@link #QUERY} for a row of a query
 * @param line the number of the row of a query
 */
public record ReadValue(String file, long line, SeriesKey key, long epochMillis, double value) {
    /** Stands for the name of a file. */
    public static final String QUERY = "query";
}

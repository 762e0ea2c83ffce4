package io.holcstore.internal.sql.projection;

import io.holcstore.key.SeriesKey;
import java.time.LocalDate;

/**
 * A bucket that has a value.
 *
 * @param key of the series, or of the group of series
 * @param startMillis where it begins, in epoch milliseconds
 * @param date the local date of the day that holds it
 * @param series how many series have a value in it; 1 of a table that does not say it
 * @param count how many values it has; 1 of a table of values
 * @param sum of its values; the value in a table of values
 */
public record ProjectionRow(
        SeriesKey key,
        long startMillis,
        LocalDate date,
        long series,
        long count,
        double sum,
        double mean,
        double min,
        double max) {
    /** Returns whether none of its numbers is infinite or NaN. */
    boolean isFinite() {
        return Double.isFinite(sum) && Double.isFinite(mean) && Double.isFinite(min) && Double.isFinite(max);
    }

    /** The primary key of the row. */
    public record Id(SeriesKey key, long startMillis) {}

    public Id id() {
        return new Id(key, startMillis);
    }

    static ProjectionRow ofValue(SeriesKey key, long startMillis, LocalDate date, double value) {
        return new ProjectionRow(key, startMillis, date, 1, 1, value, value, value, value);
    }
}

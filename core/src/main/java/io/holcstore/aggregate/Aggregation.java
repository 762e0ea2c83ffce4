package io.holcstore.aggregate;

import io.holcstore.time.Frequency;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;

/**
 * An aggregation of values; {@link #by} selects the buckets and runs it. The other methods set whose clock cuts the
 * buckets and where days and years begin. Each returns another aggregation; all settings go together, in any order,
 * unless {@link #by} says otherwise. A value belongs to the bucket that holds its instant. Immutable; as thread-safe as
 * the store.
 *
 * <pre>{@code
 * store.aggregate(key, year).dayStart(LocalTime.of(6, 0)).by("1d");            // gas days
 * store.aggregate(key, years).in(london).yearStart(MonthDay.of(4, 1)).by("1year");
 * }</pre>
 *
 * @param <T> the type of the result
 */
public interface Aggregation<T> {
    /** Cuts the buckets by the clock of a zone, instead of that of the store. */
    Aggregation<T> in(ZoneId zone);

    /**
     * Begins each day at a local time, instead of midnight. Weeks, months and years begin at that time, too. A day with
     * a clock change has 23 or 25 hours. It begins when the clock first shows the time or, where the clock skips it,
     * with the first instant after the skipped hours.
     *
     * @throws IllegalArgumentException when the time is not a whole number of milliseconds
     */
    Aggregation<T> dayStart(LocalTime time);

    /**
     * Begins each year on a day, instead of 1 January: {@code MonthDay.of(4, 1)} for the British fiscal year,
     * {@code MonthDay.of(10, 1)} for the gas year. Buckets of several months are counted from it, and months begin on
     * its day of the month, or on the last day of a month that is too short.
     */
    Aggregation<T> yearStart(MonthDay day);

    /**
     * Aggregates into local days, ISO weeks, months or years ({@code "1d"}, {@code "1week"}, {@code "1month"},
     * {@code "1year"}, or several of them), or into parts of each local day ({@code "1h"}). Days and weeks are counted
     * from Monday 1 January of the year 1, months and years from the start of that year. A part of a day never reaches
     * into the next day: where the clock changes, the last part of the day is shorter or longer.
     *
     * @throws IllegalArgumentException when the bucket is a duration that does not divide a day; when a bucket would
     *     begin inside a step of a regular store; when there is a {@link #yearStart} and the bucket is not of months or
     *     years
     */
    T by(Frequency bucket);

    /** Calls {@link #by(Frequency)} with a frequency as text. */
    default T by(String bucket) {
        return by(Frequency.parse(bucket));
    }
}

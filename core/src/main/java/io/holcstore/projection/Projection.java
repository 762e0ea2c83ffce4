package io.holcstore.projection;

import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.time.Frequency;
import java.time.Duration;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;

/**
 * A plain table with the buckets or the values of a store, in the same database, for SQL, BI and dashboards.
 * {@link #refresh} brings it up to date with what has changed in the store. Immutable; as thread-safe as the store.
 *
 * <pre>{@code
 * Projection daily = loads.projection("daily_load").by("1d").filter(KIND.is("base"));
 * daily.schema().createIfMissing();
 * daily.refresh();
 * }</pre>
 *
 * <p>A row is one bucket that has a value. Its columns are the axes, {@code start_ts} (the instant at which the bucket
 * begins), {@code local_date} (the local date of the day that holds it), {@code value_count}, {@code value_sum},
 * {@code value_mean}, {@code value_min} and {@code value_max}, which are the numbers of
 * {@link io.holcstore.aggregate.Buckets}. The primary key is the axes and {@code start_ts}; an index finds rows by
 * {@code start_ts} alone. With {@link #across}, the table has the given axes only, and {@code series_count} says how
 * many series have a value in the bucket. With {@link #byValue}, the columns are the axes, {@code start_ts},
 * {@code local_date} and {@code value}.
 *
 * <p>What a projection is, is recorded with it: the store, {@link #by} or {@link #byValue}, the filter and all other
 * settings. A projection that was created with other settings refuses to be refreshed with these. Only this library
 * writes to the table. A projection of several stores, or with other columns, is a view over several projections.
 */
public interface Projection {
    /** Returns the name of the table as it was given. */
    String name();

    /**
     * Projects the buckets that {@link io.holcstore.aggregate.Aggregation#by(Frequency)} returns. Required, unless
     * {@link #byValue} is called.
     */
    Projection by(Frequency bucket);

    /** Calls {@link #by(Frequency)} with a frequency as text. */
    default Projection by(String bucket) {
        return by(Frequency.parse(bucket));
    }

    /**
     * Projects every value instead of buckets, one row for each value. Such a table takes about a hundred times the
     * room of the store; limit it with {@link #retention(Period)}.
     */
    Projection byValue();

    /** Projects the matching series only, instead of all. */
    Projection filter(KeyFilter filter);

    /**
     * Aggregates across all series with the same values on these axes, as
     * {@link io.holcstore.aggregate.FilterAggregation#across(Axis, Axis[])} does; without axes, across all series. A
     * change of one series then costs a read of all series of its group, in the chunks of the changed buckets. One
     * refresh reads them once, however many of them have changed.
     *
     * @throws IllegalArgumentException when the store has no such axis, or when an axis is named twice
     */
    Projection across(Axis<?>... axes);

    /** Cuts the buckets, and takes local dates, by the clock of a zone instead of that of the store. */
    Projection in(ZoneId zone);

    /**
     * Begins each day at a local time instead of midnight. The local date of the hours before that time is the date of
     * the day before.
     *
     * @throws IllegalArgumentException when the time is not a whole number of milliseconds
     */
    Projection dayStart(LocalTime time);

    /** Begins each year on a day instead of 1 January, as in {@link io.holcstore.aggregate.Aggregation#yearStart}. */
    Projection yearStart(MonthDay day);

    /**
     * Keeps only the buckets that end later than this duration ago, by the clock of this JVM. A refresh deletes older
     * rows, and changes of older buckets do not become rows.
     *
     * @throws IllegalArgumentException when the duration is not positive
     */
    Projection retention(Duration duration);

    /**
     * Keeps buckets like {@link #retention(Duration)}, by local days, months or years in the zone of the projection.
     *
     * @throws IllegalArgumentException when the period is not positive
     */
    Projection retention(Period period);

    /** Returns the table of the projection, to create it and to drop it. */
    ProjectionSchema schema();

    /**
     * Brings the table up to date with the store: reads from the change feed which chunks have changed since the last
     * refresh, and writes the rows of their buckets that differ. The first refresh fills the table.
     *
     * <p>Runs in small transactions, each of which also records how far it has come. A refresh that was interrupted at
     * any point has lost nothing: the next one continues. After each of these transactions, the rows of every series
     * whose changes were read equal the aggregates of the series at that time. When no transaction of a writer is
     * running, the whole table equals the aggregates of the store after the refresh. Several refreshes of one
     * projection may run at once; they take turns. Writers of the store never wait for a refresh.
     *
     * <p>Costs a small row for each chunk that has changed, and the data or the statistics of that chunk. Where a
     * bucket is longer than a chunk, the other chunks of the bucket are read, too. When the store has begun a new epoch
     * (see {@link io.holcstore.store.ChangeFeed#beginEpoch}), the refresh empties the table and fills it again.
     *
     * @throws io.holcstore.error.SchemaMismatchException when the table does not exist, when it was created with other
     *     settings, or when row level security hides series of the store from the user
     * @throws io.holcstore.error.DefinitionException when the store is not replicated, or when settings do not go
     *     together
     * @throws io.holcstore.error.StoreSqlException when the database fails
     */
    ProjectionResult refresh();
}

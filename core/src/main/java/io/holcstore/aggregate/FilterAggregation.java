package io.holcstore.aggregate;

import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Map;

/**
 * An aggregation of each matching series, or {@linkplain #across() across} all of them. Immutable; as thread-safe as
 * the store.
 *
 * <pre>{@code
 * store.aggregate(filter, year).by("1month").forEach((key, months) -> ..);   // each series
 * store.aggregate(filter, year).across(KIND).by("15min");                      // the load of each kind
 * store.aggregate(filter, year).across().by("15min");                          // the load of all
 * }</pre>
 *
 * <p>Across series, the sum, the mean and the extremes are those of all values that the series have in a bucket. The
 * {@linkplain Buckets#count() count} says how many series have a value there. Values are added in the order of the keys
 * and of time. Memory follows the number of buckets and groups, not the number of series: 56 bytes for each bucket of a
 * group, and the data of one series.
 */
public interface FilterAggregation extends Aggregation<BucketStream> {
    @Override
    FilterAggregation in(ZoneId zone);

    @Override
    FilterAggregation dayStart(LocalTime time);

    @Override
    FilterAggregation yearStart(MonthDay day);

    /**
     * Aggregates across all series with the same values on these axes. The keys of the result have these axes only, in
     * the order given: {@code result.get(SeriesKey.of(KIND.is("base")))}. They come in the order of their values. Only
     * groups that have a value in the range are in the result. The groups of a result have the same buckets, except
     * where an end of the range is open. The result cannot be modified.
     *
     * @throws IllegalArgumentException when the series have no such axis, or when an axis is named twice
     */
    Aggregation<Map<SeriesKey, Buckets>> across(Axis<?> first, Axis<?>... more);

    /** Aggregates across all matching series. The result has the buckets of the range also where no series matches. */
    Aggregation<Buckets> across();
}

package io.holcstore.internal.aggregate;

import io.holcstore.aggregate.Aggregation;
import io.holcstore.aggregate.BucketStream;
import io.holcstore.aggregate.Buckets;
import io.holcstore.aggregate.FilterAggregation;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.internal.calendar.BucketRule;
import io.holcstore.key.Axis;
import io.holcstore.key.SeriesKey;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The implementation of {@link FilterAggregation}.
 *
 * @param axes the axes of the series
 */
public record FilterRequest(Settings settings, TimeRange range, List<Axis<?>> axes, SeriesFeed feed)
        implements FilterAggregation {
    /**
     * Returns a request for an aggregation of the series of a feed.
     *
     * @param calendars returns the calendar of the store for a rule
     * @param zone the zone of the store
     */
    public static FilterRequest of(
            TimeRange range,
            Function<BucketRule, BucketCalendar> calendars,
            ZoneId zone,
            List<Axis<?>> axes,
            SeriesFeed feed) {
        return new FilterRequest(Settings.of(calendars, zone), Objects.requireNonNull(range, "range"), axes, feed);
    }

    @Override
    public FilterAggregation in(ZoneId zone) {
        return with(settings.in(zone));
    }

    @Override
    public FilterAggregation dayStart(LocalTime time) {
        return with(settings.dayStart(time));
    }

    @Override
    public FilterAggregation yearStart(MonthDay day) {
        return with(settings.yearStart(day));
    }

    private FilterRequest with(Settings other) {
        return new FilterRequest(other, range, axes, feed);
    }

    @Override
    public Aggregation<Map<SeriesKey, Buckets>> across(Axis<?> first, Axis<?>... more) {
        List<Axis<?>> by = new ArrayList<>(List.of(more));
        by.add(0, first);
        return across(groupsBy(axes, by), Across::groups);
    }

    /**
     * Returns the axes by which series are grouped.
     *
     * @param axes those of the series
     * @throws IllegalArgumentException when the series have no such axis, or an axis is named twice
     */
    public static List<Axis<?>> groupsBy(List<Axis<?>> axes, List<Axis<?>> by) {
        for (Axis<?> axis : by) {
            if (!axes.contains(axis)) {
                throw new IllegalArgumentException(
                        "across(" + axis.name() + "): the series have no axis " + axis + "; their axes are " + axes);
            }
            if (by.indexOf(axis) != by.lastIndexOf(axis)) {
                throw new IllegalArgumentException("across(..) names axis " + axis.name() + " twice");
            }
        }
        return List.copyOf(by);
    }

    @Override
    public Aggregation<Buckets> across() {
        return across(List.of(), Across::one);
    }

    private <T> Aggregation<T> across(List<Axis<?>> by, Function<Across, T> result) {
        return new Request<>(settings, calendar -> {
            BucketPlan plan = new BucketPlan(range, calendar);
            Across across = new Across(plan, by);
            feed.forEach(plan, across::add);
            return result.apply(across);
        });
    }

    @Override
    public BucketStream by(Frequency bucket) {
        BucketCalendar calendar = settings.by(bucket);
        return consumer -> forEach(new BucketPlan(range, calendar), consumer);
    }

    private void forEach(BucketPlan plan, BiConsumer<SeriesKey, Buckets> consumer) {
        feed.forEach(plan, (key, series) -> {
            Buckets found = plan.of(series);
            if (hasValue(found)) {
                consumer.accept(key, found);
            }
        });
    }

    private static boolean hasValue(Buckets buckets) {
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.values().valueAt(i) > 0) {
                return true;
            }
        }
        return false;
    }
}

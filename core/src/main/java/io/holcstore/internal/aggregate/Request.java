package io.holcstore.internal.aggregate;

import io.holcstore.aggregate.Aggregation;
import io.holcstore.aggregate.Buckets;
import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.internal.calendar.BucketRule;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Function;

/** The implementation of {@link Aggregation}: settings, and a function that runs with their buckets. */
public record Request<T>(Settings settings, Function<BucketCalendar, T> run) implements Aggregation<T> {
    /**
     * Returns a request for an aggregation of one series.
     *
     * @param calendars returns the calendar of the store for a rule
     * @param zone the zone of the store
     */
    public static Request<Buckets> ofOne(
            TimeRange range,
            Function<BucketRule, BucketCalendar> calendars,
            ZoneId zone,
            Function<BucketPlan, Buckets> run) {
        Objects.requireNonNull(range, "range");
        return new Request<>(Settings.of(calendars, zone), calendar -> run.apply(new BucketPlan(range, calendar)));
    }

    @Override
    public Aggregation<T> in(ZoneId zone) {
        return new Request<>(settings.in(zone), run);
    }

    @Override
    public Aggregation<T> dayStart(LocalTime time) {
        return new Request<>(settings.dayStart(time), run);
    }

    @Override
    public Aggregation<T> yearStart(MonthDay day) {
        return new Request<>(settings.yearStart(day), run);
    }

    @Override
    public T by(Frequency bucket) {
        return run.apply(settings.by(bucket));
    }
}

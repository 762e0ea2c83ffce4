package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;

import io.holcstore.aggregate.Buckets;
import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Buckets of any zone, start of the day and start of the year, found by walking through time in half hours and asking
 * java.time what each clock shows.
 *
 * @param bucket days, weeks, divisors of a year in months, or a duration of whole half hours
 */
record BucketModel(String bucket, ZoneId zone, LocalTime dayStart, MonthDay yearStart) {
    private static final long STEP = 1_800_000;
    private static final long LONGER_THAN_A_BUCKET = 400 * 86_400_000L;

    /** Fails unless the buckets are those of a bounded range with these whole numbers at half hours. */
    void assertHold(List<Buckets> found, NavigableMap<Long, Double> points, TimeRange range) {
        NavigableMap<Long, List<Double>> expected = new TreeMap<>();
        starts(range).forEach((time, start) -> {
            List<Double> values = expected.computeIfAbsent(start, none -> new ArrayList<>());
            Double value = points.get(time);
            if (value != null) {
                values.add(value);
            }
        });
        found.forEach(actual -> assertHolds(actual, expected, this + " of " + range));
    }

    private static void assertHolds(Buckets actual, NavigableMap<Long, List<Double>> expected, String which) {
        assertThat(actual.count()).as(which).isEqualToBitwise(series(expected, List::size));
        assertThat(actual.values()).as(which).isEqualToBitwise(actual.count());
        assertThat(actual.sum()).as(which).isEqualToBitwise(series(expected, BucketModel::sum));
        assertThat(actual.mean()).as(which).isEqualToBitwise(series(expected, each -> sum(each) / each.size()));
        assertThat(actual.min()).as(which).isEqualToBitwise(series(expected, each -> each.stream()
                .mapToDouble(v -> v)
                .min()
                .orElse(Double.NaN)));
        assertThat(actual.max()).as(which).isEqualToBitwise(series(expected, each -> each.stream()
                .mapToDouble(v -> v)
                .max()
                .orElse(Double.NaN)));
    }

    private static double sum(List<Double> values) {
        return values.isEmpty()
                ? Double.NaN
                : values.stream().mapToDouble(v -> v).sum();
    }

    private static Series series(NavigableMap<Long, List<Double>> buckets, ToDoubleFunction<List<Double>> function) {
        return Series.irregular(
                buckets.keySet().stream().mapToLong(Long::longValue).toArray(),
                buckets.values().stream().mapToDouble(function).toArray());
    }

    /** The start of the bucket of every half hour of the range. */
    private NavigableMap<Long, Long> starts(TimeRange range) {
        NavigableMap<Long, Long> starts = new TreeMap<>();
        LocalDate day = LocalDate.MIN;
        LocalDate period = LocalDate.MIN;
        long dayBegan = 0;
        long began = 0;
        Frequency length = Frequency.parse(bucket);
        for (long time = range.startMillis() - LONGER_THAN_A_BUCKET; time < range.endMillis(); time += STEP) {
            LocalDate shown = Instant.ofEpochMilli(time)
                    .atZone(zone)
                    .toLocalDateTime()
                    .minusNanos(dayStart.toNanoOfDay())
                    .toLocalDate();
            if (shown.isAfter(day)) { // never back, where a repeated hour shows the day before again
                day = shown;
                dayBegan = time;
            }
            if (!length.isCalendar()) {
                began = time - (time - dayBegan) % length.millis();
            } else if (!period(day, length).equals(period)) {
                period = period(day, length);
                began = time;
            }
            if (time >= range.startMillis()) {
                starts.put(time, began);
            }
        }
        return starts;
    }

    private LocalDate period(LocalDate day, Frequency length) {
        if (length.months() == 0) {
            return length.days() == 1 ? day : day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
        LocalDate year = yearStart.atYear(day.getYear());
        LocalDate start = year.isAfter(day) ? yearStart.atYear(day.getYear() - 1) : year;
        while (!start.plusMonths(length.months()).isAfter(day)) {
            start = start.plusMonths(length.months());
        }
        return start;
    }
}

package io.holcstore.testkit.contract;

import static io.holcstore.testkit.SeriesAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.aggregate.Buckets;
import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** What buckets should hold: each point put into its own by java.time alone, and summed up exactly. */
final class NaiveBuckets {
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);

    private final Frequency bucket;
    private final ZoneId zone;

    NaiveBuckets(String bucket, ZoneId zone) {
        this.bucket = Frequency.parse(bucket);
        this.zone = zone;
    }

    /**
     * Fails unless the buckets are those of a range with these finite values.
     *
     * @param step in milliseconds, of the grid on which the points lie: no bucket is shorter
     */
    void assertHold(Buckets actual, NavigableMap<Long, Double> points, TimeRange range, long step) {
        NavigableMap<Long, List<Double>> expected = new TreeMap<>();
        for (long t = range.startMillis(); t < range.endMillis(); t += step) {
            expected.computeIfAbsent(startOf(t), start -> new ArrayList<>());
        }
        if (!range.isEmpty()) {
            expected.computeIfAbsent(startOf(range.endMillis() - 1), start -> new ArrayList<>());
        }
        points.subMap(range.startMillis(), range.endMillis())
                .forEach((time, value) -> expected.computeIfAbsent(startOf(time), strange -> new ArrayList<>())
                        .add(value));
        String which = bucket + " of " + range + " in " + zone;
        double[] counts = expected.values().stream().mapToDouble(List::size).toArray();
        assertThat(actual.count()).as(which).hasValues(counts);
        assertThat(actual.min()).as(which).isEqualToBitwise(series(expected, Collections::min));
        assertThat(actual.max()).as(which).isEqualToBitwise(series(expected, Collections::max));
        Series sum = actual.sum();
        Series exact = series(expected, NaiveBuckets::exactSum);
        Series size = series(
                expected, values -> values.stream().mapToDouble(Math::abs).sum());
        assertThat(sum.epochMillis()).as(which).isEqualTo(exact.epochMillis());
        double[] means = new double[sum.size()];
        for (int i = 0; i < means.length; i++) {
            double wrong = Math.abs(sum.valueAt(i) - exact.valueAt(i));
            if (wrong > Math.ulp(size.valueAt(i)) || Double.isNaN(wrong) != Double.isNaN(exact.valueAt(i))) {
                throw new AssertionError("sum of " + which + " at " + Instant.ofEpochMilli(sum.epochMillisAt(i)) + ": "
                        + sum.valueAt(i) + " instead of " + exact.valueAt(i));
            }
            means[i] = sum.valueAt(i) / counts[i];
        }
        assertThat(actual.mean()).as(which).hasValues(means);
    }

    private static Series series(NavigableMap<Long, List<Double>> buckets, ToDoubleFunction<List<Double>> function) {
        return Series.irregular(
                buckets.keySet().stream().mapToLong(Long::longValue).toArray(),
                buckets.values().stream()
                        .mapToDouble(values -> values.isEmpty() ? Double.NaN : function.applyAsDouble(values))
                        .toArray());
    }

    private static double exactSum(List<Double> values) {
        return values.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    private long startOf(long epochMillis) {
        LocalDate day = Instant.ofEpochMilli(epochMillis).atZone(zone).toLocalDate();
        if (!bucket.isCalendar()) {
            long midnight = start(day);
            return epochMillis - (epochMillis - midnight) % bucket.millis();
        }
        int months = (int) bucket.period().toTotalMonths();
        if (months == 0) {
            return start(day.minusDays(
                    ChronoUnit.DAYS.between(FIRST, day) % bucket.period().get(ChronoUnit.DAYS)));
        }
        return start(FIRST.plusMonths(ChronoUnit.MONTHS.between(FIRST, day) / months * months));
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}

package io.holcstore.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.holcstore.series.Series;
import io.holcstore.store.Buckets;
import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

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
        assertThat(actual.size()).isEqualTo(expected.size());
        Series counts = actual.count();
        Series sums = actual.sum();
        int i = 0;
        for (Map.Entry<Long, List<Double>> entry : expected.entrySet()) {
            long start = entry.getKey();
            List<Double> values = entry.getValue();
            String which = "bucket of " + bucket + " from " + Instant.ofEpochMilli(start);
            for (Series each : List.of(counts, sums, actual.mean(), actual.min(), actual.max())) {
                assertThat(each.epochMillisAt(i)).as(which).isEqualTo(start);
            }
            assertThat(counts.valueAt(i)).as("count of %s", which).isEqualTo(values.size());
            assertSum(sums.valueAt(i), values, which);
            assertThat(actual.mean().valueAt(i)).as(which).isEqualTo(Double.valueOf(sums.valueAt(i) / values.size()));
            assertThat(actual.min().valueAt(i))
                    .as("min of %s", which)
                    .isEqualTo(Double.valueOf(extreme(values, Collections::min)));
            assertThat(actual.max().valueAt(i))
                    .as("max of %s", which)
                    .isEqualTo(Double.valueOf(extreme(values, Collections::max)));
            i++;
        }
    }

    private interface Extreme {
        double of(Collection<Double> values);
    }

    private static double extreme(List<Double> values, Extreme extreme) {
        return values.isEmpty() ? Double.NaN : extreme.of(values);
    }

    /** Within one unit in the last place of what the exact sum would be. */
    private static void assertSum(double actual, List<Double> values, String which) {
        if (values.isEmpty()) {
            assertThat(actual).as(which).isNaN();
            return;
        }
        double exact = values.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
        double size = values.stream().mapToDouble(Math::abs).sum();
        assertThat(actual).as("sum of %s", which).isCloseTo(exact, offset(Math.ulp(size)));
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

package io.holcstore.series;

import static io.holcstore.series.SeriesTest.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.Seeds;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Combining, dropping heads, gaps and missing ranges against models that look at one instant at a time. */
class VersionFunctionsPropertyTest {
    private static final long SEED = Seeds.of(20_241_122);
    private static final int ROUNDS = 2_000;
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final long HOUR = 3_600_000;

    /** The night before the clock changes. */
    private static final ZonedDateTime START = ZonedDateTime.of(2024, 3, 29, 0, 0, 0, 0, PARIS);

    private final Random random = new Random(SEED);

    private static String round(int round) {
        return "seed " + SEED + ", round " + round;
    }

    /**
     * Up to 30 points on a grid of this step somewhere near the start, NaN among them, regular or not, sometimes beside
     * the grid.
     */
    private Series series(Frequency step, boolean besideToo) {
        int size = random.nextInt(30);
        Grid all = Grid.of(START, step, 60);
        int from = random.nextInt(30);
        double[] values = random.doubles(size)
                .map(v -> v < 0.3 ? Double.NaN : Math.rint(v * 1000))
                .toArray();
        Grid grid = all.slice(from, from + size);
        if (random.nextBoolean()) {
            return Series.regular(grid, values);
        }
        Series.Builder some = Series.builder();
        for (int i = 0; i < size; i++) {
            if (random.nextBoolean()) {
                long beside = besideToo && random.nextInt(4) == 0 ? 1 + random.nextInt(1_000_000) : 0;
                some.add(grid.epochMillisAt(i) + beside, values[i]);
            }
        }
        return some.build();
    }

    private Frequency step() {
        return Frequency.parse(List.of("1h", "30min", "1d").get(random.nextInt(3)));
    }

    @Test
    void combiningGoesThroughTheSeriesUntilOneHasAValue() {
        for (int round = 0; round < ROUNDS; round++) {
            Frequency step = step();
            List<Series> all = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                all.add(series(step, true));
            }
            Map<Long, Double> expected = new TreeMap<>();
            for (Series each : all) {
                each.forEach((t, v) -> {
                    if (!Double.isNaN(v)) {
                        expected.putIfAbsent(t, v);
                    }
                });
            }
            assertThat(values(Merge.combine(all))).as(round(round)).isEqualTo(expected);
        }
    }

    private static Map<Long, Double> values(Series series) {
        Map<Long, Double> values = new TreeMap<>(toMap(series));
        values.values().removeIf(v -> v.isNaN());
        return values;
    }

    @Test
    void theHeadIsCountedFromTheFirstPointWhetherItHasAValueOrNot() {
        for (int round = 0; round < ROUNDS; round++) {
            Series series = series(step(), true);
            Duration delay = Duration.ofMinutes(random.nextInt(3000));
            Map<Long, Double> expected = new TreeMap<>();
            series.forEach((t, v) -> {
                if (t >= series.epochMillisAt(0) + delay.toMillis()) {
                    expected.put(t, v);
                }
            });
            Series rest = series.dropHead(delay);
            assertThat(new TreeMap<>(toMap(rest))).as(round(round)).isEqualTo(expected);
            assertThat(rest.isRegular()).as(round(round)).isEqualTo(series.isRegular());
        }
    }

    @Test
    void gapsAreTheRunsOfGridPointsWithoutAValue() {
        for (int round = 0; round < ROUNDS; round++) {
            Frequency step = step();
            Series series = series(step, true);
            Grid all = Grid.of(START, step, 80);
            int from = random.nextInt(30);
            Grid grid = all.slice(from, from + random.nextInt(50));
            Duration margin = Duration.ofMinutes(random.nextBoolean() ? 0 : random.nextInt(200));
            Map<Long, Double> values = values(series);
            List<TimeRange> expected = new ArrayList<>();
            for (int i = 0; i < grid.size(); ) {
                int first = i;
                while (i < grid.size() && !values.containsKey(grid.epochMillisAt(i))) {
                    i++;
                }
                if (i > first) {
                    long end = all.epochMillisAt(from + i);
                    expected.add(TimeRange.ofEpochMillis(
                            grid.epochMillisAt(first) - margin.toMillis(), end + margin.toMillis()));
                }
                i++;
            }
            assertThat(Gaps.find(series, grid, margin)).as(round(round)).isEqualTo(expected);
        }
    }

    /**
     * A model that marks every minute: covered by a value's step, or not; runs of at least a step that are not are
     * missing.
     */
    @Test
    void missingIsWhatNoValueStandsFor() {
        long minute = 60_000;
        for (int round = 0; round < ROUNDS; round++) {
            int step = (1 + random.nextInt(6)) * 10;
            Series.Builder builder = Series.builder();
            int length = random.nextInt(600);
            TreeSet<Integer> taken = new TreeSet<>();
            BitSet covered = new BitSet();
            int offset = random.nextInt(60) - 30;
            for (int i = random.nextInt(25); i > 0; i--) {
                int at = random.nextBoolean() ? offset + step * random.nextInt(20) : random.nextInt(800) - 100;
                if (taken.add(at)) {
                    boolean value = random.nextInt(4) > 0;
                    builder.add(at * minute, value ? at : Double.NaN);
                    if (value && at >= 0 && at < length) {
                        covered.set(at, at + step);
                    }
                }
            }
            TreeSet<Integer> valued = new TreeSet<>(taken);
            Series series = builder.build();
            series.forEach((t, v) -> {
                if (Double.isNaN(v) || t < 0 || t >= length * minute) {
                    valued.remove((int) (t / minute));
                }
            });
            List<TimeRange> expected = new ArrayList<>();
            for (int i = 0; i < length; ) {
                int first = i;
                while (i < length && !covered.get(i)) {
                    i++;
                }
                if (i - first >= step || (valued.isEmpty() && i > first)) {
                    expected.add(TimeRange.ofEpochMillis(first * minute, i * minute));
                }
                i++;
            }
            List<TimeRange> found = Missing.find(
                    series, TimeRange.ofEpochMillis(0, length * minute), Frequency.of(Duration.ofMinutes(step)), PARIS);
            assertThat(found)
                    .as("%s, step %d, %s", round(round), step, toMap(series))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aUnionCoversTheSameInstantsWithRangesThatDoNotTouch() {
        for (int round = 0; round < ROUNDS; round++) {
            BitSet covered = new BitSet();
            List<TimeRange> ranges = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                int from = random.nextInt(40);
                int to = from + random.nextInt(12);
                covered.set(from, to);
                ranges.add(TimeRange.ofEpochMillis(from, to));
            }
            List<TimeRange> expected = new ArrayList<>();
            for (int i = covered.nextSetBit(0); i >= 0; i = covered.nextSetBit(covered.nextClearBit(i))) {
                expected.add(TimeRange.ofEpochMillis(i, covered.nextClearBit(i)));
            }
            assertThat(TimeRange.union(ranges))
                    .as("%s: %s", round(round), ranges)
                    .isEqualTo(expected);
        }
    }

    @Test
    void theKeysOfARangeAreThoseThatMissIt() {
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, List<TimeRange>> missing = new LinkedHashMap<>();
            for (int key = random.nextInt(5); key > 0; key--) {
                List<TimeRange> ranges = new ArrayList<>();
                for (int from = random.nextInt(3); from < 12; from += 1 + random.nextInt(5)) {
                    ranges.add(TimeRange.ofEpochMillis(from, from + 1));
                }
                missing.put("k" + key, ranges);
            }
            Map<TimeRange, List<String>> grouped = Missing.byRange(missing);
            assertThat(List.copyOf(grouped.keySet())).as(round(round)).isSortedAccordingTo(TimeRange.order());
            grouped.forEach((range, keys) -> assertThat(keys)
                    .containsExactlyElementsOf(missing.keySet().stream()
                            .filter(key -> missing.getOrDefault(key, List.of()).contains(range))
                            .toList()));
            assertThat(grouped.values().stream().mapToInt(List::size).sum())
                    .as(round(round))
                    .isEqualTo(missing.values().stream().mapToInt(List::size).sum());
        }
    }

    @Test
    void aDayOf23HoursIsOneStep() {
        Frequency day = Frequency.parse("1d");
        Series days = Series.regular(START, day, new double[] {1, 2, 3, Double.NaN, 5}); // 31 March is the third
        TimeRange week = TimeRange.of(START.minusDays(1), START.plusDays(6));
        List<TimeRange> expected = List.of(
                TimeRange.of(START.minusDays(1), START),
                TimeRange.of(START.plusDays(3), START.plusDays(4)),
                TimeRange.of(START.plusDays(5), START.plusDays(6)));
        assertThat(Missing.find(days, week, day, PARIS)).isEqualTo(expected);
        assertThat(Gaps.find(days, Grid.over(week, day, PARIS), Duration.ZERO)).isEqualTo(expected);
        assertThat(expected.get(1).endMillis() - expected.get(1).startMillis()).isEqualTo(24 * HOUR);
    }
}

package io.holcstore.series;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holcstore.Seeds;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Resampling against a model that asks java.time for the slot of each single instant. */
class ResamplePropertyTest {
    private static final long SEED = Seeds.of(20_261_129);
    private static final int ROUNDS = 400;
    private static final List<String> ZONES =
            List.of("Europe/Paris", "Australia/Lord_Howe", "Asia/Kolkata", "America/New_York", "Pacific/Apia", "UTC");
    private static final List<String> STEPS =
            List.of("20min", "30min", "45min", "1h", "6h", "24h", "1d", "7d", "1month", "3month", "1year");
    private static final List<String> SLOTS =
            List.of("15min", "20min", "30min", "1h", "6h", "24h", "1d", "7d", "1month", "3month", "1year");

    private final Random random = new Random(SEED);

    private static <T> T one(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    @Test
    void slotsAreThoseOfJavaTime() {
        int fits = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ZoneId zone = ZoneId.of(one(ZONES, random));
            Frequency slot = Frequency.parse(one(SLOTS, random));
            Series series = random.nextInt(4) == 0 ? irregular(zone) : regular(zone);
            Resample how = one(List.of(Resample.values()), random);
            String name = "seed " + SEED + ", round " + round + ": " + series + " to " + slot + " in " + zone;
            Map<Long, Double> expected = series.isRegular()
                    ? ofRegular(series, new Slots(slot, zone), how)
                    : ofIrregular(series, new Slots(slot, zone), how);
            if (expected == null) {
                assertThatIllegalArgumentException()
                        .as(name)
                        .isThrownBy(() -> series.resample(slot, zone, how))
                        .withMessageContaining("does not fit slots of " + slot);
            } else {
                fits++;
                assertSame(name, series.resample(slot, zone, how), expected);
            }
        }
        assertThat(fits).isBetween(ROUNDS / 4, ROUNDS - ROUNDS / 10);
    }

    private static void assertSame(String round, Series found, Map<Long, Double> expected) {
        assertThat(found.size()).as(round).isEqualTo(expected.size());
        int i = 0;
        for (Map.Entry<Long, Double> each : expected.entrySet()) {
            double wanted = each.getValue();
            double value = found.valueAt(i);
            boolean same = Double.isNaN(wanted) ? Double.isNaN(value) : Math.abs(value - wanted) < 1e-12;
            if (found.epochMillisAt(i) != each.getKey() || !same) {
                assertThat(found.samples().get(i)).as(round).isEqualTo(each);
            }
            i++;
        }
    }

    /** Near a change of the clock or of the day, wherever the zone has one. */
    private Instant start(ZoneId zone, boolean day) {
        LocalDate date = one(
                List.of(
                        LocalDate.of(2024, 3, 29),
                        LocalDate.of(2024, 10, 25),
                        LocalDate.of(2024, 4, 5),
                        LocalDate.of(2024, 10, 4),
                        LocalDate.of(2011, 12, 28),
                        LocalDate.of(2023, 12, 30)),
                random);
        Instant midnight = date.atStartOfDay(zone).toInstant();
        return day ? midnight : midnight.plus(Duration.ofMinutes(5L * random.nextInt(3) * random.nextInt(100)));
    }

    private Series regular(ZoneId zone) {
        Frequency step = Frequency.parse(one(STEPS, random));
        Instant start = start(zone, step.isCalendar() || random.nextBoolean());
        if (step.months() > 0) {
            start = start.atZone(zone)
                    .toLocalDate()
                    .withDayOfMonth(1)
                    .atStartOfDay(zone)
                    .toInstant();
        }
        int most = step.months() > 0 ? 12 / step.months() : step.isCalendar() ? 20 : 200;
        Grid grid = Grid.of(start.toEpochMilli(), step, zone, 1 + random.nextInt(most));
        return Series.wrap(grid, values(grid.size()));
    }

    private Series irregular(ZoneId zone) {
        Series.Builder builder = Series.builder();
        Instant start = start(zone, true);
        for (double value : values(1 + random.nextInt(40))) {
            builder.add(start.plusMillis(random.nextLong(4 * 86_400_000L)), value);
        }
        return builder.build();
    }

    private double[] values(int size) {
        return random.doubles(size)
                .map(v -> v < 0.3 ? Double.NaN : Math.rint(v * 1000) - 500)
                .toArray();
    }

    /** Null where steps and slots cut each other. */
    private static @Nullable Map<Long, Double> ofRegular(Series series, Slots slots, Resample how) {
        Grid grid = series.grid().orElseThrow();
        TreeSet<Long> points = new TreeSet<>();
        series.forEach((t, v) -> points.add(t));
        points.add(grid.endMillis());
        TreeSet<Long> starts = slots.over(grid.startMillis(), grid.endMillis());
        if (points.containsAll(starts.tailSet(grid.startMillis() + 1).headSet(grid.endMillis()))) {
            Map<Long, List<Double>> grouped = series.samples().stream()
                    .collect(groupingBy(
                            s -> slots.startOf(s.time().toEpochMilli()),
                            TreeMap::new,
                            mapping(Sample::value, toList())));
            Map<Long, Double> joined = new TreeMap<>();
            grouped.forEach((start, values) -> joined.put(start, joined(values, how)));
            return joined;
        }
        if (!starts.containsAll(points)) {
            return null;
        }
        Map<Long, Double> divided = new TreeMap<>();
        for (long start : starts.headSet(grid.endMillis())) {
            long from = points.floor(start);
            double share =
                    how == Resample.SUM ? (double) (slots.after(start) - start) / (points.higher(start) - from) : 1;
            divided.put(start, series.valueAt(Instant.ofEpochMilli(from)) * share);
        }
        return divided;
    }

    private static Map<Long, Double> ofIrregular(Series series, Slots slots, Resample how) {
        Map<Long, List<Double>> grouped = new TreeMap<>();
        long first = series.epochMillisAt(0);
        long last = series.epochMillisAt(series.size() - 1);
        for (long start : slots.over(first, last + 1).headSet(last + 1)) {
            grouped.put(start, new ArrayList<>());
        }
        series.forEach((t, v) -> grouped.computeIfAbsent(slots.startOf(t), start -> new ArrayList<>())
                .add(v));
        Map<Long, Double> joined = new TreeMap<>();
        grouped.forEach((start, values) -> joined.put(start, joined(values, how)));
        return joined;
    }

    private static double joined(List<Double> values, Resample how) {
        List<Double> present = values.stream().filter(v -> !v.isNaN()).toList();
        if (present.isEmpty()) {
            return Double.NaN;
        }
        double[] numbers = present.stream().mapToDouble(v -> v).toArray();
        return switch (how) {
            case SUM -> Arrays.stream(numbers).sum();
            case MEAN -> Arrays.stream(numbers).average().orElseThrow();
            case MIN -> Arrays.stream(numbers).min().orElseThrow();
            case MAX -> Arrays.stream(numbers).max().orElseThrow();
            case FIRST -> numbers[0];
            case LAST -> numbers[numbers.length - 1];
        };
    }

    /** The slots of a zone, one by one. */
    private record Slots(Frequency slot, ZoneId zone) {
        long startOf(long t) {
            LocalDate date = Instant.ofEpochMilli(t).atZone(zone).toLocalDate();
            if (slot.isCalendar()) {
                return millis(first(date));
            }
            long day = millis(date);
            return day + (t - day) / slot.millis() * slot.millis();
        }

        long after(long start) {
            LocalDate date = Instant.ofEpochMilli(start).atZone(zone).toLocalDate();
            if (slot.isCalendar()) {
                LocalDate next = first(date).plus(slot.period());
                while (millis(next) <= start) {
                    next = next.plus(slot.period()); // a day that the zone skipped
                }
                return millis(next);
            }
            LocalDate tomorrow = date.plusDays(1);
            return Math.min(start + slot.millis(), millis(tomorrow));
        }

        TreeSet<Long> over(long from, long to) {
            TreeSet<Long> starts = new TreeSet<>();
            long at = startOf(from);
            while (at < to) {
                starts.add(at);
                at = after(at);
            }
            starts.add(at);
            return starts;
        }

        private LocalDate first(LocalDate date) {
            return switch (slot.toString()) {
                case "7d" -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case "1month" -> date.withDayOfMonth(1);
                case "3month" -> date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1);
                case "1year" -> date.withDayOfYear(1);
                default -> date;
            };
        }

        private long millis(LocalDate date) {
            return date.atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }
}

package io.holcstore.benchmarks;

import io.holcstore.series.Resample;
import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Functions on a series of three years, each beside a loop over a map from instants to values. */
@State(Scope.Benchmark)
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SeriesBenchmark {
    private static final Frequency HOUR = Frequency.parse("1h");
    private static final Frequency DAY = Frequency.parse("1d");

    private final Grid grid = Grid.over(Workload.YEARS, Workload.STEP, Workload.ZONE);
    private final Series series =
            Series.wrap(grid, new SplittableRandom(1).doubles(grid.size()).toArray());
    private final Series other = series.times(2);
    private final Map<Instant, Double> map = map(series);
    private final Map<Instant, Double> otherMap = map(other);

    private static Map<Instant, Double> map(Series series) {
        Map<Instant, Double> map = new TreeMap<>();
        series.samples().forEach(sample -> map.put(sample.time(), sample.value()));
        return map;
    }

    @Benchmark
    public Series hours() {
        return series.resample(HOUR, Workload.ZONE, Resample.SUM);
    }

    @Benchmark
    public Map<Instant, Double> hoursByMap() {
        Map<Instant, Double> hours = new TreeMap<>();
        map.forEach((time, value) -> hours.merge(time.truncatedTo(ChronoUnit.HOURS), value, Double::sum));
        return hours;
    }

    @Benchmark
    public Series days() {
        return series.resample(DAY, Workload.ZONE, Resample.SUM);
    }

    @Benchmark
    public Map<LocalDate, Double> daysByMap() {
        Map<LocalDate, Double> days = new TreeMap<>();
        map.forEach((time, value) -> days.merge(time.atZone(Workload.ZONE).toLocalDate(), value, Double::sum));
        return days;
    }

    @Benchmark
    public Series plus() {
        return series.plus(other);
    }

    @Benchmark
    public Map<Instant, Double> plusByMap() {
        Map<Instant, Double> sums = new TreeMap<>();
        map.forEach((time, value) -> {
            Double more = otherMap.get(time);
            sums.put(time, more == null ? Double.NaN : value + more);
        });
        return sums;
    }
}

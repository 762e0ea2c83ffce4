package io.holcstore.benchmarks;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.calendar.Window;
import io.holcstore.time.ChunkBy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;
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

/**
 * Questions to the calendar, each beside the way java.time answers it; about instants that jump through three years.
 */
@State(Scope.Benchmark)
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CalendarBenchmark {
    private static final int INSTANTS = 1024;
    private static final long STEP_MILLIS = 900_000;

    private final ChunkCalendar calendar = ChunkCalendar.of(ChunkBy.YEAR_MONTH, Workload.STEP, Workload.ZONE);
    private final long[] instants = new SplittableRandom(1)
            .ints(INSTANTS, 0, Workload.POINTS)
            .mapToLong(i -> Workload.YEARS.startMillis() + i * STEP_MILLIS)
            .toArray();
    private int next;

    private long next() {
        next = (next + 1) % INSTANTS;
        return instants[next];
    }

    @Benchmark
    public int chunkOf() {
        return calendar.chunkOf(next());
    }

    @Benchmark
    public int chunkOfByJavaTime() {
        ZonedDateTime local = Instant.ofEpochMilli(next()).atZone(Workload.ZONE);
        return local.getYear() * 12 + local.getMonthValue() - 1;
    }

    @Benchmark
    public int slotOf() {
        long instant = next();
        return calendar.slotOf(calendar.chunkOf(instant), instant);
    }

    @Benchmark
    public long slotOfByJavaTime() {
        Instant instant = Instant.ofEpochMilli(next());
        ZonedDateTime start =
                instant.atZone(Workload.ZONE).toLocalDate().withDayOfMonth(1).atStartOfDay(Workload.ZONE);
        return Duration.between(start.toInstant(), instant).toMillis() / STEP_MILLIS;
    }

    @Benchmark
    public Window windowOfThreeYears() {
        return calendar.window(Workload.YEARS);
    }
}

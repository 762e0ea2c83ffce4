package io.holcstore.testkit.demo;

import io.holcstore.series.Series;
import io.holcstore.testkit.Generators;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/**
 * Households of one year, the same ones at every run. Now and then a meter sends nothing, and for three days in March
 * the readings did not arrive in time: the grid operator filled in an estimate, the mean of those days, and delivers
 * the real readings later.
 */
final class GeneratedReadings implements Readings {
    private static final long STEP_MILLIS = 15 * 60_000;
    private static final int OUTAGES = 30;
    private static final int LONGEST_OUTAGE = 48;

    private final int meters;
    private final IntFunction<Series> series;

    private GeneratedReadings(int meters, IntFunction<Series> series) {
        this.meters = meters;
        this.series = series;
    }

    /** What arrived in time. */
    static Readings year(int meters, int year, ZoneId zone) {
        return new GeneratedReadings(meters, meter -> estimated(real(meter, year, zone), late(year, zone)));
    }

    /** What arrived late: the real readings of the estimated days. */
    static Readings corrections(int meters, int year, ZoneId zone) {
        TimeRange late = late(year, zone);
        return new GeneratedReadings(meters, meter -> real(meter, year, zone).slice(late));
    }

    private static TimeRange late(int year, ZoneId zone) {
        return TimeRange.of(
                LocalDate.of(year, 3, 13).atStartOfDay(zone),
                LocalDate.of(year, 3, 16).atStartOfDay(zone));
    }

    private static Series real(int meter, int year, ZoneId zone) {
        TimeRange range = TimeRange.year(year, zone);
        int size = (int) ((range.endMillis() - range.startMillis()) / STEP_MILLIS);
        Grid grid = Grid.of(range.start().atZone(zone), Frequency.parse("15min"), size);
        return Generators.withGapRuns(meter, Generators.load(meter, grid), OUTAGES, LONGEST_OUTAGE);
    }

    private static Series estimated(Series real, TimeRange late) {
        double[] values = real.values();
        int from = real.indexAtOrAfter(late.startMillis());
        int to = real.indexAtOrAfter(late.endMillis());
        double mean = Arrays.stream(values, from, to)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
        Arrays.fill(values, from, to, Math.rint(mean));
        return Series.wrap(real.grid().orElseThrow(), values);
    }

    @Override
    public long count() {
        return meters;
    }

    @Override
    public void forEach(BiConsumer<String, Series> consumer) {
        for (int meter = 1; meter <= meters; meter++) {
            consumer.accept(String.format(Locale.ROOT, "home-%03d", meter), series.apply(meter));
        }
    }
}

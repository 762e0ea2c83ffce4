package io.holcstore.series;

import io.holcstore.time.Grid;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moves the points of a series in time. */
final class Shift {
    private Shift() {}

    static Series of(Series series, Duration duration) {
        long millis = wholeMillis(duration);
        if (millis == 0 || series.isEmpty()) {
            return series;
        }
        Grid grid = series.grid().orElse(null);
        if (grid != null && !grid.step().isCalendar()) {
            long start = plus(grid.startMillis(), duration, millis);
            return Series.wrap(Grid.of(start, grid.step(), grid.zone(), grid.size()), series.rawValues());
        }
        long[] times = series.epochMillis();
        for (int i = 0; i < times.length; i++) {
            times[i] = plus(times[i], duration, millis);
        }
        Grid moved = grid == null ? null : calendarGrid(grid, times);
        return moved != null ? Series.wrap(moved, series.rawValues()) : Series.wrap(times, series.rawValues());
    }

    /** Returns the grid of the same calendar step that has exactly these points, or null. */
    private static @Nullable Grid calendarGrid(Grid grid, long[] times) {
        boolean months = grid.step().months() > 0;
        if (months && Instant.ofEpochMilli(times[0]).atZone(grid.zone()).getDayOfMonth() != 1) {
            return null;
        }
        Grid moved = grid.startingAt(times[0], times.length);
        for (int i = 0; i < times.length; i++) {
            if (moved.epochMillisAt(i) != times[i]) {
                return null;
            }
        }
        return moved;
    }

    private static long plus(long epochMillis, Duration duration, long millis) {
        try {
            return Math.addExact(epochMillis, millis);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    Points.text(epochMillis) + " shifted by " + duration
                            + " cannot be represented in milliseconds since 1970",
                    e);
        }
    }

    private static long wholeMillis(Duration duration) {
        long millis;
        try {
            millis = duration.toMillis();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a shift by " + duration + " cannot be represented in milliseconds", e);
        }
        if (!duration.equals(Duration.ofMillis(millis))) {
            throw new IllegalArgumentException("a shift must be a whole number of milliseconds, not " + duration);
        }
        return millis;
    }
}

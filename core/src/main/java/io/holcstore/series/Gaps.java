package io.holcstore.series;

import io.holcstore.internal.time.Years;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Finds the stretches without values. The functions are pure and take one pass each. */
public final class Gaps {
    private Gaps() {}

    /** Takes one run of slots. */
    @FunctionalInterface
    public interface RunConsumer {
        /** Takes the slots {@code from <= slot < to}, at least one. */
        void accept(int from, int to);
    }

    /**
     * Hands over every run of NaN in {@code values[from..to)}, in order. Runs are as long as possible, so that two runs
     * never touch.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= values.length}
     */
    public static void find(double[] values, int from, int to, RunConsumer consumer) {
        Objects.checkFromToIndex(from, to, values.length);
        int slot = from;
        while (slot < to) {
            int start = slot;
            while (slot < to && Double.isNaN(values[slot])) {
                slot++;
            }
            if (slot > start) {
                consumer.accept(start, slot);
            }
            slot++;
        }
    }

    /**
     * Returns the gaps of values on a grid. Each gap reaches from its first missing point to the next point that has a
     * value, or to the end of the grid.
     *
     * @throws IllegalArgumentException unless there are as many values as the grid has points
     */
    public static List<TimeRange> find(Grid grid, double[] values) {
        if (grid.size() != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values for a grid of " + grid.size() + " points: " + grid);
        }
        List<TimeRange> gaps = new ArrayList<>();
        find(values, 0, values.length, (from, to) -> {
            long end = to < values.length ? grid.epochMillisAt(to) : grid.endMillis();
            gaps.add(TimeRange.ofEpochMillis(grid.epochMillisAt(from), end));
        });
        return List.copyOf(gaps);
    }

    /**
     * Returns the gaps of a series on a grid, each wider by a margin on either side. A gap is a run of grid points at
     * which the series has no point or NaN. Points of the series that are not on the grid do not count. Costs one
     * search for each point of the series between the ends of the grid.
     *
     * <p>Each run reaches from its first missing point to the next grid point that has a value, or to the end of the
     * grid. With a margin, ranges may leave the grid, overlap and touch; {@link TimeRange#union} joins them.
     *
     * @throws IllegalArgumentException when the margin is negative or longer than 9,999 years
     */
    public static List<TimeRange> find(Series series, Grid grid, Duration margin) {
        Years.require(margin, "the margin of a gap");
        List<TimeRange> gaps = new ArrayList<>();
        int missing = 0; // the first grid point that is not checked yet
        int end = series.indexAtOrAfter(grid.endMillis());
        for (int i = series.indexAtOrAfter(grid.startMillis()); i < end; i++) {
            int point = Double.isNaN(series.valueAt(i)) ? -1 : grid.indexOf(series.epochMillisAt(i));
            if (point >= 0) {
                addRun(gaps, grid, missing, point, margin);
                missing = point + 1;
            }
        }
        addRun(gaps, grid, missing, grid.size(), margin);
        return List.copyOf(gaps);
    }

    private static void addRun(List<TimeRange> gaps, Grid grid, int from, int to, Duration margin) {
        if (from < to) {
            long end = to < grid.size() ? grid.epochMillisAt(to) : grid.endMillis();
            gaps.add(TimeRange.of(
                    Instant.ofEpochMilli(grid.epochMillisAt(from)).minus(margin),
                    Instant.ofEpochMilli(end).plus(margin)));
        }
    }
}

package io.holcstore.series;

import io.holcstore.internal.calendar.BucketCalendar;
import io.holcstore.internal.calendar.BucketRule;
import io.holcstore.internal.time.Years;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.ZoneId;
import java.util.Arrays;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;

/** Assigns the points of one series to the slots of another step. Not thread-safe. */
final class Resampling {
    private final Frequency step;
    private final ZoneId zone;
    private final Resample how;
    private final BucketCalendar slots;

    Resampling(Frequency step, ZoneId zone, Resample how) {
        this.step = step;
        this.zone = zone;
        this.how = how;
        this.slots = BucketCalendar.of(BucketRule.of(step, zone));
    }

    Series of(Series series) {
        Grid grid = series.grid().orElse(null);
        if (grid != null) {
            return ofRegular(series, grid);
        }
        if (series.isEmpty()) {
            return series;
        }
        long first = series.epochMillisAt(0);
        long last = series.epochMillisAt(series.size() - 1);
        Years.require(first);
        Years.require(last);
        return slots.mostIn(first, last) > (long) series.size() + Merge.MAX_BETWEEN
                ? sparse(series)
                : dense(series, slots.bounds(TimeRange.ofEpochMillis(first, last + 1)));
    }

    private Series dense(Series series, long[] bounds) {
        double[] values = new double[bounds.length - 1];
        int to = 0;
        for (int slot = 0; slot < values.length; slot++) {
            int from = to;
            to = series.indexAtOrAfter(bounds[slot + 1]);
            values[slot] = how.join(series.rawValues(), from, to);
        }
        return at(bounds, values);
    }

    /** Returns only the slots that have a point, because there are too many others. */
    private Series sparse(Series series) {
        LongArrayList starts = new LongArrayList();
        DoubleArrayList values = new DoubleArrayList();
        int to = 0;
        while (to < series.size()) {
            int from = to;
            long[] slot =
                    slots.bounds(TimeRange.ofEpochMillis(series.epochMillisAt(from), series.epochMillisAt(from) + 1));
            to = series.indexAtOrAfter(slot[1]);
            starts.add(slot[0]);
            values.add(how.join(series.rawValues(), from, to));
        }
        return Series.wrap(starts.toArray(), values.toArray());
    }

    private Series ofRegular(Series series, Grid grid) {
        long[] bounds = slots.bounds(TimeRange.ofEpochMillis(grid.startMillis(), grid.endMillis()));
        // Each slot of several steps has its own point, and each step of several slots has its own slot.
        double[] values = bounds.length - 1 <= series.size()
                ? joined(series.rawValues(), grid, bounds)
                : divided(series.rawValues(), grid, bounds);
        return at(bounds, values);
    }

    private double[] joined(double[] points, Grid grid, long[] bounds) {
        double[] values = new double[Math.max(0, bounds.length - 1)];
        int to = 0;
        for (int slot = 0; slot < values.length; slot++) {
            int from = to;
            to = slot == values.length - 1 ? points.length : grid.indexOf(bounds[slot + 1]);
            if (to < 0) {
                throw misfit(grid, "the slot from " + Points.text(bounds[slot + 1]) + " begins inside a step");
            }
            values[slot] = how.join(points, from, to);
        }
        return values;
    }

    private double[] divided(double[] points, Grid grid, long[] bounds) {
        double[] values = new double[bounds.length - 1];
        int slot = 0;
        long start = grid.startMillis();
        requireBound(grid, bounds[0], start);
        for (int i = 0; i < points.length; i++) {
            long end = i + 1 < points.length ? grid.epochMillisAt(i + 1) : grid.endMillis();
            while (bounds[slot] < end) {
                values[slot] = how.part(points[i], end - start, bounds[slot + 1] - bounds[slot]);
                slot++;
            }
            requireBound(grid, bounds[slot], end);
            start = end;
        }
        return values;
    }

    private void requireBound(Grid grid, long bound, long point) {
        if (bound != point) {
            throw misfit(grid, Points.text(point) + " lies inside a slot");
        }
    }

    private IllegalArgumentException misfit(Grid grid, String where) {
        return new IllegalArgumentException("the series " + grid + " does not fit slots of " + step + " in " + zone
                + ": " + where + "; a slot must contain whole steps, or a step whole slots");
    }

    private Series at(long[] bounds, double[] values) {
        return slots.grid(bounds)
                .map(grid -> Series.wrap(grid, values))
                .orElseGet(() -> Series.wrap(Arrays.copyOf(bounds, values.length), values));
    }
}

package io.holcstore.series;

import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The grid that contains the points of two series.
 *
 * @param grid the grid from the first to the last point of both, in the zone of {@code a}
 * @param a the grid point where the first series begins
 * @param b the grid point where the second series begins
 */
record OneGrid(Grid grid, int a, int b) {
    /**
     * Returns null when the points do not lie on one grid, or more than {@link Merge#MAX_BETWEEN} points lie between
     * the series.
     */
    static @Nullable OneGrid of(Grid a, Grid b) {
        boolean inOrder = a.startMillis() <= b.startMillis();
        Grid first = inOrder ? a : b;
        Grid second = inOrder ? b : a;
        long offset = offset(first, second);
        long size = Math.max(first.size(), offset + second.size());
        if (offset < 0
                || size > (long) first.size() + second.size() + Merge.MAX_BETWEEN
                || size > Integer.MAX_VALUE - 8) {
            return null;
        }
        Grid all = Grid.of(first.startMillis(), first.step(), a.zone(), (int) size);
        return inOrder ? new OneGrid(all, 0, (int) offset) : new OneGrid(all, (int) offset, 0);
    }

    /** Returns whether the points lie on one grid, however many points lie between the series. */
    static boolean holds(Grid a, Grid b) {
        return a.startMillis() <= b.startMillis() ? offset(a, b) >= 0 : offset(b, a) >= 0;
    }

    /**
     * Returns how many steps after the start of the first grid the second one starts, or -1 when its points are not
     * steps of the first.
     */
    private static long offset(Grid first, Grid second) {
        Frequency step = first.step();
        if (!step.equals(second.step())) {
            return -1;
        }
        if (step.isCalendar()) {
            boolean sameRules = first.zone().equals(second.zone())
                    || first.zone().getRules().equals(second.zone().getRules());
            return sameRules ? calendarOffset(first, second) : -1;
        }
        long distance = second.startMillis() - first.startMillis();
        return distance % step.millis() == 0 ? distance / step.millis() : -1;
    }

    /**
     * Returns the offset for calendar steps. A calendar grid continues in the same way from each of its points, so one
     * common point is enough.
     */
    private static int calendarOffset(Grid first, Grid second) {
        int most = periodsBetween(first, second);
        // A zone that skipped a calendar day has fewer points than dates.
        for (int offset = Math.max(0, most - 2); offset <= most; offset++) {
            Grid way = Grid.of(first.startMillis(), first.step(), first.zone(), offset + 1);
            if (way.epochMillisAt(offset) == second.startMillis()) {
                return offset;
            }
        }
        return -1;
    }

    private static int periodsBetween(Grid first, Grid second) {
        LocalDate from =
                Instant.ofEpochMilli(first.startMillis()).atZone(first.zone()).toLocalDate();
        LocalDate to =
                Instant.ofEpochMilli(second.startMillis()).atZone(second.zone()).toLocalDate();
        Period step = first.step().period();
        long months = step.toTotalMonths();
        long periods = months > 0
                ? ChronoUnit.MONTHS.between(from, to) / months
                : ChronoUnit.DAYS.between(from, to) / ChronoUnit.DAYS.between(from, from.plus(step));
        return (int) periods; // at most the days of the years 1 to 9999
    }
}

package io.holcstore.series;

import io.holcstore.time.Grid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * New values over old ones: a value wins, NaN never does. Pure functions but for the array {@link #overlay} writes to.
 */
public final class Merge {
    /**
     * The most points without a value (8 MB) that are added to stay regular: values far apart must not fill the memory.
     */
    public static final int MAX_BETWEEN = 1 << 20;

    private Merge() {}

    /**
     * Writes the values {@code newer[from..to)} that are not NaN over {@code onto[at..)}.
     *
     * @return how many values changed, bit by bit; 0 when {@code onto} is as it was
     * @throws IndexOutOfBoundsException when either array is too short; nothing is written then
     */
    public static int overlay(double[] newer, int from, int to, double[] onto, int at) {
        Objects.checkFromToIndex(from, to, newer.length);
        Objects.checkFromIndexSize(at, to - from, onto.length);
        int changed = 0;
        for (int i = from, j = at; i < to; i++, j++) {
            double value = newer[i];
            if (!Double.isNaN(value) && !Points.sameBits(value, onto[j])) {
                onto[j] = value;
                changed++;
            }
        }
        return changed;
    }

    /**
     * The points of all these series: the first one that has a value at an instant wins. {@link Series#combineFirst}
     * says when the result is regular; of no series, it is the empty one.
     */
    public static Series combine(Iterable<Series> firstWins) {
        Series combined = Series.empty();
        for (Series next : firstWins) {
            combined = combined.combineFirst(next);
        }
        return combined;
    }

    /** {@link Series#combineFirst}. */
    static Series combineFirst(Series newer, Series older) {
        if (older.isEmpty()) {
            return newer;
        }
        if (newer.isEmpty()) {
            return older;
        }
        Series regular = onOneGrid(newer, older);
        return regular != null ? regular : byInstant(newer, older);
    }

    private static @Nullable Series onOneGrid(Series newer, Series older) {
        Grid a = newer.grid().orElse(null);
        Grid b = older.grid().orElse(null);
        if (a == null || b == null || !a.step().equals(b.step())) {
            return null;
        }
        boolean newerFirst = a.startMillis() <= b.startMillis();
        Grid first = newerFirst ? a : b;
        Grid second = newerFirst ? b : a;
        long offset = offset(first, second);
        long size = Math.max(first.size(), offset + second.size());
        if (offset < 0 || size > (long) first.size() + second.size() + MAX_BETWEEN || size > Integer.MAX_VALUE - 8) {
            return null;
        }
        double[] values = new double[(int) size];
        Arrays.fill(values, Double.NaN);
        overlay(older.rawValues(), 0, older.size(), values, newerFirst ? (int) offset : 0);
        overlay(newer.rawValues(), 0, newer.size(), values, newerFirst ? 0 : (int) offset);
        return Series.wrap(Grid.of(first.startMillis(), first.step(), a.zone(), values.length), values);
    }

    /**
     * How many steps after the first grid's start the second one starts, or -1 when its points are not steps of the
     * first.
     */
    private static long offset(Grid first, Grid second) {
        if (first.step().isCalendar()) {
            return first.zone().equals(second.zone()) ? calendarOffset(first, second) : -1;
        }
        long distance = second.startMillis() - first.startMillis();
        long step = first.step().millis();
        return distance % step == 0 ? distance / step : -1;
    }

    /** A calendar grid goes on the same from each of its points, so that meeting once is meeting from there on. */
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

    private static Series byInstant(Series newer, Series older) {
        long[] newTimes = newer.rawTimes();
        long[] oldTimes = older.rawTimes();
        double[] newValues = newer.rawValues();
        double[] oldValues = older.rawValues();
        long[] times = new long[Math.addExact(newTimes.length, oldTimes.length)];
        double[] values = new double[times.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < newTimes.length || j < oldTimes.length) {
            boolean fromNew = j == oldTimes.length || (i < newTimes.length && newTimes[i] <= oldTimes[j]);
            boolean fromOld = i == newTimes.length || (j < oldTimes.length && oldTimes[j] <= newTimes[i]);
            times[size] = fromNew ? newTimes[i] : oldTimes[j];
            values[size++] = fromNew && !(fromOld && Double.isNaN(newValues[i])) ? newValues[i] : oldValues[j];
            i += fromNew ? 1 : 0;
            j += fromOld ? 1 : 0;
        }
        return Series.wrap(Arrays.copyOf(times, size), Arrays.copyOf(values, size));
    }
}

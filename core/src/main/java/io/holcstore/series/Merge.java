package io.holcstore.series;

import io.holcstore.time.Grid;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts new values over old ones. A value wins, NaN never does. The functions change nothing, except the array that
 * {@link #overlay} writes to.
 */
public final class Merge {
    /**
     * The largest number of points without a value that are added to keep a series regular, 8 MB. Values that lie far
     * apart must not fill the memory.
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
     * Returns the points of all these series. The first series that has a value at an instant wins.
     * {@link Series#combineFirst} says when the result is regular. The result is empty when there are no series.
     */
    public static Series combine(Iterable<Series> firstWins) {
        Series combined = Series.empty();
        for (Series next : firstWins) {
            combined = combined.combineFirst(next);
        }
        return combined;
    }

    /** Does the same as {@link Series#combineFirst}. */
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
        OneGrid both = a == null || b == null ? null : OneGrid.of(a, b);
        if (both == null) {
            return null;
        }
        double[] values = new double[both.grid().size()];
        Arrays.fill(values, Double.NaN);
        overlay(older.rawValues(), 0, older.size(), values, both.b());
        overlay(newer.rawValues(), 0, newer.size(), values, both.a());
        return Series.wrap(both.grid(), values);
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

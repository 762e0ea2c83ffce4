package io.holcstore.series;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.time.Grid;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.util.Arrays;

/** Algorithms on arrays of instants and values. */
final class Points {
    private Points() {}

    static void checkLengths(long[] times, double[] values) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times but " + values.length + " values");
        }
    }

    /** Returns the index of the first time that is not after the one before it, or -1 when they strictly increase. */
    static int firstDisorder(long[] times) {
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns the sorted points, with each instant once. Only the instants are sorted, as primitives; then a binary
     * search finds the place of each value. This takes n log n steps and no object for each point.
     */
    static Series sorted(long[] times, double[] values) {
        long[] instants = distinct(times);
        double[] placed = new double[instants.length];
        Arrays.fill(placed, Double.NaN);
        for (int i = 0; i < times.length; i++) {
            if (!Double.isNaN(values[i])) {
                int at = Arrays.binarySearch(instants, times[i]);
                if (!Double.isNaN(placed[at]) && !sameBits(placed[at], values[i])) {
                    throw new ConflictingValuesException(
                            "two different values for " + text(times[i]) + ": " + placed[at] + " and " + values[i]
                                    + "; keep one of them",
                            null,
                            null,
                            Instant.ofEpochMilli(times[i]),
                            placed[at],
                            values[i]);
                }
                placed[at] = values[i];
            }
        }
        return Series.wrap(instants, placed);
    }

    private static long[] distinct(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[size++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, size);
    }

    /** Returns the index of the point at exactly this instant, or a negative number when there is none. */
    static int indexOf(Series series, Instant instant) {
        int i = series.indexAtOrAfter(TimeRange.since(instant).startMillis());
        boolean found = i < series.size()
                && Instant.ofEpochMilli(series.epochMillisAt(i)).equals(instant);
        return found ? i : -1;
    }

    static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    static double[] doubles(int[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    static boolean sameBits(double a, double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }

    static long[] materialise(Grid grid) {
        long[] times = new long[grid.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = grid.epochMillisAt(i);
        }
        return times;
    }

    /**
     * Converts an instant to milliseconds. Refuses a finer instant, because rounding could move it onto another point
     * or onto a grid.
     */
    static long wholeMillis(Instant instant) {
        long millis;
        try {
            millis = instant.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(instant + " cannot be represented in milliseconds since 1970", e);
        }
        if (!instant.equals(Instant.ofEpochMilli(millis))) {
            throw new IllegalArgumentException(instant
                    + " is not a whole millisecond; use truncatedTo(ChronoUnit.MILLIS) if smaller units do not matter");
        }
        return millis;
    }

    static String text(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}

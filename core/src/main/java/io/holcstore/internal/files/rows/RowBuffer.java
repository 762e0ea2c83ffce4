package io.holcstore.internal.files.rows;

import io.holcstore.series.Series;
import java.util.Arrays;

/** Collects the values of one series, in order of time, in arrays that it uses again. The last one may still change. */
final class RowBuffer {
    private long[] times = new long[1 << 10];
    private double[] values = new double[1 << 10];
    private int size;

    int size() {
        return size;
    }

    /** Returns whether the last value has this time. */
    boolean endsAt(long time) {
        return size > 0 && times[size - 1] == time;
    }

    double lastValue() {
        return values[size - 1];
    }

    void add(long time, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        times[size] = time;
        values[size++] = value;
    }

    void replaceLast(double value) {
        values[size - 1] = value;
    }

    void removeLast() {
        size--;
    }

    /** Returns the values and removes them from the buffer. */
    Series take() {
        Series series = Series.wrap(Arrays.copyOf(times, size), Arrays.copyOf(values, size));
        size = 0;
        return series;
    }
}

package io.holcstore.series;

import io.holcstore.time.Grid;
import java.util.Arrays;

/** Computes what a counter has counted between its readings. */
final class Readings {
    private Readings() {}

    static Series differences(Series readings) {
        double[] values = new double[Math.max(0, readings.size() - 1)];
        double[] read = readings.rawValues();
        for (int i = 0; i < values.length; i++) {
            values[i] = read[i + 1] - read[i];
        }
        return withoutLast(readings, values);
    }

    /**
     * Returns the differences of readings. A decrease by more than half of the modulus is a rollover. A smaller one is
     * a correction, or a new meter: no counter counts half of its modulus between two useful readings.
     */
    static Series differences(Series readings, double modulus) {
        if (!(modulus > 0 && modulus < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the number at which a counter starts again at 0 must be positive, not " + modulus);
        }
        check(readings, modulus);
        double[] values = new double[Math.max(0, readings.size() - 1)];
        double[] read = readings.rawValues();
        for (int i = 0; i < values.length; i++) {
            boolean rolled = read[i] - read[i + 1] > modulus / 2;
            values[i] = rolled ? modulus - read[i] + read[i + 1] : read[i + 1] - read[i];
        }
        return withoutLast(readings, values);
    }

    private static void check(Series readings, double modulus) {
        for (int i = 0; i < readings.size(); i++) {
            double value = readings.valueAt(i);
            if (value < 0 || value >= modulus) {
                throw new IllegalArgumentException("the reading " + value + " at "
                        + Points.text(readings.epochMillisAt(i))
                        + " cannot come from a counter that shows 0 instead of "
                        + modulus);
            }
        }
    }

    private static Series withoutLast(Series readings, double[] values) {
        Grid grid = readings.grid().orElse(null);
        return grid != null
                ? Series.wrap(grid.slice(0, values.length), values)
                : Series.wrap(Arrays.copyOf(readings.rawTimes(), values.length), values);
    }
}

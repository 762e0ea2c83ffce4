package io.holcstore.series;

import io.holcstore.time.Grid;
import java.util.Arrays;

/** Multiplies, adds and subtracts the values of series. */
final class Arithmetic {
    private Arithmetic() {}

    static Series times(Series series, double factor) {
        if (!Double.isFinite(factor)) {
            throw new IllegalArgumentException("a factor must be a finite number, not " + factor);
        }
        double[] values = series.values();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return series.withValues(values);
    }

    /**
     * Returns the values of {@code a} plus {@code sign} times those of {@code b}.
     *
     * @param sign 1 or -1, which changes only the sign bit of a value
     */
    static Series sum(Series a, Series b, double sign) {
        if (a.isEmpty() || b.isEmpty()) {
            return withoutValues(b.isEmpty() ? a : b);
        }
        Grid first = a.grid().orElse(null);
        Grid second = b.grid().orElse(null);
        if (first != null && second != null) {
            OneGrid both = OneGrid.of(first, second);
            if (both != null) {
                return onOneGrid(both, a, b, sign);
            }
            if (!OneGrid.holds(first, second)) {
                throw new IllegalArgumentException("the series " + first + " and " + second
                        + " do not lie on one grid; convert one of them to the grid of the other with resample(..)");
            }
        }
        return byInstant(a, b, sign);
    }

    private static Series withoutValues(Series series) {
        double[] values = new double[series.size()];
        Arrays.fill(values, Double.NaN);
        return series.withValues(values);
    }

    private static Series onOneGrid(OneGrid both, Series a, Series b, double sign) {
        double[] values = new double[both.grid().size()];
        int from = Math.max(both.a(), both.b());
        int to = Math.max(from, Math.min(both.a() + a.size(), both.b() + b.size()));
        Arrays.fill(values, 0, from, Double.NaN);
        Arrays.fill(values, to, values.length, Double.NaN);
        double[] valuesA = a.rawValues();
        double[] valuesB = b.rawValues();
        for (int i = from; i < to; i++) {
            values[i] = valuesA[i - both.a()] + sign * valuesB[i - both.b()];
        }
        return Series.wrap(both.grid(), values);
    }

    private static Series byInstant(Series a, Series b, double sign) {
        long[] timesA = a.rawTimes();
        long[] timesB = b.rawTimes();
        double[] valuesA = a.rawValues();
        double[] valuesB = b.rawValues();
        long[] times = new long[Math.addExact(timesA.length, timesB.length)];
        double[] values = new double[times.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < timesA.length || j < timesB.length) {
            int order = i == timesA.length ? 1 : j == timesB.length ? -1 : Long.compare(timesA[i], timesB[j]);
            times[size] = order <= 0 ? timesA[i] : timesB[j];
            values[size++] = order == 0 ? valuesA[i] + sign * valuesB[j] : Double.NaN;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        double[] kept = Arrays.copyOf(values, size);
        Series regular = size == a.size() && a.isRegular() ? a : size == b.size() && b.isRegular() ? b : null;
        return regular != null ? regular.withValues(kept) : Series.wrap(Arrays.copyOf(times, size), kept);
    }
}

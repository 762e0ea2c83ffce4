package io.holcstore.testkit.demo;

import io.holcstore.series.Series;
import java.util.Arrays;
import java.util.Locale;

/** The vertical axis of a plot, from 0 to a round number above the largest value; watts, written as kW. */
record Scale(double top) {
    /** Their quarters, which are labelled, have one digit. */
    private static final double[] ROUND = {1.2, 1.6, 2, 2.4, 2.8, 3.2, 4, 6, 8, 12};

    static Scale of(Series... series) {
        double max = Arrays.stream(series)
                .flatMapToDouble(each -> Arrays.stream(each.values()))
                .filter(Double::isFinite)
                .max()
                .orElse(1000);
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(max, 1))));
        double top = Arrays.stream(ROUND)
                .map(round -> round * power)
                .filter(t -> t >= max)
                .findFirst()
                .orElse(max);
        return new Scale(top);
    }

    /** 0 at the bottom, 1 at the top. */
    double fraction(double value) {
        return Math.max(0, Math.min(1, value / top));
    }

    /** The value at a fraction of the height, {@code "1.5"} kW. */
    String label(double fraction) {
        return String.format(Locale.ROOT, top < 1000 ? "%.2f" : "%.1f", top * fraction / 1000);
    }
}

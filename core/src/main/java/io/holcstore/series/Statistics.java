package io.holcstore.series;

import java.util.Objects;

/**
 * What values come to, those that are NaN left out. Without any value, sum, minimum and maximum are NaN.
 *
 * <p><b>The sum</b> is taken in the order of the values with compensation: as if in twice the precision of a double,
 * then rounded once, so the same values in the same order give the same bits. It is infinite from where the running
 * total leaves the range of a double, and NaN where positive and negative infinities meet. None of the three is ever
 * -0.0; 0.0 stands for it.
 *
 * @param count how many values there are
 * @param sum their sum
 * @param min the least of them
 * @param max the greatest of them
 */
public record Statistics(int count, double sum, double min, double max) {
    /**
     * The statistics of {@code values[from, to)}, in one pass.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= values.length}
     */
    public static Statistics of(double[] values, int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        int count = 0;
        double sum = 0;
        double rest = 0; // what rounding has taken from the sum
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (!Double.isNaN(value)) {
                count++;
                double next = sum + value;
                rest += lost(sum, value, next);
                sum = next;
                min = value < min ? value : min;
                max = value > max ? value : max;
            }
        }
        return count == 0
                ? new Statistics(0, Double.NaN, Double.NaN, Double.NaN)
                : new Statistics(count, rounded(sum, rest), min + 0.0, max + 0.0);
    }

    /**
     * What the rounding of {@code sum = a + b} took away, exactly (Knuth's TwoSum). The running total is found without
     * waiting for it, which is why this costs a fraction of other ways.
     */
    public static double lost(double a, double b, double sum) {
        double part = sum - a;
        return (a - (sum - part)) + (b - part);
    }

    /** The sum with what it lost; the sum as it is where that is not a number, as for one that is infinite. */
    public static double rounded(double sum, double lost) {
        double total = sum + lost;
        return Double.isNaN(total) ? sum : total;
    }
}

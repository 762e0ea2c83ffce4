package io.holcstore.series;

import java.util.Objects;

/**
 * The count, the sum and the extremes of values. NaN does not count. Sum, minimum and maximum are NaN when there is no
 * value.
 *
 * <p><b>The sum</b> adds the values in their order with compensation, as if with twice the precision of a double, and
 * is rounded once. The same values in the same order therefore give the same bits. The sum is infinite once the running
 * total leaves the range of a double. It is NaN where positive and negative infinities meet. Sum, minimum and maximum
 * are 0.0 instead of -0.0.
 *
 * @param count the number of values
 * @param sum the sum of the values
 * @param min the least value
 * @param max the greatest value
 */
public record Statistics(int count, double sum, double min, double max) {
    /**
     * Returns the statistics of {@code values[from, to)}. Takes one pass.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= values.length}
     */
    public static Statistics of(double[] values, int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        int count = 0;
        double sum = 0;
        double rest = 0; // what rounding has removed from the sum
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
     * Returns exactly what the rounding of {@code sum = a + b} took away (Knuth's TwoSum). The next sum does not wait
     * for this number, which makes it cheaper than other ways of compensation.
     */
    public static double lost(double a, double b, double sum) {
        double part = sum - a;
        return (a - (sum - part)) + (b - part);
    }

    /** Returns the sum plus what it lost. Returns the sum itself where the total is not a number, as for infinities. */
    public static double rounded(double sum, double lost) {
        double total = sum + lost;
        return Double.isNaN(total) ? sum : total;
    }
}

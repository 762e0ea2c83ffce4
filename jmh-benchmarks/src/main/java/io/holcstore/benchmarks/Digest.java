package io.holcstore.benchmarks;

import java.util.Locale;

/**
 * Takes in times and values in any order, and tells whether two places gave the same ones: by their number, the sum of
 * the values, and the sum of the values by time. It looks at each of them, so that no place can leave them unread.
 */
final class Digest {
    /** Sums of floating point numbers differ by the order of the summands. */
    private static final double TOLERANCE = 1e-11;

    private static final double SPAN = Workload.YEARS.endMillis() - Workload.YEARS.startMillis();

    private long count;
    private double sum;
    private double byTime;
    private double magnitude;

    void add(long epochMillis, double value) {
        count++;
        sum += value;
        byTime += value * ((epochMillis - Workload.YEARS.startMillis()) / SPAN);
    }

    /** As {@link #add}, for what is expected: also counts how large the values are. */
    void expect(long epochMillis, double value) {
        add(epochMillis, value);
        magnitude += Math.abs(value);
    }

    /** @throws IllegalStateException when the other one took in anything else */
    void check(String what, Digest actual) {
        double allowed = TOLERANCE * magnitude;
        if (count == 0
                || actual.count != count
                || !(Math.abs(actual.sum - sum) <= allowed)
                || !(Math.abs(actual.byTime - byTime) <= allowed)) {
            throw new IllegalStateException("expected of " + what + " " + this + " but got " + actual);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d values, sum %.9g, by time %.9g", count, sum, byTime);
    }
}

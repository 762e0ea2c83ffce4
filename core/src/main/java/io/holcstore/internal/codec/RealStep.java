package io.holcstore.internal.codec;

/** Finds the step that a few doubles are whole multiples of, except for rounding. Pure functions. */
final class RealStep {
    /** The largest multiple. With larger ones, the rounding of doubles hides their step. */
    private static final double MOST = 1 << 22;

    /** What is left of a division is due to rounding when it is below this part of the dividend. */
    private static final double ROUNDING = 0x1p-28;

    /** How many doubles above and below the step are tried, because it is rounded itself. */
    private static final int NEIGHBORS = 4;

    private RealStep() {}

    /** Returns approximately the largest step of {@code values[0, size)}, or 0 when they have none. */
    static double find(double[] values, int size) {
        double step = 0;
        double greatest = 0;
        for (int i = 0; i < size; i++) {
            double value = Math.abs(values[i]);
            if (!(value <= Double.MAX_VALUE)) {
                return 0;
            }
            if (value == 0) {
                continue;
            }
            greatest = Math.max(greatest, value);
            step = step == 0 ? value : commonStep(value, step);
            if (!(step * MOST >= greatest)) {
                return 0;
            }
            step = greatest / Math.rint(greatest / step); // as precise as the greatest value
        }
        return step;
    }

    /** Euclid's algorithm for numbers that were rounded. */
    private static double commonStep(double a, double b) {
        double limit = Math.max(a, b) * ROUNDING;
        double greater = a;
        double smaller = b;
        while (smaller > limit) {
            double rest = greater - Math.rint(greater / smaller) * smaller;
            greater = smaller;
            smaller = Math.abs(rest);
        }
        return greater;
    }

    /**
     * Returns {@code step}, or a double near it of which more of the values are multiples.
     *
     * @param inverse whether values are multiples divided by the inverse of the step: then this returns the inverse
     */
    static double refine(double[] values, int size, double step, boolean inverse) {
        double best = inverse ? 1 / step : step;
        int most = -1;
        double candidate = best - NEIGHBORS * Math.ulp(best);
        for (int i = 0; i <= 2 * NEIGHBORS; i++, candidate = Math.nextUp(candidate)) {
            int hits = hits(values, size, step, candidate, inverse);
            if (hits > most) {
                most = hits;
                best = candidate;
            }
        }
        return best;
    }

    /** Returns how many values are exactly multiples of {@code candidate}, or multiples divided by it. */
    static int hits(double[] values, int size, double step, double candidate, boolean inverse) {
        int hits = 0;
        for (int i = 0; i < size; i++) {
            double multiple = Math.rint(values[i] / step);
            hits += (inverse ? multiple / candidate : multiple * candidate) == values[i] ? 1 : 0;
        }
        return hits;
    }
}

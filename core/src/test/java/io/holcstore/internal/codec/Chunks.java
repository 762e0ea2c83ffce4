package io.holcstore.internal.codec;

import java.util.Random;

/** Chunks of every kind for the codec's tests, from a seed. */
final class Chunks {
    private Chunks() {}

    /** A chunk of {@code slots} values of a kind the random numbers choose. */
    static double[] any(Random random, int slots) {
        double[] values = new double[slots];
        int kind = random.nextInt(KINDS);
        double scale = Math.pow(10, random.nextInt(10));
        double level = random.nextInt(10_000);
        double step = 0.01 + random.nextDouble();
        double constant = Double.longBitsToDouble(random.nextLong());
        for (int i = 0; i < slots; i++) {
            level += random.nextInt(41) - 20;
            values[i] = switch (kind) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> constant;
                case 2 -> Math.rint(level) / scale;
                case 3 -> random.nextGaussian();
                case 4 -> (float) (Math.rint(level) / scale);
                case 5 -> level * scale;
                case 6 -> Math.max(0, Math.rint(1000 * Math.sin(i * Math.PI / 48)));
                case 7 -> level + random.nextDouble() * 1e-9;
                case 8 -> SPECIAL[random.nextInt(SPECIAL.length)];
                case 9 -> 10 * Math.rint(level / 10);
                case 10 -> i % 96 * 7 + random.nextInt(3);
                case 11 -> i * 0.25;
                case 12 -> i < 50 ? Math.rint(level) / scale : values[i - 50];
                case 13 -> new Random(random.nextInt(9)).nextDouble();
                case 14 -> Math.rint(level) * 0.01;
                case 16 -> (float) (Math.rint(Math.rint(level / 30) * 67.1) / 1000);
                case 17 -> Math.rint(level) / (3 + random.nextInt(2));
                case 18 -> (Math.rint(level) / 10 - 32) / 1.8;
                case 19 ->
                    random.nextInt(8) == 0 ? 1.5 + random.nextInt(3) : Double.longBitsToDouble(random.nextLong());
                case 20 -> Math.rint(level) + (random.nextInt(30) == 0 ? 1000 + random.nextInt(9000) : 0);
                case 21 -> Math.rint(level) * step;
                case 15 -> Math.rint(level) * 0.1 + 0.2;
                default -> (float) Math.sqrt(level);
            };
        }
        disturb(random, values);
        return values;
    }

    private static final int KINDS = 23;

    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        0.1,
        1e-300,
        1L << 53,
        (1L << 53) + 2,
        0x1p63,
        -0x1p63,
        0x1p62,
        Double.longBitsToDouble(0xfff8_0000_0000_0001L),
        Double.longBitsToDouble(0x7ff0_0000_0000_0001L)
    };

    /** Gaps, single odd values and repeats, as real series have them. */
    private static void disturb(Random random, double[] values) {
        int slots = values.length;
        for (int runs = slots == 0 ? 0 : random.nextInt(4); runs > 0; runs--) {
            int from = random.nextInt(slots);
            int to = Math.min(slots, from + random.nextInt(1 + slots / 3));
            double value = random.nextBoolean() ? Double.NaN : values[from];
            java.util.Arrays.fill(values, from, to, value);
        }
        if (random.nextInt(3) == 0) {
            double share = random.nextDouble() * 0.2;
            for (int i = 0; i < slots; i++) {
                if (random.nextDouble() < share) {
                    values[i] = random.nextBoolean() ? Double.NaN : SPECIAL[random.nextInt(SPECIAL.length)];
                }
            }
        }
    }

    /** The index of the first value that did not come back bit for bit (any NaN for any NaN), or -1. */
    static int firstDifference(double[] expected, int from, int to, double[] actual, int at) {
        for (int i = from; i < to; i++) {
            if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(actual[at + i - from])) {
                return i;
            }
        }
        return -1;
    }
}

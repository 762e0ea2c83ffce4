package io.holcstore.codec;

import java.util.Arrays;

/**
 * Guesses from a sample whether a chunk repeats itself, so that LZ4 is worth a try: by how often a sampled pair of neighbouring values is met
 * again at another sampled place. Not thread-safe.
 */
final class Repetition {
    private static final int SAMPLE = 128;
    private static final int TABLE_BITS = 9;
    private static final int ENOUGH = SAMPLE / 16;

    private final long[] seen = new long[1 << TABLE_BITS];

    boolean isLikely(double[] values, int count) {
        if (count < 16) {
            return false;
        }
        Arrays.fill(seen, 0);
        int met = 0;
        int taken = Math.min(SAMPLE, count - 1);
        for (int i = 0; i < taken; i++) {
            int at = (int) ((long) i * (count - 1) / taken);
            long first = Double.doubleToRawLongBits(values[at]);
            long second = Double.doubleToRawLongBits(values[at + 1]);
            long pair = 1 | ((first * 0x9E3779B97F4A7C15L + second) * 0xC2B2AE3D27D4EB4FL); // 0 means a free place
            int place = (int) (pair >>> (Long.SIZE - TABLE_BITS));
            met += seen[place] == pair ? 1 : 0;
            seen[place] = pair;
        }
        return met >= ENOUGH;
    }
}

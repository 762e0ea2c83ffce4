package io.holcstore.internal.codec;

import java.util.Arrays;

/**
 * Guesses from a sample whether a chunk repeats itself, so that LZ4 is worth a try: by how often what stands at one
 * sampled place is met again at another. Not thread-safe.
 */
final class Repetition {
    private static final int SAMPLE = 128;
    private static final int TABLE_BITS = 9;
    /** What repeats every n values is met about SAMPLE^2 / 2n times. */
    private static final int ENOUGH = 4;

    /** Stretches of as many values are compared, so that short values do not repeat by mere chance. */
    private static final int STRETCH = 4;

    private final long[] seen = new long[1 << TABLE_BITS];
    private final int[] seenAt = new int[1 << TABLE_BITS];

    /**
     * @param bitsPerValue what another layout takes: with hardly any, nothing is to be gained; with many, one value
     *     that returns is enough
     */
    boolean isLikely(double[] values, int count, double bitsPerValue) {
        if (bitsPerValue < 2 || count < SAMPLE) {
            return false;
        }
        int stretch = bitsPerValue > 24 ? 1 : STRETCH;
        Arrays.fill(seen, 0);
        int met = 0;
        long random = 1;
        for (int i = 0; i < SAMPLE; i++) {
            random = random * 0x5851F42D4C957F2DL + 1; // even distances would miss periods they do not divide
            int at = (int) (((random >>> 33) * (count - stretch)) >>> 31);
            long hash = 0;
            for (int j = 0; j < stretch; j++) {
                hash = (hash + Double.doubleToRawLongBits(values[at + j])) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
            hash = (hash * 0xC2B2AE3D27D4EB4FL) | 1; // 0 means a free place
            int place = (int) (hash >>> (Long.SIZE - TABLE_BITS));
            met += seen[place] == hash && seenAt[place] != at ? 1 : 0;
            seen[place] = hash;
            seenAt[place] = at;
        }
        return met >= ENOUGH;
    }
}

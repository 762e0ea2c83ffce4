package io.holcstore.internal.codec;

import java.util.Arrays;

/**
 * Estimates from a sample whether a chunk repeats itself, so that LZ4 is worth a try: it counts how often the values at
 * one sampled position recur at another. Not thread-safe.
 */
final class Repetition {
    private static final int SAMPLE = 128;
    private static final int TABLE_BITS = 9;
    /** The fewest matches. A period of n values gives about SAMPLE^2 / 2n matches. */
    private static final int ENOUGH = 4;

    /** The number of values that are compared together, so that short values do not match by chance. */
    private static final int STRETCH = 4;

    private final long[] seen = new long[1 << TABLE_BITS];
    private final int[] seenAt = new int[1 << TABLE_BITS];

    /**
     * @param bitsPerValue the size of another layout: when it is small, nothing can be gained; when it is large, one
     *      recurring value is enough
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
            random = random * 0x5851F42D4C957F2DL + 1; // equal distances would miss periods that they do not divide
            int at = (int) (((random >>> 33) * (count - stretch)) >>> 31);
            long hash = Double.doubleToRawLongBits(values[at]) * 0x9E3779B97F4A7C15L;
            if (stretch == STRETCH) { // products that do not wait for each other
                hash += Double.doubleToRawLongBits(values[at + 1]) * 0xD6E8FEB86659FD93L;
                hash += Double.doubleToRawLongBits(values[at + 2]) * 0xA0761D6478BD642FL;
                hash += Double.doubleToRawLongBits(values[at + 3]) * 0xE7037ED1A0B428DBL;
            }
            hash ^= hash >>> 29;
            hash = (hash * 0xC2B2AE3D27D4EB4FL) | 1; // 0 means an empty entry
            int place = (int) (hash >>> (Long.SIZE - TABLE_BITS));
            met += seen[place] == hash && seenAt[place] != at ? 1 : 0;
            seen[place] = hash;
            seenAt[place] = at;
        }
        return met >= ENOUGH;
    }
}

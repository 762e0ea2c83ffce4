package io.holcstore.internal.bits;

import io.holcstore.error.ChunkFormatException;

/**
 * The inner loops of {@link BlockRice} for quotients. Each quotient is written as that number of zeros and a one, from
 * the lowest bit of a byte up; a large one as {@link BlockRice#LARGE} zeros and a one.
 *
 * <p>Reading processes bytes and not numbers, with tables for all 256 bytes, so that it has no branches that depend on
 * where a number ends and that the processor would mispredict.
 */
final class Unary {
    /** How many elements reading may write beyond the last quotient. */
    static final int SLACK = Long.BYTES;

    private static final int LARGE_BITS = Integer.numberOfTrailingZeros(BlockRice.LARGE);

    /** For each byte its quotients, one byte each from the lowest up. Zeros at its start count for the first. */
    private static final long[] QUOTIENTS = new long[256];

    /** For each byte the number of its ones. */
    private static final byte[] ONES = new byte[256];

    /** For each byte the number of zeros above its last one. */
    private static final byte[] ZEROS_LEFT = new byte[256];

    static {
        for (int bits = 0; bits < 256; bits++) {
            int zeros = 0;
            for (int i = 0; i < Byte.SIZE; i++) {
                if ((bits >>> i & 1) == 0) {
                    zeros++;
                } else {
                    QUOTIENTS[bits] |= (long) zeros << (ONES[bits]++ * Byte.SIZE);
                    zeros = 0;
                }
            }
            ZEROS_LEFT[bits] = (byte) zeros;
        }
    }

    private Unary() {}

    /**
     * Writes the quotients of {@code numbers[from, to)} under {@code k}, beginning {@code bit} bits after
     * {@code bytes[at]}. The lower bits of that byte stay. Overwrites up to 7 bytes beyond the end.
     *
     * @return the bit after the last one
     */
    static long write(long[] numbers, int from, int to, int k, byte[] bytes, int at, long bit) {
        int next = at + (int) (bit >>> 3);
        int filled = (int) (bit & 7);
        long word = bytes[next] & ((1L << filled) - 1);
        for (int i = from; i < to; ) {
            long code;
            int length;
            if (i + 4 <= to && shortQuotients(numbers, i, k)) { // writes four at once
                int one0 = (int) (numbers[i] >>> k);
                int one1 = one0 + 1 + (int) (numbers[i + 1] >>> k);
                int one2 = one1 + 1 + (int) (numbers[i + 2] >>> k);
                int one3 = one2 + 1 + (int) (numbers[i + 3] >>> k);
                code = (1L << one0) | (1L << one1) | (1L << one2) | (1L << one3);
                length = one3 + 1;
                i += 4;
            } else {
                long quotient = numbers[i] >>> k;
                int zeros = quotient >>> LARGE_BITS == 0 ? (int) quotient : BlockRice.LARGE;
                code = 1L << zeros;
                length = zeros + 1;
                i++;
            }
            word |= code << filled;
            Bytes.putLong(bytes, next, word);
            filled += length;
            next += filled >>> 3;
            word >>>= filled & 0x38;
            filled &= 7;
        }
        Bytes.putLong(bytes, next, word);
        return ((long) (next - at) << 3) + filled;
    }

    /** Returns whether four quotients with their ones certainly need at most 56 bits. */
    private static boolean shortQuotients(long[] numbers, int at, int k) {
        return ((numbers[at] | numbers[at + 1] | numbers[at + 2] | numbers[at + 3]) >>> k) < 14;
    }

    /**
     * Reads {@code count} quotients of {@code bytes[at, end)} to {@code quotients}, which has room for {@link #SLACK}
     * more. A large one is read as {@link BlockRice#LARGE}.
     *
     * @return the position after the last byte that was read
     * @throws ChunkFormatException when the bytes end too early, or contain far more consecutive zeros than a writer
     *      produces
     */
    static int read(byte[] bytes, int at, int end, byte[] quotients, int count) {
        int done = 0;
        int zeros = 0;
        int next = at;
        while (done < count && next < end) {
            int bits = bytes[next++] & 0xff;
            int ones = ONES[bits];
            if (zeros > BlockRice.LARGE - Byte.SIZE) {
                requireShort(zeros + Integer.numberOfTrailingZeros(bits | 1 << Byte.SIZE));
            }
            Bytes.putLong(
                    quotients, done, QUOTIENTS[bits] + zeros); // adds zeros of the bytes before to the first quotient
            done += ones;
            zeros = ZEROS_LEFT[bits] + (zeros & ((ones - 1) >> 31)); // keeps the former zeros when the byte has no one
        }
        if (done < count) {
            throw new ChunkFormatException("expected more numbers of a compact chunk but got the end of their bits");
        }
        return next;
    }

    private static void requireShort(int zeros) {
        if (zeros > BlockRice.LARGE) {
            throw new ChunkFormatException(
                    "expected at most " + BlockRice.LARGE + " zeros before a one but got " + zeros);
        }
    }
}

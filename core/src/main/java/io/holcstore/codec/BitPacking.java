package io.holcstore.codec;

/** The inner loops of {@link BlockRice}: low bits side by side, and quotients counted in zeros. Bits are filled from the lowest up. */
final class BitPacking {
    private static final int LARGE_BITS = Integer.numberOfTrailingZeros(BlockRice.LARGE);

    private BitPacking() {}

    /** Packs the {@code k} low bits of {@code numbers[from, to)} at {@code bytes[at]}; writes up to 15 bytes beyond the end it returns. */
    static int pack(long[] numbers, int from, int to, int k, byte[] bytes, int at) {
        if (k == 0) {
            return at;
        }
        int eights = k <= 14 ? (to - from) / 8 : 0;
        for (int i = 0; i < eights; i++) {
            packEight(numbers, from + i * 8, k, bytes, at + i * k);
        }
        return packOneByOne(numbers, from + eights * 8, to, k, bytes, at + eights * k);
    }

    /** Eight numbers of at most 14 bits fill k bytes, which two words hold. */
    private static void packEight(long[] numbers, int from, int k, byte[] bytes, int at) {
        long low = packFour(numbers, from, k);
        long high = packFour(numbers, from + 4, k);
        Bytes.putLong(bytes, at, low | (high << (4 * k)));
        Bytes.putLong(bytes, at + 8, high >>> (64 - 4 * k));
    }

    private static long packFour(long[] numbers, int from, int k) {
        long mask = (1L << k) - 1;
        long first = (numbers[from] & mask) | ((numbers[from + 1] & mask) << k);
        long second = (numbers[from + 2] & mask) | ((numbers[from + 3] & mask) << k);
        return first | (second << (2 * k));
    }

    private static int packOneByOne(long[] numbers, int from, int to, int k, byte[] bytes, int at) {
        long mask = -1L >>> -k;
        long word = 0;
        int filled = 0;
        int next = at;
        for (int i = from; i < to; i++) {
            long low = numbers[i] & mask;
            word |= low << filled;
            filled += k;
            if (filled >= 64) {
                Bytes.putLong(bytes, next, word);
                next += 8;
                filled -= 64;
                word = filled == 0 ? 0 : low >>> (k - filled);
            }
        }
        Bytes.putLong(bytes, next, word);
        return next + ((filled + 7) >>> 3);
    }

    /**
     * Puts {@code k} bits for each number of {@code numbers[from, to)} below what stands there. Reads whole words: up to 15 bytes beyond the
     * bits.
     */
    static void unpackBelow(byte[] bytes, int at, int k, long[] numbers, int from, int to) {
        if (k == 0) {
            return;
        }
        int eights = k <= 14 ? (to - from) / 8 : 0;
        int rest = from + eights * 8;
        if (k <= 7) {
            for (int i = from, place = at; i < rest; i += 8, place += k) {
                long word = Bytes.getLong(bytes, place);
                unpackFour(word, k, numbers, i);
                unpackFour(word >>> (4 * k), k, numbers, i + 4);
            }
        } else if (k <= 14) {
            int half = (4 * k) >>> 3;
            int shift = (4 * k) & 7;
            for (int i = from, place = at; i < rest; i += 8, place += k) {
                unpackFour(Bytes.getLong(bytes, place), k, numbers, i);
                unpackFour(Bytes.getLong(bytes, place + half) >>> shift, k, numbers, i + 4);
            }
        }
        if (k <= 57) {
            unpackOneByOne(bytes, at + eights * k, k, numbers, rest, to);
        } else {
            unpackWide(bytes, at, k, numbers, from, to);
        }
    }

    private static void unpackFour(long word, int k, long[] numbers, int at) {
        long mask = (1L << k) - 1;
        numbers[at] = (numbers[at] << k) | (word & mask);
        numbers[at + 1] = (numbers[at + 1] << k) | ((word >>> k) & mask);
        numbers[at + 2] = (numbers[at + 2] << k) | ((word >>> (2 * k)) & mask);
        numbers[at + 3] = (numbers[at + 3] << k) | ((word >>> (3 * k)) & mask);
    }

    private static void unpackOneByOne(byte[] bytes, int at, int k, long[] numbers, int from, int to) {
        long mask = -1L >>> -k;
        int bit = 0;
        for (int i = from; i < to; i++, bit += k) {
            long low = (Bytes.getLong(bytes, at + (bit >>> 3)) >>> (bit & 7)) & mask;
            numbers[i] = (numbers[i] << k) | low;
        }
    }

    /** For bits that may reach into a ninth byte. */
    private static void unpackWide(byte[] bytes, int at, int k, long[] numbers, int from, int to) {
        long mask = -1L >>> -k;
        int bit = 0;
        for (int i = from; i < to; i++, bit += k) {
            int place = at + (bit >>> 3);
            int shift = bit & 7;
            long low =
                    (Bytes.getLong(bytes, place) >>> shift) | ((Bytes.getLong(bytes, place + 8) << 1) << (63 - shift));
            numbers[i] = (numbers[i] << k) | (low & mask);
        }
    }

    /**
     * Writes the quotients of {@code numbers[from, to)} under {@code k} from the bit {@code bit} after {@code bytes[at]} on, in zeros, each
     * followed by a one; a large one as {@link BlockRice#LARGE} zeros. The bits before {@code bit} in its byte stay; up to 7 bytes beyond the
     * end are overwritten.
     *
     * @return the bit after the last one
     */
    static long writeUnary(long[] numbers, int from, int to, int k, byte[] bytes, int at, long bit) {
        int next = at + (int) (bit >>> 3);
        int filled = (int) (bit & 7);
        long word = bytes[next] & ((1L << filled) - 1);
        for (int i = from; i < to; ) {
            long code;
            int length;
            if (i + 4 <= to && shortQuotients(numbers, i, k)) { // four at once
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

    /** Whether four quotients with their ones surely take no more than 56 bits. */
    private static boolean shortQuotients(long[] numbers, int at, int k) {
        return ((numbers[at] | numbers[at + 1] | numbers[at + 2] | numbers[at + 3]) >>> k) < 14;
    }
}

package io.holcstore.internal.bits;

/** The inner loops of {@link BlockRice} for low bits, which are consecutive, from the lowest bit of a byte up. */
final class BitPacking {
    private BitPacking() {}

    /**
     * Packs the {@code k} low bits of {@code numbers[from, to)} into {@code bytes} from {@code at} on. Writes up to 15
     * bytes beyond the end that it returns.
     */
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

    /** Packs eight numbers of at most 14 bits into k bytes, which fit into two words. */
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
     * Combines {@code quotients[from, to)} with their {@code k} low bits to {@code numbers[from, to)}. Reads whole
     * words: up to 15 bytes beyond the bits, and 7 beyond the quotients.
     */
    static void unpack(byte[] bytes, int at, int k, byte[] quotients, long[] numbers, int from, int to) {
        int rest = k <= 14 ? from + ((to - from) & -8) : from;
        unpackEights(bytes, at, k, quotients, numbers, from, rest);
        int next = at + (rest - from) / 8 * k;
        if (k <= 57) {
            unpackOneByOne(bytes, next, k, quotients, numbers, rest, to);
        } else {
            unpackWide(bytes, next, k, quotients, numbers, rest, to);
        }
    }

    /** Unpacks eight numbers of at most 14 low bits at a time from k bytes, which fit into two words. */
    private static void unpackEights(byte[] bytes, int at, int k, byte[] quotients, long[] numbers, int from, int to) {
        long mask = (1L << k) - 1;
        int half = (4 * k) >>> 3;
        int shift = (4 * k) & 7;
        int place = at;
        for (int i = from; i < to; i += 8) {
            long heads = Bytes.getLong(quotients, i);
            long low = Bytes.getLong(bytes, place);
            long high = Bytes.getLong(bytes, place + half) >>> shift;
            numbers[i] = ((heads & 0xff) << k) | (low & mask);
            numbers[i + 1] = (((heads >>> 8) & 0xff) << k) | ((low >>> k) & mask);
            numbers[i + 2] = (((heads >>> 16) & 0xff) << k) | ((low >>> (2 * k)) & mask);
            numbers[i + 3] = (((heads >>> 24) & 0xff) << k) | ((low >>> (3 * k)) & mask);
            numbers[i + 4] = (((heads >>> 32) & 0xff) << k) | (high & mask);
            numbers[i + 5] = (((heads >>> 40) & 0xff) << k) | ((high >>> k) & mask);
            numbers[i + 6] = (((heads >>> 48) & 0xff) << k) | ((high >>> (2 * k)) & mask);
            numbers[i + 7] = ((heads >>> 56) << k) | ((high >>> (3 * k)) & mask);
            place += k;
        }
    }

    private static void unpackOneByOne(
            byte[] bytes, int at, int k, byte[] quotients, long[] numbers, int from, int to) {
        long mask = (1L << k) - 1;
        int bit = 0;
        for (int i = from; i < to; i++, bit += k) {
            long low = (Bytes.getLong(bytes, at + (bit >>> 3)) >>> (bit & 7)) & mask;
            numbers[i] = ((long) quotients[i] << k) | low;
        }
    }

    /** Unpacks numbers whose bits may extend into a ninth byte. */
    private static void unpackWide(byte[] bytes, int at, int k, byte[] quotients, long[] numbers, int from, int to) {
        long mask = -1L >>> -k;
        int bit = 0;
        for (int i = from; i < to; i++, bit += k) {
            int place = at + (bit >>> 3);
            int shift = bit & 7;
            long low =
                    (Bytes.getLong(bytes, place) >>> shift) | ((Bytes.getLong(bytes, place + 8) << 1) << (63 - shift));
            numbers[i] = ((long) quotients[i] << k) | (low & mask);
        }
    }
}

package io.holcstore.codec;

import io.holcstore.error.ChunkFormatException;

/** The inner loops of {@link BlockRice}: low bits side by side, and quotients counted in zeros. Bits are filled from the lowest up. */
final class BitPacking {
    private BitPacking() {}

    /** Packs the {@code k} low bits of {@code numbers[from, to)} at {@code bytes[at]}; writes up to 7 bytes beyond the end it returns. */
    static int pack(long[] numbers, int from, int to, int k, byte[] bytes, int at) {
        if (k == 0) {
            return at;
        }
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
        long mask = -1L >>> -k;
        if (k == 0) {
            return;
        }
        if (k > 57) {
            unpackWideBelow(bytes, at, k, numbers, from, to);
            return;
        }
        int bit = 0;
        for (int i = from; i < to; i++, bit += k) {
            long low = (Bytes.getLong(bytes, at + (bit >>> 3)) >>> (bit & 7)) & mask;
            numbers[i] = (numbers[i] << k) | low;
        }
    }

    /** As above, for bits that may reach into a ninth byte. */
    private static void unpackWideBelow(byte[] bytes, int at, int k, long[] numbers, int from, int to) {
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
     * Writes the quotients of {@code numbers[0, count)} in zeros, each followed by a one; {@code parameters} are those of their blocks.
     * Writes up to 7 bytes beyond the last bit.
     */
    static void writeUnary(long[] numbers, int count, byte[] parameters, byte[] bytes, int at) {
        long word = 0;
        int filled = 0;
        int next = at;
        for (int from = 0; from < count; from += BlockRice.BLOCK) {
            int to = Math.min(count, from + BlockRice.BLOCK);
            int k = parameters[from / BlockRice.BLOCK];
            for (int i = from; i < to; i++) {
                long quotient = numbers[i] >>> k;
                filled += quotient < 0 || quotient > BlockRice.LARGE ? BlockRice.LARGE : (int) quotient;
                if (filled >= 64) {
                    Bytes.putLong(bytes, next, word);
                    next += 8;
                    filled -= 64;
                    word = 0;
                }
                word |= 1L << filled;
                filled++;
            }
        }
        Bytes.putLong(bytes, next, word);
    }

    /**
     * Reads {@code count} quotients to {@code numbers[0, count)} and returns the end of their last byte. A large one is read as
     * {@link BlockRice#LARGE}.
     *
     * @throws ChunkFormatException when the bits go beyond {@code end} or a quotient is longer than any is written
     */
    static int readUnary(byte[] bytes, int at, int end, long[] numbers, int count) {
        int next = at;
        long word = 0;
        int behind = 64; // the place after the last one, counted from the word's lowest bit
        int i = 0;
        while (true) {
            for (int stop = i + Math.min(Long.bitCount(word), count - i); i < stop; i++) {
                int place = Long.numberOfTrailingZeros(word);
                word &= word - 1;
                int quotient = place - behind;
                if (quotient > BlockRice.LARGE) {
                    throw tooLong(quotient);
                }
                numbers[i] = quotient;
                behind = place + 1;
            }
            if (i == count) {
                return next - 8 + ((behind + 7) >>> 3);
            }
            behind -= 64;
            if (-behind > BlockRice.LARGE) {
                throw tooLong(-behind);
            }
            word = wordAt(bytes, next, end);
            next += 8;
        }
    }

    /** The 8 bytes at {@code at}, zero from {@code end} on. */
    private static long wordAt(byte[] bytes, int at, int end) {
        if (end - at >= 8) {
            return Bytes.getLong(bytes, at);
        }
        if (at >= end) {
            throw new ChunkFormatException("expected more numbers of a compact chunk but got the end of their bits");
        }
        long word = 0;
        for (int i = end - 1; i >= at; i--) {
            word = (word << 8) | (bytes[i] & 0xff);
        }
        return word;
    }

    private static ChunkFormatException tooLong(int zeros) {
        return new ChunkFormatException("expected at most " + BlockRice.LARGE + " zeros before a one but got " + zeros);
    }
}

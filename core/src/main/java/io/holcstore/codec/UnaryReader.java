package io.holcstore.codec;

import io.holcstore.error.ChunkFormatException;

/** Reads the quotients that {@link BitPacking#writeUnary} wrote. Not thread-safe. */
final class UnaryReader {
    private byte[] bytes = new byte[0];
    private int next;
    private int end;
    private long word;
    private int behind; // the place after the last one, counted from the word's lowest bit

    /** Reads {@code bytes[at, end)} from here on. */
    void open(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.next = at;
        this.end = end;
        word = 0;
        behind = 64;
    }

    /**
     * Reads quotients to {@code numbers[from, to)}; a large one is read as {@link BlockRice#LARGE}.
     *
     * @throws ChunkFormatException when the bits end before, or there are far more zeros than are ever written
     */
    void read(long[] numbers, int from, int to) {
        long ones = word;
        int last = behind;
        int i = from;
        while (true) {
            for (int stop = i + Math.min(Long.bitCount(ones), to - i); i < stop; i++) {
                int place = Long.numberOfTrailingZeros(ones);
                ones &= ones - 1;
                numbers[i] = (long) place - last;
                last = place + 1;
            }
            if (i == to) {
                word = ones;
                behind = last;
                return;
            }
            last -= 64;
            if (-last > BlockRice.LARGE) {
                throw tooLong(-last);
            }
            ones = nextWord();
        }
    }

    /** The place after the last byte with a bit that was read. */
    int position() {
        return next - 8 + ((behind + 7) >>> 3);
    }

    /** The next 8 bytes, zero from the end on. */
    private long nextWord() {
        int at = next;
        next += 8;
        if (end - at >= 8) {
            return Bytes.getLong(bytes, at);
        }
        if (at >= end) {
            throw new ChunkFormatException("expected more numbers of a compact chunk but got the end of their bits");
        }
        long rest = 0;
        for (int i = end - 1; i >= at; i--) {
            rest = (rest << 8) | (bytes[i] & 0xff);
        }
        return rest;
    }

    private static ChunkFormatException tooLong(int zeros) {
        return new ChunkFormatException("expected at most " + BlockRice.LARGE + " zeros before a one but got " + zeros);
    }
}

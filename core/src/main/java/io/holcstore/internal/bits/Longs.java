package io.holcstore.internal.bits;

/** Scratch space for numbers, and signed numbers as unsigned ones. */
public final class Longs {
    private Longs() {}

    /**
     * {@code buffer} when it holds {@code size} numbers, else a new one that does: scratch space that grows and is
     * kept.
     */
    public static long[] atLeast(long[] buffer, int size) {
        return buffer.length >= size ? buffer : new long[size];
    }

    /** 0, -1, 1, -2, 2, ... as 0, 1, 2, 3, 4, ...: small whatever the sign. */
    public static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    public static void unzigzag(long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = (values[i] >>> 1) ^ -(values[i] & 1);
        }
    }

    public static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}

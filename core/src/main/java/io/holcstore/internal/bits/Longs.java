package io.holcstore.internal.bits;

/** Scratch space for numbers, and the conversion between signed and unsigned numbers. */
public final class Longs {
    private Longs() {}

    /**
     * Returns {@code buffer} when it holds {@code size} numbers, and otherwise a new larger one, for scratch space that
     * grows and is reused.
     */
    public static long[] atLeast(long[] buffer, int size) {
        return buffer.length >= size ? buffer : new long[size];
    }

    /** Converts 0, -1, 1, -2, 2, ... to 0, 1, 2, 3, 4, ...: small numbers stay small whatever their sign. */
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

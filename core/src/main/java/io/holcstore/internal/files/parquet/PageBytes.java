package io.holcstore.internal.files.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the bytes of a page from the front. Numbers are little-endian. Throws {@link Damage} when bytes are missing.
 */
public final class PageBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_VARINT = 10;
    private static final int SAFE = 57; // bits of a number that begins anywhere in a byte and is read as one long

    public final byte[] array;
    public final int end;
    int at;

    public PageBytes(byte[] array, int from, int to) {
        this.array = array;
        this.at = from;
        this.end = to;
    }

    public int left() {
        return end - at;
    }

    /** Skips bytes and returns them as a part of its own. */
    public PageBytes part(long length, String what) {
        Damage.require(length, left(), what);
        PageBytes part = new PageBytes(array, at, at + (int) length);
        at += (int) length;
        return part;
    }

    public int octet() {
        Damage.require(1, left(), "a page");
        return array[at++] & 0xff;
    }

    public int int32() {
        Damage.require(Integer.BYTES, left(), "a page");
        int value = (int) INTS.get(array, at);
        at += Integer.BYTES;
        return value;
    }

    /** Returns the number at a place that the caller has checked. */
    public static int int32(byte[] array, int at) {
        return (int) INTS.get(array, at);
    }

    /** Returns the number at a place that the caller has checked. */
    public static long int64(byte[] array, int at) {
        return (long) LONGS.get(array, at);
    }

    public long varint() {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            int next = octet();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next < 0x80) {
                return value;
            }
        }
        throw new Damage("a number is longer than " + LONGEST_VARINT + " bytes");
    }

    public long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Returns the number that begins at a bit, counted from a place that the caller has checked. */
    public long bits(int from, long bit, int width) {
        int start = from + (int) (bit >>> 3);
        int shift = (int) (bit & 7);
        if (width <= SAFE && start + Long.BYTES <= array.length) {
            return int64(array, start) >>> shift & ((1L << width) - 1);
        }
        long value = 0;
        for (int taken = 0; taken < width; ) {
            int place = start + (shift + taken) / Byte.SIZE;
            int within = (shift + taken) % Byte.SIZE;
            int count = Math.min(width - taken, Byte.SIZE - within);
            value |= (long) ((array[place] & 0xff) >>> within & ((1 << count) - 1)) << taken;
            taken += count;
        }
        return value;
    }
}

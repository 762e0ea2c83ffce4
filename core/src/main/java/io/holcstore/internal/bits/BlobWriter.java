package io.holcstore.internal.bits;

import java.util.Arrays;

/** Writes the bytes of a blob to a buffer that grows and is reused. */
public final class BlobWriter {
    private static final int SLACK = 16;

    private byte[] bytes = new byte[256];
    private int at;

    public void clear() {
        at = 0;
    }

    public int position() {
        return at;
    }

    /** Drops everything that was written from {@code position} on. */
    public void rewind(int position) {
        at = position;
    }

    public void putByte(int value) {
        reserve(1)[at++] = (byte) value;
    }

    /** Writes 7 bits in each byte, lowest first, with the high bit set on all except the last: 1 to 10 bytes. */
    public void putVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
    }

    public void putLong(long value) {
        Bytes.putLong(reserve(8), at, value);
        at += 8;
    }

    public void putInt(int value) {
        Bytes.putInt(reserve(4), at, value);
        at += 4;
    }

    public void putBytes(byte[] source, int length) {
        System.arraycopy(source, 0, reserve(length), at, length);
        at += length;
    }

    /**
     * Returns the buffer with room for {@code length} bytes from {@link #position()} on and 16 more, for loops that
     * write words.
     */
    public byte[] reserve(int length) {
        if (bytes.length - at < length + SLACK) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(at, length + SLACK), (int)
                    Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
        return bytes;
    }

    /** Advances by {@code length} bytes that were written into the buffer of {@link #reserve}. */
    public void advance(int length) {
        at += length;
    }

    public byte[] buffer() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, at);
    }

    public static int varintSize(long value) {
        return 1 + (63 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }
}

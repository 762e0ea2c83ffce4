package io.holcstore.internal.files.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing array of bytes. Numbers are little-endian. */
public final class ByteSink {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1 << 8];
    private int size;

    public int size() {
        return size;
    }

    /** Returns the array, of which {@link #size} bytes are used. */
    public byte[] array() {
        return bytes;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    public void clear() {
        size = 0;
    }

    /** Makes room for more bytes. {@link #advance} counts them. */
    public void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * size, 1 << 30)));
        }
    }

    public void advance(int count) {
        size += count;
    }

    public void octet(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    public void int32(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    public void int64(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    public void int64s(long[] values, int count) {
        reserve(count * Long.BYTES);
        for (int i = 0; i < count; i++) {
            LONGS.set(bytes, size + i * Long.BYTES, values[i]);
        }
        size += count * Long.BYTES;
    }

    public void bytes(byte[] from) {
        bytes(from, from.length);
    }

    public void bytes(byte[] from, int count) {
        reserve(count);
        System.arraycopy(from, 0, bytes, size, count);
        size += count;
    }

    public void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            octet(((int) rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    public void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }
}

package io.holcstore.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of doubles, little-endian, in a buffer that is kept: what general compressors work on. Not thread-safe. */
final class RawBytes {
    private byte[] bytes = new byte[0];

    /** A buffer of the bytes of {@code count} doubles, and at least as long. */
    byte[] of(int count) {
        if (bytes.length < count * Double.BYTES) {
            bytes = new byte[count * Double.BYTES];
        }
        return bytes;
    }

    /** The buffer, with the bytes of the values. */
    byte[] of(double[] values) {
        write(values, of(values.length));
        return bytes;
    }

    static void write(double[] values, byte[] dest) {
        ByteBuffer.wrap(dest).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values);
    }

    static void read(byte[] bytes, double[] dest) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(dest);
    }
}

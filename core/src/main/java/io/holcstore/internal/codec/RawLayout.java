package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.Bytes;

/** The doubles unchanged, 8 bytes each, little-endian, up to the end of the blob. */
final class RawLayout {
    private RawLayout() {}

    static long size(int count) {
        return (long) count * Double.BYTES;
    }

    static void write(double[] values, int count, BlobWriter out) {
        toBytes(values, count, out.reserve(count * Double.BYTES), out.position());
        out.advance(count * Double.BYTES);
    }

    static void read(BlobReader in, int count, double[] dest, int at) {
        if (in.remaining() != count * Double.BYTES) {
            throw new ChunkFormatException(
                    "expected " + count * Double.BYTES + " bytes of values but got " + in.remaining());
        }
        toValues(in.bytes(), in.take(in.remaining()), count, dest, at);
    }

    static void toBytes(double[] values, int count, byte[] bytes, int at) {
        for (int i = 0; i < count; i++) {
            Bytes.putLong(bytes, at + i * Double.BYTES, Double.doubleToRawLongBits(values[i]));
        }
    }

    static void toValues(byte[] bytes, int from, int count, double[] dest, int at) {
        for (int i = 0; i < count; i++) {
            dest[at + i] = Double.longBitsToDouble(Bytes.getLong(bytes, from + i * Double.BYTES));
        }
    }
}

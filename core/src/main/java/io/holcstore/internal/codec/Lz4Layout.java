package io.holcstore.internal.codec;

import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.Bytes;
import io.holcstore.internal.lz4.Lz4Block;

/**
 * The doubles unchanged, 8 bytes each, little-endian, as an LZ4 block up to the end of the blob: for values that recur
 * without order and share no mapping. Not thread-safe.
 */
final class Lz4Layout {
    private final Lz4Block block = new Lz4Block();
    private byte[] raw = new byte[0];

    /** Returns the number of bytes that {@link #write} writes. */
    long measure(double[] values, int count) {
        raw = Bytes.atLeast(raw, count * Double.BYTES);
        RawLayout.toBytes(values, count, raw, 0);
        return block.compress(raw, count * Double.BYTES);
    }

    void write(BlobWriter out) {
        block.write(out);
    }

    void read(BlobReader in, int count, double[] dest, int at) {
        RawLayout.toValues(block.read(in, count * Double.BYTES), 0, count, dest, at);
    }
}

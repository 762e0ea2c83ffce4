package io.holcstore.benchmarks;

import java.util.Arrays;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** A bare LZ4 block of the raw bytes, by the native library. */
final class Lz4BlockCodec implements Codec {
    private final LZ4Compressor compressor = LZ4Factory.nativeInstance().fastCompressor();
    private final LZ4SafeDecompressor decompressor = LZ4Factory.nativeInstance().safeDecompressor();
    private final RawBytes raw = new RawBytes();
    private byte[] buffer = new byte[0];

    @Override
    public byte[] encode(double[] values) {
        int size = values.length * Double.BYTES;
        int bound = compressor.maxCompressedLength(size);
        buffer = buffer.length >= bound ? buffer : new byte[bound];
        int length = compressor.compress(raw.of(values), 0, size, buffer, 0);
        return Arrays.copyOf(buffer, length);
    }

    @Override
    public void decode(byte[] blob, double[] dest) {
        byte[] bytes = raw.of(dest.length);
        decompressor.decompress(blob, 0, blob.length, bytes, 0, dest.length * Double.BYTES);
        RawBytes.read(bytes, dest);
    }
}

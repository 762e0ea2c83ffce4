package io.holcstore.benchmarks;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.util.Arrays;

/** A zstd frame of the raw bytes at level 3, zstd's default, with contexts that are kept. */
final class ZstdCodec implements Codec {
    private static final int LEVEL = 3;

    private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(LEVEL);
    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
    private final RawBytes raw = new RawBytes();
    private byte[] buffer = new byte[0];

    @Override
    public byte[] encode(double[] values) {
        int size = values.length * Double.BYTES;
        int bound = (int) Zstd.compressBound(size);
        buffer = buffer.length >= bound ? buffer : new byte[bound];
        int length = compressor.compressByteArray(buffer, 0, bound, raw.of(values), 0, size);
        return Arrays.copyOf(buffer, length);
    }

    @Override
    public void decode(byte[] blob, double[] dest) {
        byte[] bytes = raw.of(dest.length);
        decompressor.decompressByteArray(bytes, 0, dest.length * Double.BYTES, blob, 0, blob.length);
        RawBytes.read(bytes, dest);
    }
}

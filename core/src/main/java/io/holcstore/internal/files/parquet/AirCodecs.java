package io.holcstore.internal.files.parquet;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;

/** The compressions of the optional library. Only this class names its classes. */
public final class AirCodecs {
    private AirCodecs() {}

    public static PageCodec zstd() {
        return of(new ZstdCompressor(), new ZstdDecompressor());
    }

    public static PageCodec snappy() {
        return of(new SnappyCompressor(), new SnappyDecompressor());
    }

    private static PageCodec of(Compressor compressor, Decompressor decompressor) {
        return new PageCodec() {
            @Override
            public int limit(int length) {
                return compressor.maxCompressedLength(length);
            }

            @Override
            public int compress(byte[] from, int length, byte[] to, int at) {
                return compressor.compress(from, 0, length, to, at, to.length - at);
            }

            @Override
            public int decompress(byte[] from, int at, int length, byte[] to) {
                return decompressor.decompress(from, at, length, to, 0, to.length);
            }
        };
    }
}

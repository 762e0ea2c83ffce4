package io.holcstore.internal.files.parquet;

import io.holcstore.error.MissingLibraryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** The compressions of pages. */
public enum Compression {
    UNCOMPRESSED(0, 1),
    SNAPPY(1, 64),
    GZIP(2, 1 << 11),
    LZO(3, 0),
    BROTLI(4, 0),
    LZ4(5, 1 << 9),
    ZSTD(6, 1 << 16),
    LZ4_RAW(7, 1 << 9);

    private static final String LIBRARY = "io.airlift:aircompressor:2.0.3";
    private static final Compression[] ALL = values();
    private static final int ALWAYS = 1 << 16;
    private static final int LARGEST_PAGE = 1 << 28;

    /** Its number in files. */
    public final int number;

    /** How many times larger a page can be than its compressed bytes; 0 for a compression that is not read. */
    private final int most;

    Compression(int number, int most) {
        this.number = number;
        this.most = most;
    }

    public static Compression of(int number) {
        if (number < 0 || number >= ALL.length) {
            throw new Damage("a column has the unknown compression " + number);
        }
        return ALL[number];
    }

    /** Returns a codec, for one thread. */
    public PageCodec open() {
        return switch (this) {
            case SNAPPY, ZSTD -> openAir();
            case GZIP -> new Gzip();
            case LZ4 -> new Lz4Pages(true);
            case LZ4_RAW -> new Lz4Pages(false);
            default -> throw new Damage("is compressed with " + this + ", which is not supported; write it with ZSTD");
        };
    }

    private PageCodec openAir() {
        try {
            return this == SNAPPY ? AirCodecs.snappy() : AirCodecs.zstd();
        } catch (NoClassDefFoundError e) {
            throw new MissingLibraryException(
                    "Parquet files that are compressed with " + this + " need the library " + LIBRARY
                            + "; add it to your dependencies",
                    e,
                    LIBRARY);
        }
    }

    /** Decompresses a page, whose header says how long it is. */
    public byte[] decompress(PageCodec codec, byte[] from, int at, int length, int size) {
        if (size > LARGEST_PAGE) {
            throw new Damage("has a page of " + size + " bytes, but pages have at most " + LARGEST_PAGE
                    + "; write it with smaller pages, or with fewer rows in a group");
        }
        if (size < 0 || size > Math.max(ALWAYS, (long) length * most)) {
            throw new Damage("a page of " + length + " bytes must have " + size + " bytes without its compression");
        }
        byte[] to = new byte[size];
        int written;
        try {
            written = size == 0 ? 0 : codec.decompress(from, at, length, to);
        } catch (RuntimeException e) { // each library throws its own
            throw new Damage("a page cannot be decompressed with " + this + ": " + e.getMessage(), e);
        }
        if (written != size) {
            throw new Damage("a page has " + written + " bytes without its compression, but must have " + size);
        }
        return to;
    }

    private static final class Gzip implements PageCodec {
        @Override
        public int limit(int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compress(byte[] from, int length, byte[] to, int at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int decompress(byte[] from, int at, int length, byte[] to) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(from, at, length))) {
                int read = in.readNBytes(to, 0, to.length);
                return read + (in.read() < 0 ? 0 : 1);
            } catch (IOException e) {
                throw new Damage(String.valueOf(e.getMessage()), e);
            }
        }
    }
}

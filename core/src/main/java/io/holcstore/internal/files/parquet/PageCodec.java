package io.holcstore.internal.files.parquet;

/** Compresses and decompresses pages. Not thread-safe. */
public interface PageCodec {
    /** Returns how many bytes a page of some length takes at most. */
    int limit(int length);

    /** Compresses a page, and returns how many bytes were written. */
    int compress(byte[] from, int length, byte[] to, int at);

    /** Fills the array from the compressed bytes, and returns how many bytes were written. */
    int decompress(byte[] from, int at, int length, byte[] to);
}

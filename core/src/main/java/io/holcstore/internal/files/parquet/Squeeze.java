package io.holcstore.internal.files.parquet;

/** A compression. Not thread-safe. */
public interface Squeeze {
    /** The most bytes that so many take. */
    int limit(int length);

    /** Compresses, and returns how many bytes were written. */
    int compress(byte[] from, int length, byte[] to, int at);

    /** Fills the array from the compressed bytes, and returns how many bytes were written. */
    int decompress(byte[] from, int at, int length, byte[] to);
}

package io.holcstore.files;

/** How the pages of a Parquet file are compressed. Reading understands more: also gzip and LZ4. */
public enum ParquetCompression {
    /** Smaller than {@link #SNAPPY}. Needs {@code io.airlift:aircompressor}. */
    ZSTD,

    /** What every program reads. Needs {@code io.airlift:aircompressor}. */
    SNAPPY,

    /** Needs no library. */
    UNCOMPRESSED
}

package io.holcstore.store;

/** How a store writes its chunks. Reading does not depend on this setting: each blob records its own encoding. */
public enum Encoding {
    /**
     * One LZ4 frame of raw little-endian doubles. Use it for tables that other software reads too. That software needs
     * nothing but a library for LZ4 frames.
     */
    LZ4,
    /**
     * The default: a format of this library. On meter data, it takes about a third of the size of LZ4 frames and is
     * faster to write and to read. Each chunk uses the smallest of a few layouts. The package description of
     * {@code io.holcstore.internal.codec} has the format byte by byte.
     */
    COMPACT
}

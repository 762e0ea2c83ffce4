package io.holcstore.store;

/** How a store writes its chunks. Reading does not depend on this setting: each blob records its own encoding. */
public enum Encoding {
    /**
     * One LZ4 frame of raw little-endian doubles. Use it for tables that other software reads too. That software only
     * needs to know LZ4 frames.
     */
    LZ4,
    /**
     * The default. A format of this library, a fraction of the size and several times as fast. Each chunk uses the
     * smallest of a few layouts. See the package description.
     */
    COMPACT
}

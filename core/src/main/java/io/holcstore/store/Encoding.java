package io.holcstore.store;

/** How a store writes its chunks. Reading does not depend on it: each blob says how it is coded. */
public enum Encoding {
    /**
     * One LZ4 frame of raw little-endian doubles: for tables that other software reads too, which need not know more
     * than LZ4 frames.
     */
    LZ4,
    /**
     * The default. A format of this library, a fraction of the size and several times as fast: the smallest of a few
     * layouts, each chunk's own. See the package description.
     */
    COMPACT
}

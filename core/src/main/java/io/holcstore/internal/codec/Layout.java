package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import java.util.Arrays;

/**
 * The layout of the values of a compact chunk. The first byte of a blob is a version * 16 + the layout's number. The
 * version is the first one that has everything in the blob.
 */
enum Layout {
    RAW(0, 1),
    LZ4(1, 1),
    PLANES(2, 1),
    RICE(3, 1),
    RANKS(4, 2),
    FREQUENT(5, 2),
    JUMPS(6, 2);

    /** The versions that this build reads are 1 to this one. */
    static final int VERSION = 2;

    private static final Layout[] ALL = values();

    private final int number;
    private final int since;

    Layout(int number, int since) {
        this.number = number;
        this.since = since;
    }

    /** Returns the first byte of a blob with nothing else of a later version. */
    int code() {
        return code(1);
    }

    /** Returns the first byte of a blob with something that exists since {@code version}. */
    int code(int version) {
        return (Math.max(since, version) << 4) | number;
    }

    /** Returns whether the layout begins with {@link Integers} of all values. */
    boolean isMapped() {
        return this == PLANES || this == RICE || this == JUMPS;
    }

    static Layout ofCode(int code) {
        int version = code >>> 4;
        if (version < 1 || version > VERSION) {
            throw new ChunkFormatException("expected a compact chunk of version 1 or " + VERSION
                    + ", which this build reads, but got version " + version + ": update the library to read it");
        }
        for (Layout layout : ALL) {
            if (layout.number == (code & 0xf) && layout.since <= version) {
                return layout;
            }
        }
        throw new ChunkFormatException("expected a compact chunk of a layout that this build reads ("
                + Arrays.toString(ALL) + ", 0 to " + (ALL.length - 1) + ") but got layout " + (code & 0xf)
                + " of version " + version);
    }
}

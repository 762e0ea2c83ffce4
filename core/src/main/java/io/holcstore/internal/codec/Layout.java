package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import java.util.Arrays;

/**
 * The layout of the values of a compact chunk. The first byte of a blob is {@link #VERSION} * 16 + the layout's number.
 */
enum Layout {
    RAW(0),
    LZ4(1),
    PLANES(2),
    RICE(3);

    static final int VERSION = 1;

    private static final Layout[] ALL = values();

    private final int number;

    Layout(int number) {
        this.number = number;
    }

    int code() {
        return (VERSION << 4) | number;
    }

    static Layout ofCode(int code) {
        if (code >>> 4 != VERSION) {
            throw new ChunkFormatException("expected a compact chunk of version " + VERSION
                    + ", which this build reads, but got version " + (code >>> 4));
        }
        for (Layout layout : ALL) {
            if (layout.code() == code) {
                return layout;
            }
        }
        throw new ChunkFormatException("expected a compact chunk of a layout that this build reads ("
                + Arrays.toString(ALL) + ", 0 to " + (ALL.length - 1) + ") but got layout " + (code & 0xf));
    }
}

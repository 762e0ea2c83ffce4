package io.holcstore.internal.files.parquet;

import java.util.Arrays;

/** Reads what {@link HybridEncoder} writes. */
public final class HybridDecoder {
    private static final int GROUP = 8;

    private final PageBytes in;
    private final int width;

    private long left; // of the current run
    private boolean packed;
    private int number; // of a run of one
    private int from; // of a packed run
    private long bit;

    public HybridDecoder(PageBytes in, int width) {
        if (width < 0 || width > Integer.SIZE) {
            throw new Damage("a page has numbers of " + width + " bits");
        }
        this.in = in;
        this.width = width;
    }

    public void read(int[] out, int count) {
        for (int done = 0; done < count; ) {
            if (left == 0) {
                begin();
                continue;
            }
            int some = (int) Math.min(left, count - done);
            if (packed) {
                for (int i = 0; i < some; i++) {
                    out[done + i] = (int) in.bits(from, bit, width);
                    bit += width;
                }
            } else {
                Arrays.fill(out, done, done + some, number);
            }
            left -= some;
            done += some;
        }
    }

    private void begin() {
        long header = in.varint();
        packed = (header & 1) == 1;
        long size = header >>> 1;
        if (size > Integer.MAX_VALUE) {
            throw new Damage("a run has " + size + " numbers");
        }
        if (packed) {
            long needed = size * width;
            // some writers leave out the bytes of numbers behind the last one
            int there = (int) Math.min(needed, in.left());
            left = width == 0 ? size * GROUP : Math.min(size * GROUP, (long) there * Byte.SIZE / width);
            from = in.at;
            bit = 0;
            in.at += there;
        } else {
            left = size;
            number = 0;
            for (int at = 0; at < width; at += Byte.SIZE) {
                number |= in.octet() << at;
            }
        }
    }
}

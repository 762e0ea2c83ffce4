package io.holcstore.internal.files.parquet;

/** Reads what {@link DeltaEncoder} writes, with blocks of any size. */
public final class DeltaDecoder {
    private static final int UNIT = 32;
    private static final int LARGEST_BLOCK = 1 << 20;

    private final PageBytes in;
    private final int parts;
    private final int perPart;
    private final int[] widths;
    private final long count;

    private long left;
    private boolean first = true;
    private long last;
    private long least;
    private int part;
    private int inPart; // numbers left in the part
    private int from;
    private long bit;

    public DeltaDecoder(PageBytes in) {
        this.in = in;
        long block = in.varint();
        long miniblocks = in.varint();
        count = in.varint();
        last = in.zigzag();
        if (block <= 0
                || block > LARGEST_BLOCK
                || miniblocks <= 0
                || miniblocks > block
                || block % miniblocks != 0
                || block / miniblocks % UNIT != 0
                || count < 0
                || count > Integer.MAX_VALUE) {
            throw new Damage(
                    "a page has " + count + " differences in blocks of " + block + " in " + miniblocks + " parts");
        }
        parts = (int) miniblocks;
        perPart = (int) (block / miniblocks);
        widths = new int[parts];
        part = parts;
        left = count;
    }

    /** Returns how many numbers there are. */
    public long count() {
        return count;
    }

    /** Skips all numbers. */
    public void skip() {
        for (long differences = count - 1; differences > 0; ) {
            beginBlock();
            for (int i = 0; i < parts && differences > 0; i++) {
                part(widths[i]);
                differences -= perPart;
            }
        }
        left = 0;
    }

    public void read(long[] out, int count) {
        if (count > left) {
            throw new Damage("a page ends " + (count - left) + " numbers too early");
        }
        left -= count;
        int i = 0;
        if (first && count > 0) {
            out[i++] = last;
            first = false;
        }
        while (i < count) {
            if (inPart == 0) {
                beginPart();
            }
            int some = Math.min(inPart, count - i);
            int width = widths[part];
            for (int end = i + some; i < end; i++) {
                last += least + in.bits(from, bit, width);
                bit += width;
                out[i] = last;
            }
            inPart -= some;
        }
    }

    private void beginPart() {
        part++;
        if (part >= parts) {
            beginBlock();
            part = 0;
        }
        from = part(widths[part]);
        bit = 0;
        inPart = perPart;
    }

    /** Skips a part and returns where it begins. Parts behind the last number may have any width. */
    private int part(int width) {
        if (width > Long.SIZE) {
            throw new Damage("a page has differences of " + width + " bits");
        }
        return in.part((long) width * perPart / Byte.SIZE, "a part of a block").at;
    }

    private void beginBlock() {
        least = in.zigzag();
        for (int i = 0; i < parts; i++) {
            widths[i] = in.octet();
        }
    }
}

package io.holcstore.internal.files.parquet;

/** Writes the differences of numbers; each block stores how much they exceed the smallest: DELTA_BINARY_PACKED. */
public final class DeltaEncoder {
    private static final int BLOCK = 128;
    private static final int PARTS = 4;
    private static final int PART = BLOCK / PARTS;

    private DeltaEncoder() {}

    /**
     * Writes numbers.
     *
     * @param count at least 1
     */
    public static void write(ByteSink out, long[] numbers, int count) {
        out.varint(BLOCK);
        out.varint(PARTS);
        out.varint(count);
        out.zigzag(numbers[0]);
        long[] differences = new long[BLOCK];
        for (int from = 1; from < count; from += BLOCK) {
            int size = Math.min(BLOCK, count - from);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < size; i++) {
                differences[i] = numbers[from + i] - numbers[from + i - 1];
                least = Math.min(least, differences[i]);
            }
            out.zigzag(least);
            block(out, differences, size, least);
        }
    }

    private static void block(ByteSink out, long[] differences, int size, long least) {
        int[] widths = new int[PARTS];
        for (int part = 0; part < PARTS; part++) {
            long all = 0;
            for (int i = part * PART; i < Math.min(size, (part + 1) * PART); i++) {
                differences[i] -= least;
                all |= differences[i];
            }
            widths[part] = Long.SIZE - Long.numberOfLeadingZeros(all);
            out.octet(widths[part]);
        }
        for (int part = 0; part * PART < size; part++) {
            pack(out, differences, part * PART, size, widths[part]);
        }
    }

    private static void pack(ByteSink out, long[] numbers, int from, int size, int width) {
        int filled = 0; // bits of the current byte
        int octet = 0;
        for (int i = from; i < from + PART && width > 0; i++) {
            long number = i < size ? numbers[i] : 0;
            for (int left = width; left > 0; ) {
                int taken = Math.min(left, Byte.SIZE - filled);
                octet |= (int) (number & ((1L << taken) - 1)) << filled;
                number >>>= taken;
                left -= taken;
                filled += taken;
                if (filled == Byte.SIZE) {
                    out.octet(octet);
                    octet = 0;
                    filled = 0;
                }
            }
        }
    }
}

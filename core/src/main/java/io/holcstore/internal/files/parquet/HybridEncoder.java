package io.holcstore.internal.files.parquet;

/** Writes small numbers as runs of one number, and as groups of eight that are packed bit by bit: the encoding RLE. */
public final class HybridEncoder {
    private static final int GROUP = 8;

    private HybridEncoder() {}

    /** Returns how many bits the numbers below a limit need. */
    public static int width(int limit) {
        return limit <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(limit - 1);
    }

    public static void write(ByteSink out, int[] numbers, int count, int width) {
        int start = 0; // of what waits to be packed
        int at = 0;
        while (at < count) {
            int run = run(numbers, at, count);
            int pad = (GROUP - (at - start) % GROUP) % GROUP; // a packed run is of whole groups
            if (run - pad >= GROUP) {
                pack(out, numbers, start, at + pad, width);
                out.varint((long) (run - pad) << 1);
                number(out, numbers[at], width);
                start = at + run;
            }
            at += run;
        }
        pack(out, numbers, start, count, width);
    }

    private static int run(int[] numbers, int from, int count) {
        int to = from + 1;
        while (to < count && numbers[to] == numbers[from]) {
            to++;
        }
        return to - from;
    }

    private static void number(ByteSink out, int number, int width) {
        for (int bit = 0; bit < width; bit += Byte.SIZE) {
            out.octet(number >>> bit);
        }
    }

    private static void pack(ByteSink out, int[] numbers, int from, int to, int width) {
        if (from == to) {
            return;
        }
        int groups = (to - from + GROUP - 1) / GROUP;
        out.varint((long) groups << 1 | 1);
        long bits = 0;
        int held = 0;
        for (int i = 0; i < groups * GROUP; i++) {
            long number = from + i < to ? numbers[from + i] : 0;
            bits |= number << held;
            for (held += width; held >= Byte.SIZE; held -= Byte.SIZE) {
                out.octet((int) bits);
                bits >>>= Byte.SIZE;
            }
        }
    }
}

package io.holcstore.internal.files.parquet;

import java.util.Arrays;

/** Reads values that are bytes, by their encoding. */
public final class BinaryValues {
    private static final byte[] NONE = {};
    private static final long MOST_AT_ONCE = 1L << 28;

    private BinaryValues() {}

    /**
     * Reads values that stand one after the other.
     *
     * @param width of every value; 0 where each has its length before it
     */
    public static Values plain(PageBytes in, int width) {
        return new Values() {
            private byte[] last = NONE;

            @Override
            public void read(byte[][] out, int count) {
                for (int i = 0; i < count; i++) {
                    last = next(in, width == 0 ? in.int32() : width, last);
                    out[i] = last;
                }
            }
        };
    }

    /** Reads values whose lengths all stand before their bytes. */
    public static Values withLengths(PageBytes in) {
        PageBytes lengths = new PageBytes(in.array, in.at, in.end);
        new DeltaDecoder(in).skip();
        DeltaDecoder decoder = new DeltaDecoder(lengths);
        return new Values() {
            private byte[] last = NONE;

            @Override
            public void read(byte[][] out, int count) {
                long[] each = new long[count];
                decoder.read(each, count);
                for (int i = 0; i < count; i++) {
                    last = next(in, each[i], last);
                    out[i] = last;
                }
            }
        };
    }

    /** Reads values that begin with a part of the value before. */
    public static Values withPrefixes(PageBytes in) {
        PageBytes lengths = new PageBytes(in.array, in.at, in.end);
        new DeltaDecoder(in).skip();
        DeltaDecoder prefixes = new DeltaDecoder(lengths);
        Values suffixes = withLengths(in);
        return new Values() {
            private byte[] last = NONE;

            @Override
            public void read(byte[][] out, int count) {
                long[] each = new long[count];
                prefixes.read(each, count);
                suffixes.read(out, count);
                long made = 0;
                for (int i = 0; i < count; i++) {
                    Damage.require(each[i], last.length, "a prefix");
                    int prefix = (int) each[i];
                    byte[] suffix = out[i];
                    if (prefix != last.length || suffix.length > 0) {
                        made += prefix + suffix.length;
                        Damage.require(made, MOST_AT_ONCE, "some values");
                        byte[] whole = Arrays.copyOf(last, Math.addExact(prefix, suffix.length));
                        System.arraycopy(suffix, 0, whole, prefix, suffix.length);
                        last = whole;
                    }
                    out[i] = last;
                }
            }
        };
    }

    public static Values split(PageBytes in, int width) {
        int all = in.left() / width;
        return new Values() {
            private int next;

            @Override
            public void read(byte[][] out, int count) {
                Damage.require(count, all - next, "a page");
                for (int i = 0; i < count; i++, next++) {
                    byte[] value = new byte[width];
                    for (int part = 0; part < width; part++) {
                        value[part] = in.array[in.at + part * all + next];
                    }
                    out[i] = value;
                }
            }
        };
    }

    /** Returns the next value, or the array of the value before when both are equal. */
    private static byte[] next(PageBytes in, long length, byte[] last) {
        PageBytes value = in.part(length, "a value");
        boolean same = Arrays.equals(value.array, value.at, value.end, last, 0, last.length);
        return same ? last : Arrays.copyOfRange(value.array, value.at, value.end);
    }
}

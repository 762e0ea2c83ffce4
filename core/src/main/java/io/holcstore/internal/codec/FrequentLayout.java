package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.BlockRice;
import io.holcstore.internal.bits.Bytes;
import io.holcstore.internal.bits.Longs;
import java.util.Arrays;

/**
 * A list of the values that occur often among others that have all bits of a double, and for each value its place in
 * the list. Since version 2 of the format.
 *
 * <pre>
 * varint      d: the number of values in the list, at most {@value #MOST}
 * 8 bytes     each value of the list
 * block Rice  for each value, 0 when it is not in the list, else 1 plus its place in the list
 * 8 bytes     each value that is not in the list, in order, up to the end of the blob
 * </pre>
 *
 * <p>Not thread-safe: it keeps the result of {@link #measure} for {@link #write}.
 */
final class FrequentLayout {
    private static final int MOST = 31;

    /** The number of hash codes by which the latest values are remembered. */
    private static final int SEEN = 1 << 11;

    private static final int SEEN_SHIFT = Long.numberOfLeadingZeros(SEEN) + 1;

    private final BlockRice rice = new BlockRice();
    private final double[] seen = new double[SEEN];
    private final double[] list = new double[MOST];
    private int size;
    private int count;
    private int others;
    private long[] places = new long[0];
    private double[] rest = new double[0];

    /**
     * Returns approximately the number of bytes that {@link #write} writes, or {@link Long#MAX_VALUE} when no value
     * occurs again.
     */
    long measure(double[] values, int count) {
        this.count = count;
        collect(values, count);
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        places = Longs.atLeast(places, count);
        rest = rest.length >= count ? rest : new double[count];
        others = 0;
        for (int i = 0; i < count; i++) {
            int place = 1 + find(values[i], size);
            places[i] = place;
            rest[others] = values[i];
            others += place == 0 ? 1 : 0;
        }
        return BlobWriter.varintSize(size)
                + RawLayout.size(size)
                + rice.measure(places, count)
                + RawLayout.size(others);
    }

    /** Lists values that occur again soon. */
    private void collect(double[] values, int count) {
        size = 0;
        Arrays.fill(seen, Double.NaN);
        for (int i = 0; i < count && size < MOST; i++) {
            double value = values[i];
            int entry = (int) ((Double.doubleToRawLongBits(value) * 0x9E3779B97F4A7C15L) >>> SEEN_SHIFT);
            if (same(seen[entry], value) && find(value, size) < 0) {
                list[size++] = value;
            }
            seen[entry] = value;
        }
    }

    private int find(double value, int size) {
        for (int i = 0; i < size; i++) {
            if (same(list[i], value)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean same(double a, double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }

    void write(BlobWriter out) {
        out.putVarint(size);
        RawLayout.write(list, size, out);
        rice.write(places, count, out);
        RawLayout.write(rest, others, out);
    }

    void read(BlobReader in, int count, double[] dest, int at) {
        size = in.getVarint(MOST, "frequent values");
        RawLayout.toValues(in.bytes(), in.take(RawLayout.size(size)), size, list, 0);
        places = Longs.atLeast(places, count);
        rice.read(in, count, places);
        byte[] bytes = in.bytes();
        for (int i = 0; i < count; i++) {
            long place = places[i];
            if (place < 0 || place > size) {
                throw new ChunkFormatException(
                        "expected the place of one of " + size + " frequent values but got " + place);
            }
            dest[at + i] = place == 0
                    ? Double.longBitsToDouble(Bytes.getLong(bytes, in.take(Long.BYTES)))
                    : list[(int) place - 1];
        }
    }
}

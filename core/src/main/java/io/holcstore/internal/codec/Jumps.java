package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.BlockRice;
import io.holcstore.internal.bits.Longs;

/**
 * Numbers far above the others, such as residuals where an appliance starts. Of these jumps, only the low bits stay
 * among the numbers, whose code is then shorter.
 *
 * <pre>
 * varint      number of jumps
 * byte        k: the number of low bits that stay
 * block Rice  the numbers between each jump and the one before (or the start)
 * block Rice  each jump without its k low bits, minus {@value #LEAST}
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class Jumps {
    private static final long LEAST = 8;

    private final BlockRice rice = new BlockRice();
    private long[] distances = new long[0];
    private long[] tops = new long[0];
    private int count;
    private int lowBits;
    private int next;
    private long place;

    /** Forgets all jumps. */
    void clear() {
        count = 0;
        restart();
    }

    /** Removes all but the {@code lowBits} low bits of the jumps among {@code numbers[0, size)}. */
    void cut(long[] numbers, int size, int lowBits) {
        this.lowBits = lowBits;
        distances = Longs.atLeast(distances, size);
        tops = Longs.atLeast(tops, size);
        int found = 0;
        int last = -1;
        for (int i = 0; i < size; i++) {
            long top = numbers[i] >>> lowBits;
            if (top >= LEAST) {
                numbers[i] -= top << lowBits;
                distances[found] = (long) i - last - 1;
                tops[found++] = top - LEAST;
                last = i;
            }
        }
        count = found;
        restart();
    }

    /** Returns approximately the number of bytes that {@link #write} writes. */
    long measure() {
        return 1L + BlobWriter.varintSize(count) + rice.measure(distances, count) + rice.measure(tops, count);
    }

    void write(BlobWriter out) {
        out.putVarint(count);
        out.putByte(lowBits);
        write(distances, out);
        write(tops, out);
    }

    private void write(long[] numbers, BlobWriter out) {
        rice.measure(numbers, count);
        rice.write(numbers, count, out);
    }

    /** Reads the jumps among {@code size} numbers. */
    void read(BlobReader in, int size) {
        count = in.getVarint(size, "jumps");
        lowBits = in.getByte();
        if (lowBits > 63) {
            throw new ChunkFormatException("expected jumps without at most 63 low bits but got " + lowBits);
        }
        distances = Longs.atLeast(distances, count);
        rice.read(in, count, distances);
        tops = Longs.atLeast(tops, count);
        rice.read(in, count, tops);
        long places = count;
        for (int i = 0; i < count; i++) {
            places += distances[i];
            if (distances[i] < 0 || distances[i] > size || places > size) {
                throw new ChunkFormatException("expected jumps within " + size + " numbers but got one beyond them");
            }
        }
        restart();
    }

    private void restart() {
        next = 0;
        place = count == 0 ? Long.MAX_VALUE : distances[0];
    }

    /** Restores the jumps up to {@code numbers[to]}. Must be called for consecutive stretches. */
    void restore(long[] numbers, int to) {
        while (place < to) {
            numbers[(int) place] += (tops[next++] + LEAST) << lowBits;
            place = next == count ? Long.MAX_VALUE : place + 1 + distances[next];
        }
    }
}

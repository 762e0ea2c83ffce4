package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.BlockRice;
import io.holcstore.internal.bits.Longs;
import java.util.Arrays;

/**
 * The runs that were removed from a sequence, in order and without overlap: gaps (values that are NaN) and repeats
 * (values equal to the one before).
 *
 * <pre>
 * varint       number of runs; when it is not 0:
 * block Rice   for each run, the values between the end of the run before (or the start) and its first
 * block Rice   for each run, its length minus 1
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class Runs {
    static final Runs NONE = new Runs();

    /** The fewest equal values that are removed as a run. Fewer are cheaper to keep. */
    private static final int LEAST_REPEATS = 16;

    private static final int PROBE = LEAST_REPEATS / 2;

    private int count;
    private int[] from = new int[8];
    private int[] to = new int[8];
    private long[] numbers = new long[0];

    int count() {
        return count;
    }

    int from(int run) {
        return from[run];
    }

    int to(int run) {
        return to[run];
    }

    /** Returns the number of values in all runs. */
    int total() {
        int total = 0;
        for (int run = 0; run < count; run++) {
            total += to[run] - from[run];
        }
        return total;
    }

    /**
     * Copies the values of {@code values[start, end)} that are not NaN to {@code kept}, and returns their number. The
     * runs are the rest.
     */
    int cutGaps(double[] values, int start, int end, double[] kept) {
        int present = 0;
        for (int i = start; i < end; i++) {
            double value = values[i];
            kept[present] = value;
            present += Double.isNaN(value) ? 0 : 1;
        }
        count = 0;
        if (present < end - start) {
            findGaps(values, start, end);
        }
        return present;
    }

    /** Finds the runs of NaN in {@code values[start, end)}, counted from {@code start}. */
    void findGaps(double[] values, int start, int end) {
        count = 0;
        for (int i = start; i < end; i++) {
            if (Double.isNaN(values[i])) {
                int first = i;
                while (i < end && Double.isNaN(values[i])) {
                    i++;
                }
                add(first - start, i - start);
            }
        }
    }

    /**
     * Removes long runs of one bit pattern from {@code values[0, size)}, except for their first value, and returns the
     * number of remaining values. The runs are what was removed.
     */
    int cutRepeats(double[] values, int size) {
        count = 0;
        int kept = 0;
        int copied = 0; // values[0, copied) are in their final position
        for (int probe = PROBE; probe < size; probe += PROBE) { // a long run contains two consecutive probes
            if (!same(values[probe], values[probe - PROBE])) {
                continue;
            }
            double value = values[probe];
            int first = probe - PROBE;
            while (first > copied && same(values[first - 1], value)) {
                first--;
            }
            int last = first + 1;
            while (last < size && same(values[last], value)) {
                last++;
            }
            if (last - first > LEAST_REPEATS) {
                int moved = first + 1 - copied;
                System.arraycopy(values, copied, values, kept, moved);
                kept += moved;
                add(first + 1, last);
                copied = last;
                probe = last / PROBE * PROBE;
            }
        }
        System.arraycopy(values, copied, values, kept, size - copied);
        return kept + size - copied;
    }

    private static boolean same(double a, double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }

    /** Inserts NaN for the runs in {@code values[at, at + size)}, where {@code kept} values are at the start. */
    void fillGaps(double[] values, int at, int kept, int size) {
        int source = at + kept;
        int end = at + size;
        for (int run = count - 1; run >= 0; run--) {
            int moved = end - (at + to[run]);
            source -= moved;
            System.arraycopy(values, source, values, at + to[run], moved);
            Arrays.fill(values, at + from[run], at + to[run], Double.NaN);
            end = at + from[run];
        }
    }

    /** Does the same as {@link #fillGaps} with the value before each run. */
    void fillRepeats(double[] values, int at, int kept, int size) {
        int source = at + kept;
        int end = at + size;
        for (int run = count - 1; run >= 0; run--) {
            int moved = end - (at + to[run]);
            source -= moved;
            System.arraycopy(values, source, values, at + to[run], moved);
            Arrays.fill(values, at + from[run], at + to[run], values[source - 1]);
            end = at + from[run];
        }
    }

    /** Moves {@code kept} numbers to {@code size} slots, with 0 in the gaps. {@code dest} may be {@code source}. */
    void spread(long[] source, int kept, int size, long[] dest) {
        int left = kept;
        int end = size;
        for (int run = count - 1; run >= 0; run--) {
            int moved = end - to[run];
            left -= moved;
            System.arraycopy(source, left, dest, to[run], moved);
            Arrays.fill(dest, from[run], to[run], 0);
            end = from[run];
        }
        System.arraycopy(source, 0, dest, 0, end);
    }

    /**
     * Removes the gaps from numbers on the slots {@code [start, end)}, which are then from index 0 on, and returns how
     * many are left.
     */
    int gather(long[] numbers, int start, int end) {
        int kept = 0;
        int next = start;
        for (int run = runAt(start); run < count && from[run] < end; run++) {
            int moved = Math.max(0, from[run] - next);
            System.arraycopy(numbers, next - start, numbers, kept, moved);
            kept += moved;
            next = Math.min(end, to[run]);
        }
        System.arraycopy(numbers, next - start, numbers, kept, end - next);
        return kept + end - next;
    }

    /** Returns the first run that ends after {@code slot}. */
    private int runAt(int slot) {
        int place = Arrays.binarySearch(to, 0, count, slot + 1);
        return place < 0 ? -place - 1 : place;
    }

    void write(BlockRice rice, BlobWriter out) {
        out.putVarint(count);
        numbers = Longs.atLeast(numbers, count);
        for (int run = 0; run < count; run++) {
            numbers[run] = run == 0 ? from[0] : (long) from[run] - to[run - 1];
        }
        writeNumbers(rice, out);
        for (int run = 0; run < count; run++) {
            numbers[run] = to[run] - from[run] - 1L;
        }
        writeNumbers(rice, out);
    }

    private void writeNumbers(BlockRice rice, BlobWriter out) {
        rice.measure(numbers, count);
        rice.write(numbers, count, out);
    }

    /**
     * Reads runs of a sequence of {@code size} values.
     *
     * @throws ChunkFormatException when they do not fit in it
     */
    void read(BlockRice rice, BlobReader in, int size) {
        count = in.getVarint(size, "runs");
        numbers = Longs.atLeast(numbers, count);
        if (from.length < count) {
            from = new int[count];
            to = new int[count];
        }
        rice.read(in, count, numbers);
        for (int run = 0; run < count; run++) {
            from[run] = checked(numbers[run], size);
        }
        rice.read(in, count, numbers);
        int end = 0;
        for (int run = 0; run < count; run++) {
            int start = checked((long) end + from[run], size);
            end = checked(start + 1L + checked(numbers[run], size), size);
            from[run] = start;
            to[run] = end;
        }
    }

    private static int checked(long place, int size) {
        if (place < 0 || place > size) {
            throw new ChunkFormatException("expected runs within " + size + " values but got one at " + place);
        }
        return (int) place;
    }

    private void add(int first, int end) {
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
        }
        from[count] = first;
        to[count] = end;
        count++;
    }
}

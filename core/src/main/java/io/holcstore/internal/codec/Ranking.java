package io.holcstore.internal.codec;

import io.holcstore.internal.bits.Longs;
import java.util.Arrays;

/** Finds the different values of a chunk, and replaces each value by its place among them. Not thread-safe. */
final class Ranking {
    /** Returned instead of a number of different values when a list of them would not be worth its bytes. */
    static final int TOO_MANY = -1;

    private static final double LEAST_BITS = 3;
    private static final int SAMPLE = 64;
    private static final int SEEN = 256;

    /** The fewest values of the sample that occur in it before. 300 different values give about 6. */
    private static final int MANY = 2;

    private final long[] seen = new long[SEEN];
    private int[] table = new int[0];
    private int mask;
    private long[] bits = new long[0];
    private int[] places = new int[0];
    private int[] ranks = new int[0];
    private double[] distinct = new double[0];

    /**
     * Estimates from a sample whether ranks are smaller than numbers: whether numbers recur more often than their
     * neighbors occur. A small sample answers for most chunks that they are not.
     *
     * @param bitsPerValue the size of another layout: when it is small, nothing can be gained
     */
    boolean isLikely(Integers integers, double bitsPerValue) {
        long[] numbers = integers.numbers();
        int count = integers.count();
        if (bitsPerValue < LEAST_BITS || count < SAMPLE || count(numbers, count / SAMPLE, SAMPLE) < MANY) {
            return false;
        }
        int larger = Math.min(4, count / SAMPLE) * SAMPLE;
        return count(numbers, count / larger, larger) >= 2 * MANY;
    }

    /** Returns how many numbers of a sample occur in it before, less the neighbors that do. */
    private int count(long[] numbers, int step, int size) {
        Arrays.fill(seen, ~numbers[0]);
        return count(numbers, step, step * size, seen);
    }

    private static int count(long[] numbers, int step, int end, long[] seen) {
        int same = 0;
        for (int i = 0; i < end; i += step) {
            long number = numbers[i];
            int place = (int) number & (SEEN - 1);
            same += seen[place] == number ? 1 : 0;
            same -= seen[(place + 1) & (SEEN - 1)] == number + 1 ? 1 : 0;
            same -= seen[(place - 1) & (SEEN - 1)] == number - 1 ? 1 : 0;
            seen[place] = number;
        }
        return same;
    }

    /**
     * Finds the different values of {@code values[0, count)} and writes the place of each value among them to
     * {@code places}.
     *
     * @return the number of different values, or {@link #TOO_MANY}
     */
    int rank(double[] values, int count, long[] places) {
        int most = count - count / 4;
        int size = collect(values, count, most);
        if (size > most) {
            return TOO_MANY;
        }
        distinct = distinct.length >= size ? distinct : new double[size];
        for (int i = 0; i < size; i++) {
            distinct[i] = Double.longBitsToDouble(bits[i]);
        }
        Arrays.sort(distinct, 0, size);
        ranks = ranks.length >= size ? ranks : new int[size];
        for (int rank = 0; rank < size; rank++) {
            ranks[find(Double.doubleToRawLongBits(distinct[rank]))] = rank;
        }
        for (int i = 0; i < count; i++) {
            places[i] = ranks[this.places[i]];
        }
        return size;
    }

    /** Returns the different values in ascending order, -0.0 before 0.0. */
    double[] distinct() {
        return distinct;
    }

    /** Numbers the different values in the order in which they occur, until there are more than {@code most}. */
    private int collect(double[] values, int count, int most) {
        int entries = Integer.highestOneBit(Math.max(2, most) * 2) * 2;
        table = table.length >= entries ? table : new int[entries];
        Arrays.fill(table, 0, entries, 0);
        mask = entries - 1;
        bits = Longs.atLeast(bits, most + 1);
        places = places.length >= count ? places : new int[count];
        int size = 0;
        for (int i = 0; i < count && size <= most; i++) {
            long value = Double.doubleToRawLongBits(values[i]);
            int entry = entryOf(value);
            while (table[entry] != 0 && bits[table[entry] - 1] != value) {
                entry = (entry + 1) & mask;
            }
            if (table[entry] == 0) {
                bits[size++] = value;
                table[entry] = size;
            }
            places[i] = table[entry] - 1;
        }
        return size;
    }

    private int find(long value) {
        int entry = entryOf(value);
        while (bits[table[entry] - 1] != value) {
            entry = (entry + 1) & mask;
        }
        return table[entry] - 1;
    }

    private int entryOf(long value) {
        return (int) ((value * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    }
}

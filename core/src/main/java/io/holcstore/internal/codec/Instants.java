package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.Bytes;
import io.holcstore.internal.bits.Longs;
import io.holcstore.series.Series;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * The instants of a series of at least one point: the first, and the steps from each to the next.
 *
 * <pre>
 * varint      the first, zigzag, in epoch milliseconds
 *
 * EVEN:       all steps are the same
 * varint      the step in milliseconds, when there are two points or more
 *
 * STEPS:      all steps are multiples of one unit, at most 2^53 times as long
 * varint      the unit in milliseconds
 * varint      from the first to the last, in units
 * varint      bytes of the steps
 * bytes       the steps in units: a compact chunk of points - 1 slots, without its checksum
 *
 * RAW:        instants whose steps are too long for STEPS
 * varint      from the first to the last in milliseconds
 * 8 bytes     each instant except the first
 * </pre>
 *
 * <p>A step is unsigned: from the smallest to the largest long it has 64 bits. A compact chunk stores steps as well as
 * other numbers: it removes runs of equal steps, and when steps vary little, or change little from one to the next, it
 * needs only a few bits for each.
 *
 * <p>Not thread-safe: it keeps the result of {@link #measure} for {@link #write}, and what it read for {@link #series}.
 */
final class Instants {
    private static final long DAY_MILLIS = 86_400_000;

    /** The most units of a step. Beyond it, not every whole number is a double. */
    private static final long MOST_UNITS = 1L << 53;

    /** The number of steps in the sample for finding the usual step. */
    private static final int SAMPLE = 64;

    /** The fewest points that show a step: two points always have one. */
    private static final int LEAST_REGULAR = 3;

    /** How the instants are written. */
    enum Way {
        EVEN(0),
        STEPS(1),
        RAW(2);

        private static final Way[] ALL = values();

        private final int number;

        Way(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        static Way of(int number) {
            for (Way way : ALL) {
                if (way.number == number) {
                    return way;
                }
            }
            throw new ChunkFormatException("expected instants written in a way this build reads ("
                    + Arrays.toString(ALL) + ", 0 to " + (ALL.length - 1) + ") but got " + number);
        }
    }

    private final CompactEncoder encoder = new CompactEncoder();
    private final CompactDecoder decoder = new CompactDecoder();
    private final BlobWriter coded = new BlobWriter();
    private final double[] sample = new double[SAMPLE];
    private double[] steps = new double[0];

    private Way way = Way.EVEN;
    private int points;
    private long first;
    private long last;
    private long unit = 1;
    private long[] read = new long[0];

    Way way() {
        return way;
    }

    void way(int number) {
        way = Way.of(number);
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** Finds the shortest way to write {@code times[0, count)}, which must increase. */
    void measure(long[] times, int count) {
        points = count;
        first = count == 0 ? 0 : times[0];
        last = count == 0 ? 0 : times[count - 1];
        if (areEven(times, count)) {
            way = Way.EVEN;
            unit = count < 2 ? 1 : times[1] - first;
            return;
        }
        unit = commonDivisor(times, count);
        steps = steps.length >= count ? steps : new double[count];
        way = toSteps(times, count, unit, steps) ? Way.STEPS : Way.RAW;
    }

    private static boolean areEven(long[] times, int count) {
        for (int i = 2; i < count; i++) {
            if (times[i] - times[i - 1] != times[1] - times[0]) {
                return false;
            }
        }
        return true;
    }

    private static long commonDivisor(long[] times, int count) {
        long common = times[1] - times[0];
        for (int i = 2; i < count && common != 1; i++) {
            long rest = times[i] - times[i - 1];
            while (rest != 0) {
                long next = Long.remainderUnsigned(common, rest);
                common = rest;
                rest = next;
            }
        }
        return common;
    }

    /** Returns false when a step has too many units for a double. */
    private static boolean toSteps(long[] times, int count, long unit, double[] steps) {
        for (int i = 1; i < count; i++) {
            long units = Long.divideUnsigned(times[i] - times[i - 1], unit);
            if (Long.compareUnsigned(units, MOST_UNITS) > 0) {
                return false;
            }
            steps[i - 1] = units;
        }
        return true;
    }

    /** Returns the usual number of points in a day from the median step; 1 when that does not divide a day. */
    int pointsPerDay() {
        double step = way == Way.RAW ? 0 : unit;
        if (way == Way.STEPS) {
            int taken = Math.min(SAMPLE, points - 1);
            for (int i = 0; i < taken; i++) {
                sample[i] = steps[(int) ((long) i * (points - 1) / taken)];
            }
            Arrays.sort(sample, 0, taken);
            step = sample[taken / 2] * unit;
        }
        return step >= 1 && step <= DAY_MILLIS && DAY_MILLIS % step == 0 ? (int) (DAY_MILLIS / step) : 1;
    }

    /** Writes the instants that were measured last. */
    void write(long[] times, int count, BlobWriter out) {
        out.putVarint(Longs.zigzag(first));
        switch (way) {
            case EVEN -> {
                if (count > 1) {
                    out.putVarint(unit);
                }
            }
            case STEPS -> {
                out.putVarint(unit);
                out.putVarint(Long.divideUnsigned(last - first, unit));
                coded.clear();
                encoder.write(steps, 0, count - 1, 1, coded);
                out.putVarint(coded.position());
                out.putBytes(coded.buffer(), coded.position());
            }
            case RAW -> {
                out.putVarint(last - first);
                for (int i = 1; i < count; i++) {
                    out.putLong(times[i]);
                }
            }
        }
    }

    /** Reads {@code count} instants, at least one, for {@link #series}. */
    void read(BlobReader in, int count) {
        skimHead(in, count);
        switch (way) {
            case EVEN -> {}
            case STEPS -> readSteps(in, count);
            case RAW -> readRaw(in, count);
        }
    }

    /** Reads the first instant and the last, and skips the others. */
    void skim(BlobReader in, int count) {
        skimHead(in, count);
        switch (way) {
            case EVEN -> {}
            case STEPS -> in.take(in.getVarint(in.remaining(), "bytes of steps"));
            case RAW -> in.take((count - 1L) * Long.BYTES);
        }
    }

    private void skimHead(BlobReader in, int count) {
        points = count;
        first = Longs.unzigzag(in.getVarint());
        unit = way == Way.RAW || (way == Way.EVEN && count == 1) ? 1 : in.getVarint();
        if (unit == 0) {
            throw new ChunkFormatException("expected a step of at least one millisecond but got 0");
        }
        long units = way == Way.EVEN ? count - 1 : in.getVarint();
        if (Long.compareUnsigned(units, Long.divideUnsigned(Long.MAX_VALUE - first, unit)) > 0) {
            throw new ChunkFormatException(
                    "expected instants that fit in a long but got " + Long.toUnsignedString(units) + " times "
                            + Long.toUnsignedString(unit) + " ms from " + first + " on");
        }
        last = first + units * unit;
    }

    private void readSteps(BlobReader in, int count) {
        int size = in.getVarint(in.remaining(), "bytes of steps");
        int at = in.take(size);
        steps = steps.length >= count ? steps : new double[count];
        decoder.read(in.bytes(), at, at + size, count - 1, steps, 0);
        read = new long[count];
        read[0] = first;
        long left = Long.divideUnsigned(last - first, unit);
        for (int i = 1; i < count; i++) {
            double step = steps[i - 1];
            long units = (long) step;
            boolean whole = units >= 1 && units <= MOST_UNITS && units == step;
            if (!whole || Long.compareUnsigned(units, left) > 0) {
                throw new ChunkFormatException(
                        "expected a step from 1 to " + Long.toUnsignedString(left) + " but got " + step);
            }
            left -= units;
            read[i] = read[i - 1] + units * unit;
        }
        requireLast(count);
    }

    private void readRaw(BlobReader in, int count) {
        int at = in.take((count - 1L) * Long.BYTES);
        read = new long[count];
        read[0] = first;
        for (int i = 1; i < count; i++) {
            read[i] = Bytes.getLong(in.bytes(), at + (i - 1) * Long.BYTES);
            if (read[i] <= read[i - 1]) {
                throw new ChunkFormatException("expected an instant after " + read[i - 1] + " but got " + read[i]);
            }
        }
        requireLast(count);
    }

    private void requireLast(int count) {
        if (read[count - 1] != last) {
            throw new ChunkFormatException("expected " + last + " as the last instant but got " + read[count - 1]);
        }
    }

    /** Returns the series of the instants that were read last with these values. It uses the array without a copy. */
    Series series(double[] values) {
        if (way != Way.EVEN) {
            long[] times = read;
            read = new long[0]; // the series owns the array now
            return Series.wrap(times, values);
        }
        if (points >= LEAST_REGULAR && Grid.canSpan(first, last)) {
            return Series.wrap(Grid.of(first, Frequency.of(Duration.ofMillis(unit)), ZoneOffset.UTC, points), values);
        }
        long[] times = new long[points];
        for (int i = 0; i < points; i++) {
            times[i] = first + i * unit;
        }
        return Series.wrap(times, values);
    }
}

package io.holcstore.codec;

import io.holcstore.error.ChunkFormatException;
import java.util.Arrays;

/**
 * Integers by their residuals: small numbers where a series goes on as predicted.
 *
 * <pre>
 * {@link Integers}
 * byte        the {@link Predictor}
 * varint      its level, zigzag, or its lag in values, where it has one
 * block Rice  the residuals
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class RiceLayout {
    private static final int SAMPLE = 256;
    private static final Predictor[] PREDICTORS = Predictor.values();

    private final BlockRice rice = new BlockRice();
    private long[] residuals = new long[0];
    private final long[] middle = new long[15];
    private Predictor predictor = Predictor.PREVIOUS;
    private int lag;
    private long level;

    /** Chooses the predictor; returns the bytes {@link #write} takes. */
    long measure(Integers integers, int slotsPerDay) {
        long[] numbers = integers.numbers();
        int count = integers.count();
        lag = slotsPerDay;
        choose(numbers, count);
        residuals = Longs.atLeast(residuals, count);
        predictor.toResiduals(numbers, count, lag, level, residuals);
        return 1
                + (predictor.hasLevel() || predictor.hasLag() ? BlobWriter.varintSize(parameter()) : 0)
                + rice.measure(residuals, count);
    }

    void write(int count, BlobWriter out) {
        out.putByte(predictor.code);
        if (predictor.hasLevel() || predictor.hasLag()) {
            out.putVarint(parameter());
        }
        rice.write(residuals, count, out);
    }

    private long parameter() {
        return predictor.hasLag() ? lag : Longs.zigzag(level);
    }

    /** Reads the numbers into {@code integers}, whose head has been read. */
    void read(BlobReader in, Integers integers) {
        int count = integers.count();
        predictor = Predictor.ofCode(in.getByte());
        lag = predictor.hasLag() ? in.getVarint(count, "values a day") : 0;
        if (predictor.hasLag() && lag == 0) {
            throw new ChunkFormatException("expected a lag of a value or more but got 0");
        }
        level = predictor.hasLevel() ? Longs.unzigzag(in.getVarint()) : 0;
        rice.read(in, count, integers.numbers());
        predictor.toIntegers(integers.numbers(), count, lag, level);
    }

    /** The predictor that leaves the fewest bits on a sample; the earlier one where they are equal. */
    private void choose(long[] numbers, int count) {
        long least = leastOf(numbers, count);
        long median = middleOf(numbers, count);
        predictor = Predictor.PREVIOUS;
        level = 0;
        int first = count > 2 * lag + 2 ? lag + 1 : 2; // a day to look back on, and more than a day that gains from it
        long fewest = Long.MAX_VALUE;
        for (Predictor candidate : PREDICTORS) {
            if (candidate.hasLag() && first <= lag) {
                continue;
            }
            long base = candidate == Predictor.FLOOR ? least : median;
            long bits = 0;
            int step = Math.max(1, (count - first) / SAMPLE);
            for (int i = first; i < count; i += step) {
                bits += Long.SIZE - Long.numberOfLeadingZeros(candidate.residual(numbers, i, lag, base));
            }
            if (bits < fewest) {
                fewest = bits;
                predictor = candidate;
                level = candidate.hasLevel() ? base : 0;
            }
        }
    }

    static long leastOf(long[] numbers, int count) {
        long least = count == 0 ? 0 : numbers[0];
        for (int i = 1; i < count; i++) {
            least = Math.min(least, numbers[i]);
        }
        return least;
    }

    private long middleOf(long[] numbers, int count) {
        int taken = Math.min(count, middle.length);
        if (taken == 0) {
            return 0;
        }
        for (int i = 0; i < taken; i++) {
            middle[i] = numbers[(int) ((long) i * count / taken)];
        }
        Arrays.sort(middle, 0, taken);
        return middle[taken / 2];
    }
}

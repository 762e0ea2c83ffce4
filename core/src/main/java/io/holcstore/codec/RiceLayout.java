package io.holcstore.codec;

import io.holcstore.error.ChunkFormatException;
import java.util.Arrays;

/**
 * Integers by their residuals: small numbers where a series goes on as predicted.
 *
 * <pre>
 * {@link Integers}
 * byte        the {@link Predictor}
 * varint      its level, zigzag
 * varint      its lag in values, when it has one
 * block Rice  the residuals
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class RiceLayout {
    /** The sample: this many stretches of this many values, each coded for itself as a block is. */
    private static final int STRETCHES = 8;

    private static final int STRETCH = 32;

    /** Less than one part in this many apart is close: the sample does not tell. */
    private static final int CLOSE = 32;
    private static final Predictor[] PREDICTORS = Predictor.values();

    private final BlockRice rice = new BlockRice();
    private long[] residuals = new long[0];
    private final long[] stretch = new long[STRETCH];
    private final long[] levels = new long[2 * STRETCHES];
    private long least;
    private long middle;
    private Predictor predictor = Predictor.PREVIOUS;
    private int lag;
    private long level;

    /** Chooses the predictor; returns the bytes {@link #write} takes. */
    long measure(Integers integers, int slotsPerDay) {
        long[] numbers = integers.numbers();
        int count = integers.count();
        lag = slotsPerDay;
        residuals = Longs.atLeast(residuals, count);
        choose(numbers, count);
        long bytes = measure(numbers, count);
        return 1L + BlobWriter.varintSize(Longs.zigzag(level)) + BlobWriter.varintSize(lag) + bytes;
    }

    void write(int count, BlobWriter out) {
        out.putByte(predictor.code);
        out.putVarint(Longs.zigzag(level));
        if (predictor.hasLag()) {
            out.putVarint(lag);
        }
        rice.write(residuals, count, out);
    }

    /** Reads the numbers into {@code integers}, whose head has been read. */
    void read(BlobReader in, Integers integers) {
        int count = integers.count();
        predictor = Predictor.ofCode(in.getByte());
        level = Longs.unzigzag(in.getVarint());
        lag = predictor.hasLag() ? in.getVarint(count, "values a day") : 0;
        if (predictor.hasLag() && lag == 0) {
            throw new ChunkFormatException("expected a lag of a value or more but got 0");
        }
        rice.read(in, count, integers.numbers());
        predictor.toIntegers(integers.numbers(), count, lag, level);
    }

    /** The predictor whose residuals are the shortest: on a sample, and of the two best there in full when they are close. */
    private void choose(long[] numbers, int count) {
        boolean days = count > 2 * lag + STRETCH; // a day to look back on, and more than a day that gains from it
        int first = days ? lag + 1 : Math.min(count, 2);
        takeLevels(numbers, first, count);
        Predictor best = Predictor.PREVIOUS;
        Predictor second = Predictor.PREVIOUS;
        long fewest = Long.MAX_VALUE;
        long next = Long.MAX_VALUE;
        for (Predictor candidate : PREDICTORS) {
            if (candidate.hasLag() && !days) {
                continue;
            }
            long bits = sampledBits(candidate, numbers, first, count);
            if (bits < fewest) {
                second = best;
                next = fewest;
                best = candidate;
                fewest = bits;
            } else if (bits < next) {
                second = candidate;
                next = bits;
            }
        }
        predictor = best;
        if (next - fewest < fewest / CLOSE) {
            long bytes = measure(numbers, count);
            predictor = second;
            if (measure(numbers, count) >= bytes) {
                predictor = best;
            }
        }
    }

    /** The bytes of the residuals under the chosen predictor. */
    private long measure(long[] numbers, int count) {
        level = switch (predictor) {
            case FLOOR -> leastOf(numbers, count);
            case LEVEL -> middle;
            default -> count == 0 ? 0 : numbers[0];
        };
        predictor.toResiduals(numbers, 0, count, lag, level, residuals);
        return rice.measure(residuals, count);
    }

    private long sampledBits(Predictor candidate, long[] numbers, int first, int count) {
        int stretches = stretches(count - first);
        long bits = 0;
        for (int i = 0; i < stretches; i++) {
            int from = start(i, first, count, stretches);
            int to = Math.min(count, from + STRETCH);
            candidate.toResiduals(numbers, from, to, lag, candidate == Predictor.FLOOR ? least : middle, stretch);
            bits += BlockRice.expectedBits(stretch, to - from);
        }
        return bits;
    }

    /** The least and a middle number of the sample. */
    private void takeLevels(long[] numbers, int first, int count) {
        int stretches = stretches(count - first);
        int taken = 0;
        least = Long.MAX_VALUE;
        for (int i = 0; i < stretches; i++) {
            int from = start(i, first, count, stretches);
            int to = Math.min(count, from + STRETCH);
            for (int j = from; j < to; j++) {
                least = Math.min(least, numbers[j]);
            }
            for (int j = from; j < to; j += STRETCH / 2) {
                levels[taken++] = numbers[j];
            }
        }
        Arrays.sort(levels, 0, taken);
        middle = taken == 0 ? 0 : levels[taken / 2];
    }

    private static int stretches(int count) {
        return Math.max(1, Math.min(STRETCHES, count / (2 * STRETCH)));
    }

    private static int start(int stretch, int first, int count, int stretches) {
        return first + (int) ((long) stretch * (count - first) / stretches);
    }

    static long leastOf(long[] numbers, int count) {
        long least = count == 0 ? 0 : numbers[0];
        for (int i = 1; i < count; i++) {
            least = Math.min(least, numbers[i]);
        }
        return least;
    }
}

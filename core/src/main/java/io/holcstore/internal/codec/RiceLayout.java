package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.BlockRice;
import io.holcstore.internal.bits.Longs;
import java.util.Arrays;

/**
 * The residuals of integers: small numbers when a series continues as predicted.
 *
 * <pre>
 * {@link Integers}
 * byte        the {@link Predictor}
 * varint      its level, zigzag
 * varint      its lag in values, when it has one
 * jumps       in the layout JUMPS: {@link Jumps} among the residuals
 * block Rice  the residuals
 * </pre>
 *
 * <p>The lag of a predictor should be one day even when the chunk has gaps. So if the chunk has gaps and no repeats,
 * the lag counts slots: each gap takes part in the prediction with the predicted value, and no residual is stored for
 * it.
 *
 * <p>Not thread-safe.
 */
final class RiceLayout {
    /** The size of the sample: at most this number of stretches of this number of values, each coded like a block. */
    private static final int STRETCHES = 6;

    private static final int STRETCH = 32;

    /**
     * The largest ratio to the bits of {@link Predictor#PREVIOUS} for which another predictor is used, because the
     * sample is not more precise.
     */
    private static final double WORTH = 0.98;

    /** Jumps are separated when that saves this part of the residuals, because it takes time. */
    private static final int WORTH_JUMPS = 50;

    /**
     * The number of values that each step processes at a time, so that they stay in the fastest cache; whole blocks.
     */
    private static final int TILE = 4 * BlockRice.BLOCK;

    private static final Predictor[] PREDICTORS = Predictor.values();

    private final long[] stretch = new long[STRETCH];
    private final long[] levels = new long[2 * STRETCHES];
    private long[] aligned = new long[0];
    private final BlockRice rice = new BlockRice();
    private final Jumps jumps = new Jumps();
    private boolean jumping;
    private long residualsSize;
    private Predictor predictor = Predictor.PREVIOUS;
    private long[] residuals = new long[0];
    private long level;
    private long[] numbers = new long[0];
    private Runs gaps = Runs.NONE;
    private int count;
    private int slots;
    private int lag;
    private long least;
    private long middle;

    /**
     * Chooses the predictor, and returns approximately the number of bytes that {@link #write} writes.
     *
     * @param gaps the gaps between the numbers, which lie on {@code slots} slots
     */
    long measure(Integers integers, Runs gaps, int slots, int slotsPerDay) {
        this.numbers = integers.numbers();
        this.count = integers.count();
        this.gaps = gaps;
        this.slots = slots;
        this.lag = slotsPerDay;
        aligned = Longs.atLeast(aligned, gaps.count() > 0 ? slots : 0);
        predictor = choose();
        level = level(predictor);
        predict();
        jumping = false;
        residualsSize = rice.measure(residuals, count);
        return 1L + BlobWriter.varintSize(Longs.zigzag(level)) + BlobWriter.varintSize(lag) + residualsSize;
    }

    /**
     * Separates the jumps of the residuals that were measured, when that pays. {@link #write} then writes the layout
     * with jumps.
     *
     * @return approximately the number of bytes that this saves, or 0 when they stay
     */
    long cutJumps() {
        if (!rice.hasJumps()) {
            return 0;
        }
        jumps.cut(residuals, count, rice.typicalParameter());
        long saved = residualsSize - jumps.measure() - rice.measure(residuals, count);
        jumping = saved > residualsSize / WORTH_JUMPS;
        if (!jumping) {
            jumps.restore(residuals, count);
            rice.measure(residuals, count);
        }
        return jumping ? saved : 0;
    }

    void write(BlobWriter out) {
        out.putByte(predictor.code);
        out.putVarint(Longs.zigzag(level));
        if (predictor.hasLag()) {
            out.putVarint(lag);
        }
        if (jumping) {
            jumps.write(out);
        }
        rice.write(residuals, count, out);
    }

    /**
     * Reads the values of {@code integers}, whose head has been read, to {@code dest} from {@code at} on. The gaps are
     * the same as for {@link #measure}.
     *
     * @param jumping whether the layout has jumps
     */
    void read(BlobReader in, Integers integers, boolean jumping, Runs gaps, int slots, double[] dest, int at) {
        predictor = Predictor.ofCode(in.getByte());
        level = Longs.unzigzag(in.getVarint());
        lag = predictor.hasLag() ? in.getVarint(slots, "values a day") : 1;
        if (lag == 0) {
            throw new ChunkFormatException("expected a lag of at least one value but got 0");
        }
        long[] values = integers.numbers();
        int size = integers.count();
        jumps.clear();
        if (jumping) {
            jumps.read(in, size);
        }
        rice.open(in, size);
        if (predictor.hasLag() && gaps.count() > 0) {
            rice.next(values, 0, size);
            jumps.restore(values, size);
            gaps.spread(values, size, slots, values);
            predictor.toIntegers(values, 0, slots, lag, level);
            gaps.gather(values, 0, slots);
            integers.toValues(0, size, dest, at);
            return;
        }
        for (int from = 0; from < size; from += TILE) {
            int to = Math.min(size, from + TILE);
            rice.next(values, from, to);
            jumps.restore(values, to);
            predictor.toIntegers(values, from, to, lag, level);
            integers.toValues(from, to, dest, at);
        }
    }

    /** Returns the predictor with the shortest residuals on a sample. */
    private Predictor choose() {
        boolean days = count > 2 * lag + STRETCH; // enough for more than one day of predictions after the first day
        int first = days ? lag + 1 : Math.min(count, 2);
        takeLevels(first);
        Predictor best = Predictor.PREVIOUS;
        double fewest = WORTH * sampledBits(best, first);
        for (Predictor candidate : PREDICTORS) {
            if (candidate == Predictor.PREVIOUS || (candidate.hasLag() && !days)) {
                continue;
            }
            double bits = sampledBits(candidate, first);
            if (bits < fewest) {
                best = candidate;
                fewest = bits;
            }
        }
        return best;
    }

    private void predict() {
        boolean onSlots = isAligned(predictor);
        residuals = Longs.atLeast(residuals, onSlots ? slots : count);
        if (onSlots) {
            align(predictor);
            predictor.toResiduals(aligned, 0, slots, lag, level, residuals);
            gaps.gather(residuals, 0, slots);
        } else {
            predictor.toResiduals(numbers, 0, count, lag, level, residuals);
        }
    }

    private long level(Predictor predictor) {
        return switch (predictor) {
            case FLOOR -> leastOf(numbers, count);
            case LEVEL -> middle;
            default -> count == 0 ? 0 : numbers[0];
        };
    }

    private boolean isAligned(Predictor predictor) {
        return predictor.hasLag() && gaps.count() > 0;
    }

    /** Moves the numbers to their slots, and fills the gaps with the predictions of {@code predictor}. */
    private void align(Predictor predictor) {
        gaps.spread(numbers, count, slots, aligned);
        for (int run = 0; run < gaps.count(); run++) {
            for (int i = gaps.from(run); i < gaps.to(run); i++) {
                aligned[i] = predictor.expected(aligned, i, lag, level(predictor));
            }
        }
    }

    /** Returns the average number of bits of a value in the sample. */
    private double sampledBits(Predictor candidate, int first) {
        boolean onSlots = isAligned(candidate);
        long[] sequence = onSlots ? aligned : numbers;
        int end = onSlots ? slots : count;
        if (onSlots) {
            align(candidate);
        }
        int stretches = stretches(end - first);
        long bits = 0;
        int values = 0;
        for (int i = 0; i < stretches; i++) {
            int from = start(i, first, end, stretches);
            int to = Math.min(end, from + STRETCH);
            candidate.toResiduals(sequence, from, to, lag, candidate == Predictor.FLOOR ? least : middle, stretch);
            int kept = onSlots ? gaps.gather(stretch, from, to) : to - from;
            bits += kept == 0 ? 0 : BlockRice.expectedBits(stretch, kept);
            values += kept;
        }
        return values == 0 ? Double.MAX_VALUE : (double) bits / values;
    }

    /** Determines the minimum and the median of the sample. */
    private void takeLevels(int first) {
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
        return Math.max(1, Math.min(STRETCHES, count / (4 * STRETCH)));
    }

    private static int start(int stretch, int first, int end, int stretches) {
        return first + (int) ((long) stretch * (end - first) / stretches);
    }

    static long leastOf(long[] numbers, int count) {
        long least = count == 0 ? 0 : numbers[0];
        for (int i = 1; i < count; i++) {
            least = Math.min(least, numbers[i]);
        }
        return least;
    }
}

package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import io.holcstore.internal.bits.BlobReader;
import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.BlockRice;
import io.holcstore.internal.bits.Longs;
import org.jspecify.annotations.Nullable;

/**
 * Converts doubles to integers and back without loss: the mapping, the values that do not fit it, and the common
 * divisor of the others.
 *
 * <pre>
 * byte        the mapping
 * 8 bytes     the step of a mapping that has one
 * varint      divisor; when it is not 1:
 *   varint      offset, zigzag; each integer is offset + divisor * number
 * varint      number of exceptions; when it is not 0:
 *   block Rice  the values between the exception before (or the start) and each exception
 *   8 bytes     each exception's double
 * block Rice  when the mapping is corrected: the steps from the mapped value to each double, zigzag
 * </pre>
 *
 * <p>The numbers follow, in the form of a layout. Not thread-safe.
 */
final class Integers {
    private static final Mapping.Kind[] DECIMALS = {Mapping.Kind.QUOTIENT, Mapping.Kind.PRODUCT, Mapping.Kind.FLOAT};
    private static final Mapping.Kind[] STEPS = {Mapping.Kind.FRACTION, Mapping.Kind.FAHRENHEIT};

    /** With more digits than these, steps that are not decimal are tried. */
    private static final int FEW_DIGITS = 6;

    /** The most digits of a step. */
    private static final int MOST_STEP_DIGITS = 3;

    /** From this number of bits on, any double is a multiple of some step. */
    private static final long STEP_LIMIT = 1L << 40;

    private static final int SAMPLE = 64;
    private static final int ATTEMPTS = 4;

    /** From this number of bits on, any double is a few steps from some decimal. */
    private static final long NEAR_MISS_LIMIT = 1L << 44;

    /** From this number of bits on, the bits of the float are as short. */
    private static final long FLOAT_LIMIT = 1L << 22;

    private static final int NEAR_MISS_STEPS = 4;
    private static final int MOST_STEPS = 64;

    private static final int NO_FIT = 0;
    private static final int NEAR = 1;
    private static final int EXACT = 2;

    /** The number of values that each step processes at a time, so that they stay in the fastest cache. */
    private static final int TILE = 512;

    private final double[] sample = new double[SAMPLE];
    private final long[] sampleIntegers = new long[SAMPLE];
    private final double[] made = new double[TILE];
    private long[] numbers = new long[0];
    private long[] corrections = new long[0];
    private long[] scratch = new long[0];
    private int[] exceptions = new int[0];
    private double[] exceptionValues = new double[0];
    private int count;
    private int exceptionCount;
    private Mapping mapping = Mapping.BITS;
    private long offset;
    private long divisor = 1;
    private double step = 1;

    /** Returns the numbers that represent the doubles; as many as there are doubles, from index 0. */
    long[] numbers() {
        return numbers;
    }

    int count() {
        return count;
    }

    /** Returns whether the numbers have nearly all bits of a double, so that residuals are hardly shorter. */
    Mapping mapping() {
        return mapping;
    }

    /** Finds the mapping of {@code values[0, size)} and their numbers. */
    void map(double[] values, int size) {
        count = size;
        numbers = Longs.atLeast(numbers, size);
        exceptions = exceptions.length >= size ? exceptions : new int[size];
        mapping = Mapping.BITS;
        exceptionCount = 0;
        if (size > 0) {
            takeSample(values, size);
            apply(choose(Math.min(size, SAMPLE), 0), values);
            for (int attempt = 1;
                    exceptionCount > size / SAMPLE + 1 && mapping.kind() != Mapping.Kind.BITS;
                    attempt++) {
                Mapping next = attempt < ATTEMPTS ? chooseForExceptions(values) : Mapping.BITS;
                if (next.kind() == Mapping.Kind.BITS && exceptionCount <= size / 16) {
                    break;
                }
                apply(next, values);
            }
        }
        exceptionValues = exceptionValues.length >= exceptionCount ? exceptionValues : new double[exceptionCount];
        for (int i = 0; i < exceptionCount; i++) {
            exceptionValues[i] = values[exceptions[i]];
        }
        divide();
    }

    /** Prepares for {@code size} numbers that are the values themselves, and returns the array for them. */
    long[] plain(int size) {
        count = size;
        numbers = Longs.atLeast(numbers, size);
        mapping = Mapping.of(Mapping.Kind.QUOTIENT, 0);
        divisor = 1;
        offset = 0;
        exceptionCount = 0;
        return numbers;
    }

    /** Makes room for numbers on {@code slots} slots. */
    void room(int slots) {
        numbers = Longs.atLeast(numbers, slots);
    }

    private void takeSample(double[] values, int size) {
        int taken = Math.min(size, SAMPLE);
        int place = 0; // i * size / taken
        int rest = 0;
        for (int i = 0; i < taken; i++) {
            sample[i] = values[place];
            place += size / taken;
            rest += size % taken;
            if (rest >= taken) {
                rest -= taken;
                place++;
            }
        }
    }

    private Mapping chooseForExceptions(double[] values) {
        int taken = Math.min(exceptionCount, SAMPLE);
        for (int i = 0; i < taken; i++) {
            sample[i] = values[exceptions[(int) ((long) i * exceptionCount / taken)]];
        }
        if (mapping.isDecimal() && !mapping.corrected() && fit(mapping, taken) == NEAR) {
            return better(mapping.withCorrections(), taken); // another one could fit the exceptions alone
        }
        return choose(taken, mapping.corrected() ? mapping.exponent() + 1 : mapping.exponent());
    }

    /** Returns the mapping with the fewest digits, at least {@code exponent}, that most of the sample fits. */
    private Mapping choose(int size, int exponent) {
        for (int e = exponent; e <= Mapping.MAX_EXPONENT; e++) {
            Mapping steps = e == FEW_DIGITS + 1 ? chooseSteps(size) : null;
            if (steps != null) {
                return better(steps, size);
            }
            @Nullable Mapping corrected = null;
            for (Mapping.Kind kind : DECIMALS) {
                Mapping candidate = Mapping.of(kind, e);
                int fit = fit(candidate, size);
                if (fit == EXACT) {
                    return e > FEW_DIGITS && kind != Mapping.Kind.FLOAT && fit(Mapping.FLOAT_BITS, size) == EXACT
                            ? Mapping.FLOAT_BITS // any float has an end as a decimal
                            : candidate;
                }
                if (fit == NEAR && corrected == null) {
                    corrected = candidate.withCorrections();
                }
            }
            if (corrected != null) {
                return better(corrected, size);
            }
        }
        return fit(Mapping.FLOAT_BITS, size) == EXACT ? Mapping.FLOAT_BITS : Mapping.BITS;
    }

    /** Returns the mapping of multiples of a step that is not decimal, or null when most of the sample fits none. */
    private @Nullable Mapping chooseSteps(int size) {
        @Nullable Mapping corrected = null;
        for (int e = 0; e <= MOST_STEP_DIGITS; e++) {
            for (Mapping.Kind kind : STEPS) {
                Mapping candidate = Mapping.of(kind, e);
                if (fit(candidate, Math.min(size, SAMPLE / 4)) == NO_FIT) { // for most series the part is enough
                    continue;
                }
                int fit = fit(candidate, size);
                if (fit == EXACT) {
                    return candidate;
                }
                if (fit == NEAR && corrected == null) {
                    corrected = candidate.withCorrections();
                }
            }
        }
        return corrected == null ? chooseRealStep(size) : corrected;
    }

    /** Returns multiples of a real step when most of the sample are exactly that, and {@code other} does not fit. */
    private Mapping better(Mapping other, int size) {
        Mapping real = other.corrected() && !other.hasStep() ? chooseRealStep(size) : null;
        return real == null || real.corrected() ? other : real;
    }

    /** Returns the mapping of multiples of any step, or null when most of the sample fits none. */
    private @Nullable Mapping chooseRealStep(int size) {
        double found = RealStep.find(sample, size);
        if (found == 0) {
            return null;
        }
        double former = step;
        double multiplied = RealStep.refine(sample, size, found, false);
        double divided = RealStep.refine(sample, size, found, true);
        boolean inverse = RealStep.hits(sample, size, found, divided, true)
                > RealStep.hits(sample, size, found, multiplied, false);
        step = inverse ? divided : multiplied;
        Mapping candidate = Mapping.of(Mapping.Kind.STEP, inverse ? 1 : 0);
        int fit = fit(candidate, size);
        if (fit == NO_FIT) {
            step = former;
            return null;
        }
        return fit == EXACT ? candidate : candidate.withCorrections();
    }

    private int fit(Mapping candidate, int size) {
        candidate.toIntegers(sample, 0, size, step, sampleIntegers, made);
        candidate.toValues(sampleIntegers, 0, size, step, made, 0);
        long limit = candidate.kind() == Mapping.Kind.FLOAT
                ? FLOAT_LIMIT
                : candidate.since() > 1 ? STEP_LIMIT : Long.MAX_VALUE;
        int tolerated = size / 16;
        int near = 0;
        int off = 0;
        for (int i = 0; i < size; i++) {
            long steps = steps(made[i], sample[i]);
            if (steps != 0 || !within(sampleIntegers[i], limit)) {
                if (within(steps, NEAR_MISS_STEPS) && within(sampleIntegers[i], Math.min(limit, NEAR_MISS_LIMIT))) {
                    near++;
                } else if (++off > tolerated) {
                    return NO_FIT;
                }
            }
        }
        return near + off <= tolerated ? EXACT : NEAR;
    }

    /**
     * Maps all values. Values that are not restored bit for bit become exceptions, and the previous integer replaces
     * them.
     */
    private void apply(Mapping next, double[] values) {
        mapping = next;
        exceptionCount = 0;
        if (next.corrected()) {
            corrections = Longs.atLeast(corrections, count);
        }
        if (next.kind() == Mapping.Kind.QUOTIENT && !next.corrected()) {
            exceptionCount = next.toQuotients(values, count, numbers, exceptions);
        } else {
            for (int from = 0; from < count; from += TILE) {
                int to = Math.min(count, from + TILE);
                next.toIntegers(values, from, to, step, numbers, made);
                next.toValues(numbers, from, to, step, made, 0);
                if (next.corrected()) {
                    correct(values, from, to);
                } else {
                    findExceptions(values, from, to);
                }
            }
        }
        for (int i = 0; i < exceptionCount; i++) {
            int place = exceptions[i];
            numbers[place] = place == 0 ? 0 : numbers[place - 1];
        }
    }

    private void findExceptions(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (steps(made[i - from], values[i]) != 0) {
                exceptions[exceptionCount++] = i;
            }
        }
    }

    private void correct(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            long steps = steps(made[i - from], values[i]);
            if (within(steps, MOST_STEPS)) {
                corrections[i] = Longs.zigzag(steps);
            } else {
                corrections[i] = 0;
                exceptions[exceptionCount++] = i;
            }
        }
    }

    /** Returns how many doubles {@code to} is above {@code from}; far more than any limit when their signs differ. */
    private static long steps(double from, double to) {
        return Double.doubleToRawLongBits(to) - Double.doubleToRawLongBits(from);
    }

    private static boolean within(long number, long limit) {
        return number >= -limit && number <= limit;
    }

    /** Subtracts the first integer from all and divides them by their greatest common divisor. */
    private void divide() {
        offset = count == 0 ? 0 : numbers[0];
        long common = 0;
        int step = Math.max(1, count / SAMPLE);
        for (int i = 0; i < count && common != 1; i += step) {
            common = greatestCommonDivisor(common, numbers[i] - offset);
        }
        for (int i = 0; i < count && common > 1; i++) {
            if ((numbers[i] - offset) % common != 0) {
                common = greatestCommonDivisor(common, numbers[i] - offset);
            }
        }
        divisor = Math.max(1, common);
        if (divisor > 1) {
            for (int i = 0; i < count; i++) {
                numbers[i] = (numbers[i] - offset) / divisor;
            }
        }
    }

    private static long greatestCommonDivisor(long a, long b) {
        long greater = Math.abs(a);
        long smaller = Math.abs(b);
        while (smaller > 0) {
            long rest = greater % smaller;
            greater = smaller;
            smaller = rest;
        }
        return smaller < 0 || greater < 0 ? 1 : greater; // Long.MIN_VALUE has no absolute value
    }

    void write(BlockRice rice, BlobWriter out) {
        out.putByte(mapping.code());
        if (mapping.hasStep()) {
            out.putLong(Double.doubleToRawLongBits(step));
        }
        out.putVarint(divisor);
        if (divisor != 1) {
            out.putVarint(Longs.zigzag(offset));
        }
        out.putVarint(exceptionCount);
        scratch = Longs.atLeast(scratch, exceptionCount);
        for (int i = 0; i < exceptionCount; i++) {
            scratch[i] = i == 0 ? exceptions[0] : exceptions[i] - exceptions[i - 1] - 1;
        }
        rice.measure(scratch, exceptionCount);
        rice.write(scratch, exceptionCount, out);
        for (int i = 0; i < exceptionCount; i++) {
            out.putLong(Double.doubleToRawLongBits(exceptionValues[i]));
        }
        if (mapping.corrected()) {
            rice.measure(corrections, count);
            rice.write(corrections, count, out);
        }
    }

    /**
     * Reads the output of {@link #write} for {@code size} values. The layout then reads the numbers into
     * {@link #numbers}, which has {@code room}.
     */
    void read(BlockRice rice, BlobReader in, int size, int room) {
        count = size;
        numbers = Longs.atLeast(numbers, room);
        mapping = Mapping.ofCode(in.getByte());
        if (mapping.hasStep()) {
            step = Double.longBitsToDouble(in.getLong());
            if (step == 0 || !Double.isFinite(step)) {
                throw new ChunkFormatException("expected the step of a compact chunk but got " + step);
            }
        }
        divisor = in.getVarint();
        offset = divisor == 1 ? 0 : Longs.unzigzag(in.getVarint());
        exceptionCount = in.getVarint(Math.min(size, in.remaining() / Long.BYTES), "exceptions");
        exceptions = exceptions.length >= exceptionCount ? exceptions : new int[exceptionCount];
        exceptionValues = exceptionValues.length >= exceptionCount ? exceptionValues : new double[exceptionCount];
        scratch = Longs.atLeast(scratch, exceptionCount);
        rice.read(in, exceptionCount, scratch);
        long next = 0;
        for (int i = 0; i < exceptionCount; i++) {
            long place = next + scratch[i];
            if (scratch[i] < 0 || scratch[i] > size || place >= size) {
                throw new ChunkFormatException(
                        "expected exceptions within " + size + " values but got one at " + place);
            }
            exceptions[i] = (int) place;
            next = place + 1;
        }
        for (int i = 0; i < exceptionCount; i++) {
            exceptionValues[i] = Double.longBitsToDouble(in.getLong());
        }
        if (mapping.corrected()) {
            corrections = Longs.atLeast(corrections, size);
            rice.read(in, size, corrections);
        }
    }

    /**
     * Converts the numbers {@code [from, to)} to doubles in {@code dest}, at the same indexes plus {@code at}.
     * {@link #finish} completes them.
     */
    void toValues(int from, int to, double[] dest, int at) {
        if (divisor == 1) {
            mapping.toValues(numbers, from, to, step, dest, at + from);
            return;
        }
        scratch =
                Longs.atLeast(scratch, to - from); // the numbers must stay, because later ones are predicted from them
        for (int i = from; i < to; i++) {
            scratch[i - from] = numbers[i] * divisor + offset;
        }
        mapping.toValues(scratch, 0, to - from, step, dest, at + from);
    }

    /** Returns whether the doubles can include NaN. A decimal is never NaN. */
    boolean canMakeNaN() {
        return exceptionCount > 0 || mapping.corrected() || !mapping.isDecimal();
    }

    /** Corrects all doubles in {@code dest} from {@code at} on, and inserts the exceptions. */
    void finish(double[] dest, int at) {
        if (mapping.corrected()) {
            for (int i = 0; i < count; i++) {
                long bits = Double.doubleToRawLongBits(dest[at + i]) + Longs.unzigzag(corrections[i]);
                dest[at + i] = Double.longBitsToDouble(bits);
            }
        }
        for (int i = 0; i < exceptionCount; i++) {
            dest[at + exceptions[i]] = exceptionValues[i];
        }
    }
}

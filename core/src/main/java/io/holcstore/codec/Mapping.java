package io.holcstore.codec;

import io.holcstore.error.ChunkFormatException;

/**
 * How a double is made from an integer m. The inner loops are static methods of their own, one a kind.
 *
 * @param kind how
 * @param exponent e: the power of ten, 0 to {@value #MAX_EXPONENT}; 0 for {@link Kind#BITS}
 * @param corrected whether the double is given as that many steps above or below (in the order of doubles of one sign) what the mapping
 *     makes: what arithmetic leaves of decimals, as in 0.1 + 0.2
 */
record Mapping(Kind kind, int exponent, boolean corrected) {
    enum Kind {
        /** The ordered bits: m is the double's bits without the sign, negative when the double is. All but -0.0 and NaN. */
        BITS(0),
        /** m / 10^e: a decimal of e digits. */
        QUOTIENT(1),
        /** m * 10^-e, rounded: a scaled reading. */
        PRODUCT(2),
        /** (float) (m / 10^e): a decimal that once was a float. */
        FLOAT(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    static final int MOST_STEPS = 64;
    static final int MAX_EXPONENT = 15;
    static final Mapping BITS = new Mapping(Kind.BITS, 0, false);

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    private static final double[] INVERSES = {
        1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15
    };
    private static final Kind[] KINDS = Kind.values();

    private static final int CORRECTED = 0x40;
    private static final long MAGNITUDE = Long.MAX_VALUE;

    /** The mapping as a byte: bits 0-1 the kind, bits 2-5 the exponent, bit 6 whether corrected. */
    int code() {
        return kind.code | (exponent << 2) | (corrected ? CORRECTED : 0);
    }

    static Mapping ofCode(int code) {
        Kind kind = KINDS[code & 3];
        if (code > 0x7f || (kind == Kind.BITS && code != 0)) {
            throw new ChunkFormatException("expected a mapping of a compact chunk but got " + code);
        }
        return new Mapping(kind, (code >>> 2) & 0xf, (code & CORRECTED) != 0);
    }

    /** The integer nearest to what would give {@code value}; whether it does is for the caller to check. */
    long integer(double value) {
        if (kind == Kind.BITS) {
            return ordered(Double.doubleToRawLongBits(value));
        }
        return rounded(value, POWERS[exponent]);
    }

    /** The double of {@code integer}, without correction. */
    double value(long integer) {
        return switch (kind) {
            case BITS -> Double.longBitsToDouble(unordered(integer));
            case QUOTIENT -> integer / POWERS[exponent];
            case PRODUCT -> integer * INVERSES[exponent];
            case FLOAT -> (float) (integer / POWERS[exponent]);
        };
    }

    /**
     * Maps {@code values[0, count)} to {@code integers}, and returns how many do not come back bit for bit; their places go to
     * {@code misfits} and the integer of the value before stands in for them.
     */
    int toIntegers(double[] values, int count, long[] integers, int[] misfits) {
        return switch (kind) {
            case BITS -> bits(values, count, integers, misfits);
            case QUOTIENT -> quotients(values, count, POWERS[exponent], integers, misfits);
            case PRODUCT -> products(values, count, POWERS[exponent], INVERSES[exponent], integers, misfits);
            case FLOAT -> floats(values, count, POWERS[exponent], integers, misfits);
        };
    }

    private static int bits(double[] values, int count, long[] integers, int[] misfits) {
        int misfit = 0;
        for (int i = 0; i < count; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            if (bits == Long.MIN_VALUE) { // -0.0
                misfits[misfit++] = i;
                integers[i] = i == 0 ? 0 : integers[i - 1];
            } else {
                integers[i] = ordered(bits);
            }
        }
        return misfit;
    }

    private static int quotients(double[] values, int count, double power, long[] integers, int[] misfits) {
        int misfit = 0;
        for (int i = 0; i < count; i++) {
            double value = values[i];
            long integer = rounded(value, power);
            if (same(integer / power, value)) {
                integers[i] = integer;
            } else {
                misfits[misfit++] = i;
                integers[i] = i == 0 ? 0 : integers[i - 1];
            }
        }
        return misfit;
    }

    private static int products(
            double[] values, int count, double power, double inverse, long[] integers, int[] misfits) {
        int misfit = 0;
        for (int i = 0; i < count; i++) {
            double value = values[i];
            long integer = rounded(value, power);
            if (same(integer * inverse, value)) {
                integers[i] = integer;
            } else {
                misfits[misfit++] = i;
                integers[i] = i == 0 ? 0 : integers[i - 1];
            }
        }
        return misfit;
    }

    private static int floats(double[] values, int count, double power, long[] integers, int[] misfits) {
        int misfit = 0;
        for (int i = 0; i < count; i++) {
            double value = values[i];
            long integer = rounded(value, power);
            if (same((float) (integer / power), value)) {
                integers[i] = integer;
            } else {
                misfits[misfit++] = i;
                integers[i] = i == 0 ? 0 : integers[i - 1];
            }
        }
        return misfit;
    }

    /**
     * As {@link #toIntegers}, with the steps between what the integer gives and the value in {@code corrections} (zigzag). More than
     * {@value #MOST_STEPS} steps is a misfit.
     */
    int toCorrectedIntegers(double[] values, int count, long[] integers, long[] corrections, int[] misfits) {
        int misfit = 0;
        for (int i = 0; i < count; i++) {
            long integer = integer(values[i]);
            long steps = steps(value(integer), values[i]);
            if (steps >= -MOST_STEPS && steps <= MOST_STEPS) {
                integers[i] = integer;
                corrections[i] = Longs.zigzag(steps);
            } else {
                misfits[misfit++] = i;
                integers[i] = i == 0 ? 0 : integers[i - 1];
                corrections[i] = 0;
            }
        }
        return misfit;
    }

    /** How many doubles further than {@code from} {@code to} is; far more than any limit when their signs differ. */
    static long steps(double from, double to) {
        return Double.doubleToRawLongBits(to) - Double.doubleToRawLongBits(from);
    }

    /** Moves each of {@code count} values by its correction. */
    static void correct(double[] values, int at, long[] corrections, int count) {
        for (int i = 0; i < count; i++) {
            values[at + i] = Double.longBitsToDouble(
                    Double.doubleToRawLongBits(values[at + i]) + Longs.unzigzag(corrections[i]));
        }
    }

    /** The doubles of {@code integers[0, count)} times {@code divisor} plus {@code offset}, without corrections. */
    void toValues(long[] integers, int count, long divisor, long offset, double[] dest, int at) {
        double power = POWERS[exponent];
        switch (kind) {
            case BITS -> {
                for (int i = 0; i < count; i++) {
                    dest[at + i] = Double.longBitsToDouble(unordered(integers[i] * divisor + offset));
                }
            }
            case QUOTIENT -> quotientValues(integers, count, divisor, offset, power, dest, at);
            case PRODUCT -> productValues(integers, count, divisor, offset, INVERSES[exponent], dest, at);
            case FLOAT -> {
                for (int i = 0; i < count; i++) {
                    dest[at + i] = (float) ((integers[i] * divisor + offset) / power);
                }
            }
        }
    }

    private static void quotientValues(
            long[] integers, int count, long divisor, long offset, double power, double[] dest, int at) {
        for (int i = 0; i < count; i++) {
            dest[at + i] = (integers[i] * divisor + offset) / power;
        }
    }

    private static void productValues(
            long[] integers, int count, long divisor, long offset, double inverse, double[] dest, int at) {
        for (int i = 0; i < count; i++) {
            dest[at + i] = (integers[i] * divisor + offset) * inverse;
        }
    }

    private static long rounded(double value, double power) {
        return (long) Math.rint(value * power);
    }

    private static boolean same(double a, double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }

    private static long ordered(long bits) {
        return bits >= 0 ? bits : -(bits & MAGNITUDE);
    }

    private static long unordered(long integer) {
        return integer >= 0 ? integer : Long.MIN_VALUE | -integer;
    }
}

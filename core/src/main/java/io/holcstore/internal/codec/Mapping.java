package io.holcstore.internal.codec;

import io.holcstore.error.ChunkFormatException;
import org.jspecify.annotations.Nullable;

/**
 * How a double results from an integer m.
 *
 * @param kind the formula
 * @param exponent e: the power of ten, 0 to {@value #MAX_EXPONENT}; 0 for the kinds of bits; 0 or 1 for steps
 * @param corrected whether the double lies some steps (doubles) above or below the mapped value, because of rounding in
 *      calculations with decimals, as in 0.1 + 0.2
 */
record Mapping(Kind kind, int exponent, boolean corrected) {
    enum Kind {
        /** The double's 64 bits with the sign last, so that numbers of similar size are close whatever their sign. */
        BITS(0, false),
        /** m / 10^e: a decimal of e digits. */
        QUOTIENT(1, true),
        /** m * 10^-e, rounded: a scaled reading. */
        PRODUCT(2, true),
        /** (float) (m / 10^e): a decimal that was stored as a float. */
        FLOAT(3, true),
        /** The 32 bits of a double that is a float, with the sign last. */
        FLOAT_BITS(4, false),
        /** m / (9009 * 10^e): a mean of 3, 6, 7, 9, 11, 12, 13 or 24 decimals, or a unit converted by such a step. */
        FRACTION(5, true),
        /** (m / 10^e - 32) / 1.8: a decimal of degrees Fahrenheit in degrees Celsius. */
        FAHRENHEIT(6, true),
        /** m * step: any unit. With the exponent 1, m / step. The step is a double of the blob. */
        STEP(7, true);

        private final int code;
        private final boolean decimal;

        Kind(int code, boolean decimal) {
            this.code = code;
            this.decimal = decimal;
        }

        private int mostExponent() {
            return this == STEP ? 1 : decimal ? MAX_EXPONENT : 0;
        }
    }

    static final int MAX_EXPONENT = 15;

    /** 3 * 3 * 7 * 11 * 13. Common divisors of the integers are taken out, so that a large one costs nothing. */
    private static final double DENOMINATOR = 9009;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    private static final double[] INVERSES = {
        1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15
    };
    private static final Kind[] KINDS = Kind.values();
    private static final int CORRECTED = 0x80;

    /** All mappings by code, created once so that a lookup allocates nothing. */
    private static final @Nullable Mapping[] ALL = new Mapping[256];

    static {
        for (Kind kind : KINDS) {
            for (int exponent = 0; exponent <= kind.mostExponent(); exponent++) {
                Mapping exact = new Mapping(kind, exponent, false);
                ALL[exact.code()] = exact;
                if (kind.decimal) {
                    Mapping corrected = new Mapping(kind, exponent, true);
                    ALL[corrected.code()] = corrected;
                }
            }
        }
    }

    static final Mapping BITS = of(Kind.BITS, 0);
    static final Mapping FLOAT_BITS = of(Kind.FLOAT_BITS, 0);

    static Mapping of(Kind kind, int exponent) {
        return ofCode(kind.code | (exponent << 3));
    }

    /** Returns the first version of the format that has this mapping. */
    int since() {
        return kind.code >= Kind.FRACTION.code ? 2 : 1;
    }

    boolean hasStep() {
        return kind == Kind.STEP;
    }

    boolean isDecimal() {
        return kind.decimal;
    }

    Mapping withCorrections() {
        return ofCode(code() | CORRECTED);
    }

    /** Returns the mapping as a byte: bits 0-2 the kind, bits 3-6 the exponent, bit 7 whether corrected. */
    int code() {
        return kind.code | (exponent << 3) | (corrected ? CORRECTED : 0);
    }

    static Mapping ofCode(int code) {
        Mapping mapping = ALL[code];
        if (mapping == null) {
            throw new ChunkFormatException("expected a mapping of a compact chunk but got " + code);
        }
        return mapping;
    }

    /**
     * Computes the integers whose mapped values are nearest to {@code values[from, to)}, at the same indexes of
     * {@code integers}. Overwrites {@code scratch}.
     *
     * @param step the step of a mapping that {@linkplain #hasStep has} one
     */
    void toIntegers(double[] values, int from, int to, double step, long[] integers, double[] scratch) {
        switch (kind) {
            case BITS -> {
                for (int i = from; i < to; i++) {
                    integers[i] = Long.rotateLeft(Double.doubleToRawLongBits(values[i]), 1);
                }
            }
            case FLOAT_BITS -> {
                for (int i = from; i < to; i++) {
                    int bits = Float.floatToRawIntBits((float) values[i]);
                    integers[i] = Integer.toUnsignedLong(Integer.rotateLeft(bits, 1));
                }
            }
            case FRACTION -> {
                scale(values, from, to, DENOMINATOR * POWERS[exponent], scratch);
                truncate(scratch, 0, to - from, integers, from);
            }
            case STEP -> {
                scale(values, from, to, exponent == 0 ? 1 / step : step, scratch);
                truncate(scratch, 0, to - from, integers, from);
            }
            case FAHRENHEIT -> {
                toFahrenheit(values, from, to, POWERS[exponent], scratch);
                truncate(scratch, 0, to - from, integers, from);
            }
            case QUOTIENT, PRODUCT, FLOAT -> {
                if (exponent == 0) {
                    truncate(values, from, to, integers, from);
                } else {
                    scale(values, from, to, POWERS[exponent], scratch);
                    truncate(scratch, 0, to - from, integers, from);
                }
            }
        }
    }

    /**
     * Does the same as {@link #toIntegers} for {@link Kind#QUOTIENT}, which most series use, and verifies the result:
     * the indexes of doubles that are not restored bit for bit go to {@code misfits}. Returns their number.
     */
    int toQuotients(double[] values, int count, long[] integers, int[] misfits) {
        return exponent == 0
                ? wholes(values, count, integers, misfits)
                : quotients(values, count, POWERS[exponent], integers, misfits);
    }

    private static int wholes(double[] values, int count, long[] integers, int[] misfits) {
        int misfit = 0;
        for (int i = 0; i < count; i++) {
            long integer = (long) values[i];
            integers[i] = integer;
            if (Double.doubleToRawLongBits((double) integer) != Double.doubleToRawLongBits(values[i])) {
                misfits[misfit++] = i;
            }
        }
        return misfit;
    }

    private static int quotients(double[] values, int count, double power, long[] integers, int[] misfits) {
        int misfit = 0;
        for (int i = 0; i < count; i++) {
            long integer = (long) Math.rint(values[i] * power);
            integers[i] = integer;
            if (Double.doubleToRawLongBits(integer / power) != Double.doubleToRawLongBits(values[i])) {
                misfits[misfit++] = i;
            }
        }
        return misfit;
    }

    private static void scale(double[] values, int from, int to, double power, double[] scaled) {
        for (int i = from; i < to; i++) {
            scaled[i - from] = Math.rint(values[i] * power);
        }
    }

    private static void toFahrenheit(double[] values, int from, int to, double power, double[] scaled) {
        for (int i = from; i < to; i++) {
            scaled[i - from] = Math.rint((values[i] * 1.8 + 32) * power);
        }
    }

    private static void toCelsius(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = (values[i] - 32) / 1.8;
        }
    }

    private static void truncate(double[] values, int from, int to, long[] integers, int at) {
        for (int i = from; i < to; i++) {
            integers[at + i - from] = (long) values[i];
        }
    }

    /** Converts {@code integers[from, to)} to doubles without corrections, in {@code dest} from {@code at} on. */
    void toValues(long[] integers, int from, int to, double step, double[] dest, int at) {
        int end = at + to - from;
        switch (kind) {
            case BITS -> {
                for (int i = from; i < to; i++) {
                    dest[at + i - from] = Double.longBitsToDouble(Long.rotateRight(integers[i], 1));
                }
            }
            case FLOAT_BITS -> {
                for (int i = from; i < to; i++) {
                    dest[at + i - from] = Float.intBitsToFloat(Integer.rotateRight((int) integers[i], 1));
                }
            }
            case QUOTIENT -> {
                widen(integers, from, to, dest, at);
                divide(dest, at, end, POWERS[exponent]);
            }
            case PRODUCT -> {
                widen(integers, from, to, dest, at);
                multiply(dest, at, end, INVERSES[exponent]);
            }
            case FLOAT -> {
                widen(integers, from, to, dest, at);
                divide(dest, at, end, POWERS[exponent]);
                roundToFloat(dest, at, end);
            }
            case FRACTION -> {
                widen(integers, from, to, dest, at);
                divide(dest, at, end, DENOMINATOR * POWERS[exponent]);
            }
            case STEP -> {
                widen(integers, from, to, dest, at);
                if (exponent == 0) {
                    multiply(dest, at, end, step);
                } else {
                    divide(dest, at, end, step);
                }
            }
            case FAHRENHEIT -> {
                widen(integers, from, to, dest, at);
                divide(dest, at, end, POWERS[exponent]);
                toCelsius(dest, at, end);
            }
        }
    }

    // One step for each loop: the JVM vectorizes the divisions only when the loop contains nothing else.

    private static void widen(long[] integers, int from, int to, double[] dest, int at) {
        for (int i = from; i < to; i++) {
            dest[at + i - from] = integers[i];
        }
    }

    /**
     * Divides whole numbers of at most 2^63 by multiplying with the inverse. Two steps of Newton's method correct the
     * quotient to exactly the double of a division, in half of its time (P. Markstein, Computation of elementary
     * functions on the IBM RISC System/6000 processor, 1990: exact remainders by fused multiply-add, and an inverse
     * that is rounded correctly).
     */
    static void divide(double[] values, int from, int to, double power) {
        if (power == 1) {
            return;
        }
        double inverse = 1 / power;
        for (int i = from; i < to; i++) {
            double value = values[i];
            double near = value * inverse;
            double nearer = Math.fma(Math.fma(-power, near, value), inverse, near);
            values[i] = Math.fma(Math.fma(-power, nearer, value), inverse, nearer);
        }
    }

    private static void multiply(double[] values, int from, int to, double inverse) {
        for (int i = from; i < to; i++) {
            values[i] *= inverse;
        }
    }

    private static void roundToFloat(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = (float) values[i];
        }
    }
}

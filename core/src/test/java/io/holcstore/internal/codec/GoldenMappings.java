package io.holcstore.internal.codec;

import io.holcstore.internal.bits.BlobWriter;
import io.holcstore.internal.bits.BlockRice;
import io.holcstore.internal.bits.Checksum;
import io.holcstore.internal.bits.Longs;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Prints the lines of {@link GoldenBlobsTest} for all mappings: blobs of a few integers, and the doubles they stand
 * for.
 */
final class GoldenMappings {
    private static final long[] INTEGERS = {12_345, -678, 99_999_999, 5, -123_456_789_012L, 1, 1};
    private static final double[] DOUBLES = {1.5, -2.25, 0.0, -0.0, 1e10f, -3e-10f, Float.MAX_VALUE};
    private static final double STEP = 1.0371;
    private static final long[] STEPS = {0, 1, -1, 3, -2, 1, 2};

    private GoldenMappings() {}

    public static void main(String[] args) {
        for (int code : GoldenBlobsTest.knownMappings()) {
            Mapping mapping = Mapping.ofCode(code);
            long[] integers = new long[INTEGERS.length];
            double[] values = new double[INTEGERS.length];
            for (int i = 0; i < values.length; i++) {
                integers[i] = integer(mapping.kind(), i);
                long bits = Double.doubleToRawLongBits(value(mapping, i));
                values[i] = Double.longBitsToDouble(mapping.corrected() ? bits + STEPS[i] : bits);
            }
            GoldenBlobsTest.print("mapping-" + code, blob(mapping, integers), values);
        }
    }

    private static long integer(Mapping.Kind kind, int i) {
        return switch (kind) {
            case BITS -> Long.rotateLeft(Double.doubleToRawLongBits(DOUBLES[i]), 1);
            case FLOAT_BITS ->
                Integer.toUnsignedLong(Integer.rotateLeft(Float.floatToRawIntBits((float) DOUBLES[i]), 1));
            default -> INTEGERS[i];
        };
    }

    private static double value(Mapping mapping, int i) {
        BigDecimal decimal = BigDecimal.valueOf(INTEGERS[i]).scaleByPowerOfTen(-mapping.exponent());
        return switch (mapping.kind()) {
            case BITS, FLOAT_BITS -> DOUBLES[i];
            case QUOTIENT -> decimal.doubleValue();
            case PRODUCT -> INTEGERS[i] * Double.parseDouble("1e-" + mapping.exponent());
            case FLOAT -> (float) decimal.doubleValue();
            case FRACTION ->
                decimal.divide(BigDecimal.valueOf(9009), new MathContext(60)).doubleValue();
            case STEP -> mapping.exponent() == 0 ? INTEGERS[i] * STEP : INTEGERS[i] / STEP;
            case FAHRENHEIT -> (decimal.doubleValue() - 32) / 1.8;
        };
    }

    private static byte[] blob(Mapping mapping, long[] integers) {
        int count = integers.length;
        BlobWriter out = new BlobWriter();
        BlockRice rice = new BlockRice();
        out.putByte(Layout.RICE.code(mapping.since()));
        out.putVarint(count);
        new Runs().write(rice, out); // no gaps
        new Runs().write(rice, out); // no repeats
        out.putByte(mapping.code());
        if (mapping.hasStep()) {
            out.putLong(Double.doubleToRawLongBits(STEP));
        }
        out.putVarint(1); // divisor
        out.putVarint(0); // exceptions
        if (mapping.corrected()) {
            write(rice, zigzag(STEPS), out);
        }
        out.putByte(Predictor.LEVEL.code);
        out.putVarint(Longs.zigzag(0));
        write(rice, zigzag(integers), out);
        new Checksum().write(out);
        return out.toByteArray();
    }

    private static long[] zigzag(long[] numbers) {
        long[] coded = new long[numbers.length];
        for (int i = 0; i < coded.length; i++) {
            coded[i] = Longs.zigzag(numbers[i]);
        }
        return coded;
    }

    private static void write(BlockRice rice, long[] numbers, BlobWriter out) {
        rice.measure(numbers, numbers.length);
        rice.write(numbers, numbers.length, out);
    }
}

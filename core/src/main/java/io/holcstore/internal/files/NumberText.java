package io.holcstore.internal.files;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Formats doubles with the fewest digits that identify the double, {@code 0.1}, {@code 14181}, {@code -0},
 * {@code 1E+23}, {@code Infinity}; or with a fixed number of decimals. Not thread-safe, because it has a buffer.
 */
public final class NumberText {
    private static final double MOST_EXACT = 1e15; // up to here, decimals of 15 digits are different doubles
    private static final double LEAST_PLAIN = 1e-5;
    private static final int MOST_DECIMALS = 15;

    private final char decimal;
    private final int decimals; // -1: as many as necessary
    private final StringBuilder text = new StringBuilder();

    public NumberText(char decimal, int decimals) {
        this.decimal = decimal;
        this.decimals = decimals;
    }

    public String of(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        text.setLength(0);
        if (decimals >= 0) {
            text.append(new BigDecimal(value)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .toPlainString());
        } else if (!appendFewDigits(value)) {
            text.append(shortest(value));
        }
        if (decimal != '.') {
            int point = text.indexOf(".");
            if (point >= 0) {
                text.setCharAt(point, decimal);
            }
        }
        return text.toString();
    }

    /**
     * Writes values that 15 digits identify, which are nearly all measured values. The quotient of two integers that
     * doubles represent exactly is rounded in the same way as the text when it is read. So the first quotient that
     * equals the value gives the shortest text.
     */
    private boolean appendFewDigits(double value) {
        double size = Math.abs(value);
        if (size >= MOST_EXACT || (size < LEAST_PLAIN && size != 0)) {
            return false;
        }
        for (int scale = 0; scale <= MOST_DECIMALS; scale++) {
            double digits = Math.rint(size * NumberReader.POWERS[scale]);
            if (digits >= MOST_EXACT) {
                return false;
            }
            if (digits / NumberReader.POWERS[scale] == size) {
                append(value < 0 || 1 / value < 0, (long) digits, scale);
                return true;
            }
        }
        return false;
    }

    private void append(boolean negative, long digits, int scale) {
        if (negative) {
            text.append('-');
        }
        int from = text.length();
        text.append(digits);
        while (text.length() - from <= scale) {
            text.insert(from, '0');
        }
        if (scale > 0) {
            text.insert(text.length() - scale, '.');
        }
    }

    /**
     * Returns the shortest text of any finite double. {@link Double#toString} also identifies the double, but up to JDK
     * 18 not always with the fewest digits (JDK-4511638), so this method tries fewer digits until they are too few. For
     * each length it tries both neighbours of the double: at powers of two, where the distance between doubles differs
     * on both sides, the nearer text may belong to another double.
     */
    private static String shortest(double value) {
        BigDecimal known = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal exact = new BigDecimal(value);
        for (int digits = known.precision() - 1; digits > 0; digits--) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean belowFits = below.doubleValue() == value;
            boolean aboveFits = above.doubleValue() == value;
            if (!belowFits && !aboveFits) {
                break;
            }
            boolean belowIsNearer =
                    exact.subtract(below).abs().compareTo(above.subtract(exact).abs()) <= 0;
            known = belowFits && (belowIsNearer || !aboveFits) ? below : above;
        }
        return plainOrScientific(known);
    }

    private static String plainOrScientific(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1; // of the first digit
        return exponent >= -5 && exponent < 18 ? stripped.toPlainString() : stripped.toString();
    }
}

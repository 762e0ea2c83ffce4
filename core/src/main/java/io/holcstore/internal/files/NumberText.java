package io.holcstore.internal.files;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles as text: as few digits as name the double and no other, {@code 0.1}, {@code 14181}, {@code -0},
 * {@code 1E+23}, {@code Infinity}; or a fixed number of decimals. Not thread-safe: it keeps its buffer.
 */
public final class NumberText {
    private static final double MOST_EXACT = 1e15; // up to here every decimal of 15 digits is a double of its own
    private static final double LEAST_PLAIN = 1e-5;
    private static final int MOST_DECIMALS = 15;

    private final char decimal;
    private final int decimals; // -1: as many as it takes
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
     * Writes values that 15 digits name, which are nearly all that was ever measured. A quotient of two integers that
     * doubles hold exactly is rounded as the text would be when it is read, so the first one that equals the value is
     * the shortest text.
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
     * The shortest text of any finite double. {@link Double#toString} names the double too, but up to JDK 18 not always
     * by as few digits as it takes (JDK-4511638), so fewer are tried until there are too few. Of each length the two
     * neighbours of the double count: where doubles lie closer on one side than on the other, at powers of two, the
     * nearer one may be another double's.
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
        int exponent = stripped.precision() - stripped.scale() - 1; // of its first digit
        return exponent >= -5 && exponent < 18 ? stripped.toPlainString() : stripped.toString();
    }
}

package io.holcstore.internal.files;

/**
 * Text as doubles: an optional sign, digits with at most one decimal mark, an optional exponent; or {@code Infinity}.
 * Nothing else is a number, so that no thousands separator, unit, hexadecimal digit or digit of another script is taken
 * for something it is not.
 */
public final class NumberReader {
    private static final long MOST_EXACT = 1L << 53; // whole numbers up to here are doubles
    private static final int MOST_DIGITS = 18; // that a long holds
    /** The powers of ten that a double holds exactly. */
    static final double[] POWERS = new double[23];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private final char decimal;

    public NumberReader(char decimal) {
        this.decimal = decimal;
    }

    /**
     * The number that a text is, spaces around it left out; {@link IllegalArgumentException}, without the text, when it
     * is none.
     */
    public double parse(String field) {
        String text = field.strip();
        int from = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        boolean negative = from == 1 && text.charAt(0) == '-';
        long digits = 0;
        int digitCount = 0;
        int decimals = -1; // before the mark
        int i = from;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digitCount++;
                decimals += decimals < 0 ? 0 : 1;
                if (digitCount <= MOST_DIGITS) {
                    digits = 10 * digits + c - '0';
                }
            } else if (c == decimal && decimals < 0) {
                decimals = 0;
            } else {
                break;
            }
        }
        if (digitCount == 0) {
            if (text.substring(from).equals("Infinity")) {
                return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            throw reason(text, i);
        }
        int scale = Math.max(decimals, 0);
        if (i == text.length() && digitCount <= MOST_DIGITS && digits <= MOST_EXACT && scale < POWERS.length) {
            double size = digits / POWERS[scale]; // both are exact, so this is rounded once, as it should be
            return negative ? -size : size;
        }
        requireExponent(text, i);
        double value = Double.parseDouble(decimal == '.' ? text : text.replace(decimal, '.'));
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("is larger than any double; Infinity would be another number");
        }
        if (value == 0 && hasDigit(text, from, i)) {
            throw new IllegalArgumentException("is smaller than any double; 0 would be another number");
        }
        return value;
    }

    /** Whether a number has another digit than zeros. */
    private static boolean hasDigit(String text, int from, int to) {
        return text.substring(from, to).chars().anyMatch(c -> c >= '1' && c <= '9');
    }

    private void requireExponent(String text, int from) {
        if (from == text.length()) {
            return;
        }
        int i = from;
        if (text.charAt(i) != 'e' && text.charAt(i) != 'E') {
            throw reason(text, i);
        }
        i++;
        if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
            i++;
        }
        int first = i;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        if (i < text.length() || i == first) {
            throw reason(text, i);
        }
    }

    private IllegalArgumentException reason(String text, int at) {
        boolean otherMark = at < text.length() && (text.charAt(at) == ',' || text.charAt(at) == '.');
        return new IllegalArgumentException(
                "is no number" + (at < text.length() ? ", from its character " + (at + 1) + " on" : "")
                        + (otherMark
                                ? "; the decimal mark is '" + decimal
                                        + "', decimal(..) sets it, and thousands separators are not read"
                                : "; where it stands for a missing value, say so by missing(..)"));
    }
}

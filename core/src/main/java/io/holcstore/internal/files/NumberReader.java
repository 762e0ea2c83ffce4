package io.holcstore.internal.files;

import io.holcstore.internal.files.time.Blanks;

/**
 * Parses text as doubles: an optional sign (also U+2212, or a minus at the end), digits with at most one decimal mark,
 * an optional exponent; or {@code Infinity}. It accepts nothing else, so that a unit, a hexadecimal digit, a digit of
 * another script or an unexpected thousands separator never changes a number.
 *
 * <p>A thousands separator precedes groups of three digits ({@code 1.234.567}). The groups between the first and the
 * last may have two ({@code 12,34,567}).
 */
public final class NumberReader {
    private static final long MOST_EXACT = 1L << 53; // doubles represent all whole numbers up to here
    private static final int MOST_DIGITS = 18; // that fit into a long
    /** The powers of ten that doubles represent exactly. */
    static final double[] POWERS = new double[23];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    /** The value for no thousands separator. */
    public static final char NONE = 0;

    private static final String SPACES = " \u00a0\u202f\u2009"; // users cannot distinguish them
    private static final String APOSTROPHES = "'\u2019";
    private static final int GROUP = 3;
    private static final char MINUS = '\u2212'; // of Scandinavian spreadsheets

    private final char decimal;
    private final String thousands; // any of these characters; empty when there is no separator

    public NumberReader(char decimal) {
        this(decimal, NONE);
    }

    /**
     * Creates a reader of numbers with a thousands separator. A space or an apostrophe stands for all similar
     * characters.
     */
    public NumberReader(char decimal, char thousands) {
        this.decimal = decimal;
        this.thousands = thousands == NONE
                ? ""
                : SPACES.indexOf(thousands) >= 0
                        ? SPACES
                        : APOSTROPHES.indexOf(thousands) >= 0 ? APOSTROPHES : String.valueOf(thousands);
    }

    /**
     * Parses a number and ignores spaces around it. Throws an {@link IllegalArgumentException}, whose message does not
     * contain the text, when it is not a number.
     */
    public double parse(String field) {
        String text = thousands.isEmpty() ? Blanks.strip(field) : ungrouped(Blanks.strip(field));
        int from = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        boolean negative = from == 1 && text.charAt(0) == '-';
        long digits = 0;
        int digitCount = 0;
        int decimals = -1; // no decimal mark yet
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
            if (text.length() > 1 && text.charAt(0) == MINUS) {
                return parse('-' + requireUnsigned(text.substring(1)));
            }
            if (text.substring(from).equals("Infinity")) {
                return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            throw reason(text, i);
        }
        if (i == text.length() - 1 && from == 0 && text.charAt(i) == '-') {
            return parse('-' + text.substring(0, i)); // as bookkeeping programs write it
        }
        int scale = Math.max(decimals, 0);
        if (i == text.length() && digitCount <= MOST_DIGITS && digits <= MOST_EXACT && scale < POWERS.length) {
            double size = digits / POWERS[scale]; // both are exact, so the division rounds once, which is correct
            return negative ? -size : size;
        }
        requireExponent(text, i);
        double value = Double.parseDouble(decimal == '.' ? text : text.replace(decimal, '.'));
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("is larger than any double, and Infinity would be another number");
        }
        if (value == 0 && hasDigit(text, from, i)) {
            throw new IllegalArgumentException("is smaller than any double, and 0 would be another number");
        }
        return value;
    }

    private String requireUnsigned(String text) {
        if (!isDigit(text.charAt(0)) && text.charAt(0) != decimal) {
            throw reason(text, 0);
        }
        return text;
    }

    /** Returns the text without its thousands separators, which must precede groups of three digits. */
    private String ungrouped(String text) {
        int last = -1; // index of the last separator
        StringBuilder plain = new StringBuilder(text.length());
        int end = text.indexOf(decimal);
        end = end < 0 ? text.length() : end;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (thousands.indexOf(c) < 0) {
                plain.append(c);
            } else {
                boolean fits = i < end && plain.length() > 0 && isDigit(text.charAt(i - 1));
                boolean group = last < 0 ? digitsBefore(text, i) <= GROUP : i - last - 1 == GROUP || i - last == GROUP;
                if (!fits || !group) {
                    throw notGrouped(text);
                }
                last = i;
            }
        }
        if (last >= 0 && digitsAfter(text, last) != GROUP) {
            throw notGrouped(text);
        }
        return last < 0 ? text : plain.toString();
    }

    private static int digitsBefore(String text, int to) {
        int from = to;
        while (from > 0 && isDigit(text.charAt(from - 1))) {
            from--;
        }
        return to - from;
    }

    private static int digitsAfter(String text, int at) {
        int to = at + 1;
        while (to < text.length() && isDigit(text.charAt(to))) {
            to++;
        }
        return to - at - 1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private IllegalArgumentException notGrouped(String text) {
        return new IllegalArgumentException("is not a number: a thousands separator "
                + Checks.quoted(thousands.charAt(0)) + " must precede three digits"
                + (text.indexOf(decimal) < 0 ? "; the decimal mark is '" + decimal + "', decimal(..) sets it" : ""));
    }

    /** Returns whether a number has a digit other than zero. */
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
        char c = at < text.length() ? text.charAt(at) : NONE;
        boolean separator = c == ',' || c == '.' || SPACES.indexOf(c) >= 0 || APOSTROPHES.indexOf(c) >= 0;
        boolean inside = separator && at + 1 < text.length() && at > 0 && isDigit(text.charAt(at + 1));
        String way;
        if (inside) {
            boolean mark = c == ',' || c == '.';
            way = "; the decimal mark is '" + decimal + "'" + (mark ? ", decimal(..) sets it" : "")
                    + ", and thousands(" + Checks.quoted(mark ? c : SPACES.indexOf(c) >= 0 ? ' ' : '\'')
                    + ") reads thousands separators";
        } else if (c == ',' || c == '.') {
            way = "; the decimal mark is '" + decimal + "', decimal(..) sets it, and thousands(..) reads thousands"
                    + " separators";
        } else {
            way = "; missing(..) sets texts that represent a missing value";
        }
        return new IllegalArgumentException(
                "is not a number" + (at < text.length() ? ", from its character " + (at + 1) + " on" : "") + way);
    }
}

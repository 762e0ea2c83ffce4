package io.holcstore.internal.sql.dialect.sqlite;

import java.math.BigDecimal;

/**
 * Decimal numbers as texts whose order is that of the numbers. SQLite has no exact type for them. A number of
 * {@code numeric(6, 2)} is {@code 0012.50}. A negative one begins with a minus, and has the complement of each digit,
 * so that the larger number has the larger text: -12.50 is {@code -9987.49}.
 */
final class SqliteNumbers {
    private SqliteNumbers() {}

    /** Writes a number that has the scale of its type. */
    static String text(BigDecimal value, int precision) {
        String digits = value.abs().toPlainString();
        int integers = Math.max(1, precision - value.scale());
        int point = digits.indexOf('.');
        String padded = "0".repeat(integers - (point < 0 ? digits.length() : point)) + digits;
        return value.signum() < 0 ? '-' + complement(padded) : padded;
    }

    static BigDecimal number(String text) {
        return text.startsWith("-") ? new BigDecimal(complement(text.substring(1))).negate() : new BigDecimal(text);
    }

    private static String complement(String digits) {
        StringBuilder text = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            text.append(c == '.' ? c : (char) ('0' + '9' - c));
        }
        return text.toString();
    }
}

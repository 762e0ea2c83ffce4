package io.holcstore.key;

import io.holcstore.internal.time.Micros;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Which values a type holds, and their order: the rules behind {@link AxisType}. */
final class AxisChecks {
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final int QUOTED = 40;
    private static final int NAMED = 200;

    private AxisChecks() {}

    static <T> T check(AxisType<T> type, Object value) {
        Object widened = widen(type.kind(), value);
        if (!type.javaType().isInstance(widened)) {
            throw new IllegalArgumentException(quote(value) + " is a "
                    + value.getClass().getSimpleName() + "; " + type + " takes a "
                    + type.javaType().getSimpleName());
        }
        return type.javaType().cast(normalise(type, widened));
    }

    /** An integer as the type's own, where the type holds it; anything else as it is. */
    private static Object widen(AxisType.Kind kind, Object value) {
        boolean isInteger =
                value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long;
        if (!isInteger) {
            return value;
        }
        long number = ((Number) value).longValue();
        if (kind == AxisType.Kind.SMALLINT && number == (short) number) {
            return (short) number;
        } else if (kind == AxisType.Kind.INT && number == (int) number) {
            return (int) number;
        } else if (kind == AxisType.Kind.BIGINT) {
            return number;
        } else if (kind == AxisType.Kind.NUMERIC) {
            return BigDecimal.valueOf(number);
        }
        return value;
    }

    private static Object normalise(AxisType<?> type, Object value) {
        if (value instanceof String text) {
            checkText(type, text);
        } else if (value instanceof BigDecimal number) {
            return scaled(type, number);
        } else if (value instanceof LocalDate day && (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY))) {
            throw new IllegalArgumentException(day + ": " + type + " takes the years 1 to 9999");
        } else if (value instanceof Instant instant) {
            checkInstant(type, instant);
        }
        return value;
    }

    private static void checkText(AxisType<?> type, String text) {
        if (type.kind() == AxisType.Kind.VARCHAR && text.length() > type.length()) {
            throw new IllegalArgumentException(
                    quote(text) + " has " + text.length() + " characters; " + type + " takes " + type.length());
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException(
                        quote(text) + " has a NUL character at " + i + ", which PostgreSQL cannot store");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new IllegalArgumentException(
                            quote(text) + " has an unpaired surrogate at " + i + ", which UTF-8 cannot hold");
                }
                i++;
            }
        }
    }

    private static BigDecimal scaled(AxisType<?> type, BigDecimal number) {
        // Exponents are looked at before any digits are written out: 1E+1000000000 is short only as text.
        long integerDigits = number.signum() == 0 ? 0 : (long) number.precision() - number.scale();
        int limit = type.precision() - type.scale();
        if (integerDigits > limit) {
            throw new IllegalArgumentException(
                    quote(number) + " has " + integerDigits + " digits before the point; " + type + " takes " + limit);
        }
        BigDecimal shortest = number.stripTrailingZeros();
        if (shortest.scale() > type.scale()) {
            throw new IllegalArgumentException(
                    quote(number) + " has more than " + type.scale() + " digits after the point; round it to " + type);
        }
        return shortest.setScale(type.scale(), RoundingMode.UNNECESSARY);
    }

    private static void checkInstant(AxisType<?> type, Instant instant) {
        if (!Micros.isInRange(instant)) {
            throw new IllegalArgumentException(instant + ": " + type + " takes the years 1 to 9999");
        }
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException(instant + ": " + type
                    + " takes whole microseconds; use truncatedTo(ChronoUnit.MICROS) where they do not matter");
        }
    }

    @SuppressWarnings("unchecked")
    static int compare(Object a, Object b) {
        if (a instanceof String left && b instanceof String right) {
            return compareCodePoints(left, right);
        }
        if (a instanceof UUID left && b instanceof UUID right) {
            int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
            return high != 0
                    ? high
                    : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
        }
        return ((Comparable<Object>) a).compareTo(b);
    }

    /** Order of UTF-8 bytes: UTF-16 units alone would put U+10000 and above before U+E000. */
    private static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean leftPair = Character.isSurrogate(left);
                boolean rightPair = Character.isSurrogate(right);
                return leftPair == rightPair ? Character.compare(left, right) : leftPair ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** A text as part of a name that people read: a long one is cut. */
    static String shortened(String text) {
        return text.length() <= NAMED ? text : text.substring(0, QUOTED) + "... (" + text.length() + " characters)";
    }

    /** A value for a message: strings in quotes, long ones cut. */
    static String quote(Object value) {
        String text = value.toString();
        String shown = text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
        return value instanceof String ? "'" + shown + "'" : shown;
    }
}

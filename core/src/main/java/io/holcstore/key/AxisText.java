package io.holcstore.key;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Values of axes out of text, as their {@code toString()} writes them. */
final class AxisText {
    /** Longer than any value that is not a string: the digits of the longest NUMERIC, its sign, its point and an exponent. */
    private static final int MAX_LENGTH = AxisType.MAX_PRECISION + 16;

    private static final int ASCII = 0x80;

    private AxisText() {}

    static Object parse(AxisType<?> type, String text) {
        if (type.javaType() == String.class) {
            return text;
        }
        if (text.length() > MAX_LENGTH
                || text.chars().anyMatch(c -> c >= ASCII)) { // the JDK takes digits of any script
            throw none(type, text);
        }
        try {
            return switch (type.kind()) {
                case INT -> Integer.valueOf(text);
                case BIGINT -> Long.valueOf(text);
                case SMALLINT -> Short.valueOf(text);
                case NUMERIC -> new BigDecimal(text);
                case DATE -> LocalDate.parse(text);
                case TIMESTAMP -> Instant.parse(text);
                case UUID -> uuid(type, text);
                case BOOLEAN -> bool(type, text);
                case VARCHAR, TEXT -> text;
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw none(type, text);
        }
    }

    /** The JDK alone would take 1-1-1-1-1, too, and hyphens anywhere. */
    private static UUID uuid(AxisType<?> type, String text) {
        UUID uuid = parsed(type, text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw none(type, text);
        }
        return uuid;
    }

    private static UUID parsed(AxisType<?> type, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw none(type, text);
        }
    }

    private static Boolean bool(AxisType<?> type, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw none(type, text);
        };
    }

    private static IllegalArgumentException none(AxisType<?> type, String text) {
        return new IllegalArgumentException(AxisChecks.quote(text) + " is no " + type);
    }
}

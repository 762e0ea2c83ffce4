package io.holcstore.internal.django;

import io.holcstore.key.Axis;
import io.holcstore.key.AxisValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts between values and the texts of the Python application's protocol. It accepts what the fields of Django and
 * the types of Python accept, and writes what they understand.
 */
final class DjangoValues {
    private static final Pattern DAY = Pattern.compile("([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|([0-9]{2})([0-9]{2}))");

    /** The pattern of a time. A blank before an offset is a plus sign that was not percent-encoded. */
    private static final Pattern TIME = Pattern.compile(
            "([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
                    + "(?:[T ]([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:[.,]([0-9]{1,6})[0-9]*)?)?"
                    + "\\s*(?:Z|([ +-][0-9]{2}(?::?[0-9]{2}){0,2}))?)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern UNDERSCORE = Pattern.compile("(?<=[0-9])_(?=[0-9])");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final Pattern DASHES = Pattern.compile("(.{8})(.{4})(.{4})(.{4})(.{12})");

    /**
     * Converts texts to the form of this library, by the Java type of the axis. Texts of other types already have that
     * form.
     */
    private static final Map<Class<?>, UnaryOperator<String>> OURS = Map.of(
            Boolean.class, DjangoValues::bool,
            LocalDate.class, DjangoValues::day,
            Instant.class, DjangoValues::instant,
            UUID.class, DjangoValues::uuid);

    private DjangoValues() {}

    /**
     * Parses the value of an axis. A time without an offset is in UTC. A day without a time means its beginning.
     *
     * @throws IllegalArgumentException when the text is not a value of the axis; the message names axis, value and type
     */
    static <T> AxisValue<T> parse(Axis<T> axis, String text) {
        Class<?> type = axis.type().javaType();
        if (Number.class.isAssignableFrom(type)) {
            return axis.parse(UNDERSCORE.matcher(text.strip()).replaceAll(""));
        }
        return axis.parse(OURS.getOrDefault(type, UnaryOperator.identity()).apply(text));
    }

    private static String instant(String text) {
        Instant time = time(text);
        return time == null ? text : time.toString();
    }

    /** Returns the text of a value of an axis. */
    static String text(Object value) {
        return value instanceof Boolean flag ? (flag ? "True" : "False") : value.toString();
    }

    private static String bool(String text) {
        return switch (text) {
            case "True", "t", "1" -> "true";
            case "False", "f", "0" -> "false";
            default -> text;
        };
    }

    private static String day(String text) {
        Matcher day = DAY.matcher(text);
        if (!day.matches()) {
            return text;
        }
        boolean dashes = day.group(2) != null;
        return day.group(1) + '-' + twoDigits(day.group(dashes ? 2 : 4)) + '-' + twoDigits(day.group(dashes ? 3 : 5));
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? '0' + number : number;
    }

    private static String uuid(String text) {
        String hex = text.replace("urn:", "")
                .replace("uuid:", "")
                .replaceAll("^[{}]+|[{}]+$", "")
                .replace("-", "");
        return HEX.matcher(hex).matches() ? DASHES.matcher(hex).replaceFirst("$1-$2-$3-$4-$5") : text;
    }

    /**
     * Parses a time with an offset, a time without one in UTC, or a day. Returns null for any other text. Digits below
     * a microsecond are dropped.
     */
    static @Nullable Instant time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(day(time.group(1)));
            if (time.group(2) == null) {
                return day.atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            String offset = time.group(6);
            LocalDateTime local = day.atTime(
                    number(time.group(2)), number(time.group(3)), number(time.group(4)), nanos(time.group(5)));
            return local.toInstant(offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset.replace(' ', '+')));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : number((fraction + "000000000").substring(0, 9));
    }
}

package io.holcstore.internal.files.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Parses times as ISO 8601 and most programs write them: {@code 2024-10-27T02:15}, with a space instead of the T, with
 * seconds and their decimals after a point or a comma, with an offset, {@code Z}, {@code UTC} or
 * {@code [Europe/Paris]}, or only the day. 24:00 is the end of the day. The parser of java.time accepts far more, and
 * takes ten times as long.
 */
public final class IsoTime {
    private final String text;
    private int at;

    private IsoTime(String text) {
        this.text = text;
    }

    /** Parses a text. Throws a {@link DateTimeException} when it is not a time. */
    public static WrittenTime parse(String field) {
        String text = Blanks.strip(field);
        try {
            return new IsoTime(text).scan();
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            OffsetDateTime time = OffsetDateTime.parse(text); // years of more than four digits
            return new WrittenTime(time.toLocalDate(), time.toLocalTime(), false, time.getOffset(), null);
        }
    }

    private WrittenTime scan() {
        int year = digits(4);
        expect('-');
        int month = digits(2);
        expect('-');
        LocalDate day = LocalDate.of(year, month, digits(2));
        if (at == text.length()) {
            return new WrittenTime(day, null, false, null, null);
        }
        char separator = text.charAt(at++);
        if (separator != 'T' && separator != ' ') {
            throw new NumberFormatException();
        }
        int hour = digits(2);
        expect(':');
        int minute = digits(2);
        int second = 0;
        int nanos = 0;
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
            second = digits(2);
            nanos = fraction();
        }
        boolean endOfDay = hour == 24 && minute == 0 && second == 0 && nanos == 0;
        return zoned(day, LocalTime.of(endOfDay ? 0 : hour, minute, second, nanos), endOfDay);
    }

    private int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            int digit = text.charAt(at++) - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException();
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private void expect(char c) {
        if (text.charAt(at++) != c) {
            throw new NumberFormatException();
        }
    }

    private int fraction() {
        if (at == text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
            return 0;
        }
        int from = ++at;
        int nanos = 0;
        while (at < text.length() && at - from < 9 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            nanos = 10 * nanos + text.charAt(at++) - '0';
        }
        if (at == from) {
            throw new NumberFormatException();
        }
        for (int i = at - from; i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Adds what follows the time of day. */
    private WrittenTime zoned(LocalDate day, LocalTime time, boolean endOfDay) {
        if (at == text.length()) {
            return new WrittenTime(day, time, endOfDay, null, null);
        }
        String offset = text.substring(at).strip();
        ZoneId zone = null;
        try {
            int bracket = offset.indexOf('[');
            if (bracket >= 0 && offset.endsWith("]")) {
                zone = ZoneId.of(offset.substring(bracket + 1, offset.length() - 1));
                offset = offset.substring(0, bracket).strip();
            }
            return new WrittenTime(day, time, endOfDay, offset.isEmpty() ? null : offset(offset), zone);
        } catch (DateTimeException e) {
            throw new DateTimeException(
                    "ends with '" + text.substring(at).strip() + "', but only an offset may be there, as in +01:00, Z,"
                            + " UTC, [Europe/Paris] or +01:00[Europe/Paris]; if it is the name of a zone,"
                            + " put it in quotation marks in timePattern(..), 'CET', and set its zone with tz(..)",
                    e);
        }
    }

    private static ZoneOffset offset(String text) {
        return text.equals("UTC") || text.equals("GMT") ? ZoneOffset.UTC : ZoneOffset.of(text);
    }
}

package io.holcstore.export;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time as ISO 8601 and most programs write it: {@code 2024-10-27T02:15}, with a space instead of the T, with seconds and their fraction, with
 * {@code Z} or an offset, or only the day, which is its midnight. 24:00 is the midnight at the end of the day. What java.time parses is far more,
 * and takes ten times as long.
 *
 * @param local the time
 * @param offset its offset, null where the text has none
 */
record IsoTime(LocalDateTime local, @Nullable ZoneOffset offset) {
    /** Reads a text; {@link DateTimeException} when it is none. */
    static IsoTime parse(String field) {
        String text = field.strip();
        try {
            return new Scanner(text).scan();
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            OffsetDateTime time = OffsetDateTime.parse(text); // years of more than four digits
            return new IsoTime(time.toLocalDateTime(), time.getOffset());
        }
    }

    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        IsoTime scan() {
            int year = digits(4);
            expect('-');
            int month = digits(2);
            expect('-');
            int day = digits(2);
            if (at == text.length()) {
                return new IsoTime(LocalDateTime.of(year, month, day, 0, 0), null);
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
            LocalDateTime time = LocalDateTime.of(year, month, day, endOfDay ? 0 : hour, minute, second, nanos);
            return new IsoTime(endOfDay ? time.plusDays(1) : time, offset());
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
            if (at == text.length() || text.charAt(at) != '.') {
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

        private @Nullable ZoneOffset offset() {
            if (at == text.length()) {
                return null;
            }
            return text.charAt(at) == 'Z' && at + 1 == text.length()
                    ? ZoneOffset.UTC
                    : ZoneOffset.of(text.substring(at).strip());
        }
    }
}

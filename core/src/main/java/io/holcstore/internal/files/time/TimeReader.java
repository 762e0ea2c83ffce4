package io.holcstore.internal.files.time;

import io.holcstore.internal.time.Years;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses text as instants: with a pattern, as {@link IsoTime}, or as a number. The instant of an interval,
 * {@code from - to}, is its start. The instant of a day is its first one, and 24:00 is the first instant of the next
 * day, whatever the clock shows then.
 *
 * <p>It throws {@link DateTimeException}s whose messages do not contain the text. Used for one file, and not
 * thread-safe.
 */
public final class TimeReader {
    /** The result for a row that the rules of the zone exclude. */
    public static final long DROPPED = Long.MIN_VALUE;

    /** The result for a row without a time that is ignored. */
    public static final long LEFT_OUT = Long.MIN_VALUE + 1;

    private static final Pattern MARKED = Pattern.compile("[0-9] ?(\\(?[A-Za-z.]{1,6}\\)?)( ?-.*)?$");
    private static final String NOTES = "(*#=-<";
    private static final int DIGITS_OF_SECONDS = 9; // or more
    private static final int LONGEST_NUMBER = 100; // the time to parse one grows with its square
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final TimeRules rules;
    private final LocalRules local;
    private final @Nullable IntervalEnd end;
    private boolean intervals; // whether the last time was an interval

    /**
     * Creates a reader of times.
     *
     * @param step the intervals whose ends are the times; null when they are not ends
     * @param newestFirst whether the times of rows decrease
     */
    public TimeReader(TimeRules rules, @Nullable IntervalEnd step, boolean newestFirst) {
        this.rules = rules;
        this.local = new LocalRules(rules, newestFirst);
        this.end = step;
    }

    /** Parses a text. */
    public WrittenTime read(String text) {
        if (intervals) {
            WrittenTime time = readStart(text);
            if (time != null) {
                return time;
            }
        }
        try {
            return parse(text);
        } catch (DateTimeException e) {
            WrittenTime time = intervals ? null : readStart(text);
            if (time == null) {
                throw refused(text, e);
            }
            intervals = true;
            return time;
        }
    }

    /** Parses the start of an interval; returns null for any other text. */
    private @Nullable WrittenTime readStart(String text) {
        String start = startOf(text);
        if (start == null) {
            return null;
        }
        WrittenTime time;
        try {
            time = parse(start);
        } catch (DateTimeException e) {
            return null;
        }
        requireStarts();
        return time;
    }

    /** Returns the part of an interval before its dash, or before the slash of ISO 8601; null for any other text. */
    public @Nullable String startOf(String text) {
        String start = IntervalText.start(text, rules.pattern() == null);
        if (start == null && rules.form() == TimeRules.Form.TEXT) {
            start = IntervalText.startBeforeHyphen(text, false);
            if (start == null) {
                start = IntervalText.startBeforeHyphen(text, true);
                start = start != null && clockChanges(start) ? start : null;
            }
        }
        return start;
    }

    /** Returns whether the clock changes on the day of a time. */
    private boolean clockChanges(String time) {
        ZoneId zone = rules.zone();
        if (zone == null) {
            return false;
        }
        try {
            LocalDate day = parse(time).day();
            Duration length =
                    Duration.between(day.atStartOfDay(zone), day.plusDays(1).atStartOfDay(zone));
            return !length.equals(Duration.ofDays(1));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Refuses intervals where times are ends. */
    public void requireStarts() {
        if (end != null) {
            throw new DateTimeException(
                    "is an interval, whose start is used; endOfInterval() applies to times that are ends");
        }
    }

    private WrittenTime parse(String text) {
        return switch (rules.form()) {
            case TEXT -> parseText(Blanks.strip(text));
            case EPOCH_SECONDS -> epoch(text, 3);
            case EPOCH_MILLIS -> epoch(text, 0);
        };
    }

    private WrittenTime parseText(String text) {
        TimePattern pattern = rules.pattern();
        try {
            return pattern == null ? IsoTime.parse(text) : pattern.parse(text);
        } catch (DateTimeException e) {
            String plain = Blanks.plain(text); // a text of the pattern may have other blanks, so it comes second
            if (plain.equals(text)) {
                throw e;
            }
            return pattern == null ? IsoTime.parse(plain) : pattern.parse(plain);
        }
    }

    private static WrittenTime epoch(String text, int digits) {
        BigDecimal number = null;
        try {
            String plain = Blanks.strip(text);
            if (plain.length() > LONGEST_NUMBER) {
                throw new NumberFormatException("it has " + plain.length() + " characters");
            }
            number = new BigDecimal(plain.replace(',', '.'));
            long millis = number.movePointRight(digits).longValueExact();
            if (!Years.hold(Instant.ofEpochMilli(millis))) {
                throw new ArithmeticException("its year cannot be stored");
            }
            LocalDateTime time = LocalDateTime.ofEpochSecond(
                    Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * NANOS_PER_MILLI, ZoneOffset.UTC);
            return new WrittenTime(time.toLocalDate(), time.toLocalTime(), false, ZoneOffset.UTC, null);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new DateTimeException(
                    "is not a time in the years 1 to 9999 as a number of " + (digits > 0 ? "seconds" : "milliseconds")
                            + " since 1970-01-01T00:00Z" + (number == null ? "" : unitHint(number)),
                    e);
        }
    }

    private static String unitHint(BigDecimal number) {
        return EpochUnit.hint(
                number.doubleValue(), "use epochSeconds(..)", "use epochMillis(..)", "time(row -> ..) converts it");
    }

    private DateTimeException refused(String text, DateTimeException e) {
        if (rules.form() != TimeRules.Form.TEXT) {
            return e;
        }
        String cause = e instanceof DateTimeParseException
                ? e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ')'
                : " (" + e.getMessage() + ')';
        return new DateTimeException(
                (rules.pattern() == null
                                ? "is not a time like 2024-10-27T02:15:00+01:00"
                                : "is not a time in the pattern " + rules.text())
                        + cause + "; " + hint(text.strip()),
                e);
    }

    /** Returns a hint about the setting that could read the text. */
    private static String hint(String text) {
        if (text.chars().noneMatch(Character::isDigit)) {
            return "ignoreRowsWithoutTime() leaves out rows without a time";
        }
        boolean isNumber = text.length() >= DIGITS_OF_SECONDS && text.length() <= LONGEST_NUMBER;
        if (isNumber && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "timePattern(..) sets the format of times" + unitHint(new BigDecimal(text));
        }
        Matcher marked = MARKED.matcher(text);
        if (marked.find()) {
            return marked.group(1).matches("[AaPp]\\.?\\s?[Mm]\\.?")
                    ? "hh:mm a in timePattern(..) reads times with AM or PM"
                    : "timePattern(..) sets the format of times; if '" + marked.group(1)
                            + "' is the mark of a repeated hour, use repeatedHour(column, marks)";
        }
        if (text.contains("24:") && !text.contains("24:00")) {
            return "24:00, the end of a day, is the only time with the hour 24";
        }
        return "timePattern(..) sets the format of times";
    }

    /**
     * Returns whether a text that cannot be read is not meant as a time: it is blank, it has no digit, or it does not
     * begin with a digit although times do, but with a letter or as a note: (24 rows affected).
     */
    public boolean isWithoutTime(String text) {
        String stripped = Blanks.strip(text);
        if (stripped.isEmpty() || stripped.chars().noneMatch(Character::isDigit)) {
            return true;
        }
        boolean digitFirst = rules.pattern() == null || rules.pattern().beginsWithDigit();
        char first = stripped.charAt(0);
        return digitFirst && (Character.isLetter(first) || NOTES.indexOf(first) >= 0);
    }

    /**
     * Returns the epoch milliseconds of a time, or {@link #DROPPED}.
     *
     * @param before the instant of the previous row, {@link Long#MIN_VALUE} at the first
     * @param mark which of two instants the mark of the row means, or null
     */
    public long instant(WrittenTime time, long before, @Nullable Repeats mark) {
        ZoneOffset offset = time.offset();
        ZoneId named = time.zone();
        if (offset != null) {
            requireFits(time.local(), offset, named);
            Instant at = time.local().toInstant(offset);
            return millis(end == null ? at : end.startOf(at));
        }
        ZoneId in = zoneOf(time);
        if (end != null) {
            return local.resolve(end.startsOf(time, in), time.local(), in, before, mark);
        }
        if (time.endOfDay()) {
            return millis(time.day().plusDays(1).atStartOfDay(in).toInstant());
        }
        return time.time() == null ? local.startOf(time.day(), in) : local.resolve(time.local(), in, before, mark);
    }

    /** Returns the zone or the offset of a time. */
    public ZoneId zoneOf(WrittenTime time) {
        ZoneId named = time.offset() == null ? time.zone() : time.offset();
        return named == null ? zone() : named;
    }

    /** Returns the epoch milliseconds of an instant that a function returned. */
    public long instant(Instant at) {
        return millis(end == null ? at : end.startOf(at));
    }

    /** Returns the first instant of a day, or {@link #DROPPED}. */
    public long startOf(LocalDate day) {
        return local.startOf(day, zone());
    }

    /** Returns the zone of times without an offset. */
    public ZoneId zone() {
        if (rules.zone() == null) {
            throw new DateTimeException("has no offset; set its zone with tz(..)");
        }
        return rules.zone();
    }

    private static void requireFits(LocalDateTime local, ZoneOffset offset, @Nullable ZoneId zone) {
        if (zone != null && !zone.getRules().isValidOffset(local, offset)) {
            throw new DateTimeException(
                    "has the offset " + offset + ", which " + zone + " did not have then; remove the wrong one");
        }
    }

    /** Returns the epoch milliseconds of an instant that stores support. */
    public static long millis(Instant instant) {
        if (instant.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI != 0) {
            throw new DateTimeException("is not a whole millisecond, the finest time that is stored");
        }
        if (!Years.hold(instant)) {
            throw new DateTimeException("lies outside the years 1 to 9999 that can be stored");
        }
        return instant.toEpochMilli();
    }
}

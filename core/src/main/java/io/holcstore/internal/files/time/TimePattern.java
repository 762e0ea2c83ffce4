package io.holcstore.internal.files.time;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of {@link DateTimeFormatter} for texts with a day and optionally a time. Names of months and days may have
 * upper or lower case. Days that are not in the calendar are refused, while java.time would use another day near them.
 * 24:00 is the end of its day. A pattern of years and months means the first day of the month. Immutable.
 */
public final class TimePattern {
    /** A time for which every field of a pattern has a visible value. */
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2024, 11, 23, 22, 48, 57, 0, ZoneId.of("UTC"));

    private static final String OF_THE_DATE =
            "dd is the day of the month (DD counts those of the year), MM is the month"
                    + " (mm are minutes), and yyyy is the year (YYYY is the year of a week, and needs ww and e)";

    private final DateTimeFormatter strict;
    private final DateTimeFormatter smart; // accepts 24:00

    private final List<TimePattern> others; // with other names of months

    private TimePattern(DateTimeFormatter formatter, List<TimePattern> others) {
        this.strict = formatter.withResolverStyle(ResolverStyle.STRICT);
        this.smart = formatter.withResolverStyle(ResolverStyle.SMART);
        this.others = others;
    }

    private static TimePattern of(DateTimeFormatterBuilder builder, Locale locale, List<TimePattern> others) {
        return new TimePattern(builder.toFormatter(locale), others);
    }

    private static TimePattern ofMonths(DateTimeFormatterBuilder builder, Locale locale, List<TimePattern> others) {
        return of(builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1), locale, others);
    }

    private static DateTimeFormatterBuilder builder() {
        return new DateTimeFormatterBuilder().parseCaseInsensitive();
    }

    /** Returns whether a pattern has letters for the year and the month only. */
    private static boolean isOfMonths(String fields) {
        String letters = fields.replaceAll("[^A-Za-z]", "");
        return letters.matches("[yuML]+") && letters.matches(".*[yu].*") && letters.matches(".*[ML].*");
    }

    /**
     * Returns the same pattern with names of months as other programs write them: standalone names, and names without a
     * period. In German, the JDK writes {@code Okt.}, but most files have {@code Okt}.
     */
    private static List<TimePattern> withOtherMonths(String pattern, String fields, Locale locale) {
        int from = fields.indexOf("MMM");
        int to = fields.lastIndexOf('M') + 1;
        if (from < 0 || to - from > 4 || pattern.indexOf('[') >= 0) {
            return List.of();
        }
        boolean whole = to - from == 4;
        Set<Map<Long, String>> names = new LinkedHashSet<>();
        for (TextStyle style : whole
                ? List.of(TextStyle.FULL_STANDALONE, TextStyle.FULL)
                : List.of(TextStyle.SHORT_STANDALONE, TextStyle.SHORT)) {
            names.add(months(style, locale, false));
            names.add(months(style, locale, true));
        }
        List<TimePattern> others = new ArrayList<>();
        for (Map<Long, String> each : names) {
            DateTimeFormatterBuilder builder = builder();
            builder.appendPattern(pattern.substring(0, from)).appendText(ChronoField.MONTH_OF_YEAR, each);
            builder.appendPattern(pattern.substring(to));
            others.add(isOfMonths(fields) ? ofMonths(builder, locale, List.of()) : of(builder, locale, List.of()));
        }
        return List.copyOf(others);
    }

    private static Map<Long, String> months(TextStyle style, Locale locale, boolean withoutPoint) {
        Map<Long, String> names = new HashMap<>();
        for (Month month : Month.values()) {
            String name = month.getDisplayName(style, locale);
            boolean cut = withoutPoint && name.endsWith(".");
            names.put((long) month.getValue(), cut ? name.substring(0, name.length() - 1) : name);
        }
        return names;
    }

    /** Returns a pattern with English names of months and days. */
    public static TimePattern of(String pattern) {
        return of(pattern, Locale.ENGLISH);
    }

    /**
     * Returns a pattern with names of months and days in a language.
     *
     * @throws IllegalArgumentException when it is not a pattern, or when it cannot be used to read times
     */
    public static TimePattern of(String pattern, Locale locale) {
        String fields = fields(pattern, true);
        fields.chars().forEach(c -> requireOneMeaning(pattern, (char) c));
        String always = fields(pattern, false);
        requireOnce(pattern, always);
        // Strict resolving knows the year only as u, because y is the year of an era. Users write y for the year.
        StringBuilder years = new StringBuilder(pattern);
        for (int i = 0; i < fields.length(); i++) {
            if (fields.charAt(i) == 'y') {
                years.setCharAt(i, 'u');
            }
        }
        DateTimeFormatterBuilder builder = builder().appendPattern(years.toString());
        List<TimePattern> others = withOtherMonths(years.toString(), fields, locale);
        TimePattern made = isOfMonths(fields) ? ofMonths(builder, locale, others) : of(builder, locale, others);
        made.requireTellsTimes(pattern, always);
        return made;
    }

    /** Returns the pattern with blanks in place of quoted text, and optionally in place of optional parts. */
    private static String fields(String pattern, boolean optionalToo) {
        StringBuilder fields = new StringBuilder();
        boolean quoted = false;
        int optional = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            optional += quoted ? 0 : c == '[' ? 1 : c == ']' ? -1 : 0;
            fields.append(quoted || (optional > 0 && !optionalToo) ? ' ' : c);
        }
        return fields.toString();
    }

    /** Refuses names of zones: java.time reads EST in July as if it were EDT, and IST as one of its three meanings. */
    private static void requireOneMeaning(String pattern, char c) {
        if (c == 'z' || c == 'v') {
            throw refused(
                    pattern,
                    "'" + c
                            + "' is the name of a zone, which may have several meanings; use xxx for an offset, VV for a zone"
                            + " such as Europe/Paris, or the text in quotation marks, 'CET', and tz(..)");
        }
        if (c == 'k') {
            throw refused(
                    pattern,
                    "with kk, 24:00 would be the beginning of its day; use HH, where 00:00 is the beginning of a"
                            + " day and 24:00 its end");
        }
    }

    /** Refuses a letter in two places, which is an error such as HH:MM, unless each place is optional. */
    private static void requireOnce(String pattern, String fields) {
        for (int i = 1; i < fields.length(); i++) {
            char c = fields.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (letter && c != 'p' && fields.charAt(i - 1) != c && fields.lastIndexOf(c, i - 1) >= 0) {
                throw refused(
                        pattern,
                        "'" + c + "' occurs in two places; " + OF_THE_DATE
                                + ", HH is the hour, mm are the minutes, and ss" + " the seconds");
            }
        }
    }

    private void requireTellsTimes(String pattern, String fields) {
        TemporalAccessor parsed;
        try {
            parsed = strict.parse(strict.format(SAMPLE));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "time pattern " + pattern + ": " + e.getMessage() + "; " + OF_THE_DATE, e);
        }
        try {
            timeOfDay(parsed);
        } catch (DateTimeException e) {
            throw refused(pattern, e.getMessage() + (day(parsed) == null ? "; " + OF_THE_DATE : ""));
        }
        boolean dayOfYearAndMonth = fields.indexOf('D') >= 0 && fields.indexOf('M') >= 0;
        LocalDate expected = isOfMonths(fields) ? SAMPLE.toLocalDate().withDayOfMonth(1) : SAMPLE.toLocalDate();
        if (dayOfYearAndMonth || !expected.equals(day(parsed))) {
            throw refused(pattern, "does not contain the day: " + OF_THE_DATE);
        }
    }

    private static IllegalArgumentException refused(String pattern, String reason) {
        return new IllegalArgumentException("time pattern " + pattern + ": " + reason);
    }

    /** Returns whether times begin with a digit and not, for example, with the name of a month. */
    public boolean beginsWithDigit() {
        return Character.isDigit(strict.format(SAMPLE).charAt(0));
    }

    /**
     * Parses a text.
     *
     * @throws DateTimeException when it does not match the pattern
     */
    public WrittenTime parse(String text) {
        TemporalAccessor parsed;
        try {
            parsed = strict.parse(text);
        } catch (DateTimeParseException e) {
            WrittenTime end = endOfDay(text);
            if (end == null) {
                return parseOther(text, e);
            }
            return end;
        }
        LocalDate day = day(parsed);
        if (day == null) {
            throw new DateTimeException("has no date");
        }
        return written(parsed, day, timeOfDay(parsed), false);
    }

    private WrittenTime parseOther(String text, DateTimeParseException failure) {
        for (TimePattern other : others) {
            try {
                return other.parse(text);
            } catch (DateTimeException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    /** Parses a text with the time 24:00; returns null for any other text. */
    private @Nullable WrittenTime endOfDay(String text) {
        TemporalAccessor fields = strict.parseUnresolved(text, new ParsePosition(0));
        if (fields == null
                || !fields.isSupported(ChronoField.HOUR_OF_DAY)
                || fields.getLong(ChronoField.HOUR_OF_DAY) != 24) {
            return null;
        }
        try {
            TemporalAccessor parsed = smart.parse(text);
            LocalDate next = day(parsed);
            LocalDate day = next == null ? null : next.minusDays(1);
            boolean moved = day != null // the smart formatter reads 30 February as 29 February
                    && fields.isSupported(ChronoField.DAY_OF_MONTH)
                    && fields.getLong(ChronoField.DAY_OF_MONTH) != day.getDayOfMonth();
            return day == null || moved ? null : written(parsed, day, LocalTime.MIDNIGHT, true);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static WrittenTime written(
            TemporalAccessor parsed, LocalDate day, @Nullable LocalTime time, boolean endOfDay) {
        return new WrittenTime(
                day, time, endOfDay, parsed.query(TemporalQueries.offset()), parsed.query(TemporalQueries.zoneId()));
    }

    private static @Nullable LocalDate day(TemporalAccessor parsed) {
        return parsed.query(TemporalQueries.localDate());
    }

    /** Returns the time of day; null when the text contains none. */
    private static @Nullable LocalTime timeOfDay(TemporalAccessor parsed) {
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (time != null) {
            return time;
        }
        for (ChronoField field : ChronoField.values()) {
            if (field.isTimeBased() && parsed.isSupported(field)) {
                throw new DateTimeException(
                        "does not contain the time of day: HH is the hour from 0 to 23, and 24:00 the"
                                + " end of a day; hh needs a for AM or PM, as KK does, and decimals need their seconds");
            }
        }
        return null;
    }
}

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
 * A pattern of {@link DateTimeFormatter}, by which each text tells one day, and a time of it or none. Names of months
 * and days may have upper or lower case. Days that are not in the calendar are refused, where java.time would take another one near them. 24:00 is the
 * end of its day. Immutable.
 */
public final class TimePattern {
    /** A time with which every field of a pattern is seen. */
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2024, 11, 23, 22, 48, 57, 0, ZoneId.of("UTC"));

    private static final String OF_THE_DATE =
            "dd is the day of the month (DD counts those of the year), MM is the month"
                    + " (mm are minutes), and yyyy is the year (YYYY is the year of a week, and needs ww and e)";

    private final DateTimeFormatter strict;
    private final DateTimeFormatter smart; // takes 24:00

    private final List<TimePattern> others; // with other names of months

    private TimePattern(DateTimeFormatter formatter, List<TimePattern> others) {
        this.strict = formatter.withResolverStyle(ResolverStyle.STRICT);
        this.smart = formatter.withResolverStyle(ResolverStyle.SMART);
        this.others = others;
    }

    private static TimePattern of(DateTimeFormatterBuilder builder, Locale locale, List<TimePattern> others) {
        return new TimePattern(builder.toFormatter(locale), others);
    }

    private static DateTimeFormatterBuilder builder() {
        return new DateTimeFormatterBuilder().parseCaseInsensitive();
    }

    /**
     * The same pattern with names of months as other programs write them: those that stand alone, and without a point
     * behind them. The JDK writes {@code Okt.} in German, where most files have {@code Okt}.
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
            others.add(of(builder.appendPattern(pattern.substring(to)), locale, List.of()));
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

    /** A pattern with names of months and days in English. */
    public static TimePattern of(String pattern) {
        return of(pattern, Locale.ENGLISH);
    }

    /**
     * Takes a pattern with names of months and days of a language.
     *
     * @throws IllegalArgumentException when it is not a pattern, or when times cannot be read by it
     */
    public static TimePattern of(String pattern, Locale locale) {
        String fields = fields(pattern, true);
        fields.chars().forEach(c -> requireOneMeaning(pattern, (char) c));
        String always = fields(pattern, false);
        requireOnce(pattern, always);
        // Strict resolving knows the year only as u; y is the year of an era, which nobody means.
        StringBuilder years = new StringBuilder(pattern);
        for (int i = 0; i < fields.length(); i++) {
            if (fields.charAt(i) == 'y') {
                years.setCharAt(i, 'u');
            }
        }
        TimePattern made = of(
                builder().appendPattern(years.toString()), locale, withOtherMonths(years.toString(), fields, locale));
        made.requireTellsTimes(pattern, always);
        return made;
    }

    /** The pattern with blanks for what stands in quotation marks, and perhaps for what is optional. */
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

    /**
     * Names of zones are refused: java.time reads EST in July as if it were EDT, and IST as one of its three meanings.
     */
    private static void requireOneMeaning(String pattern, char c) {
        if (c == 'z' || c == 'v') {
            throw refused(
                    pattern,
                    "'" + c
                            + "' is the name of a zone, which may mean several; take xxx for an offset, VV for a zone"
                            + " such as Europe/Paris, or the text in quotation marks, 'CET', and tz(..)");
        }
        if (c == 'k') {
            throw refused(
                    pattern,
                    "by kk, 24:00 would be the beginning of its day; write HH, by which 00:00 is the beginning of a"
                            + " day and 24:00 its end");
        }
    }

    /** One letter in two places is a slip, such as HH:MM, but where each place is optional. */
    private static void requireOnce(String pattern, String fields) {
        for (int i = 1; i < fields.length(); i++) {
            char c = fields.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (letter && c != 'p' && fields.charAt(i - 1) != c && fields.lastIndexOf(c, i - 1) >= 0) {
                throw refused(
                        pattern,
                        "'" + c + "' stands in two places; " + OF_THE_DATE
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
        if (dayOfYearAndMonth || !SAMPLE.toLocalDate().equals(day(parsed))) {
            throw refused(pattern, "does not tell the day: " + OF_THE_DATE);
        }
    }

    private static IllegalArgumentException refused(String pattern, String reason) {
        return new IllegalArgumentException("time pattern " + pattern + ": " + reason);
    }

    /** Whether times begin with a digit, and not with the name of a month, say. */
    public boolean beginsWithDigit() {
        return Character.isDigit(strict.format(SAMPLE).charAt(0));
    }

    /**
     * Reads a text.
     *
     * @throws DateTimeException when it is not of the pattern
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

    /** The text where it says 24:00; null where it says anything else. */
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
            boolean moved = day != null // the 30th of February is the 29th to the smart one
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

    /** The time of day; null where nothing is said of it. */
    private static @Nullable LocalTime timeOfDay(TemporalAccessor parsed) {
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (time != null) {
            return time;
        }
        for (ChronoField field : ChronoField.values()) {
            if (field.isTimeBased() && parsed.isSupported(field)) {
                throw new DateTimeException("does not tell the time of day: HH is the hour from 0 to 23, and 24:00 the"
                        + " end of a day; hh needs a for AM or PM, as KK does, and decimals need their seconds");
            }
        }
        return null;
    }
}

package io.holcstore.internal.files.time;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The format and the meaning of the times in a file.
 *
 * @param form their form
 * @param text the pattern as the caller wrote it, or null
 * @param pattern the pattern of {@link Form#TEXT}; null for ISO 8601
 * @param zone the zone of times without offset; null when all have one
 * @param flags which of two instants a mark of the row means; empty when rows have no marks
 * @param end whether times are the ends of intervals
 * @param dayStart when the days of the file begin; null for those of the calendar
 */
public record TimeRules(
        Form form,
        @Nullable String text,
        Locale locale,
        @Nullable TimePattern pattern,
        @Nullable ZoneId zone,
        Repeats repeated,
        Map<String, Repeats> flags,
        Skips skipped,
        boolean end,
        @Nullable LocalTime dayStart) {
    /** The form of times. */
    public enum Form {
        TEXT,
        EPOCH_SECONDS,
        EPOCH_MILLIS
    }

    public static final TimeRules DEFAULT = new TimeRules(
            Form.TEXT, null, Locale.ENGLISH, null, null, Repeats.REFUSE, Map.of(), Skips.REFUSE, false, null);

    public TimeRules withForm(Form written) {
        return new TimeRules(written, null, locale, null, zone, repeated, flags, skipped, end, dayStart);
    }

    public TimeRules withPattern(String written) {
        TimePattern made = TimePattern.of(written, locale);
        return new TimeRules(Form.TEXT, written, locale, made, zone, repeated, flags, skipped, end, dayStart);
    }

    public TimeRules withLocale(Locale language) {
        TimePattern made = text == null ? null : TimePattern.of(text, language);
        return new TimeRules(form, text, language, made, zone, repeated, flags, skipped, end, dayStart);
    }

    public TimeRules withZone(ZoneId id) {
        return new TimeRules(form, text, locale, pattern, id, repeated, flags, skipped, end, dayStart);
    }

    public TimeRules withRepeated(Repeats rule) {
        return new TimeRules(form, text, locale, pattern, zone, rule, Map.of(), skipped, end, dayStart);
    }

    public TimeRules withFlags(Map<String, Repeats> marks) {
        return new TimeRules(
                form, text, locale, pattern, zone, Repeats.REFUSE, Map.copyOf(marks), skipped, end, dayStart);
    }

    public TimeRules withSkipped(Skips rule) {
        return new TimeRules(form, text, locale, pattern, zone, repeated, flags, rule, end, dayStart);
    }

    public TimeRules withEnd() {
        return new TimeRules(form, text, locale, pattern, zone, repeated, flags, skipped, true, dayStart);
    }

    public TimeRules withDayStart(@Nullable LocalTime time) {
        return new TimeRules(form, text, locale, pattern, zone, repeated, flags, skipped, end, time);
    }
}

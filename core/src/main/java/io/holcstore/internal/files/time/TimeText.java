package io.holcstore.internal.files.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Formats instants as local times with their offset, {@code 2024-10-27T02:15:00+01:00}, with milliseconds where there
 * are any, or by a pattern. Not thread-safe, because it has a buffer.
 */
public final class TimeText {
    private static final int LAST_YEAR = 9999; // with four digits

    private final ZoneRules rules;
    private final @Nullable DateTimeFormatter pattern;
    private final StringBuilder text = new StringBuilder();

    public TimeText(ZoneId zone) {
        this(zone, null);
    }

    /** Creates a formatter with a pattern, or null for ISO 8601. */
    public TimeText(ZoneId zone, @Nullable DateTimeFormatter pattern) {
        this.rules = zone.getRules();
        this.pattern = pattern == null ? null : pattern.withZone(zone);
    }

    /**
     * Creates a formatter from a pattern of {@link DateTimeFormatter}.
     *
     * @throws IllegalArgumentException when it cannot be used to write times
     */
    public static DateTimeFormatter formatter(String pattern, Locale locale) {
        try {
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, locale);
            requireText(formatter.format(Instant.EPOCH.atZone(ZoneOffset.UTC)));
            return formatter;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("time pattern " + pattern + ": " + e.getMessage(), e);
        }
    }

    private static void requireText(String sample) {
        if (sample.isBlank()) {
            throw new DateTimeException("it produces blank times");
        }
    }

    public String of(long epochMillis) {
        if (pattern != null) {
            return pattern.format(Instant.ofEpochMilli(epochMillis));
        }
        ZoneOffset offset = rules.getOffset(Instant.ofEpochMilli(epochMillis));
        int millis = (int) Math.floorMod(epochMillis, 1000L);
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1000L), millis * 1_000_000, offset);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            return time.atOffset(offset).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        }
        text.setLength(0);
        pair(time.getYear() / 100);
        pair(time.getYear() % 100);
        text.append('-');
        pair(time.getMonthValue());
        text.append('-');
        pair(time.getDayOfMonth());
        text.append('T');
        pair(time.getHour());
        text.append(':');
        pair(time.getMinute());
        text.append(':');
        pair(time.getSecond());
        if (millis > 0) {
            text.append('.').append((char) ('0' + millis / 100));
            pair(millis % 100);
        }
        return text.append(offset.getId()).toString();
    }

    private void pair(int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}

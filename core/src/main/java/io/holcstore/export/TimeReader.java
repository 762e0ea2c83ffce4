package io.holcstore.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Text as instants, by a pattern or as {@link IsoTime}; local times in a zone, and where its clock changes by rules. Immutable.
 *
 * <p>What it throws are {@link DateTimeException}s without the text.
 */
final class TimeReader {
    /** Stands for a row that does not count. */
    static final long DROPPED = Long.MIN_VALUE;

    private static final int NANOS_PER_MILLI = 1_000_000;
    /** A time with which every field of a pattern is seen. */
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2024, 11, 23, 22, 48, 57, 0, ZoneId.of("UTC"));

    private final @Nullable DateTimeFormatter formatter;
    private final @Nullable ZoneId zone;
    private final RepeatedHour repeated;
    private final SkippedHour skipped;

    TimeReader(
            @Nullable DateTimeFormatter formatter, @Nullable ZoneId zone, RepeatedHour repeated, SkippedHour skipped) {
        this.formatter = formatter;
        this.zone = zone;
        this.repeated = repeated;
        this.skipped = skipped;
    }

    /**
     * A pattern of {@link DateTimeFormatter}, month names in English. Days that are not in the calendar are refused, where java.time would take
     * another one near them. Names of zones are refused: java.time reads EST in July as if it were EDT, and IST as one of its three meanings.
     *
     * @throws IllegalArgumentException when it is no pattern, or one by which times cannot be told
     */
    static DateTimeFormatter formatter(String pattern) {
        // Strict resolving knows the year only as u; y is the year of an era, which nobody means.
        StringBuilder strict = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            if ((c == 'z' || c == 'v') && !quoted) {
                throw new IllegalArgumentException("time pattern " + pattern + ": '" + c
                        + "' is the name of a zone, which may mean several; take xxx for an offset, VV for a zone such as"
                        + " Europe/Paris, or the text in quotation marks, 'CET', and tz(..)");
            }
            strict.append(c == 'y' && !quoted ? 'u' : c);
        }
        DateTimeFormatter formatter =
                DateTimeFormatter.ofPattern(strict.toString(), Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
        try {
            timeOfDay(formatter.parse(formatter.format(SAMPLE)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time pattern " + pattern + ": " + e.getMessage(), e);
        }
        return formatter;
    }

    /** The time of day; midnight where nothing is said of it. */
    private static LocalTime timeOfDay(TemporalAccessor parsed) {
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (time != null) {
            return time;
        }
        for (ChronoField field : ChronoField.values()) {
            if (field.isTimeBased() && parsed.isSupported(field)) {
                throw new DateTimeException(
                        "does not tell the time of day: HH is the hour from 0 to 23, hh needs a for AM or"
                                + " PM, and decimals need their seconds");
            }
        }
        return LocalTime.MIDNIGHT;
    }

    /**
     * The epoch milliseconds of a text, or {@link #DROPPED}.
     *
     * @param before the instant of the row before, {@link Long#MIN_VALUE} at the first
     */
    long parse(String text, long before) {
        try {
            return parsed(text, before);
        } catch (DateTimeParseException e) {
            throw new DateTimeException(
                    (formatter == null
                                    ? "is no time like 2024-10-27T02:15:00+01:00"
                                    : "is no time of the pattern given")
                            + (e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ')')
                            + "; timePattern(..) says how times are written",
                    e);
        }
    }

    private long parsed(String text, long before) {
        if (formatter == null) {
            IsoTime time = IsoTime.parse(text);
            return time.offset() != null ? millis(time.local(), time.offset()) : resolve(time.local(), zone(), before);
        }
        TemporalAccessor parsed = formatter.parse(text.strip());
        LocalDateTime local = LocalDateTime.of(
                Objects.requireNonNullElseGet(parsed.query(TemporalQueries.localDate()), () -> {
                    throw new DateTimeException("has no date");
                }),
                timeOfDay(parsed));
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        if (offset != null) {
            return millis(local, offset);
        }
        ZoneId written = parsed.query(TemporalQueries.zoneId());
        return resolve(local, written == null ? zone() : written, before);
    }

    private ZoneId zone() {
        if (zone == null) {
            throw new DateTimeException("has no offset; say by tz(..) in which zone it is meant");
        }
        return zone;
    }

    private long resolve(LocalDateTime local, ZoneId in, long before) {
        List<ZoneOffset> offsets = in.getRules().getValidOffsets(local);
        if (offsets.size() == 1) {
            return millis(local, offsets.get(0));
        }
        return offsets.isEmpty() ? skipped(local, in) : repeated(local, in, offsets, before);
    }

    private long repeated(LocalDateTime local, ZoneId in, List<ZoneOffset> offsets, long before) {
        long earlier = millis(local, offsets.get(0));
        long later = millis(local, offsets.get(1));
        return switch (repeated) {
            case EARLIER -> earlier;
            case LATER -> later;
            case IN_ORDER -> {
                if (later <= before) {
                    throw new DateTimeException("comes twice in " + in + ", and either is at or before the row before, "
                            + Instant.ofEpochMilli(before) + ": RepeatedHour.IN_ORDER asks for rows in order of time");
                }
                yield earlier > before ? earlier : later;
            }
            case REFUSE ->
                throw new DateTimeException("comes twice in " + in
                        + ", where the clock is put back; repeatedHour(..) says which one is meant");
        };
    }

    private long skipped(LocalDateTime local, ZoneId in) {
        ZoneOffsetTransition gap = in.getRules().getTransition(local);
        return switch (skipped) {
            case DROP -> DROPPED;
            case SHIFT -> millis(local, gap.getOffsetBefore());
            case REFUSE ->
                throw new DateTimeException(
                        "never was in " + in
                                + ", where the clock is put forward from " + gap.getDateTimeBefore() + " to "
                                + gap.getDateTimeAfter()
                                + "; skippedHour(..) says what it means, and another tz(..), such as \"UTC\", may be what the file is in");
        };
    }

    private static long millis(LocalDateTime local, ZoneOffset offset) {
        if (local.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI != 0) {
            throw new DateTimeException("is no whole millisecond, which is as fine as times are stored");
        }
        return local.toInstant(offset).toEpochMilli();
    }
}

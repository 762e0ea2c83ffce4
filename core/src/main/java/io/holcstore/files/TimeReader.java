package io.holcstore.files;

import io.holcstore.internal.files.IsoTime;
import io.holcstore.internal.files.TimePattern;
import io.holcstore.internal.files.WrittenTime;
import io.holcstore.internal.time.Years;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text as instants, by a pattern or as {@link IsoTime}; local times in a zone, and where its clock changes by rules. A
 * day is its first instant, and 24:00 is the first instant of the next day, whatever the clock shows then. Immutable.
 *
 * <p>What it throws are {@link DateTimeException}s without the text.
 */
final class TimeReader {
    /** Stands for a row that does not count. */
    public static final long DROPPED = Long.MIN_VALUE;

    static final TimeReader DEFAULT = new TimeReader(null, null, RepeatedHour.REFUSE, SkippedHour.REFUSE);

    private static final int NANOS_PER_MILLI = 1_000_000;

    private final @Nullable TimePattern pattern;
    private final @Nullable ZoneId zone;
    private final RepeatedHour repeated;
    private final SkippedHour skipped;

    public TimeReader(
            @Nullable TimePattern pattern, @Nullable ZoneId zone, RepeatedHour repeated, SkippedHour skipped) {
        this.pattern = pattern;
        this.zone = zone;
        this.repeated = repeated;
        this.skipped = skipped;
    }

    TimeReader withPattern(TimePattern written) {
        return new TimeReader(written, zone, repeated, skipped);
    }

    TimeReader withZone(ZoneId id) {
        return new TimeReader(pattern, id, repeated, skipped);
    }

    TimeReader withRepeated(RepeatedHour rule) {
        return new TimeReader(pattern, zone, rule, skipped);
    }

    TimeReader withSkipped(SkippedHour rule) {
        return new TimeReader(pattern, zone, repeated, rule);
    }

    /** What a text says. */
    public WrittenTime read(String text) {
        try {
            return pattern == null ? IsoTime.parse(text) : pattern.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new DateTimeException(
                    (pattern == null ? "is no time like 2024-10-27T02:15:00+01:00" : "is no time of the pattern given")
                            + (e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ')')
                            + "; timePattern(..) says how times are written",
                    e);
        }
    }

    /**
     * The epoch milliseconds of a time, or {@link #DROPPED}.
     *
     * @param before the instant of the row before, {@link Long#MIN_VALUE} at the first
     */
    public long instant(WrittenTime time, long before) {
        ZoneOffset offset = time.offset();
        ZoneId named = time.zone();
        if (offset != null) {
            requireFits(time.local(), offset, named);
            return millis(time.local(), offset);
        }
        ZoneId in = named == null ? zone() : named;
        if (time.endOfDay()) {
            return millis(time.day().plusDays(1).atStartOfDay(in));
        }
        return time.time() == null ? startOf(time.day(), in) : resolve(time.local(), in, before);
    }

    private static void requireFits(LocalDateTime local, ZoneOffset offset, @Nullable ZoneId zone) {
        if (zone != null && !zone.getRules().isValidOffset(local, offset)) {
            throw new DateTimeException("has the offset " + offset + ", which " + zone
                    + " did not have then; leave out the one that is wrong");
        }
    }

    /** The first instant of a day; a day that the zone skipped as a whole follows the rule for what never was. */
    private long startOf(LocalDate day, ZoneId in) {
        ZonedDateTime start = day.atStartOfDay(in);
        return start.toLocalDate().equals(day) ? millis(start) : skipped(day.atStartOfDay(), in);
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
                throw new DateTimeException("never was in " + in
                        + ", where the clock is put forward from " + gap.getDateTimeBefore() + " to "
                        + gap.getDateTimeAfter()
                        + "; skippedHour(..) says what it means, and another tz(..), such as \"UTC\", may be"
                        + " what the file is in");
        };
    }

    private static long millis(LocalDateTime local, ZoneOffset offset) {
        if (local.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MILLI != 0) {
            throw new DateTimeException("is no whole millisecond, which is as fine as times are stored");
        }
        return millis(local.toInstant(offset));
    }

    private static long millis(ZonedDateTime time) {
        return millis(time.toInstant());
    }

    private static long millis(Instant instant) {
        if (!Years.hold(instant)) {
            throw new DateTimeException("lies outside the years 1 to 9999, which can be stored");
        }
        return instant.toEpochMilli();
    }
}

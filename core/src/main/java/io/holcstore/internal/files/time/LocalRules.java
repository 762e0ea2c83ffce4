package io.holcstore.internal.files.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts local times to instants, with rules for repeated and skipped times. Immutable. */
final class LocalRules {
    private final TimeRules rules;
    private final boolean newestFirst;

    LocalRules(TimeRules rules, boolean newestFirst) {
        this.rules = rules;
        this.newestFirst = newestFirst;
    }

    /** Returns the first instant of a day. A day that the zone skipped follows the rule for skipped times. */
    long startOf(LocalDate day, ZoneId in) {
        ZonedDateTime start = day.atStartOfDay(in);
        return start.toLocalDate().equals(day) ? TimeReader.millis(start.toInstant()) : skipped(day.atStartOfDay(), in);
    }

    /** Returns the instant of a local time. */
    long resolve(LocalDateTime local, ZoneId in, long before, @Nullable Repeats mark) {
        List<ZoneOffset> offsets = in.getRules().getValidOffsets(local);
        if (offsets.size() == 1) {
            return millis(local, offsets.get(0));
        }
        return offsets.isEmpty()
                ? skipped(local, in)
                : choose(millis(local, offsets.get(0)), millis(local, offsets.get(1)), in, before, mark);
    }

    /** Returns the start of an interval, when the clock gives one, two or no possible starts. */
    long resolve(IntervalEnd.Starts starts, LocalDateTime written, ZoneId in, long before, @Nullable Repeats mark) {
        if (mark == null && !rules.flags().isEmpty() && starts.only() != null) {
            return TimeReader.millis(starts.only()); // a mark would mean another interval
        }
        boolean always = rules.repeated() == Repeats.EARLIER || rules.repeated() == Repeats.LATER;
        List<Instant> all = always && !starts.named().isEmpty() ? starts.named() : starts.all();
        if (all.isEmpty()) {
            return skipped(written, in);
        }
        long first = TimeReader.millis(all.get(0));
        return all.size() == 1 ? first : choose(first, TimeReader.millis(all.get(1)), in, before, mark);
    }

    private long choose(long earlier, long later, ZoneId in, long before, @Nullable Repeats mark) {
        return switch (mark == null ? rules.repeated() : mark) {
            case EARLIER -> earlier;
            case LATER -> later;
            case IN_ORDER -> inOrder(earlier, later, in, before);
            case REFUSE ->
                throw new DateTimeException("occurs twice in " + in + ", where the clock is put back; "
                        + (rules.flags().isEmpty()
                                ? "choose one with repeatedHour(..)"
                                : "its row has none of the marks "
                                        + rules.flags().keySet() + " that repeatedHour(..) sets"));
        };
    }

    private long inOrder(long earlier, long later, ZoneId in, long before) {
        boolean first = before == Long.MIN_VALUE;
        if (!first && (newestFirst ? earlier >= before : later <= before)) {
            throw new DateTimeException(
                    "occurs twice in " + in + ", and neither is " + (newestFirst ? "before" : "after")
                            + " the row before, " + Instant.ofEpochMilli(before)
                            + ": RepeatedHour.IN_ORDER requires rows in order of time");
        }
        if (newestFirst) {
            return first || later < before ? later : earlier;
        }
        return first || earlier > before ? earlier : later;
    }

    private long skipped(LocalDateTime local, ZoneId in) {
        ZoneOffsetTransition gap = in.getRules().getTransition(local);
        return switch (rules.skipped()) {
            case DROP -> TimeReader.DROPPED;
            case SHIFT -> millis(local, gap.getOffsetBefore());
            case REFUSE ->
                throw new DateTimeException("did not exist in " + in
                        + ", where the clock is put forward from " + gap.getDateTimeBefore() + " to "
                        + gap.getDateTimeAfter()
                        + "; set its meaning with skippedHour(..), or the times may be in another tz(..), such as"
                        + " \"UTC\"");
        };
    }

    private static long millis(LocalDateTime local, ZoneOffset offset) {
        return TimeReader.millis(local.toInstant(offset));
    }
}

package io.holcstore.internal.files.time;

import io.holcstore.time.Frequency;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes the starts of intervals of one step from their written ends.
 *
 * <p>When the clock is put back, the end of an interval can be written in two ways. The interval from 02:45 summer time
 * to 02:00 winter time ends at 02:00, which the clock shows then, or at 03:00, which is 15 minutes later than its
 * start. So both 02:00 and 03:00 may stand for it, and each of them also for an interval one hour away. The order of
 * rows, or a mark, distinguishes them.
 *
 * @param zone the zone of the calendar for steps of days or months
 */
public record IntervalEnd(Frequency step, ZoneId zone) {
    /**
     * The intervals that may end at a local time.
     *
     * @param all all of them in order of time
     * @param named those that begin at the local time one step before, in order of time
     * @param only the one that has no other written end, when the two ways of writing differ; null when they agree
     */
    record Starts(
            List<Instant> all,
            List<Instant> named,
            @Nullable Instant only) {
        static Starts of(List<Instant> all) {
            return new Starts(all, all, null);
        }
    }

    /** Returns the start of the interval that ends at an instant. */
    Instant startOf(Instant end) {
        return step.isCalendar() ? end.atZone(zone).minus(step.period()).toInstant() : end.minusMillis(step.millis());
    }

    /** Returns the starts of the intervals that may end at a local time. */
    Starts startsOf(WrittenTime time, ZoneId in) {
        LocalDateTime end = time.local();
        boolean day = time.endOfDay() || time.time() == null;
        if (step.isCalendar()) {
            LocalDateTime start = end.minus(step.period());
            return Starts.of(
                    start.toLocalTime().equals(LocalTime.MIDNIGHT)
                            ? startOfDay(start.toLocalDate(), in)
                            : instants(start, in));
        }
        List<Instant> shown = (day ? startOfDay(end.toLocalDate(), in) : instants(end, in))
                .stream().map(at -> at.minusMillis(step.millis())).toList();
        List<Instant> named = instants(end.minus(Duration.ofMillis(step.millis())), in);
        if (shown.equals(named) || (!shown.isEmpty() && isLongerThanChange(shown.get(0), in))) {
            return Starts.of(shown);
        }
        List<Instant> all = Stream.concat(shown.stream(), named.stream())
                .distinct()
                .sorted()
                .toList();
        Instant only = null;
        if (shown.size() == 1 && named.size() == 2) {
            only = shown.get(0);
        } else if (shown.size() == 2 && named.size() == 1) {
            only = named.get(0);
        }
        return new Starts(all, named, only);
    }

    /** Returns whether the clock changes within a day of an instant by less than a step. */
    private boolean isLongerThanChange(Instant at, ZoneId in) {
        ZoneOffsetTransition change = in.getRules().nextTransition(at.minus(Duration.ofDays(1)));
        return change != null && step.millis() > change.getDuration().abs().toMillis();
    }

    private static List<Instant> startOfDay(LocalDate day, ZoneId in) {
        ZonedDateTime start = day.atStartOfDay(in);
        return start.toLocalDate().equals(day) ? List.of(start.toInstant()) : List.of();
    }

    private static List<Instant> instants(LocalDateTime local, ZoneId in) {
        return in.getRules().getValidOffsets(local).stream()
                .map(local::toInstant)
                .toList();
    }
}

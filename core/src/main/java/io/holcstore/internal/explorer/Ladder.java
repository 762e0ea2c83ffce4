package io.holcstore.internal.explorer;

import io.holcstore.time.Frequency;
import io.holcstore.time.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The buckets in which long series are drawn, from the shortest to the longest. */
final class Ladder {
    private static final List<Frequency> RUNGS = Stream.of(
                    "1ms", "10ms", "100ms", "1s", "5s", "10s", "15s", "30s", "1min", "2min", "5min", "10min", "15min",
                    "20min", "30min", "1h", "2h", "3h", "4h", "6h", "8h", "12h", "1d", "2d", "3d", "1week", "2week",
                    "1month", "3month", "1year", "10year", "100year")
            .map(Frequency::parse)
            .toList();

    private static final long DAY = Duration.ofDays(1).toMillis();

    private Ladder() {}

    /**
     * Returns the shortest buckets of which a range has at most a number.
     *
     * @param step the step of a regular store, which no bucket may cut
     * @param range a bounded range
     * @param most at least 100
     */
    static Frequency finest(Optional<Frequency> step, TimeRange range, int most) {
        long millis = range.endMillis() - range.startMillis();
        for (Frequency rung : RUNGS) {
            // two more, of which the ends of the range cut off a part
            if (step.map(s -> fits(s, rung)).orElse(true) && millis / shortest(rung) + 2 <= most) {
                return rung;
            }
        }
        return RUNGS.get(RUNGS.size() - 1);
    }

    private static boolean fits(Frequency step, Frequency rung) {
        return rung.isCalendar() || (!step.isCalendar() && rung.millis() % step.millis() == 0);
    }

    /** Returns the length of the shortest of these buckets, over many of them. */
    private static long shortest(Frequency rung) {
        return rung.isCalendar() ? rung.days() * DAY + rung.months() * (30 * DAY) : rung.millis();
    }
}

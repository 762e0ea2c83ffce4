package io.holcstore.internal.chunk;

import io.holcstore.error.OtherStepException;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import java.time.Duration;

/** Refuses regular series whose step differs from that of the store. */
final class OwnStep {
    /** The fewest points that show a step: the distance of two points can be a coincidence. */
    private static final int TELLING_POINTS = 3;

    private static final long SHORTEST_DAY = Duration.ofHours(23).toMillis();
    private static final long LONGEST_DAY = Duration.ofHours(25).toMillis();

    private OwnStep() {}

    /**
     * Checks a series.
     *
     * @throws OtherStepException when it is regular at another step
     */
    static void require(ChunkDefinition definition, SeriesKey key, Series series) {
        ChunkCalendar calendar = definition.calendar();
        boolean regular = series.grid().isPresent() && series.size() > 1;
        if (regular && series.grid().get().step().equals(calendar.frequency())) {
            return;
        }
        long step = regular ? series.epochMillisAt(1) - series.epochMillisAt(0) : distance(series);
        boolean own = calendar.frequency().isCalendar()
                ? step >= SHORTEST_DAY && step <= LONGEST_DAY
                : step == calendar.slotMillis();
        if (step > 0 && !own) {
            String found = regular
                    ? series.grid().get().step().toString()
                    : Duration.ofMillis(step).toString();
            throw other(definition, key, found);
        }
    }

    /** Returns the equal distance of all points in milliseconds, or 0 when the distances differ. */
    private static long distance(Series series) {
        if (series.size() < TELLING_POINTS) {
            return 0;
        }
        long step = series.epochMillisAt(1) - series.epochMillisAt(0);
        for (int i = 2; i < series.size(); i++) {
            if (series.epochMillisAt(i) - series.epochMillisAt(i - 1) != step) {
                return 0;
            }
        }
        return step;
    }

    private static OtherStepException other(ChunkDefinition definition, SeriesKey key, String step) {
        String expected = definition.frequency().toString();
        return new OtherStepException(
                definition.name() + ", " + key + ": the series has a step of " + step + ", but that of the store is "
                        + expected + "; resample the series, or define the store without requireStep()",
                definition.name(),
                key.toString(),
                step,
                expected);
    }
}

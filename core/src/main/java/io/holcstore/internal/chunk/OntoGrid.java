package io.holcstore.internal.chunk;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.OffGrid;

/** Moves points onto the grid of a store. */
public final class OntoGrid {
    private OntoGrid() {}

    /** Returns the grid point to which {@link OffGrid#NEAREST} or {@link OffGrid#FLOOR} moves an instant. */
    public static long moved(ChunkDefinition definition, long epochMillis) {
        ChunkCalendar calendar = definition.calendar();
        long before = calendar.nearestBefore(epochMillis);
        if (before == epochMillis || definition.offGrid() == OffGrid.FLOOR) {
            return before;
        }
        long after = calendar.nearestAfter(epochMillis);
        return epochMillis - before < after - epochMillis ? before : after;
    }

    /**
     * Returns a series with every point on the grid.
     *
     * @throws ConflictingValuesException when two points with different values move to one instant
     */
    static Series moved(ChunkDefinition definition, SeriesKey key, Series series) {
        long[] times = new long[series.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = moved(definition, series.epochMillisAt(i));
        }
        try {
            return Series.irregular(times, series.values());
        } catch (ConflictingValuesException e) {
            throw new ConflictingValuesException(
                    definition.name() + ", " + key + ": offGrid(" + definition.offGrid()
                            + ") moves two different values, " + e.first() + " and " + e.second() + ", to "
                            + e.instant() + "; leave one of them out",
                    definition.name(),
                    key.toString(),
                    e.instant(),
                    e.first(),
                    e.second());
        }
    }
}

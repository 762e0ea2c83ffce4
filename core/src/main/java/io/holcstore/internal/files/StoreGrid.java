package io.holcstore.internal.files;

import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.internal.chunk.OntoGrid;
import io.holcstore.internal.files.time.IntervalEnd;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.OffGrid;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.StoreDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The grid of the store that a file is read into.
 *
 * @param definition null for a store without a grid
 * @param moves the same where its points move onto the grid, and null otherwise
 */
public record StoreGrid(
        @Nullable StoreDefinition definition, @Nullable ChunkDefinition moves) {
    public static StoreGrid of(SeriesStore store) {
        if (!(store instanceof ChunkStore chunks)) {
            return new StoreGrid(null, null);
        }
        StoreDefinition definition = chunks.definition();
        OffGrid policy = definition.offGrid();
        boolean moves = policy == OffGrid.NEAREST || policy == OffGrid.FLOOR;
        return new StoreGrid(definition, moves && definition instanceof ChunkDefinition own ? own : null);
    }

    /** The point that a time belongs to; the time where the store does not move it. */
    public long point(long epochMillis) {
        return moves == null ? epochMillis : OntoGrid.moved(moves, epochMillis);
    }

    /** What the store does with points off the grid. */
    public OffGrid policy() {
        return definition == null ? OffGrid.REJECT : definition.offGrid();
    }

    /** Whether a day has several points. */
    public boolean isFinerThanDays() {
        return definition != null && !definition.frequency().isCalendar();
    }

    /** What times are the end of; null where they are not. */
    @Nullable
    public IntervalEnd end(TimeRules rules) {
        if (!rules.end()) {
            return null;
        }
        if (definition == null) {
            throw new IllegalArgumentException(
                    "endOfInterval() needs a store with a step; a keyed store does not have one");
        }
        return new IntervalEnd(definition.frequency(), definition.zone());
    }
}

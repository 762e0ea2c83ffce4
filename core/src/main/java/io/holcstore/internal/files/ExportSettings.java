package io.holcstore.internal.files;

import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesStore;
import io.holcstore.time.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an export. Immutable.
 *
 * @param gaps whether points without a value have a row
 * @param buffer how many values a wide file may hold in memory
 */
public record ExportSettings(
        SeriesStore store,
        KeyFilter filter,
        TimeRange range,
        CsvStyle style,
        boolean wide,
        boolean gaps,
        int buffer,
        Progress progress) {
    private static final int VALUES_AT_ONCE = 1 << 22;

    public static ExportSettings of(SeriesStore store) {
        return new ExportSettings(
                store,
                KeyFilter.all(),
                TimeRange.all(),
                CsvStyle.in(store.zone()),
                false,
                false,
                VALUES_AT_ONCE,
                Progress.NONE);
    }

    public ExportSettings with(KeyFilter keys) {
        return new ExportSettings(store, keys, range, style, wide, gaps, buffer, progress);
    }

    public ExportSettings with(TimeRange window) {
        return new ExportSettings(store, filter, window, style, wide, gaps, buffer, progress);
    }

    public ExportSettings with(CsvStyle written) {
        return new ExportSettings(store, filter, range, written, wide, gaps, buffer, progress);
    }

    public ExportSettings with(Progress listener) {
        return new ExportSettings(store, filter, range, style, wide, gaps, buffer, listener);
    }

    public ExportSettings withWide() {
        return new ExportSettings(store, filter, range, style, true, gaps, buffer, progress);
    }

    public ExportSettings withGaps() {
        if (calendar(store) == null) {
            throw new IllegalStateException("gaps() needs a store with a step; " + store.name() + " does not have one");
        }
        return new ExportSettings(store, filter, range, style, wide, true, buffer, progress);
    }

    public ExportSettings withBuffer(int values) {
        return new ExportSettings(store, filter, range, style, wide, gaps, values, progress);
    }

    /** Returns the grid of the store when points without a value have a row; null otherwise. */
    @Nullable
    ChunkCalendar grid() {
        return gaps ? calendar(store) : null;
    }

    private static @Nullable ChunkCalendar calendar(SeriesStore store) {
        return store instanceof ChunkStore chunks && chunks.definition() instanceof ChunkDefinition definition
                ? definition.calendar()
                : null;
    }
}

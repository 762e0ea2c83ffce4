package io.holcstore.internal.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.files.time.TimeText;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesCursor;
import io.holcstore.time.TimeRange;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row for each instant, with a column for each series. This needs all series at once, so the range is cut into
 * windows with few enough values. The length of the windows is found by trying.
 */
public final class WideRows {
    private final ExportSettings export;
    private final TimeText times;
    private final NumberText numbers;
    private final Map<SeriesKey, Integer> columns = new HashMap<>();
    private long rows;

    public WideRows(ExportSettings export) {
        this.export = export;
        this.times = export.style().timeText();
        this.numbers = export.style().numberText();
    }

    /** Writes all series. */
    public long write(CsvWriter csv) {
        List<SeriesKey> keys = export.store().keys(export.filter());
        String[] header = new String[keys.size() + 1];
        header[0] = CsvNames.TIME;
        for (int i = 0; i < keys.size(); i++) {
            columns.put(keys.get(i), i);
            header[i + 1] = export.style().cell(KeyText.join(keys.get(i)));
        }
        csv.writeRecord(header);
        TimeRange range = bounded();
        long values = 0;
        long length = range.endMillis() - range.startMillis();
        for (long from = range.startMillis(); from < range.endMillis(); ) {
            long to = range.endMillis() - from <= length ? range.endMillis() : from + length;
            Window window = read(TimeRange.ofEpochMillis(from, to), to - from > 1);
            if (window == null) {
                length = (to - from) / 2;
            } else {
                write(csv, window.series, from, to);
                values += window.values;
                from = to;
                length = window.size <= export.buffer() / 2 && length <= Long.MAX_VALUE / 2 ? 2 * length : length;
            }
        }
        return values;
    }

    /** Returns the range from the first to the last value, or all of it when gaps have rows. */
    private TimeRange bounded() {
        Optional<Instant> first = export.store().firstTimestamp(export.filter());
        Optional<Instant> last = export.store().lastTimestamp(export.filter());
        if (first.isEmpty() || last.isEmpty()) {
            return TimeRange.ofEpochMillis(0, 0);
        }
        long end = Math.max(
                first.get().toEpochMilli(),
                last.get().toEpochMilli() + 1); // another program may have erased values meanwhile
        TimeRange range = export.range();
        if (export.gaps()) {
            boolean hasStart = range.startMillis() != TimeRange.all().startMillis();
            boolean hasEnd = range.endMillis() != TimeRange.all().endMillis();
            long from = hasStart ? range.startMillis() : first.get().toEpochMilli();
            return TimeRange.ofEpochMillis(from, Math.max(from, hasEnd ? range.endMillis() : end));
        }
        return range.intersect(TimeRange.ofEpochMillis(first.get().toEpochMilli(), end));
    }

    /** The series of a window, by column. */
    private static final class Window {
        private final @Nullable Series[] series;
        private long values;
        private long size; // in memory, including gaps

        Window(int columns) {
            this.series = new @Nullable Series[columns];
        }
    }

    /** Reads a window. Returns null when it has more values than fit and the window can be cut. */
    private @Nullable Window read(TimeRange range, boolean divisible) {
        Window window = new Window(columns.size());
        try (SeriesCursor cursor = export.store().cursor(export.filter(), range)) {
            while (cursor.next()) {
                Integer column = columns.get(cursor.key());
                if (column != null) { // null for a series that was created after the header was written
                    window.series[column] = cursor.series();
                    window.values += cursor.series().valueCount();
                    window.size += cursor.series().size();
                }
                if (divisible && window.size > export.buffer()) {
                    return null;
                }
            }
        }
        return window;
    }

    private void write(CsvWriter csv, @Nullable Series[] series, long from, long to) {
        int[] next = new int[series.length];
        String[] row = new String[series.length + 1];
        ChunkCalendar grid = export.grid();
        if (grid == null) {
            for (long time : instants(series)) {
                write(csv, row, series, next, time);
            }
        } else {
            for (long time = grid.nearestAfter(from); time < to; time = grid.nearestAfter(time + 1)) {
                write(csv, row, series, next, time);
            }
        }
        export.progress().update(rows);
    }

    private void write(CsvWriter csv, String[] row, @Nullable Series[] series, int[] next, long time) {
        row[0] = times.of(time);
        for (int i = 0; i < series.length; i++) {
            row[i + 1] = cell(series[i], next, i, time);
        }
        csv.writeRecord(row);
        rows++;
    }

    /** Returns the value of a series at a time when it has one, and advances in the series. */
    private String cell(@Nullable Series series, int[] next, int column, long time) {
        if (series == null) {
            return "";
        }
        int i = next[column];
        while (i < series.size() && series.epochMillisAt(i) < time) {
            i++;
        }
        next[column] = i;
        boolean has = i < series.size() && series.epochMillisAt(i) == time && !Double.isNaN(series.valueAt(i));
        return has ? numbers.of(series.valueAt(i)) : "";
    }

    /** Returns all instants at which any of the series has a value, in order. */
    private static long[] instants(@Nullable Series[] series) {
        long[] all = new long[0];
        for (Series each : series) {
            if (each != null) {
                all = union(all, each);
            }
        }
        return all;
    }

    /**
     * Adds the instants of a series. Most series have the same instants, so that usually nothing is added after the
     * first.
     */
    private static long[] union(long[] sorted, Series series) {
        LongArrayList added = new LongArrayList();
        int at = 0;
        for (int i = 0; i < series.size(); i++) {
            if (!Double.isNaN(series.valueAt(i))) {
                long time = series.epochMillisAt(i);
                while (at < sorted.length && sorted[at] < time) {
                    at++;
                }
                if (at == sorted.length || sorted[at] != time) {
                    added.add(time);
                }
            }
        }
        if (added.isEmpty()) {
            return sorted;
        }
        long[] joined = Arrays.copyOf(sorted, sorted.length + added.size());
        System.arraycopy(added.toArray(), 0, joined, sorted.length, added.size());
        Arrays.sort(joined);
        return joined;
    }
}

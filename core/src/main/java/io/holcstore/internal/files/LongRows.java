package io.holcstore.internal.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.holcstore.internal.calendar.ChunkCalendar;
import io.holcstore.internal.files.time.TimeText;
import io.holcstore.key.Axis;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.SeriesStore;
import io.holcstore.time.TimeRange;
import java.util.List;

/** Writes a row for each value: its key, its time, the value. */
public final class LongRows {
    private final ExportSettings export;
    private final TimeText times;
    private final NumberText numbers;

    public LongRows(ExportSettings export) {
        this.export = export;
        this.times = export.style().timeText();
        this.numbers = export.style().numberText();
    }

    /** Writes all series. */
    public long write(CsvWriter csv) {
        SeriesStore store = export.store();
        csv.writeRecord(header(store.axes()));
        long values = 0;
        long series = 0;
        try (SeriesCursor cursor = store.cursor(export.filter(), export.range())) {
            while (cursor.next()) {
                values += write(csv, export.style().cells(cursor.key()), cursor.series());
                export.progress().update(++series);
            }
        }
        return values;
    }

    private static String[] header(List<Axis<?>> axes) {
        String[] header = new String[axes.size() + 2];
        for (int i = 0; i < axes.size(); i++) {
            header[i] = axes.get(i).name();
        }
        header[axes.size()] = CsvNames.TIME;
        header[axes.size() + 1] = CsvNames.VALUE;
        return header;
    }

    /**
     * Writes the values of a series, each after the same first fields. When gaps have rows, their value is empty.
     *
     * @return the number of values
     */
    public long write(CsvWriter csv, String[] first, Series series) {
        String[] row = new String[first.length + 2];
        System.arraycopy(first, 0, row, 0, first.length);
        ChunkCalendar grid = export.grid();
        long next = grid == null || series.isEmpty() ? 0 : firstPoint(grid, series);
        long values = 0;
        for (int i = 0; i < series.size(); i++) {
            double value = series.valueAt(i);
            if (!Double.isNaN(value)) {
                long time = series.epochMillisAt(i);
                if (grid != null) {
                    writeGaps(csv, row, grid, next, time);
                    next = time + 1;
                }
                row[first.length] = times.of(time);
                row[first.length + 1] = numbers.of(value);
                csv.writeRecord(row);
                values++;
            }
        }
        if (grid != null
                && values > 0
                && export.range().endMillis() != TimeRange.all().endMillis()) {
            writeGaps(csv, row, grid, next, export.range().endMillis());
        }
        return values;
    }

    /** Returns the first point of the range, or of the series when the range has no start. */
    private long firstPoint(ChunkCalendar grid, Series series) {
        long start = export.range().startMillis();
        return start == TimeRange.all().startMillis() ? series.epochMillisAt(0) : grid.nearestAfter(start);
    }

    private void writeGaps(CsvWriter csv, String[] row, ChunkCalendar grid, long from, long to) {
        for (long time = from; time < to; time++) {
            time = grid.nearestAfter(time);
            if (time < to) {
                row[row.length - 2] = times.of(time);
                row[row.length - 1] = "";
                csv.writeRecord(row);
            }
        }
    }
}

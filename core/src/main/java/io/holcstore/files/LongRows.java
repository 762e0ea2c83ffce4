package io.holcstore.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.holcstore.internal.files.NumberText;
import io.holcstore.internal.files.TimeText;
import io.holcstore.key.Axis;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.SeriesStore;
import java.util.List;

/** A row for each value: its key, its time, the value. */
final class LongRows {
    private final CsvExport export;
    private final TimeText times;
    private final NumberText numbers;

    LongRows(CsvExport export) {
        this.export = export;
        this.times = export.style().timeText();
        this.numbers = export.style().numberText();
    }

    long write(CsvWriter csv) {
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
        header[axes.size()] = CsvExport.TIME;
        header[axes.size() + 1] = CsvExport.VALUE;
        return header;
    }

    /** Writes the values of a series behind the same first fields. */
    long write(CsvWriter csv, String[] first, Series series) {
        String[] row = new String[first.length + 2];
        System.arraycopy(first, 0, row, 0, first.length);
        long values = 0;
        for (int i = 0; i < series.size(); i++) {
            double value = series.valueAt(i);
            if (!Double.isNaN(value)) {
                row[first.length] = times.of(series.epochMillisAt(i));
                row[first.length + 1] = numbers.of(value);
                csv.writeRecord(row);
                values++;
            }
        }
        return values;
    }
}

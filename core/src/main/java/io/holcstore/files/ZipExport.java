package io.holcstore.files;

import io.holcstore.internal.files.CsvNames;
import io.holcstore.internal.files.ExportSettings;
import io.holcstore.internal.files.LongRows;
import io.holcstore.internal.files.SummaryZip;
import io.holcstore.internal.files.time.TimeText;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.SeriesStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes series as a zip. It has one CSV file for each series, with {@code time} and {@code value}, and a table of
 * these files, {@code content_summary.csv}. The table has the columns {@code file}, the axes, {@code start} and
 * {@code end} (the times of the first and last value) and {@code count} (of values). {@link CsvImport} reads such a zip
 * back, keys included.
 *
 * <p>The name of a file is a running number and the part of the key that every file system can name,
 * {@code 000001_1_base.csv}. Whatever the keys hold, no two files have the same name, and none leaves its folder. The
 * bytes are the same for the same content.
 *
 * <p>The zip is written beside its place and moved there when it is complete. After a failure, the previous file is
 * still there. Where the path is a symbolic link, the file that it leads to is replaced. The export takes one pass over
 * the series in constant memory. {@link CsvExport#toZip} does the same with other separators, decimals and ranges.
 */
public final class ZipExport {
    private final ExportSettings export;
    private final LongRows rows;
    private final TimeText times;
    private long series;
    private long values;

    private ZipExport(ExportSettings export) {
        this.export = export;
        this.rows = new LongRows(export);
        this.times = export.style().timeText();
    }

    /**
     * Writes the matching series whole. Replaces an existing file.
     *
     * @return how many values were written
     * @throws java.io.UncheckedIOException when the file cannot be written
     */
    public static long write(SeriesStore store, KeyFilter filter, Path path) {
        return CsvExport.of(store).filter(filter).toZip(path);
    }

    static long write(ExportSettings export, Path path) throws IOException {
        ZipExport content = new ZipExport(export);
        SummaryZip.write(path, export.style(), content::writeTo);
        return content.values;
    }

    private void writeTo(SummaryZip zip) throws IOException {
        String[] axes = export.store().axes().stream().map(Axis::name).toArray(String[]::new);
        zip.summarize("file", axes, "start", "end", "count");
        try (SeriesCursor cursor = export.store().cursor(export.filter(), export.range())) {
            while (cursor.next()) {
                add(zip, cursor.key(), cursor.series());
                export.progress().update(series);
            }
        }
    }

    private void add(SummaryZip zip, SeriesKey key, Series found) throws IOException {
        Series trimmed = found.trim();
        if (trimmed.isEmpty()) {
            return;
        }
        series++;
        long count = zip.add(key, csv -> {
            csv.writeRecord(CsvNames.TIME, CsvNames.VALUE);
            return rows.write(csv, new String[0], trimmed);
        });
        values += count;
        zip.summarizeFile(
                key,
                times.of(trimmed.epochMillisAt(0)),
                times.of(trimmed.epochMillisAt(trimmed.size() - 1)),
                Long.toString(count));
    }
}

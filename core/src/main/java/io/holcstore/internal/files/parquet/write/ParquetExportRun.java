package io.holcstore.internal.files.parquet.write;

import io.holcstore.internal.files.NewFile;
import io.holcstore.internal.files.parquet.Compression;
import io.holcstore.internal.files.parquet.ParquetNames;
import io.holcstore.key.Axis;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesCursor;
import io.holcstore.store.SeriesStore;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An export: its settings, and how it is written. Immutable.
 *
 * @param time the column of times
 * @param value the column of values
 */
public record ParquetExportRun(
        SeriesStore store,
        KeyFilter filter,
        TimeRange range,
        String time,
        String value,
        Compression compression,
        Progress progress) {
    public static ParquetExportRun of(SeriesStore store) {
        return new ParquetExportRun(
                store,
                KeyFilter.all(),
                TimeRange.all(),
                ParquetNames.TIME,
                ParquetNames.VALUE,
                Compression.ZSTD,
                Progress.NONE);
    }

    public ParquetExportRun with(KeyFilter keys) {
        return new ParquetExportRun(store, keys, range, time, value, compression, progress);
    }

    public ParquetExportRun with(TimeRange window) {
        return new ParquetExportRun(store, filter, window, time, value, compression, progress);
    }

    public ParquetExportRun with(String timeColumn, String valueColumn) {
        return new ParquetExportRun(store, filter, range, timeColumn, valueColumn, compression, progress);
    }

    public ParquetExportRun with(Compression pages) {
        return new ParquetExportRun(store, filter, range, time, value, pages, progress);
    }

    public ParquetExportRun with(Progress listener) {
        return new ParquetExportRun(store, filter, range, time, value, compression, listener);
    }

    /** Writes the file, and returns how many values it has. */
    public long write(Path path) throws IOException {
        if (compression != Compression.UNCOMPRESSED) {
            compression.open(); // before anything is read or written
        }
        requireNames();
        long[] values = new long[1];
        NewFile.write(path, part -> values[0] = writeTo(part));
        return values[0];
    }

    private void requireNames() {
        List<String> axes = store.axes().stream().map(Axis::name).toList();
        if (axes.contains(time) || axes.contains(value) || time.equals(value)) {
            throw new IllegalArgumentException("the columns of " + store.name() + " would be " + axes + ", " + time
                    + " and " + value + "; time(..) and value(..) name the last two otherwise");
        }
    }

    private long writeTo(Path part) throws IOException {
        long series = 0;
        long values = 0;
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ParquetWriter writer = new ParquetWriter(file, store.axes(), time, value, compression);
            try (SeriesCursor cursor = store.cursor(filter, range)) {
                while (cursor.next()) {
                    values += writer.add(cursor.key(), cursor.series());
                    progress.update(++series);
                }
            }
            writer.finish();
            file.force(true);
        }
        return values;
    }
}

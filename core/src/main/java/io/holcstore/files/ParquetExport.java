package io.holcstore.files;

import io.holcstore.error.MissingLibraryException;
import io.holcstore.internal.files.parquet.Compression;
import io.holcstore.internal.files.parquet.write.ParquetExportRun;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesStore;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Writes series as a Parquet file, which pandas, polars, DuckDB and Spark read:
 *
 * <pre>{@code
 * ParquetExport.write(loads, filter, range, path);
 * ParquetExport.of(loads).range(march).value("kwh").compression(ParquetCompression.SNAPPY).to(path);
 * }</pre>
 *
 * <p><b>Rows.</b> One for each value, ordered by key and time. Points without a value have no row.
 *
 * <p><b>Columns.</b> The axes, {@code timestamp} and {@code value}. None of them has nulls.
 * <ul>
 *   <li>Timestamps are instants in microseconds ({@code TIMESTAMP} with {@code isAdjustedToUTC}), in pandas
 *       {@code datetime64[us, UTC]}. Stores keep milliseconds, so nothing is rounded.
 *   <li>Values are doubles, bit for bit.
 *   <li>INT and SMALLINT are integers of 32 and 16 bits, BIGINT of 64, BOOLEAN is a boolean, VARCHAR and TEXT are
 *       strings, DATE is a date, TIMESTAMP an instant in microseconds, UUID a UUID. NUMERIC is a decimal of the same
 *       precision and scale, and a string above 38 digits, which other programs do not read. Each axis has a
 *       dictionary.
 * </ul>
 *
 * <p><b>The file</b> is written beside its place and moved there when it is complete. After a failure, the previous
 * file is still there. Where the path is a symbolic link, the file that it leads to is replaced. The same content gives
 * the same bytes.
 *
 * <p><b>Library.</b> {@link ParquetCompression#ZSTD}, the default, and {@link ParquetCompression#SNAPPY} need the
 * optional {@code io.airlift:aircompressor}, 0.3 MB.
 *
 * <p><b>Cost.</b> One pass over the series in one transaction, as {@link SeriesStore#cursor} reads them. Memory does
 * not depend on the number of rows: a file has groups of up to a million rows, of which one is in memory, compressed.
 *
 * <p>Immutable and thread-safe. Each method returns a new description.
 */
public final class ParquetExport {
    private final ParquetExportRun run;

    private ParquetExport(ParquetExportRun run) {
        this.run = run;
    }

    /**
     * Writes the values of the matching series in the range. Replaces an existing file.
     *
     * @return how many values were written
     * @throws MissingLibraryException when the library of the compression is missing
     * @throws IllegalArgumentException when an axis has the name {@code timestamp} or {@code value}
     * @throws UncheckedIOException when the file cannot be written
     */
    public static long write(SeriesStore store, KeyFilter filter, TimeRange range, Path path) {
        return of(store).filter(filter).range(range).to(path);
    }

    /** Describes an export of a whole store. Further calls narrow it down and describe the file. */
    public static ParquetExport of(SeriesStore store) {
        return new ParquetExport(ParquetExportRun.of(store));
    }

    /** Exports only the matching series. */
    public ParquetExport filter(KeyFilter keys) {
        return new ParquetExport(run.with(Objects.requireNonNull(keys, "filter")));
    }

    /** Exports only values in the range. */
    public ParquetExport range(TimeRange window) {
        return new ParquetExport(run.with(Objects.requireNonNull(window, "range")));
    }

    /** Sets the name of the column of times. The default is {@code timestamp}. */
    public ParquetExport time(String column) {
        return new ParquetExport(run.with(Objects.requireNonNull(column, "time"), run.value()));
    }

    /** Sets the name of the column of values. The default is {@code value}. */
    public ParquetExport value(String column) {
        return new ParquetExport(run.with(run.time(), Objects.requireNonNull(column, "value")));
    }

    /** Sets how the file is compressed. The default is {@link ParquetCompression#ZSTD}. */
    public ParquetExport compression(ParquetCompression compression) {
        return new ParquetExport(run.with(Compression.valueOf(compression.name())));
    }

    /** Reports how many series have been written. */
    public ParquetExport onProgress(Progress listener) {
        return new ParquetExport(run.with(Objects.requireNonNull(listener, "progress")));
    }

    /**
     * Writes the file. Replaces an existing file.
     *
     * @return how many values were written
     * @throws MissingLibraryException when the library of the compression is missing
     * @throws IllegalArgumentException when two columns have the same name
     * @throws UncheckedIOException when the file cannot be written
     */
    public long to(Path path) {
        try {
            return run.write(path);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the export of " + run.store().name() + " could not be written to " + path, e);
        } finally {
            run.progress().finish();
        }
    }
}

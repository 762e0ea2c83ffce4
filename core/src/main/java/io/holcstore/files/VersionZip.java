package io.holcstore.files;

import io.holcstore.error.CsvFormatException;
import io.holcstore.error.VersionsExistException;
import io.holcstore.internal.files.CsvStyle;
import io.holcstore.internal.files.HistoryRows;
import io.holcstore.internal.files.SummaryZip;
import io.holcstore.internal.files.csv.CsvFormat;
import io.holcstore.internal.files.csv.CsvSource;
import io.holcstore.internal.files.csv.CsvSources;
import io.holcstore.internal.files.csv.HistoryFile;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesHistory;
import io.holcstore.store.VersionedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The versions of a store as a zip, with their history, to move them to another store:
 *
 * <pre>{@code
 * VersionZip.write(forecasts, KeyFilter.all(), path);
 * VersionZip.read(path, other);
 * }</pre>
 *
 * <p>Afterwards the other store has the same versions with the same numbers and times, and its
 * {@link VersionedStore#readAsOf} answers for every instant as the first store does.
 *
 * <p><b>The file.</b> As in a {@link ZipExport}, there is one CSV file for each key, and a table of these files,
 * {@code content_summary.csv}. A file has a row for each point of each version: {@code version_number},
 * {@code created_at}, {@code modified_at}, {@code superseded_at}, {@code time} and {@code value}. A version that counts
 * has no {@code superseded_at}. A point without a value has no {@code value}. Times of points are local times of the
 * store's zone with their offset, and the other times are in UTC, to the microsecond. The table has the columns
 * {@code file}, the axes, {@code next_number} (what the next append gives), {@code history_since} (empty where no
 * history was dropped), {@code start} and {@code end} (the times of the first and last point) and {@code count} (of
 * rows).
 */
public final class VersionZip {
    private VersionZip() {}

    /**
     * What was read.
     *
     * @param restored keys whose history was stored
     * @param unchanged keys whose history the store had
     * @param versions versions of the keys that were stored, those included that no longer count
     */
    public record Report(long restored, long unchanged, long versions) {}

    /**
     * Writes the histories of all matching keys. Replaces an existing file when the new one is complete. Reads one key
     * after another, each in the state of its moment, and holds one history in memory.
     *
     * @return how many keys were written
     * @throws UncheckedIOException when the file cannot be written
     */
    public static long write(VersionedStore store, KeyFilter filter, Path path) {
        return write(store, filter, path, Progress.NONE);
    }

    /** Writes histories like the other form, and reports how many keys have been written. */
    public static long write(VersionedStore store, KeyFilter filter, Path path, Progress progress) {
        Objects.requireNonNull(filter, "filter");
        Keys keys = new Keys(progress);
        try {
            CsvStyle style = HistoryRows.style(store);
            SummaryZip.write(path, style, zip -> {
                HistoryRows rows = new HistoryRows(store, zip, style);
                try {
                    store.forEachHistory(filter, history -> keys.add(history, rows));
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            });
            return keys.count;
        } catch (IOException e) {
            throw new UncheckedIOException("the export of " + store.name() + " could not be written to " + path, e);
        } finally {
            progress.finish();
        }
    }

    /** Counts what is written. */
    private static final class Keys {
        private final Progress progress;
        private long count;

        Keys(Progress progress) {
            this.progress = progress;
        }

        void add(SeriesHistory history, HistoryRows rows) {
            try {
                rows.add(history);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            progress.update(++count);
        }
    }

    /**
     * Stores the histories of a zip with {@link VersionedStore#restore}, each key as one transaction. After a failure,
     * the keys before it are stored; reading the same file again goes on with the others. To store all keys or none,
     * pass a store made by {@link VersionedStore#on}.
     *
     * @throws VersionsExistException when the store has other versions or another history of a key
     * @throws CsvFormatException when the file is damaged, or not one that {@link #write} writes
     * @throws IllegalArgumentException when a time is after the database's clock
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Report read(Path path, VersionedStore store) {
        return read(path, store, Progress.NONE);
    }

    /** Stores histories like the other form, and reports how many keys have been read. */
    public static Report read(Path path, VersionedStore store, Progress progress) {
        long restored = 0;
        long unchanged = 0;
        long versions = 0;
        try (CsvSources sources = CsvSources.open(path, CsvFormat.DEFAULT)) {
            for (CsvSource source : sources.list()) {
                SeriesHistory history = HistoryFile.read(source, store);
                if (store.restore(history)) {
                    restored++;
                    versions += history.versions().size() + history.superseded().size();
                } else {
                    unchanged++;
                }
                progress.update(restored + unchanged);
            }
            return new Report(restored, unchanged, versions);
        } catch (IOException e) {
            throw new UncheckedIOException("the import into " + store.name() + " could not read " + path, e);
        } finally {
            progress.finish();
        }
    }
}

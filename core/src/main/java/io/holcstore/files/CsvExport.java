package io.holcstore.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.CsvStyle;
import io.holcstore.internal.files.ExportSettings;
import io.holcstore.internal.files.LongRows;
import io.holcstore.internal.files.NewFile;
import io.holcstore.internal.files.WideRows;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesStore;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes series as CSV. {@link #write} writes the form that programs like, one row for each value with its key.
 * {@link #of} begins a description of anything else:
 *
 * <pre>{@code
 * CsvExport.write(loads, filter, range, writer);
 * CsvExport.of(loads).filter(filter).range(march).separator(',').wide().to(writer);
 * CsvExport.of(loads).decimal(',').decimals(3).toZip(path);
 * CsvExport.of(loads).range(march).gaps().timePattern("dd.MM.yyyy HH:mm").tz("Europe/Berlin").to(writer);
 * }</pre>
 *
 * <p><b>Long</b>, the default, is a row for each value, ordered by key and time: the axes, {@code time}, {@code value}.
 * <b>Wide</b> is a row for each instant at which any series has a value: {@code time}, and a column for each series. A
 * cell is empty where its series has no value. The name of the column is the value of the only axis, or the values with
 * slashes between them, {@code 1/base}, where {@code \} stands before a slash or backslash of a value. Points without a
 * value have no row, unless {@link #gaps} is set.
 *
 * <p><b>Times</b> are local times of the store's zone with their offset, {@code 2024-10-27T02:15:00+01:00}, so that the
 * repeated hour stays two hours. A keyed store has no zone; its times are in UTC. <b>Numbers</b> have the fewest digits
 * that name the double and no other. Reading either back gives what was stored, bit for bit. Infinities are
 * {@code Infinity} and {@code -Infinity}, negative zero is {@code -0}.
 *
 * <p><b>Keys</b> are written as they are, also those that begin with {@code =}, {@code +}, {@code -} or {@code @}. A
 * spreadsheet may run such a cell as a formula: call {@link #escapeFormulas} where others choose the names of series
 * and people open the file in a spreadsheet.
 *
 * <p><b>Cost.</b> One pass over the series in constant memory. A wide file holds up to {@link #buffer} values at a
 * time. Where the range has more, the export reads it in several passes of a shorter time each. Each pass sees what was
 * committed when it began, and the columns are the series that were there at the beginning. Of a keyed store each pass
 * decodes all series whole.
 *
 * <p>Immutable and thread-safe. Each method returns a new description. The writer stays open.
 */
public final class CsvExport {
    private final ExportSettings settings;

    private CsvExport(ExportSettings settings) {
        this.settings = settings;
    }

    /**
     * Writes the values of the matching series in the range, one value per row.
     *
     * @return how many values were written
     * @throws UncheckedIOException when the writer fails
     */
    public static long write(SeriesStore store, KeyFilter filter, TimeRange range, Writer writer) {
        return of(store).filter(filter).range(range).to(writer);
    }

    /** Describes an export of a whole store. Further calls narrow it down and describe the file. */
    public static CsvExport of(SeriesStore store) {
        return new CsvExport(ExportSettings.of(store));
    }

    /** Exports only the matching series. */
    public CsvExport filter(KeyFilter keys) {
        return new CsvExport(settings.with(Objects.requireNonNull(keys, "filter")));
    }

    /** Exports only values in the range. */
    public CsvExport range(TimeRange window) {
        return new CsvExport(settings.with(Objects.requireNonNull(window, "range")));
    }

    /** Sets the zone of the local times to write. */
    public CsvExport tz(ZoneId id) {
        return with(settings.style().withZone(Objects.requireNonNull(id, "tz")));
    }

    /**
     * Sets the zone of the local times to write, by its name.
     *
     * @throws IllegalArgumentException when the JDK knows no such zone
     */
    public CsvExport tz(String name) {
        return tz(Checks.zone(name));
    }

    /**
     * Sets how times are written, in the letters of {@link java.time.format.DateTimeFormatter}, with names of months
     * and days in English. Without an offset ({@code xxx}) in the pattern, both passes of a repeated hour have the same
     * texts; in a long file they are in order of time.
     *
     * @throws IllegalArgumentException when it is not a pattern of a time
     */
    public CsvExport timePattern(String pattern) {
        return timePattern(pattern, Locale.ENGLISH);
    }

    /**
     * Sets how times are written, with names of months and days in a language.
     *
     * @throws IllegalArgumentException when it is not a pattern of a time
     */
    public CsvExport timePattern(String pattern, Locale locale) {
        Objects.requireNonNull(locale, "locale");
        return with(settings.style().withPattern(Objects.requireNonNull(pattern, "timePattern"), locale));
    }

    /**
     * Sets the separator of fields.
     *
     * @throws IllegalArgumentException for a quotation mark or the end of a line
     */
    public CsvExport separator(char character) {
        return with(settings.style().withSeparator(character));
    }

    /**
     * Sets the decimal mark of numbers: a point or a comma.
     *
     * @throws IllegalArgumentException for anything else
     */
    public CsvExport decimal(char mark) {
        return with(settings.style().withDecimal(mark));
    }

    /**
     * Writes numbers with so many decimals, rounded half to even, instead of all their digits. Reading the file back
     * then does not give what was stored.
     *
     * @throws IllegalArgumentException unless there are 0 to 30
     */
    public CsvExport decimals(int count) {
        return with(settings.style().withDecimals(count));
    }

    /**
     * Writes an apostrophe before each text, of a key or of the name of a column, that begins with {@code =},
     * {@code +}, {@code -}, {@code @}, a tab, the end of a line or an apostrophe. A spreadsheet shows such a cell as
     * text and does not run it. Numbers and times stay as they are. {@link CsvImport#unescapeFormulas} gives the same
     * texts back.
     */
    public CsvExport escapeFormulas() {
        return with(settings.style().withEscapes());
    }

    /** Writes one column per series instead of one row per value. */
    public CsvExport wide() {
        return new CsvExport(settings.withWide());
    }

    /**
     * Writes a row for each point of the store's grid, with an empty value where there is none. The rows begin and end
     * with the range. Where the range has no start or end, they begin or end with the values: of each series in a long
     * file, of all series in a wide file. A series without a value in the range has no rows.
     *
     * @throws IllegalStateException when the store does not have a grid
     */
    public CsvExport gaps() {
        return new CsvExport(settings.withGaps());
    }

    /**
     * Sets how many values, gaps between them included, a wide file may hold in memory. The default is four million, of
     * 8 bytes each, or of 16 in a keyed store.
     *
     * @throws IllegalArgumentException unless there is at least one
     */
    public CsvExport buffer(int valuesAtOnce) {
        return new CsvExport(settings.withBuffer(Checks.buffer(valuesAtOnce)));
    }

    /** Reports how many series have been written; for a wide file, how many rows. */
    public CsvExport onProgress(Progress listener) {
        return new CsvExport(settings.with(Objects.requireNonNull(listener, "progress")));
    }

    /**
     * Writes the file with its header, and flushes the writer.
     *
     * @return how many values were written
     * @throws UncheckedIOException when the writer fails; it then has received a part of the file
     */
    public long to(Writer writer) {
        try {
            CsvWriter csv = settings.style().csv(writer);
            long values = settings.wide() ? new WideRows(settings).write(csv) : new LongRows(settings).write(csv);
            csv.flush();
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("the export of " + settings.store().name() + " could not be written", e);
        } finally {
            settings.progress().finish();
        }
    }

    /**
     * Writes the file with its header as UTF-8. It replaces a file of this name when it is complete, and not before.
     *
     * @return how many values were written
     * @throws UncheckedIOException when the file cannot be written
     */
    public long to(Path path) {
        long[] values = new long[1];
        try {
            NewFile.write(path, part -> {
                try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                    values[0] = to(writer);
                }
            });
            return values[0];
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the export of " + settings.store().name() + " could not be written to " + path, e);
        }
    }

    /**
     * Writes a zip with one CSV file for each series, as {@link ZipExport} describes it.
     *
     * @return how many values were written
     * @throws UncheckedIOException when the file cannot be written
     * @throws IllegalStateException when {@link #wide} is set: each file has one series
     */
    public long toZip(Path path) {
        if (settings.wide()) {
            throw new IllegalStateException("a zip has one file for each series, and cannot be wide()");
        }
        try {
            return ZipExport.write(settings, path);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the export of " + settings.store().name() + " could not be written to " + path, e);
        } finally {
            settings.progress().finish();
        }
    }

    private CsvExport with(CsvStyle style) {
        return new CsvExport(settings.with(style));
    }
}

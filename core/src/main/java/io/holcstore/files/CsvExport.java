package io.holcstore.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.holcstore.internal.files.Checks;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesStore;
import io.holcstore.time.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Series as CSV. {@link #write} does it as programs like it, a value a row with its key; {@link #of} begins a
 * description of anything else:
 *
 * <pre>{@code
 * CsvExport.write(loads, filter, range, writer);
 * CsvExport.of(loads).filter(filter).range(march).separator(',').wide().to(writer);
 * CsvExport.of(loads).decimal(',').decimals(3).toZip(path);
 * }</pre>
 *
 * <p><b>Long</b>, the default, is a row for each value, ordered by key and time: the axes, {@code time}, {@code value}.
 * <b>Wide</b> is a row for each instant at which any series has a value: {@code time}, and a column for each series,
 * its cell empty where it has none. The column is called by the value of the only axis, or by the values with slashes
 * between them, {@code 1/base}, where {@code \} stands before a slash or backslash of a value. A point without a value
 * is not written.
 *
 * <p><b>Times</b> are local times of the store's zone with their offset, {@code 2024-10-27T02:15:00+01:00}, so that the
 * hour that comes twice stays two hours; of a keyed store, which has no zone, in UTC. <b>Numbers</b> have the fewest
 * digits that name the double and no other. Reading either back gives what was stored, bit for bit. Infinities are
 * {@code Infinity} and {@code -Infinity}, negative zero is {@code -0}.
 *
 * <p><b>Keys</b> are written as they are, also those that begin with {@code =}, {@code +}, {@code -} or {@code @}. A
 * spreadsheet may run such a cell as a formula: call {@link #escapeFormulas} where others choose the names of series
 * and people open the file in a spreadsheet.
 *
 * <p><b>Cost.</b> One pass over the series in constant memory. A wide file holds up to {@link #buffer} values at a
 * time: where the range has more, it is read in several passes of a shorter time each, and each pass sees what was
 * committed when it began; the columns are the series that were there at the beginning. Of a keyed store each pass
 * decodes all series whole.
 *
 * <p>Immutable and thread-safe. Each method returns a new description. The writer stays open.
 */
public final class CsvExport {
    static final String TIME = "time";
    static final String VALUE = "value";

    private static final int VALUES_AT_ONCE = 1 << 22;

    private final SeriesStore store;
    private final KeyFilter filter;
    private final TimeRange range;
    private final CsvStyle style;
    private final boolean wide;
    private final int buffer;
    private final Progress progress;

    private CsvExport(
            SeriesStore store,
            KeyFilter filter,
            TimeRange range,
            CsvStyle style,
            boolean wide,
            int buffer,
            Progress progress) {
        this.store = store;
        this.filter = filter;
        this.range = range;
        this.style = style;
        this.wide = wide;
        this.buffer = buffer;
        this.progress = progress;
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
        CsvStyle style = CsvStyle.in(store.zone());
        return new CsvExport(store, KeyFilter.all(), TimeRange.all(), style, false, VALUES_AT_ONCE, Progress.NONE);
    }

    /** Exports only the matching series. */
    public CsvExport filter(KeyFilter keys) {
        Objects.requireNonNull(keys, "filter");
        return new CsvExport(store, keys, range, style, wide, buffer, progress);
    }

    /** Exports only values in the range. */
    public CsvExport range(TimeRange window) {
        Objects.requireNonNull(window, "range");
        return new CsvExport(store, filter, window, style, wide, buffer, progress);
    }

    /** Sets the zone of the local times to write. */
    public CsvExport tz(ZoneId id) {
        return with(style.withZone(Objects.requireNonNull(id, "tz")));
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
     * Sets the separator of fields.
     *
     * @throws IllegalArgumentException for a quotation mark or the end of a line
     */
    public CsvExport separator(char character) {
        return with(style.withSeparator(character));
    }

    /**
     * Sets the decimal mark of numbers: a point or a comma.
     *
     * @throws IllegalArgumentException for anything else
     */
    public CsvExport decimal(char mark) {
        return with(style.withDecimal(mark));
    }

    /**
     * Numbers with so many decimals, rounded half to even, instead of all their digits: what is read back is not what
     * was stored then.
     *
     * @throws IllegalArgumentException unless there are 0 to 30
     */
    public CsvExport decimals(int count) {
        return with(style.withDecimals(count));
    }

    /**
     * Writes an apostrophe before each text, of a key or of the name of a column, that begins with {@code =},
     * {@code +}, {@code -}, {@code @}, a tab, the end of a line or an apostrophe: a spreadsheet shows it as text and
     * does not run it. Numbers and times stay as they are. {@link CsvImport#unescapeFormulas} gives the same texts
     * back.
     */
    public CsvExport escapeFormulas() {
        return with(style.withEscapes());
    }

    /** Writes one column per series instead of one row per value. */
    public CsvExport wide() {
        return new CsvExport(store, filter, range, style, true, buffer, progress);
    }

    /**
     * How many values, gaps between them included, a wide file may hold in memory; the default is four million, of 8
     * bytes each, or of 16 in a keyed store.
     *
     * @throws IllegalArgumentException unless there is at least one
     */
    public CsvExport buffer(int valuesAtOnce) {
        return new CsvExport(store, filter, range, style, wide, Checks.buffer(valuesAtOnce), progress);
    }

    /** Tells how many series have been written, of a wide file how many rows. */
    public CsvExport onProgress(Progress listener) {
        Objects.requireNonNull(listener, "progress");
        return new CsvExport(store, filter, range, style, wide, buffer, listener);
    }

    /**
     * Writes the file with its header, and flushes the writer.
     *
     * @return how many values were written
     * @throws UncheckedIOException when the writer fails; what it got until then is a part of the file
     */
    public long to(Writer writer) {
        try {
            CsvWriter csv = style.csv(writer);
            long values = wide ? new WideRows(this).write(csv) : new LongRows(this).write(csv);
            csv.flush();
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("the export of " + store.name() + " could not be written", e);
        } finally {
            progress.finish();
        }
    }

    /**
     * Writes a zip of one CSV file a series, as {@link ZipExport} says.
     *
     * @return how many values were written
     * @throws UncheckedIOException when the file cannot be written
     * @throws IllegalStateException when it should be wide: each file has one series
     */
    public long toZip(Path path) {
        if (wide) {
            throw new IllegalStateException("a zip has one file a series, and cannot be wide()");
        }
        try {
            return ZipExport.write(this, path);
        } catch (IOException e) {
            throw new UncheckedIOException("the export of " + store.name() + " could not be written to " + path, e);
        } finally {
            progress.finish();
        }
    }

    private CsvExport with(CsvStyle written) {
        return new CsvExport(store, filter, range, written, wide, buffer, progress);
    }

    SeriesStore store() {
        return store;
    }

    KeyFilter filter() {
        return filter;
    }

    TimeRange range() {
        return range;
    }

    CsvStyle style() {
        return style;
    }

    int buffer() {
        return buffer;
    }

    Progress progress() {
        return progress;
    }
}

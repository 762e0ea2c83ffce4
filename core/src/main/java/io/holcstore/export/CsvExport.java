package io.holcstore.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
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
 * Series as CSV. {@link #write} does it as programs like it, a value a row with its key; {@link #of} begins a description of anything else:
 *
 * <pre>{@code
 * CsvExport.write(loads, filter, range, writer);
 * CsvExport.of(loads).filter(filter).range(march).separator(',').wide().to(writer);
 * CsvExport.of(loads).decimal(',').decimals(3).toZip(path);
 * }</pre>
 *
 * <p><b>Long</b>, the default, is a row for each value, ordered by key and time: the axes, {@code time}, {@code value}. <b>Wide</b> is a row for
 * each instant at which any series has a value: {@code time}, and a column for each series, its cell empty where it has none. The column is
 * called by the value of the only axis, or by the values with slashes between them, {@code 1/base}, where {@code \} stands before a slash or
 * backslash of a value. A point without a value is not written.
 *
 * <p><b>Times</b> are local times of the store's zone with their offset, {@code 2024-10-27T02:15:00+01:00}, so that the hour that comes twice stays two
 * hours; of a keyed store, which has no zone, in UTC. <b>Numbers</b> have the fewest digits that name the double and no other. Reading either back
 * gives what was stored, bit for bit. Infinities are {@code Infinity} and {@code -Infinity}, negative zero is {@code -0}.
 *
 * <p><b>Keys</b> are written as they are, also those that begin with {@code =}, {@code +}, {@code -} or {@code @}: anything put before them would make
 * them other keys for whoever reads the file. Where people might have given such names, open the file in a spreadsheet as text.
 *
 * <p><b>Cost.</b> One pass over the series in constant memory. A wide file holds up to {@link #buffer} values at a time: where the range has more, it
 * is read in several passes of a shorter time each, and each pass sees what was committed when it began; the columns are the series that were
 * there at the beginning. Of a keyed store each pass decodes all series whole.
 *
 * <p>Immutable and thread-safe; each method gives another description. The writer stays open.
 */
public final class CsvExport {
    static final String TIME = "time";
    static final String VALUE = "value";

    final SeriesStore store;
    KeyFilter filter = KeyFilter.all();
    TimeRange range = TimeRange.all();
    private ZoneId zone;
    private char separator = ';';
    private char decimal = '.';
    private int decimals = -1;
    private boolean wide;
    int buffer = 1 << 22;
    Progress progress = Progress.NONE;

    private CsvExport(SeriesStore store) {
        this.store = Objects.requireNonNull(store, "store");
        this.zone = store.zone();
    }

    private CsvExport(CsvExport other) {
        this.store = other.store;
        this.filter = other.filter;
        this.range = other.range;
        this.zone = other.zone;
        this.separator = other.separator;
        this.decimal = other.decimal;
        this.decimals = other.decimals;
        this.wide = other.wide;
        this.buffer = other.buffer;
        this.progress = other.progress;
    }

    /**
     * Writes what the matching series have in the range, a value a row.
     *
     * @return how many values were written
     * @throws UncheckedIOException when the writer fails
     */
    public static long write(SeriesStore store, KeyFilter filter, TimeRange range, Writer writer) {
        return of(store).filter(filter).range(range).to(writer);
    }

    /** All of a store, to be told more about. */
    public static CsvExport of(SeriesStore store) {
        return new CsvExport(store);
    }

    /** Only the matching series. */
    public CsvExport filter(KeyFilter keys) {
        CsvExport copy = new CsvExport(this);
        copy.filter = Objects.requireNonNull(keys, "filter");
        return copy;
    }

    /** Only what lies in the range. */
    public CsvExport range(TimeRange window) {
        CsvExport copy = new CsvExport(this);
        copy.range = Objects.requireNonNull(window, "range");
        return copy;
    }

    /** In whose local times to write. */
    public CsvExport tz(ZoneId id) {
        CsvExport copy = new CsvExport(this);
        copy.zone = Objects.requireNonNull(id, "tz");
        return copy;
    }

    /** In whose local times to write, by its name. */
    public CsvExport tz(String name) {
        return tz(ZoneId.of(name));
    }

    /**
     * What stands between two fields.
     *
     * @throws IllegalArgumentException for a quotation mark or the end of a line
     */
    public CsvExport separator(char character) {
        CsvExport copy = new CsvExport(this);
        copy.separator = Checks.separator(character);
        return copy;
    }

    /**
     * What stands before the decimals of a number: a point or a comma.
     *
     * @throws IllegalArgumentException for anything else
     */
    public CsvExport decimal(char mark) {
        CsvExport copy = new CsvExport(this);
        copy.decimal = Checks.decimal(mark);
        return copy;
    }

    /**
     * Numbers with so many decimals, rounded half to even, instead of all their digits: what is read back is not what was stored then.
     *
     * @throws IllegalArgumentException unless there are 0 to 30
     */
    public CsvExport decimals(int count) {
        if (count < 0 || count > 30) {
            throw new IllegalArgumentException(count + " decimals cannot be written; 0 to 30 can");
        }
        CsvExport copy = new CsvExport(this);
        copy.decimals = count;
        return copy;
    }

    /** A column for each series instead of a row for each value. */
    public CsvExport wide() {
        CsvExport copy = new CsvExport(this);
        copy.wide = true;
        return copy;
    }

    /**
     * How many values, gaps between them included, a wide file may hold in memory; four million unless told, of 8 bytes each, or of 16 in a keyed store.
     *
     * @throws IllegalArgumentException unless there is at least one
     */
    public CsvExport buffer(int valuesAtOnce) {
        CsvExport copy = new CsvExport(this);
        copy.buffer = Checks.buffer(valuesAtOnce);
        return copy;
    }

    /** Tells how many series have been written, of a wide file how many rows. */
    public CsvExport onProgress(Progress listener) {
        CsvExport copy = new CsvExport(this);
        copy.progress = Objects.requireNonNull(listener, "progress");
        return copy;
    }

    /**
     * Writes the file with its header, and flushes the writer.
     *
     * @return how many values were written
     * @throws UncheckedIOException when the writer fails; what it got until then is a part of the file
     */
    public long to(Writer writer) {
        try {
            CsvWriter csv = csv(writer);
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

    CsvWriter csv(Writer writer) {
        return CsvWriter.builder()
                .fieldSeparator(separator)
                .commentCharacter(separator == '#' ? '%' : '#') // which no separator may be
                .lineDelimiter(LineDelimiter.LF)
                .build(writer);
    }

    TimeText timeText() {
        return new TimeText(zone);
    }

    NumberText numberText() {
        return new NumberText(decimal, decimals);
    }
}

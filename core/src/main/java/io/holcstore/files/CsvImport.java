package io.holcstore.files;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.error.OffGridException;
import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.CsvColumn;
import io.holcstore.internal.files.NumberReader;
import io.holcstore.internal.files.TimePattern;
import io.holcstore.key.AxisValue;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.BulkWriter;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesStore;
import io.holcstore.store.WriteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Series from a CSV file, plain or gzipped, or from the CSV files in a zip; a zip that {@link ZipExport} wrote names
 * its keys itself. What it is says its content, not its name. Without further words, what {@link CsvExport} writes is
 * read:
 *
 * <pre>{@code
 * CsvImport.read(path).into(loads);
 * CsvImport.read(path).separator(',').time("date").tz("UTC").value("load_MW", loads.key(1, "base")).into(loads);
 * CsvImport.read(path).decimal(',').timePattern("dd.MM.yyyy HH:mm").tz("Europe/Paris").wide().check(loads).problems();
 * }</pre>
 *
 * <p><b>Columns</b> are asked for by their name in the header, or by their position, counted from 1. Long files have a
 * column for each axis, called as the axis is, and one {@code value}; {@link #value(String, SeriesKey)} names columns
 * that are series of their own; {@link #wide()} takes all columns but the time for series. Other columns are not read.
 * All rows have as many fields as the first; blank lines do not count. A byte order mark and any end of line are
 * understood.
 *
 * <p><b>Times</b> are {@code 2024-10-27T02:15:00+01:00} and other forms of it (a space for the T, a comma before the
 * decimals of seconds, without seconds, {@code Z}, {@code UTC} or {@code [Europe/Paris]} for the offset or behind it,
 * without offset, only the day), or of a pattern. A time without an offset needs {@link #tz(String)}; where the clock
 * changes it is refused, unless {@link #repeatedHour} and {@link #skippedHour} say what it means. Only a day is its
 * first instant, also where the clock skips or repeats midnight, and 24:00 is the first instant of the next day.
 *
 * <p><b>Values</b> are decimal numbers, with an exponent or without, or {@code Infinity}. Empty cells and {@code NaN}
 * are gaps, which leave what is stored; anything else that is missing is named by {@link #missing}. The store's
 * {@link SeriesStore#bulkWriter} merges what is read.
 *
 * <p><b>All or nothing.</b> An import is one transaction. After an error nothing of it is stored. {@link #check} reads
 * the whole file and reports its problems without touching the database. Errors of the file name the file, the line,
 * the column and the text, and are {@link CsvFormatException}. Two values for one instant of a series are a
 * {@link ConflictingValuesException}. Times off the grid of the store are an {@link OffGridException}. Both name their
 * lines.
 *
 * <p><b>Cost.</b> The file is read once, in any order of its rows. Up to {@link #buffer} values wait in memory, 24
 * bytes each, whichever series they belong to; then all of them are merged. Files whose rows are grouped by series or
 * in order of time may be of any length. What a row adds to a series between values that were merged before could not
 * be checked any more, and is refused: a file that is longer than the buffer, and in no order at all, needs a larger
 * buffer or sorting. A keyed store rewrites each series whole at every such merge: group its rows by series. Besides,
 * each series costs some hundred bytes.
 *
 * <p>Immutable and thread-safe. Each method returns a new description.
 */
public final class CsvImport {
    private static final int VALUES_AT_ONCE = 1 << 21;

    private final Path path;
    private final CsvFormat format;
    private final NumberReader numbers;
    private final TimeReader times;
    private final CsvColumns columns;
    private final Set<String> missing;
    private final int buffer;
    private final Progress progress;

    private CsvImport(
            Path path,
            CsvFormat format,
            NumberReader numbers,
            TimeReader times,
            CsvColumns columns,
            Set<String> missing,
            int buffer,
            Progress progress) {
        this.path = path;
        this.format = format;
        this.numbers = numbers;
        this.times = times;
        this.columns = columns;
        this.missing = missing;
        this.buffer = buffer;
        this.progress = progress;
    }

    /** Describes an import of a file. {@link #into} and {@link #check} open the file. */
    public static CsvImport read(Path path) {
        return new CsvImport(
                Objects.requireNonNull(path, "path"),
                CsvFormat.DEFAULT,
                new NumberReader('.'),
                TimeReader.DEFAULT,
                CsvColumns.DEFAULT,
                Set.of("", "NaN"),
                VALUES_AT_ONCE,
                Progress.NONE);
    }

    /** Sets the charset of the file. The default is UTF-8. */
    public CsvImport charset(Charset set) {
        return with(format.withCharset(Objects.requireNonNull(set, "charset")));
    }

    /**
     * Sets the separator of fields. The default is a semicolon.
     *
     * @throws IllegalArgumentException for a quotation mark or the end of a line
     */
    public CsvImport separator(char character) {
        return with(format.withSeparator(character));
    }

    /**
     * Sets the decimal mark of numbers: a point or a comma. The default is a point.
     *
     * @throws IllegalArgumentException for anything else
     */
    public CsvImport decimal(char mark) {
        return new CsvImport(
                path, format, new NumberReader(Checks.decimal(mark)), times, columns, missing, buffer, progress);
    }

    /** Removes the apostrophes that {@link CsvExport#escapeFormulas} wrote before texts. */
    public CsvImport unescapeFormulas() {
        return with(format.withEscaped());
    }

    /** Reads the first line as values. Name columns by their position. */
    public CsvImport noHeader() {
        return with(format.withHeader(false));
    }

    /** Sets the column of times. The default is {@code time}. */
    public CsvImport time(String column) {
        return time(CsvColumn.named(column));
    }

    /** Sets the column of times by its position. The first position is 1. */
    public CsvImport time(int position) {
        return time(CsvColumn.at(position));
    }

    private CsvImport time(CsvColumn column) {
        return with(columns.withTime(column));
    }

    /**
     * How times are written, as {@link java.time.format.DateTimeFormatter} understands it, month names in English:
     * {@code dd/MM/yyyy HH:mm}, with {@code xxx} for an offset. A pattern without any time of day means the start of
     * the day. By {@code HH}, 24:00 is the end of the day. Days that are not in the calendar are refused.
     *
     * @throws IllegalArgumentException when it is not a pattern; when it does not tell the day ({@code YYYY-MM-dd},
     *     {@code dd/mm/yyyy}), or has some of the time of day and does not tell it ({@code hh} without {@code a}); when
     *     a letter stands in two places ({@code HH:MM}); for the hour from 1 to 24 ({@code k}), by which 24:00 would be
     *     the beginning of its day; and for names of zones ({@code z}, {@code v}), which have several meanings
     */
    public CsvImport timePattern(String pattern) {
        return with(times.withPattern(TimePattern.of(pattern)));
    }

    /** Sets the zone of times without an offset. */
    public CsvImport tz(ZoneId id) {
        return with(times.withZone(Objects.requireNonNull(id, "tz")));
    }

    /**
     * Sets the zone of times without an offset, by its name.
     *
     * @throws IllegalArgumentException when the JDK knows no such zone
     */
    public CsvImport tz(String name) {
        return tz(Checks.zone(name));
    }

    /** Sets what a time without an offset means when it occurs twice. */
    public CsvImport repeatedHour(RepeatedHour rule) {
        return with(times.withRepeated(Objects.requireNonNull(rule, "repeatedHour")));
    }

    /** Sets what a time without an offset means when the clock skipped it. */
    public CsvImport skippedHour(SkippedHour rule) {
        return with(times.withSkipped(Objects.requireNonNull(rule, "skippedHour")));
    }

    /** Sets the column of values of a long file. The default is {@code value}. */
    public CsvImport value(String column) {
        return value(CsvColumn.named(column));
    }

    /** Sets the column of values of a long file by its position. */
    public CsvImport value(int position) {
        return value(CsvColumn.at(position));
    }

    private CsvImport value(CsvColumn column) {
        return with(columns.withValue(column));
    }

    /**
     * A column that is one series, for any number of columns; for thousands, {@link #wide(Function)} says it once. A
     * column of two series is refused by {@code into} and {@code check}.
     */
    public CsvImport value(String column, SeriesKey key) {
        return value(CsvColumn.named(column), key);
    }

    /** As {@link #value(String, SeriesKey)}, a column by its position. */
    public CsvImport value(int position, SeriesKey key) {
        return value(CsvColumn.at(position), key);
    }

    private CsvImport value(CsvColumn column, SeriesKey key) {
        return with(columns.withValue(column, key));
    }

    /** Sets the column of an axis. The default is the column with the name of the axis. */
    public CsvImport axis(String axis, String column) {
        return with(columns.withAxis(axis, CsvColumn.named(column)));
    }

    /** Sets the column of an axis by its position. */
    public CsvImport axis(String axis, int position) {
        return with(columns.withAxis(axis, CsvColumn.at(position)));
    }

    /** The same value on an axis for the whole file, which has no column for it: {@code axis(VERSION.is(1))}. */
    public CsvImport axis(AxisValue<?> constant) {
        return with(columns.withAxis(constant));
    }

    /**
     * Every column is a series, but the time and those of {@link #axis(String, String)}. Its name is its value on the
     * only axis, or its values on all axes that are not given otherwise, with slashes between them, as
     * {@link CsvExport#wide} writes them.
     */
    public CsvImport wide() {
        return with(columns.withWide(null));
    }

    /**
     * Reads every column except the time as a series. The function makes the key from the name of the column. Null
     * leaves the column out.
     */
    public CsvImport wide(Function<String, ? extends @Nullable SeriesKey> keys) {
        return with(columns.withWide(Objects.requireNonNull(keys, "keys")));
    }

    /**
     * Sets texts that stand for a missing value, such as {@code "n/a"} or {@code "-999"}, besides the empty cell and
     * {@code NaN}.
     */
    public CsvImport missing(String... texts) {
        List<String> all = new ArrayList<>(missing);
        for (String text : texts) {
            all.add(text.strip()); // as cells are
        }
        return new CsvImport(path, format, numbers, times, columns, Set.copyOf(all), buffer, progress);
    }

    /**
     * How many values may wait in memory until they are merged; the default is two million, which take 48 MB.
     *
     * @throws IllegalArgumentException unless there is at least one
     */
    public CsvImport buffer(int valuesAtOnce) {
        return new CsvImport(path, format, numbers, times, columns, missing, Checks.buffer(valuesAtOnce), progress);
    }

    /** Reports how many rows have been read. */
    public CsvImport onProgress(Progress listener) {
        Objects.requireNonNull(listener, "progress");
        return new CsvImport(path, format, numbers, times, columns, missing, buffer, listener);
    }

    private CsvImport with(CsvFormat written) {
        return new CsvImport(path, written, numbers, times, columns, missing, buffer, progress);
    }

    private CsvImport with(TimeReader reader) {
        return new CsvImport(path, format, numbers, reader, columns, missing, buffer, progress);
    }

    private CsvImport with(CsvColumns asked) {
        return new CsvImport(path, format, numbers, times, asked, missing, buffer, progress);
    }

    /**
     * Merges what the file holds, as one transaction.
     *
     * @throws CsvFormatException when the file is not as described
     * @throws ConflictingValuesException when a series has two values for one instant in it
     * @throws OffGridException when times lie off the grid of the store
     * @throws UncheckedIOException when the file cannot be read
     */
    public ImportReport into(SeriesStore store) {
        BulkWriter bulk = store.bulkWriter();
        ImportRun run = new ImportRun(this, store, bulk::add, false);
        try (bulk) {
            try {
                run.read();
            } catch (RuntimeException | Error | IOException e) {
                bulk.rollback();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the import into " + store.name() + " could not read " + path, e);
        } finally {
            progress.finish();
        }
        return run.report(bulk.result());
    }

    /**
     * Reads the whole file without touching the database, and reports every problem instead of ending at the first one.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    public ImportReport check(SeriesStore store) {
        try {
            ImportRun run = new ImportRun(this, store, store::check, true);
            run.read();
            return run.report(new WriteResult(0, 0, 0, 0, 0, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be read", e);
        } finally {
            progress.finish();
        }
    }

    CsvSources open() throws IOException {
        return CsvSources.open(path, format);
    }

    CsvFile open(CsvSource source) throws IOException {
        return CsvFile.open(source, format);
    }

    NumberReader numbers() {
        return numbers;
    }

    TimeReader times() {
        return times;
    }

    CsvColumns columns() {
        return columns;
    }

    Set<String> missing() {
        return missing;
    }

    int buffer() {
        return buffer;
    }

    Progress progress() {
        return progress;
    }
}

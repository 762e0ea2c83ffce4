package io.holcstore.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.error.OffGridException;
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
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Series from a CSV file, plain or gzipped, or from the CSV files in a zip; a zip that {@link ZipExport} wrote names its keys itself. What it is says
 * its content, not its name. Without further words, what {@link CsvExport} writes is read:
 *
 * <pre>{@code
 * CsvImport.read(path).into(loads);
 * CsvImport.read(path).separator(',').time("date").tz("UTC").value("load_MW", loads.key(1, "base")).into(loads);
 * CsvImport.read(path).decimal(',').timePattern("dd.MM.yyyy HH:mm").tz("Europe/Paris").wide().check(loads).problems();
 * }</pre>
 *
 * <p><b>Columns</b> are asked for by their name in the header, or by their position, counted from 1. Long files have a column for each axis, called as
 * the axis is, and one {@code value}; {@link #value(String, SeriesKey)} names columns that are series of their own; {@link #wide()} takes
 * all columns but the time for series. Other columns are not read. All rows have as many fields as the first; blank lines do not count. A byte
 * order mark and any end of line are understood.
 *
 * <p><b>Times</b> are {@code 2024-10-27T02:15:00+01:00} and shorter forms of it (a space for the T, without seconds, without offset, only the
 * day), or of a pattern. A time without an offset needs {@link #tz(String)}; where the clock changes it is refused, unless
 * {@link #repeatedHour} and {@link #skippedHour} say what it means.
 *
 * <p><b>Values</b> are decimal numbers, with an exponent or without, or {@code Infinity}. Empty cells and {@code NaN} are gaps, which leave what is
 * stored; anything else that is missing is named by {@link #missing}. The store's {@link SeriesStore#bulkWriter} merges what is read.
 *
 * <p><b>All or nothing.</b> An import is one transaction: after an error nothing of it is stored. {@link #check} reads the whole file, and says
 * what is wrong with it without touching the database. Errors of the file name the file, the line, the column and the text, and are
 * {@link CsvFormatException}; two values for one instant of a series are a {@link ConflictingValuesException}, times off the grid of the store an
 * {@link OffGridException}, both with their lines.
 *
 * <p><b>Cost.</b> The file is read once, in any order of its rows. Up to {@link #buffer} values wait in memory, 24 bytes each, whichever series they
 * belong to; then all of them are merged. Files whose rows are grouped by series or in order of time may be of any length. What a row adds to a
 * series between values that were merged before could not be checked any more, and is refused: a file that is longer than the buffer, and in no
 * order at all, needs a larger buffer or sorting. A keyed store rewrites each series whole at every such merge: group its rows by series.
 * Besides, each series costs some hundred bytes.
 *
 * <p>Immutable and thread-safe; each method gives another description.
 */
public final class CsvImport {
    private static final int VALUES_AT_ONCE = 1 << 21;

    private final Path path;
    private Charset charset = UTF_8;
    private char separator = ';';
    private char decimal = '.';
    private boolean header = true;
    CsvColumn time = CsvColumn.named(CsvExport.TIME);
    private @Nullable DateTimeFormatter formatter;
    private @Nullable ZoneId zone;
    private RepeatedHour repeatedHour = RepeatedHour.REFUSE;
    private SkippedHour skippedHour = SkippedHour.REFUSE;
    CsvColumn value = CsvColumn.named(CsvExport.VALUE);
    Map<CsvColumn, SeriesKey> values = Map.of();

    @Nullable
    Function<String, ? extends @Nullable SeriesKey> wideKeys;

    boolean wide;
    Map<String, CsvColumn> axes = Map.of();
    Map<String, AxisValue<?>> constants = Map.of();
    Set<String> missing = Set.of("", "NaN");
    int buffer = VALUES_AT_ONCE;
    Progress progress = Progress.NONE;

    private CsvImport(Path path) {
        this.path = Objects.requireNonNull(path, "path");
    }

    private CsvImport(CsvImport other) {
        this.path = other.path;
        this.charset = other.charset;
        this.separator = other.separator;
        this.decimal = other.decimal;
        this.header = other.header;
        this.time = other.time;
        this.formatter = other.formatter;
        this.zone = other.zone;
        this.repeatedHour = other.repeatedHour;
        this.skippedHour = other.skippedHour;
        this.value = other.value;
        this.values = other.values;
        this.wideKeys = other.wideKeys;
        this.wide = other.wide;
        this.axes = other.axes;
        this.constants = other.constants;
        this.missing = other.missing;
        this.buffer = other.buffer;
        this.progress = other.progress;
    }

    /** A file to read; it is opened by {@link #into} and {@link #check}. */
    public static CsvImport read(Path path) {
        return new CsvImport(path);
    }

    /** The charset of the file; UTF-8 unless told. */
    public CsvImport charset(Charset set) {
        CsvImport copy = new CsvImport(this);
        copy.charset = Objects.requireNonNull(set, "charset");
        return copy;
    }

    /**
     * What stands between two fields; a semicolon unless told.
     *
     * @throws IllegalArgumentException for a quotation mark or the end of a line
     */
    public CsvImport separator(char character) {
        CsvImport copy = new CsvImport(this);
        copy.separator = Checks.separator(character);
        return copy;
    }

    /**
     * What stands before the decimals of a number: a point, unless told, or a comma.
     *
     * @throws IllegalArgumentException for anything else
     */
    public CsvImport decimal(char mark) {
        CsvImport copy = new CsvImport(this);
        copy.decimal = Checks.decimal(mark);
        return copy;
    }

    /** The first line has values already; columns are asked for by their position. */
    public CsvImport noHeader() {
        CsvImport copy = new CsvImport(this);
        copy.header = false;
        return copy;
    }

    /** The column of times; {@code time} unless told. */
    public CsvImport time(String column) {
        return time(CsvColumn.named(column));
    }

    /** The column of times by its position, 1 is the first. */
    public CsvImport time(int position) {
        return time(CsvColumn.at(position));
    }

    private CsvImport time(CsvColumn column) {
        CsvImport copy = new CsvImport(this);
        copy.time = column;
        return copy;
    }

    /**
     * How times are written, as {@link DateTimeFormatter} understands it, month names in English: {@code dd/MM/yyyy HH:mm}, with {@code xxx} for an
     * offset. A pattern without any time of day means midnight. Days that are not in the calendar are refused.
     *
     * @throws IllegalArgumentException when it is no pattern, when it has some of the time of day and does not tell it ({@code hh} without
     *     {@code a}), and for names of zones ({@code z}, {@code v}), which have several meanings
     */
    public CsvImport timePattern(String pattern) {
        CsvImport copy = new CsvImport(this);
        copy.formatter = TimeReader.formatter(pattern);
        return copy;
    }

    /** The zone of times without an offset. */
    public CsvImport tz(ZoneId id) {
        CsvImport copy = new CsvImport(this);
        copy.zone = Objects.requireNonNull(id, "tz");
        return copy;
    }

    /** The zone of times without an offset, by its name. */
    public CsvImport tz(String name) {
        return tz(ZoneId.of(name));
    }

    /** What a time without offset means that comes twice. */
    public CsvImport repeatedHour(RepeatedHour rule) {
        CsvImport copy = new CsvImport(this);
        copy.repeatedHour = Objects.requireNonNull(rule, "repeatedHour");
        return copy;
    }

    /** What a time without offset means that never was. */
    public CsvImport skippedHour(SkippedHour rule) {
        CsvImport copy = new CsvImport(this);
        copy.skippedHour = Objects.requireNonNull(rule, "skippedHour");
        return copy;
    }

    /** The column of values of a long file; {@code value} unless told. */
    public CsvImport value(String column) {
        return value(CsvColumn.named(column));
    }

    /** The column of values of a long file by its position. */
    public CsvImport value(int position) {
        return value(CsvColumn.at(position));
    }

    private CsvImport value(CsvColumn column) {
        CsvImport copy = new CsvImport(this);
        copy.value = column;
        return copy;
    }

    /** A column that is one series; may be said for any number of columns. */
    public CsvImport value(String column, SeriesKey key) {
        return value(CsvColumn.named(column), key);
    }

    /** A column by its position that is one series; may be said for any number of columns. */
    public CsvImport value(int position, SeriesKey key) {
        return value(CsvColumn.at(position), key);
    }

    private CsvImport value(CsvColumn column, SeriesKey key) {
        CsvImport copy = new CsvImport(this);
        SeriesKey other = values.get(column);
        if (other != null) {
            throw new IllegalArgumentException("column " + column + " cannot be both " + other + " and " + key);
        }
        copy.values = with(values, column, key);
        return copy;
    }

    /** The column of an axis; the one that is called as the axis is, unless told. */
    public CsvImport axis(String axis, String column) {
        CsvImport copy = new CsvImport(this);
        copy.axes = with(axes, axis, CsvColumn.named(column));
        return copy;
    }

    /** The column of an axis by its position. */
    public CsvImport axis(String axis, int position) {
        CsvImport copy = new CsvImport(this);
        copy.axes = with(axes, axis, CsvColumn.at(position));
        return copy;
    }

    /** The same value on an axis for the whole file, which has no column for it: {@code axis(VERSION.is(1))}. */
    public CsvImport axis(AxisValue<?> constant) {
        CsvImport copy = new CsvImport(this);
        copy.constants = with(constants, constant.axis().name(), constant);
        return copy;
    }

    /**
     * Every column is a series, but the time and those of {@link #axis(String, String)}. Its name is its value on the only axis, or its values on
     * all axes that are not given otherwise, with slashes between them, as {@link CsvExport#wide} writes them.
     */
    public CsvImport wide() {
        CsvImport copy = new CsvImport(this);
        copy.wide = true;
        copy.wideKeys = null;
        return copy;
    }

    /** Every column but the time is a series, and has the key that the function makes of its name; null leaves the column out. */
    public CsvImport wide(Function<String, ? extends @Nullable SeriesKey> keys) {
        CsvImport copy = new CsvImport(this);
        copy.wide = true;
        copy.wideKeys = Objects.requireNonNull(keys, "keys");
        return copy;
    }

    /** Texts that stand for a missing value, {@code "n/a"}, {@code "-999"}, besides the empty cell and {@code NaN}. */
    public CsvImport missing(String... texts) {
        CsvImport copy = new CsvImport(this);
        List<String> all = new ArrayList<>(missing);
        for (String text : texts) {
            all.add(text.strip()); // as cells are
        }
        copy.missing = Set.copyOf(all);
        return copy;
    }

    /**
     * How many values may wait in memory until they are merged; two million, 48 MB, unless told.
     *
     * @throws IllegalArgumentException unless there is at least one
     */
    public CsvImport buffer(int valuesAtOnce) {
        CsvImport copy = new CsvImport(this);
        copy.buffer = Checks.buffer(valuesAtOnce);
        return copy;
    }

    /** Tells how many rows have been read. */
    public CsvImport onProgress(Progress listener) {
        CsvImport copy = new CsvImport(this);
        copy.progress = Objects.requireNonNull(listener, "progress");
        return copy;
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> copy = new LinkedHashMap<>(map);
        copy.put(Objects.requireNonNull(key), Objects.requireNonNull(value));
        return copy;
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
        return CsvSources.open(path, charset, separator);
    }

    CsvFile open(CsvSource source) throws IOException {
        return CsvFile.open(source, charset, separator, header);
    }

    NumberReader numberReader() {
        return new NumberReader(decimal);
    }

    TimeReader timeReader() {
        return new TimeReader(formatter, zone, repeatedHour, skippedHour);
    }
}

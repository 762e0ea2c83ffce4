package io.holcstore.files;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.MissingLibraryException;
import io.holcstore.error.OffGridException;
import io.holcstore.error.ParquetFormatException;
import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.ImportTally;
import io.holcstore.internal.files.parquet.read.ParquetRun;
import io.holcstore.internal.files.parquet.read.ParquetSettings;
import io.holcstore.internal.files.parquet.read.RowKeys;
import io.holcstore.internal.files.time.Repeats;
import io.holcstore.internal.files.time.Skips;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.key.AxisValue;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads series from a Parquet file, whichever program wrote it. Without settings, an import reads what
 * {@link ParquetExport} writes:
 *
 * <pre>{@code
 * ParquetImport.read(path).into(loads);
 * ParquetImport.read(path).time("ts").value("kwh").into(loads, row -> loads.key(1, row.get("meter")));
 * ParquetImport.read(path).value("load_MW", loads.key(1, "base")).value("pv_MW", loads.key(1, "pv")).into(loads);
 * }</pre>
 *
 * <p><b>Keys.</b> A file has a column for each axis, with the name of the axis, unless {@link #axis} says otherwise or
 * a function makes the keys. {@link #value(String, SeriesKey)} names columns that are series of their own. Axes take
 * strings for every type, whole numbers for texts, and doubles and decimals without a fraction for whole numbers.
 *
 * <p><b>Times</b> are the column {@code timestamp}, or the only column of timestamps, such as the index that pandas
 * writes, unless {@link #time} names another. Timestamps of milliseconds, microseconds and nanoseconds, INT96 (read as
 * UTC) and texts in ISO 8601 are read. A time that is null, or finer than a millisecond, is an error. Timestamps
 * without a zone, and dates, need {@link #tz(String)}; a date is the first instant of its day. Numbers need
 * {@link #epochSeconds()} or {@link #epochMillis()}.
 *
 * <p><b>Values</b> are the column {@code value}, unless {@link #value(String)} names another: floats, doubles, integers
 * and decimals, each as the nearest double. Nulls and NaN are gaps, which keep what is stored.
 *
 * <p><b>All or nothing.</b> An import is one transaction. After an error nothing of it is stored. {@link #check} reads
 * the whole file and reports its problems without using the database. {@link #preview} shows the first values. Errors
 * of the file are {@link ParquetFormatException}, which name the file, the row and the column. Two values for one
 * instant of a series are a {@link ConflictingValuesException}. Times off the grid of the store are an
 * {@link OffGridException}.
 *
 * <p><b>Files</b> may have any encoding, and pages compressed with ZSTD or Snappy, which need the optional
 * {@code io.airlift:aircompressor}, gzip or LZ4. Nested columns are ignored. Brotli, LZO, encrypted columns and several
 * files in one are not read. A column that is needed has a name of its own.
 *
 * <p><b>Cost.</b> The import reads the columns it needs, once, a page at a time. Rows may have any order. Up to
 * {@link #buffer} values wait in memory, 24 bytes each, as in a {@link CsvImport}, whose limits apply: rows that are
 * grouped by series or ordered by time may be any number.
 *
 * <p>Immutable and thread-safe. Each method returns a new description.
 */
public final class ParquetImport {
    private final ParquetSettings settings;

    private ParquetImport(ParquetSettings settings) {
        this.settings = settings;
    }

    /** Describes an import of a file. {@link #into}, {@link #check} and {@link #preview} open the file. */
    public static ParquetImport read(Path path) {
        return new ParquetImport(ParquetSettings.of(Objects.requireNonNull(path, "path")));
    }

    /** Sets the column of times. */
    public ParquetImport time(String column) {
        return new ParquetImport(settings.withTime(Objects.requireNonNull(column, "time")));
    }

    /** Sets the column of values. The default is {@code value}. */
    public ParquetImport value(String column) {
        return new ParquetImport(settings.withValue(Objects.requireNonNull(column, "value")));
    }

    /** Adds a column that is a series of its own. */
    public ParquetImport value(String column, SeriesKey key) {
        return new ParquetImport(
                settings.withValue(Objects.requireNonNull(column, "value"), Objects.requireNonNull(key, "key")));
    }

    /** Sets the column of an axis. The default is the column with the name of the axis. */
    public ParquetImport axis(String axis, String column) {
        return new ParquetImport(
                settings.withAxis(Objects.requireNonNull(axis, "axis"), Objects.requireNonNull(column, "column")));
    }

    /** Sets one value on an axis for the whole file, which has no column for it: {@code axis(VERSION.is(1))}. */
    public ParquetImport axis(AxisValue<?> constant) {
        return new ParquetImport(settings.withAxis(Objects.requireNonNull(constant, "axis")));
    }

    /** Sets the zone of timestamps without a zone, and of dates. */
    public ParquetImport tz(ZoneId id) {
        return with(settings.times().withZone(Objects.requireNonNull(id, "tz")));
    }

    /**
     * Sets the zone of timestamps without a zone, and of dates, by its name.
     *
     * @throws IllegalArgumentException when the JDK knows no such zone
     */
    public ParquetImport tz(String name) {
        return tz(Checks.zone(name));
    }

    /** Sets the meaning of a timestamp without a zone that occurs twice. The default refuses it. */
    public ParquetImport repeatedHour(RepeatedHour rule) {
        Objects.requireNonNull(rule, "repeatedHour");
        return with(settings.times().withRepeated(Repeats.valueOf(rule.name())));
    }

    /** Sets the meaning of a timestamp without a zone that the clock skips. The default refuses it. */
    public ParquetImport skippedHour(SkippedHour rule) {
        Objects.requireNonNull(rule, "skippedHour");
        return with(settings.times().withSkipped(Skips.valueOf(rule.name())));
    }

    /** Reads times as numbers of seconds since 1970-01-01T00:00Z, with decimals or without. */
    public ParquetImport epochSeconds() {
        return with(settings.times().withForm(TimeRules.Form.EPOCH_SECONDS));
    }

    /** Reads times as numbers of milliseconds since 1970-01-01T00:00Z. */
    public ParquetImport epochMillis() {
        return with(settings.times().withForm(TimeRules.Form.EPOCH_MILLIS));
    }

    /**
     * Reads times as the ends of intervals, one step of the store long. The value gets the start of its interval.
     * Refused for a store without a step.
     */
    public ParquetImport endOfInterval() {
        return with(settings.times().withEnd());
    }

    /**
     * Sets how many values may wait in memory until they are merged. The default is two million, which take 48 MB.
     *
     * @throws IllegalArgumentException unless there is at least one
     */
    public ParquetImport buffer(int valuesAtOnce) {
        return new ParquetImport(settings.withBuffer(Checks.buffer(valuesAtOnce)));
    }

    /** Reports how many rows have been read. */
    public ParquetImport onProgress(Progress listener) {
        return new ParquetImport(settings.with(Objects.requireNonNull(listener, "progress")));
    }

    private ParquetImport with(TimeRules rules) {
        return new ParquetImport(settings.with(rules));
    }

    /**
     * Merges the values of the file, as one transaction. The columns of the axes give the keys.
     *
     * @throws ParquetFormatException when the file is damaged, or not as described
     * @throws ConflictingValuesException when a series has two values for one instant in it
     * @throws OffGridException when times lie off the grid of the store
     * @throws MissingLibraryException when the library of its compression is missing
     * @throws IllegalArgumentException when settings contradict each other, or do not fit the store
     * @throws UncheckedIOException when the file cannot be read
     */
    public ImportReport into(SeriesStore store) {
        return store(store, null);
    }

    /**
     * Merges the values of the file as {@link #into(SeriesStore)} does. The function makes the key of each row, from
     * the values of that row alone. Null leaves the row out.
     */
    public ImportReport into(SeriesStore store, Function<? super ParquetRow, ? extends @Nullable SeriesKey> keys) {
        return store(store, ofRow(keys));
    }

    /**
     * Reads the whole file without using the database, and reports every problem instead of ending at the first one.
     *
     * @throws MissingLibraryException when the library of its compression is missing
     * @throws IllegalArgumentException when settings contradict each other, or do not fit the store
     * @throws UncheckedIOException when the file cannot be read
     */
    public ImportReport check(SeriesStore store) {
        return ImportReport.checked(read(ParquetRun.check(settings, store, null)));
    }

    /** Reads the whole file as {@link #check(SeriesStore)} does. The function makes the key of each row. */
    public ImportReport check(SeriesStore store, Function<? super ParquetRow, ? extends @Nullable SeriesKey> keys) {
        return ImportReport.checked(read(ParquetRun.check(settings, store, ofRow(keys))));
    }

    /**
     * Reads the first values without using the database, and shows their keys and times.
     *
     * @param values how many to read
     * @throws MissingLibraryException when the library of its compression is missing
     * @throws IllegalArgumentException when settings contradict each other, or do not fit the store; unless there is at
     *     least one value
     * @throws UncheckedIOException when the file cannot be read
     */
    public ImportPreview preview(SeriesStore store, int values) {
        return preview(store, ParquetRun.preview(settings, store, null, Checks.buffer(values)));
    }

    /** Reads the first values as {@link #preview(SeriesStore, int)} does. The function makes the key of each row. */
    public ImportPreview preview(
            SeriesStore store, Function<? super ParquetRow, ? extends @Nullable SeriesKey> keys, int values) {
        return preview(store, ParquetRun.preview(settings, store, ofRow(keys), Checks.buffer(values)));
    }

    private ImportPreview preview(SeriesStore store, ParquetRun run) {
        ImportTally tally = read(run);
        return ImportPreview.of("row", run.values(), tally, store.zone());
    }

    private static RowKeys ofRow(Function<? super ParquetRow, ? extends @Nullable SeriesKey> keys) {
        Objects.requireNonNull(keys, "keys");
        return row -> keys.apply(new ParquetRow(row));
    }

    private ImportReport store(SeriesStore store, @Nullable RowKeys keys) {
        return FileRun.into(
                settings.path(), store, settings.progress(), target -> ParquetRun.into(settings, store, keys, target)
                        .read());
    }

    private ImportTally read(ParquetRun run) {
        return FileRun.read(settings.path(), settings.progress(), run::read);
    }
}

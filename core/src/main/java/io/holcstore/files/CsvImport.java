package io.holcstore.files;

import io.holcstore.error.ConflictingValuesException;
import io.holcstore.error.CsvFormatException;
import io.holcstore.error.OffGridException;
import io.holcstore.internal.calendar.BucketRule;
import io.holcstore.internal.files.Checks;
import io.holcstore.internal.files.ImportTally;
import io.holcstore.internal.files.csv.CsvColumn;
import io.holcstore.internal.files.csv.CsvColumns;
import io.holcstore.internal.files.csv.CsvFormat;
import io.holcstore.internal.files.csv.ImportRun;
import io.holcstore.internal.files.csv.ImportSettings;
import io.holcstore.internal.files.csv.RowFunction;
import io.holcstore.internal.files.csv.RowRules;
import io.holcstore.internal.files.csv.TimeColumns;
import io.holcstore.internal.files.time.Blanks;
import io.holcstore.internal.files.time.Repeats;
import io.holcstore.internal.files.time.Skips;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.key.AxisValue;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.Progress;
import io.holcstore.store.SeriesStore;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads series from a CSV file, plain or gzipped, or from the CSV files in a zip. The first bytes of the file say which
 * it is, not its name. A zip that {@link ZipExport} wrote names its keys itself. Without settings, an import reads what
 * {@link CsvExport} writes:
 *
 * <pre>{@code
 * CsvImport.read(path).into(loads);
 * CsvImport.read(path).separator(',').time("date").tz("UTC").value("load_MW", loads.key(1, "base")).into(loads);
 * CsvImport.read(path).decimal(',').timePattern("dd.MM.yyyy HH:mm").tz("Europe/Paris").wide().check(loads).problems();
 * }</pre>
 *
 * <p><b>Lines.</b> The header is the first line, or the line that {@link #skipLines} or {@link #header} finds. Blank
 * lines do not count. Blanks around texts do not count, and no-break or narrow spaces count as spaces. A byte order
 * mark, the line {@code sep=;} of spreadsheets and any end of line are understood.
 * Each row has as many fields as the header. Empty fields behind the last named column may be there or not.
 *
 * <p><b>Columns</b> have their name in the header, or a position, counted from 1. A line break in a name counts as a
 * blank. A long file has a column for each
 * axis, with the name of the axis, and one column {@code value}. {@link #value(String, SeriesKey)} names columns that
 * are series of their own. {@link #wide()} reads all columns except the time as series. {@link #daysInRows} reads rows
 * that hold a day each. The import ignores other columns.
 *
 * <p><b>Times</b> are {@code 2024-10-27T02:15:00+01:00} and its other forms (a space for the T, a comma before the
 * decimals of seconds, without seconds, {@code Z}, {@code UTC} or {@code [Europe/Paris]} for the offset or behind it,
 * without offset, only the day), or follow a pattern. A time without an offset needs {@link #tz(String)}. Where the
 * clock changes it is an error, unless {@link #repeatedHour(RepeatedHour)} and {@link #skippedHour} say what it means.
 * A day alone is its first instant, also where the clock skips or repeats midnight, and 24:00 is the first instant of
 * the next day. Of an interval in one cell, {@code 01.05.2024 00:00 - 01.05.2024 00:15}, the start counts. An interval
 * without blanks, {@code 00:00-00:15}, is at most one hour long, because its end could be an offset.
 *
 * <p><b>Values</b> are decimal numbers, with an exponent or without, or {@code Infinity}. A minus may be a hyphen or
 * U+2212, and may stand behind the number. Empty cells and {@code NaN}
 * are gaps, which keep what is stored. {@link #missing} names other texts for gaps. The import merges what it reads,
 * through {@link SeriesStore#bulkWriter}.
 *
 * <p><b>All or nothing.</b> An import is one transaction. After an error nothing of it is stored. {@link #check} reads
 * the whole file and reports its problems without using the database. {@link #preview} shows the first values. Errors
 * of the file are {@link CsvFormatException}, which name the file, the line, the column and the text. Two values for
 * one instant of a series are a {@link ConflictingValuesException}. Times off the grid of the store are an
 * {@link OffGridException}. Both name their lines.
 *
 * <p><b>Cost.</b> The import reads the file once, and its rows may have any order. Up to {@link #buffer} values wait in
 * memory, 24 bytes each, whichever series they belong to; then the import merges all of them. Files whose rows are
 * grouped by series or ordered by time may have any length. The import cannot check a row that lies between merged
 * values of its series, and refuses it: a longer file without any order needs a larger buffer or sorting. A keyed store
 * rewrites each series whole at every such merge, so group its rows by series. Each series costs some hundred bytes.
 *
 * <p>Immutable and thread-safe. Each method returns a new description.
 */
public final class CsvImport {
    private final ImportSettings settings;

    private CsvImport(ImportSettings settings) {
        this.settings = settings;
    }

    /** Describes an import of a file. {@link #into}, {@link #check} and {@link #preview} open the file. */
    public static CsvImport read(Path path) {
        return new CsvImport(ImportSettings.of(Objects.requireNonNull(path, "path")));
    }

    /** Sets the charset of a file without a byte order mark. The default is UTF-8. */
    public CsvImport charset(Charset set) {
        return with(settings.format().withCharset(Objects.requireNonNull(set, "charset")));
    }

    /**
     * Sets the separator of fields. The default is a semicolon. A file whose first line is {@code sep=;} sets it
     * itself.
     *
     * @throws IllegalArgumentException for a quotation mark or the end of a line
     */
    public CsvImport separator(char character) {
        return with(settings.format().withSeparator(character));
    }

    /**
     * Sets the decimal mark of numbers: a point or a comma. The default is a point.
     *
     * @throws IllegalArgumentException for anything else
     */
    public CsvImport decimal(char mark) {
        return new CsvImport(settings.withMarks(Checks.decimal(mark), settings.thousands()));
    }

    /**
     * Sets the thousands separator of numbers: a point, a comma, a space or an apostrophe. A space also stands for
     * no-break, narrow and thin spaces. There is none by default. Digits behind a separator must form groups of three,
     * so that {@code 1.5} is an error and not 15.
     *
     * @throws IllegalArgumentException for anything else
     */
    public CsvImport thousands(char separator) {
        return new CsvImport(settings.withMarks(settings.decimal(), Checks.thousands(separator)));
    }

    /** Removes the apostrophes that {@link CsvExport#escapeFormulas} wrote before texts. */
    public CsvImport unescapeFormulas() {
        return with(settings.format().withEscaped());
    }

    /** Reads the first line as values. Name columns by their position. */
    public CsvImport noHeader() {
        return with(settings.format().withoutHeader());
    }

    /**
     * Finds the header: it is the first line that has these columns. The lines before it do not count.
     *
     * @throws IllegalArgumentException without a column
     */
    public CsvImport header(String... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("header(..) needs the name of a column");
        }
        return with(settings.format().withHeader(List.of(columns)));
    }

    /**
     * Skips lines at the beginning of the file, blank ones included. The header is the next line.
     *
     * @throws IllegalArgumentException for a negative number
     */
    public CsvImport skipLines(int count) {
        return with(settings.format().withSkipLines(count));
    }

    /**
     * Skips rows behind the header, such as a row of units.
     *
     * @throws IllegalArgumentException for a negative number
     */
    public CsvImport skipRows(int count) {
        return with(settings.format().withSkipRows(count));
    }

    /**
     * Ignores lines that begin with this character.
     *
     * @throws IllegalArgumentException for a quotation mark or the end of a line
     */
    public CsvImport comment(char character) {
        return with(settings.format().withComment(character));
    }

    /**
     * Leaves out rows without a time, such as totals and empty rows. The time of such a row is empty, has no digit, or
     * begins with a letter or one of {@code ( * # = - <} where times begin with a digit, as in
     * {@code (24 rows affected)}. Other texts that are not times stay errors.
     */
    public CsvImport ignoreRowsWithoutTime() {
        return with(settings.rows().withoutRowsWithoutTime());
    }

    /**
     * Sets the column of times. The default is {@code time}. The texts of several columns are joined by a blank, such
     * as those of a day and an hour.
     */
    public CsvImport time(String column, String... more) {
        List<CsvColumn> columns = new ArrayList<>(List.of(CsvColumn.named(column)));
        Arrays.stream(more).map(CsvColumn::named).forEach(columns::add);
        return with(times().withColumns(List.copyOf(columns)));
    }

    /** Sets the column of times by its position, or several to join. The first position is 1. */
    public CsvImport time(int position, int... more) {
        List<CsvColumn> columns = new ArrayList<>(List.of(CsvColumn.at(position)));
        Arrays.stream(more).mapToObj(CsvColumn::at).forEach(columns::add);
        return with(times().withColumns(List.copyOf(columns)));
    }

    /** Makes the time of each row by a function. Null leaves the row out. */
    public CsvImport time(Function<? super CsvRow, ? extends @Nullable Instant> function) {
        return with(times().withFunction(ofRow("time", function)));
    }

    /** Sets the column of times that are seconds since 1970-01-01T00:00Z, with decimals or without. */
    public CsvImport epochSeconds(String column) {
        return time(column).with(settings.times().withForm(TimeRules.Form.EPOCH_SECONDS));
    }

    /** Sets the column of times that are milliseconds since 1970-01-01T00:00Z. */
    public CsvImport epochMillis(String column) {
        return time(column).with(settings.times().withForm(TimeRules.Form.EPOCH_MILLIS));
    }

    /**
     * Sets columns of a day and of the number of a period of it, counted from 1 through the local day. The day of the
     * clock change has more or fewer periods. {@link #timePattern} says how days are written.
     *
     * @param length of each period
     * @throws IllegalArgumentException unless the length is positive and a whole number of milliseconds
     */
    public CsvImport period(String day, String number, Duration length) {
        return with(times().withPeriods(CsvColumn.named(day), CsvColumn.named(number), Checks.period(length)));
    }

    /**
     * Reads rows that hold a day each. The names of columns are times of the day, {@code 00:15}, or intervals,
     * {@code 00:00-00:15}. A time is the day and the name joined by a blank, as {@link #timePattern} says. Columns
     * whose names are not times do not count. Columns behind midnight belong to the next day: 00:00 behind 23:30, or
     * 05:00 of a gas day that begins at 06:00. In rows that begin after noon, the columns before midnight belong to the
     * day before. Empty cells may have times that the clock skips. {@link #axis(String, String)},
     * {@link #axis(AxisValue)} or {@link #key} give the series of a row.
     */
    public CsvImport daysInRows(String day) {
        return with(times().withDays(CsvColumn.named(day), null));
    }

    /**
     * Reads rows that hold a day each. The names of columns end with the number of a period, {@code H1} or {@code 48},
     * counted from 1 through the local day as for {@link #period}. Hours {@code 3A} and {@code 3B} are not counted: the
     * other form reads them, by a pattern such as {@code dd/MM/yyyy 'Hour' H}.
     *
     * @param length of each period
     * @throws IllegalArgumentException unless the length is positive and a whole number of milliseconds
     */
    public CsvImport daysInRows(String day, Duration length) {
        return with(times().withDays(CsvColumn.named(day), Checks.period(length)));
    }

    /**
     * Sets how times are written, in the letters of {@link java.time.format.DateTimeFormatter}:
     * {@code dd/MM/yyyy HH:mm}, with {@code xxx} for an offset. Names of months and days are those of {@link #locale},
     * in upper or lower case. A pattern without any time of day means the start of the day, and one of
     * year and month, {@code MM/yyyy}, the start of the month. By {@code HH}, 24:00 is the
     * end of the day. Days that are not in the calendar are errors.
     *
     * @throws IllegalArgumentException when it is not a pattern; when it does not tell the day ({@code YYYY-MM-dd},
     *     {@code dd/mm/yyyy}), or has some of the time of day and does not tell it ({@code hh} without {@code a}); when
     *     a letter stands in two places ({@code HH:MM}); for the hour from 1 to 24 ({@code k}), by which 24:00 would be
     *     the beginning of its day; and for names of zones ({@code z}, {@code v}), which have several meanings
     */
    public CsvImport timePattern(String pattern) {
        return with(settings.times().withPattern(Objects.requireNonNull(pattern, "timePattern")));
    }

    /**
     * Sets the language of names of months and days in {@link #timePattern}. The default is English. It does not change
     * how numbers are read: {@link #decimal} and {@link #thousands} do.
     */
    public CsvImport locale(Locale language) {
        return with(settings.times().withLocale(Objects.requireNonNull(language, "locale")));
    }

    /** Sets the zone of times without an offset. */
    public CsvImport tz(ZoneId id) {
        return with(settings.times().withZone(Objects.requireNonNull(id, "tz")));
    }

    /**
     * Sets the zone of times without an offset, by its name.
     *
     * @throws IllegalArgumentException when the JDK knows no such zone
     */
    public CsvImport tz(String name) {
        return tz(Checks.zone(name));
    }

    /**
     * Reads times as the ends of intervals, one step of the store long. The value gets the start of its interval.
     * Refused by {@code into} and {@code check} for a store without a step, and for periods.
     */
    public CsvImport endOfInterval() {
        return with(settings.times().withEnd());
    }

    /**
     * Sets when the days of the file begin, where they are not those of the calendar. A time of day before it belongs
     * to the next calendar day: by {@code LocalTime.of(6, 0)}, 05:00 of the gas day 1 May is 05:00 of 2 May. The time
     * itself does so as well where times are the {@linkplain #endOfInterval() ends of intervals}.
     * {@link LocalTime#MIDNIGHT} makes 00:00 the end of its day, as 24:00 is. Days that begin after noon begin on the
     * calendar day before. Periods are counted from this time. An order of rows in which a time must be that of the
     * next day, such as 00:00 behind 23:45 of the same day, is an error without this setting.
     *
     * @throws IllegalArgumentException when the time is not a whole number of milliseconds
     */
    public CsvImport dayStart(LocalTime time) {
        return with(settings.times().withDayStart(BucketRule.dayStart(time)));
    }

    /** Sets the meaning of a time without an offset that occurs twice. The default refuses it. */
    public CsvImport repeatedHour(RepeatedHour rule) {
        Repeats repeats =
                Repeats.valueOf(Objects.requireNonNull(rule, "repeatedHour").name());
        return with(times().withMark(null)).with(settings.times().withRepeated(repeats));
    }

    /**
     * Sets the meaning of a time without an offset that occurs twice, by a mark in a column:
     * {@code repeatedHour("IsDST", Map.of("1", EARLIER, "0", LATER))}. Where the column is one of those of
     * {@link #time(String, String...)}, the mark stands behind its text, {@code 02:15A} or {@code 02:15 CEST}, or
     * behind the start of an interval; in {@link #daysInRows}, behind the names of the columns. An empty text is the
     * mark of rows without one: {@code Map.of("DST", EARLIER, "", LATER)}. Other marks are an error in the repeated
     * hour only.
     *
     * @throws IllegalArgumentException without marks, and for a mark that means anything else than EARLIER or LATER
     */
    public CsvImport repeatedHour(String column, Map<String, RepeatedHour> marks) {
        Map<String, Repeats> repeats = new HashMap<>();
        marks.forEach((mark, rule) -> {
            if (rule != RepeatedHour.EARLIER && rule != RepeatedHour.LATER) {
                throw new IllegalArgumentException("the mark '" + mark + "' must mean EARLIER or LATER, not " + rule);
            }
            repeats.put(Blanks.strip(mark), Repeats.valueOf(rule.name()));
        });
        if (repeats.isEmpty()) {
            throw new IllegalArgumentException("repeatedHour(column, marks) needs a mark");
        }
        return with(times().withMark(CsvColumn.named(column)))
                .with(settings.times().withFlags(repeats));
    }

    /** Sets the meaning of a time without an offset that the clock skips. The default refuses it. */
    public CsvImport skippedHour(SkippedHour rule) {
        Skips skips = Skips.valueOf(Objects.requireNonNull(rule, "skippedHour").name());
        return with(settings.times().withSkipped(skips));
    }

    /** Reads only rows that have one of these texts in a column. Further calls narrow the rows down. */
    public CsvImport where(String column, String text, String... more) {
        return where(CsvColumn.named(column), text, more);
    }

    /** Reads only rows that have one of these texts in a column, by its position. */
    public CsvImport where(int position, String text, String... more) {
        return where(CsvColumn.at(position), text, more);
    }

    private CsvImport where(CsvColumn column, String text, String... more) {
        Set<String> texts = new HashSet<>(Set.of(Blanks.strip(text)));
        for (String other : more) {
            texts.add(Blanks.strip(other));
        }
        return with(settings.rows().withValues(column, Set.copyOf(texts)));
    }

    /** Reads only rows that a function accepts. Further calls narrow the rows down. */
    public CsvImport where(Predicate<? super CsvRow> rows) {
        RowFunction<Boolean> test = ofRow("where", rows::test);
        return with(settings.rows().withFilter(file -> row -> Boolean.TRUE.equals(test.apply(file, row))));
    }

    /**
     * Reads only the latest of several values of a series for one instant. The column has numbers, or times like
     * {@code 2024-10-27T02:15:00Z} or as {@link #timePattern} says. The row with the largest one counts, also where its
     * value is missing. An empty cell comes before all others.
     */
    public CsvImport latestBy(String column) {
        return with(settings.rows().withLatestBy(CsvColumn.named(column)));
    }

    /** Sets the column of values of a long file. The default is {@code value}. */
    public CsvImport value(String column) {
        return with(settings.columns().withValue(CsvColumn.named(column)));
    }

    /** Sets the column of values of a long file by its position. */
    public CsvImport value(int position) {
        return with(settings.columns().withValue(CsvColumn.at(position)));
    }

    /**
     * Reads a column as one series. Call it for any number of columns; for thousands, {@link #wide(Function)} is
     * shorter. A column of two series is refused by {@code into} and {@code check}.
     */
    public CsvImport value(String column, SeriesKey key) {
        return with(settings.columns().withValue(CsvColumn.named(column), key));
    }

    /** Reads a column as one series, by its position. */
    public CsvImport value(int position, SeriesKey key) {
        return with(settings.columns().withValue(CsvColumn.at(position), key));
    }

    /** Sets the column of an axis. The default is the column with the name of the axis. */
    public CsvImport axis(String axis, String column) {
        return with(settings.columns().withAxis(axis, CsvColumn.named(column)));
    }

    /** Sets the column of an axis by its position. */
    public CsvImport axis(String axis, int position) {
        return with(settings.columns().withAxis(axis, CsvColumn.at(position)));
    }

    /** Sets one value on an axis for the whole file, which has no column for it: {@code axis(VERSION.is(1))}. */
    public CsvImport axis(AxisValue<?> constant) {
        return with(settings.columns().withAxis(constant));
    }

    /** Makes the key of each row by a function. Null leaves the row out. */
    public CsvImport key(Function<? super CsvRow, ? extends @Nullable SeriesKey> function) {
        return with(settings.columns().withKeys(ofRow("key", function)));
    }

    /**
     * Reads every column as a series, except those of times, of {@link #axis(String, String)}, of
     * {@link #where(String, String, String...)} and of {@link #latestBy}. The name of a column is its value on the only
     * axis, or its values on all axes that are not given otherwise, with slashes between them, as
     * {@link CsvExport#wide} writes them.
     */
    public CsvImport wide() {
        return with(settings.columns().withWide(null));
    }

    /**
     * Reads every column as a series, as {@link #wide()} does. The function makes the key from the name of the column.
     * Null leaves the column out.
     */
    public CsvImport wide(Function<String, ? extends @Nullable SeriesKey> keys) {
        return with(settings.columns().withWide(Objects.requireNonNull(keys, "keys")));
    }

    /**
     * Sets texts that stand for a missing value, such as {@code "n/a"}, besides the empty cell and {@code NaN}. A text
     * that is a number stands for that number: {@code "-999"} also for {@code -999.0}.
     */
    public CsvImport missing(String... texts) {
        Set<String> all = new HashSet<>(settings.missing());
        for (String text : texts) {
            all.add(Blanks.strip(text)); // as cells are
        }
        return new CsvImport(settings.withMissing(Set.copyOf(all)));
    }

    /**
     * Sets how many values may wait in memory until they are merged. The default is two million, which take 48 MB.
     *
     * @throws IllegalArgumentException unless there is at least one
     */
    public CsvImport buffer(int valuesAtOnce) {
        return new CsvImport(settings.withBuffer(Checks.buffer(valuesAtOnce)));
    }

    /** Reports how many rows have been read. */
    public CsvImport onProgress(Progress listener) {
        return new CsvImport(settings.withProgress(Objects.requireNonNull(listener, "progress")));
    }

    private TimeColumns times() {
        return settings.columns().time();
    }

    private CsvImport with(CsvFormat format) {
        return new CsvImport(settings.with(format));
    }

    private CsvImport with(TimeColumns columns) {
        return new CsvImport(settings.with(columns));
    }

    private CsvImport with(TimeRules rules) {
        return new CsvImport(settings.with(rules));
    }

    private CsvImport with(RowRules rules) {
        return new CsvImport(settings.with(rules));
    }

    private CsvImport with(CsvColumns columns) {
        return new CsvImport(settings.with(columns));
    }

    /** A function of the caller, whose exceptions get the line. */
    private static <T> RowFunction<T> ofRow(String setting, Function<? super CsvRow, ? extends @Nullable T> function) {
        Objects.requireNonNull(function, setting);
        return RowFunction.naming(setting, (file, row) -> function.apply(new CsvRow(file, row)));
    }

    /**
     * Merges the values of the file, as one transaction.
     *
     * @throws CsvFormatException when the file is not as described
     * @throws ConflictingValuesException when a series has two values for one instant in it
     * @throws OffGridException when times lie off the grid of the store
     * @throws IllegalArgumentException when settings contradict each other, or do not fit the store
     * @throws UncheckedIOException when the file cannot be read
     */
    public ImportReport into(SeriesStore store) {
        return FileRun.into(
                settings.path(), store, settings.progress(), target -> ImportRun.into(settings, store, target)
                        .read());
    }

    /**
     * Reads the whole file without using the database, and reports every problem instead of ending at the first one.
     *
     * @throws IllegalArgumentException when settings contradict each other, or do not fit the store
     * @throws UncheckedIOException when the file cannot be read
     */
    public ImportReport check(SeriesStore store) {
        return ImportReport.checked(read(ImportRun.check(settings, store)));
    }

    /**
     * Reads the first values without using the database, and shows their keys and times.
     *
     * @param values how many to read
     * @throws IllegalArgumentException when settings contradict each other, or do not fit the store; unless there is at
     *     least one value
     * @throws UncheckedIOException when the file cannot be read
     */
    public ImportPreview preview(SeriesStore store, int values) {
        ImportRun run = ImportRun.preview(settings, store, Checks.buffer(values));
        ImportTally tally = read(run);
        return ImportPreview.of("line", run.values(), tally, store.zone());
    }

    private ImportTally read(ImportRun run) {
        return FileRun.read(settings.path(), settings.progress(), run::read);
    }
}

package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.CsvFormatException;
import io.holcstore.internal.files.time.IntervalEnd;
import io.holcstore.internal.files.time.Repeats;
import io.holcstore.internal.files.time.TimeReader;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.internal.files.time.WrittenTime;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Returns the time of each row of a file: from its text in one or more columns, from a period of a day, or from a
 * function.
 */
abstract class RowTimes {
    static final int COMPARED = 8; // pairs of rows with different times
    private static final int LOOKED_AT = 1 << 12; // rows to find the order

    final CsvFile file;
    final TimeReader reader;
    boolean onlyDays = true; // until a time has a time of day
    boolean endOfDay; // whether a time was 24:00

    RowTimes(CsvFile file, TimeReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** Returns the times of a file for a description of its columns. */
    static RowTimes of(TimeColumns columns, TimeRules rules, @Nullable IntervalEnd end, CsvFile file)
            throws IOException {
        RowTimes times = of(columns, rules, end, file, false);
        return rules.repeated() == Repeats.IN_ORDER && !columns.inNames() && times.goesBack()
                ? of(columns, rules, end, file, true)
                : times;
    }

    private static RowTimes of(
            TimeColumns columns, TimeRules rules, @Nullable IntervalEnd end, CsvFile file, boolean newestFirst) {
        TimeReader reader = new TimeReader(rules, end, newestFirst);
        RowFunction<Instant> function = columns.function();
        if (function != null) {
            return new Computed(file, reader, function);
        }
        Duration length = columns.length();
        return length != null
                ? new PeriodTimes(file, reader, columns, rules, length)
                : new TextTimes(file, reader, columns, rules);
    }

    /**
     * Returns the instant of a row, or of one of its cells.
     *
     * @param label the name of the cell's column when a row has many times, or null when it has one
     * @param before the rows before, of the same series
     * @return the instant, {@link TimeReader#DROPPED} or {@link TimeReader#LEFT_OUT}
     * @throws CsvFormatException when the row has no valid time
     */
    abstract long instant(CsvRecord row, @Nullable String label, RowBefore before);

    /** Returns the local time of a row; null when it cannot be read. */
    @Nullable
    LocalDateTime local(CsvRecord row) {
        return null;
    }

    /** Returns whether a row intentionally has no time. */
    boolean isWithoutTime(CsvRecord row) {
        return false;
    }

    /** Returns whether the name of a column is a time of the day, or of a period. */
    boolean isLabel(String name) throws IOException {
        return false;
    }

    /** Accepts the names of all columns that are times of the day, or periods, in their order. */
    void setLabels(List<String> labels) throws IOException {}

    final WrittenTime read(String text) {
        WrittenTime time = reader.read(text);
        onlyDays &= time.time() == null;
        endOfDay |= time.endOfDay();
        return time;
    }

    /** Returns whether the times of the first rows decrease. */
    private boolean goesBack() throws IOException {
        int forth = 0;
        int back = 0;
        for (int rows = COMPARED + 1; rows <= LOOKED_AT && forth + back < COMPARED; rows *= 2) {
            forth = 0;
            back = 0;
            LocalDateTime before = null;
            int size = 0;
            for (CsvRecord row : file.peek(rows)) {
                LocalDateTime time = local(row);
                if (time != null && before != null) {
                    forth += time.isAfter(before) ? 1 : 0;
                    back += time.isBefore(before) ? 1 : 0;
                }
                before = time != null ? time : before;
                size++;
            }
            if (size < rows) {
                break; // the end of the file
            }
        }
        return back > forth;
    }

    /** Returns times that a function of the caller computes. */
    private static final class Computed extends RowTimes {
        private final RowFunction<Instant> function;

        Computed(CsvFile file, TimeReader reader, RowFunction<Instant> function) {
            super(file, reader);
            this.function = Objects.requireNonNull(function);
            onlyDays = false;
        }

        @Override
        long instant(CsvRecord row, @Nullable String label, RowBefore before) {
            Instant made = function.apply(file, row);
            try {
                return made == null ? TimeReader.LEFT_OUT : reader.instant(made);
            } catch (DateTimeException e) {
                throw file.error(row, made + ", the result of time(..), " + e.getMessage(), e);
            }
        }
    }

    /** Returns the columns of times, which cannot have another meaning. */
    static List<Integer> indexes(TimeColumns columns, CsvFile file) {
        return columns.all().stream().map(file::find).toList();
    }
}

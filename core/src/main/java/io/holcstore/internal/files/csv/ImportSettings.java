package io.holcstore.internal.files.csv;

import io.holcstore.internal.files.NumberReader;
import io.holcstore.internal.files.StoreGrid;
import io.holcstore.internal.files.time.Repeats;
import io.holcstore.internal.files.time.TimeRules;
import io.holcstore.store.Progress;
import java.nio.file.Path;
import java.util.Set;

/**
 * The settings of an import. Immutable.
 *
 * @param missing texts that represent a missing value
 * @param buffer how many values may wait
 */
public record ImportSettings(
        Path path,
        CsvFormat format,
        char decimal,
        char thousands,
        Set<String> missing,
        TimeRules times,
        CsvColumns columns,
        RowRules rows,
        int buffer,
        Progress progress) {
    private static final int VALUES_AT_ONCE = 1 << 21;

    public static ImportSettings of(Path path) {
        return new ImportSettings(
                path,
                CsvFormat.DEFAULT,
                '.',
                NumberReader.NONE,
                Set.of("", "NaN"),
                TimeRules.DEFAULT,
                CsvColumns.DEFAULT,
                RowRules.DEFAULT,
                VALUES_AT_ONCE,
                Progress.NONE);
    }

    public ImportSettings with(CsvFormat written) {
        return new ImportSettings(path, written, decimal, thousands, missing, times, columns, rows, buffer, progress);
    }

    public ImportSettings with(TimeRules written) {
        return new ImportSettings(path, format, decimal, thousands, missing, written, columns, rows, buffer, progress);
    }

    public ImportSettings with(CsvColumns asked) {
        return new ImportSettings(path, format, decimal, thousands, missing, times, asked, rows, buffer, progress);
    }

    public ImportSettings with(TimeColumns asked) {
        return with(columns.withTime(asked));
    }

    public ImportSettings with(RowRules rules) {
        return new ImportSettings(path, format, decimal, thousands, missing, times, columns, rules, buffer, progress);
    }

    public ImportSettings withMarks(char decimalMark, char separator) {
        return new ImportSettings(
                path, format, decimalMark, separator, missing, times, columns, rows, buffer, progress);
    }

    public ImportSettings withMissing(Set<String> texts) {
        return new ImportSettings(path, format, decimal, thousands, texts, times, columns, rows, buffer, progress);
    }

    public ImportSettings withBuffer(int values) {
        return new ImportSettings(path, format, decimal, thousands, missing, times, columns, rows, values, progress);
    }

    public ImportSettings withProgress(Progress listener) {
        return new ImportSettings(path, format, decimal, thousands, missing, times, columns, rows, buffer, listener);
    }

    NumberReader numbers() {
        return new NumberReader(decimal, thousands);
    }

    /** Refuses settings that contradict each other. */
    void requireSense(StoreGrid grid) {
        if (decimal == thousands) {
            throw new IllegalArgumentException(
                    "decimal('" + decimal + "') and thousands('" + thousands + "') are the same character");
        }
        if (format.comment() != null && format.comment() == format.separator()) {
            throw new IllegalArgumentException("comment(..) and separator(..) are the same character");
        }
        if (times.end() && columns.time().length() != null) {
            throw new IllegalArgumentException(
                    "endOfInterval() applies to times, but the periods of a day are already intervals");
        }
        if (times.dayStart() != null && (columns.time().function() != null || times.form() != TimeRules.Form.TEXT)) {
            throw new IllegalArgumentException(
                    "dayStart(..) applies to days in texts, but the times of the file are instants already");
        }
        if (rows.latestBy() != null && times.repeated() == Repeats.IN_ORDER) {
            throw new IllegalArgumentException(
                    "RepeatedHour.IN_ORDER treats the second row of a local time as the second hour, but latestBy(..)"
                            + " as a newer row of the same time; use repeatedHour(column, marks) to distinguish them");
        }
        grid.end(times);
    }
}

package io.holcstore.internal.files.csv;

import io.holcstore.internal.files.CsvNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns with the times of a file. Immutable.
 *
 * @param columns the columns with the text of times, or of days
 * @param function computes times of rows, or null when columns contain them
 * @param number the column of periods of a day, or null
 * @param length the length of periods, or null
 * @param inNames whether the names of all other columns are times of the day, or periods
 * @param mark the column that decides between two possible times, or null
 */
public record TimeColumns(
        List<CsvColumn> columns,
        @Nullable RowFunction<Instant> function,
        @Nullable CsvColumn number,
        @Nullable Duration length,
        boolean inNames,
        @Nullable CsvColumn mark) {
    public static final TimeColumns DEFAULT =
            new TimeColumns(List.of(CsvColumn.named(CsvNames.TIME)), null, null, null, false, null);

    public TimeColumns withColumns(List<CsvColumn> joined) {
        return new TimeColumns(joined, null, null, null, false, mark);
    }

    public TimeColumns withFunction(RowFunction<Instant> times) {
        return new TimeColumns(List.of(), times, null, null, false, null);
    }

    public TimeColumns withPeriods(CsvColumn day, CsvColumn period, Duration each) {
        return new TimeColumns(List.of(day), null, period, each, false, null);
    }

    public TimeColumns withDays(CsvColumn day, @Nullable Duration period) {
        return new TimeColumns(List.of(day), null, null, period, true, mark);
    }

    public TimeColumns withMark(@Nullable CsvColumn column) {
        return new TimeColumns(columns, function, number, length, inNames, column);
    }

    /** Returns all columns that contain information about times. */
    List<CsvColumn> all() {
        return Stream.concat(columns.stream(), Stream.of(number, mark).filter(column -> column != null))
                .toList();
    }
}

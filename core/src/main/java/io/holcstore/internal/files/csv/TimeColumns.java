package io.holcstore.internal.files.csv;

import io.holcstore.internal.files.CsvNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the times of a file stand. Immutable.
 *
 * @param columns of the text of times, or of days
 * @param function what makes times of rows, null where columns have them
 * @param number the column of periods of a day, null without them
 * @param length of periods, null without them
 * @param inNames whether the names of all other columns are times of the day, or periods
 * @param mark the column that says which of two times is meant, null without one
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

    /** All columns that say something of times. */
    List<CsvColumn> all() {
        return Stream.concat(columns.stream(), Stream.of(number, mark).filter(column -> column != null))
                .toList();
    }
}

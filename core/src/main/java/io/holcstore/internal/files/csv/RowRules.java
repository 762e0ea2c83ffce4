package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a file count. Immutable.
 *
 * @param filters what a row has to pass, for each file
 * @param columns those that filters and ranks read
 * @param withoutTime whether rows without a time are left out
 * @param latestBy the column by which the latest of several rows of one instant is known, null without one
 */
public record RowRules(
        List<RowFilter> filters,
        List<CsvColumn> columns,
        boolean withoutTime,
        @Nullable CsvColumn latestBy) {
    /** Makes the condition for the rows of a file. */
    public interface RowFilter extends Function<CsvFile, Predicate<CsvRecord>> {}

    public static final RowRules DEFAULT = new RowRules(List.of(), List.of(), false, null);

    /** Rows that pass a condition. */
    public RowRules withFilter(RowFilter added) {
        return new RowRules(and(filters, added), columns, withoutTime, latestBy);
    }

    /** Rows that have one of these texts in a column. */
    public RowRules withValues(CsvColumn column, Set<String> texts) {
        RowFilter filter = file -> {
            int index = file.find(column);
            return row -> texts.contains(CsvFile.cell(row, index).strip());
        };
        return new RowRules(and(filters, filter), and(columns, column), withoutTime, latestBy);
    }

    public RowRules withoutRowsWithoutTime() {
        return new RowRules(filters, columns, true, latestBy);
    }

    public RowRules withLatestBy(CsvColumn column) {
        return new RowRules(filters, and(columns, column), withoutTime, column);
    }

    private static <T> List<T> and(List<T> list, T added) {
        List<T> all = new ArrayList<>(list);
        all.add(added);
        return List.copyOf(all);
    }
}

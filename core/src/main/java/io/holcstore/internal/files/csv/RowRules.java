package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.internal.files.time.Blanks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which rows of a file are read. Immutable.
 *
 * @param filters the conditions for rows, which are created for each file
 * @param columns the columns that filters and ranks read
 * @param withoutTime whether rows without a time are ignored
 * @param latestBy the column that identifies the latest of several rows of one instant, or null
 */
public record RowRules(
        List<RowFilter> filters,
        List<CsvColumn> columns,
        boolean withoutTime,
        @Nullable CsvColumn latestBy) {
    /** A condition for rows. */
    public interface RowFilter {
        /** Creates the condition for the rows of a file. */
        Predicate<CsvRecord> of(CsvFile file);

        /** Returns why a row does not meet it, for a message. */
        default String refusal(CsvFile file, CsvRecord row) {
            return "the function of where(..) does not accept the row in line " + file.line(row);
        }
    }

    public static final RowRules DEFAULT = new RowRules(List.of(), List.of(), false, null);

    /** Adds a condition for rows. */
    public RowRules withFilter(RowFilter added) {
        return new RowRules(and(filters, added), columns, withoutTime, latestBy);
    }

    /** Adds the condition that a column has one of these texts. */
    public RowRules withValues(CsvColumn column, Set<String> texts) {
        RowFilter filter = new RowFilter() {
            @Override
            public Predicate<CsvRecord> of(CsvFile file) {
                int index = file.find(column);
                return row -> texts.contains(text(row, index));
            }

            @Override
            public String refusal(CsvFile file, CsvRecord row) {
                int index = file.find(column);
                return "where(..) reads rows with " + texts.stream().sorted().toList() + " in column "
                        + file.title(index) + ", and line " + file.line(row) + " has '"
                        + CsvFile.shown(text(row, index)) + "'";
            }
        };
        return new RowRules(and(filters, filter), and(columns, column), withoutTime, latestBy);
    }

    public RowRules withoutRowsWithoutTime() {
        return new RowRules(filters, columns, true, latestBy);
    }

    public RowRules withLatestBy(CsvColumn column) {
        return new RowRules(filters, and(columns, column), withoutTime, column);
    }

    private static String text(CsvRecord row, int index) {
        return Blanks.strip(CsvFile.cell(row, index));
    }

    private static <T> List<T> and(List<T> list, T added) {
        List<T> all = new ArrayList<>(list);
        all.add(added);
        return List.copyOf(all);
    }
}

package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The conditions for the rows of one file. They remember which of them no row has met. */
final class RowFilters {
    private final CsvFile file;
    private final List<RowRules.RowFilter> filters;
    private final List<Predicate<CsvRecord>> tests;
    private final boolean[] met;
    private final @Nullable String[] refused; // the first row that did not meet each of them

    RowFilters(CsvFile file, List<RowRules.RowFilter> filters) {
        this.file = file;
        this.filters = filters;
        this.tests = filters.stream().map(filter -> filter.of(file)).toList();
        this.met = new boolean[filters.size()];
        this.refused = new String[filters.size()];
    }

    /** Returns whether a row meets all conditions. */
    boolean test(CsvRecord row) {
        for (int i = 0; i < met.length; i++) {
            if (!tests.get(i).test(row)) {
                if (!met[i] && refused[i] == null) {
                    refused[i] = filters.get(i).refusal(file, row);
                }
                return false;
            }
            met[i] = true;
        }
        return true;
    }

    /** Returns the first row that did not meet a condition that no row meets; null when there is none. */
    @Nullable
    String refusal() {
        for (int i = 0; i < met.length; i++) {
            if (!met[i] && refused[i] != null) {
                return refused[i];
            }
        }
        return null;
    }
}

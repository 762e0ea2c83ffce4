package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * A function of the caller on rows.
 *
 * @param <T> the type of its result
 */
public interface RowFunction<T> {
    /** Returns the result, or null to exclude the row. */
    @Nullable
    T apply(CsvFile file, CsvRecord row);

    /** Returns a function whose exceptions name the setting and the row. */
    static <T> RowFunction<T> naming(String setting, RowFunction<T> function) {
        return (file, row) -> {
            try {
                return function.apply(file, row);
            } catch (StoreException e) {
                throw e;
            } catch (RuntimeException e) {
                throw file.error(row, "the function of " + setting + "(..) failed: " + e, e);
            }
        };
    }
}

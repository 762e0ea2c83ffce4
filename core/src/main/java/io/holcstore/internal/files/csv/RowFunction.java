package io.holcstore.internal.files.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.holcstore.error.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What a caller makes of a row.
 *
 * @param <T> what it is
 */
public interface RowFunction<T> {
    /** Makes it; null where the row is left out. */
    @Nullable
    T apply(CsvFile file, CsvRecord row);

    /** A function whose exceptions say which setting and which row it is. */
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

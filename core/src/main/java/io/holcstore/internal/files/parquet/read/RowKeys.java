package io.holcstore.internal.files.parquet.read;

import io.holcstore.key.SeriesKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the key of a row. */
@FunctionalInterface
public interface RowKeys {
    /** Returns the key of a row, or null to leave the row out. The row gives the value of a column by its name. */
    @Nullable
    SeriesKey key(Function<String, @Nullable Object> row);
}

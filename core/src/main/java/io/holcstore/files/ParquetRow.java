package io.holcstore.files;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of a Parquet file. Valid only during the call that receives it. */
public final class ParquetRow {
    private final Function<String, @Nullable Object> columns;

    ParquetRow(Function<String, @Nullable Object> columns) {
        this.columns = columns;
    }

    /**
     * Returns the value of a column: a {@code Boolean}, {@code Long} for every integer, {@code BigInteger} for unsigned
     * ones that are larger, {@code Float}, {@code Double}, {@code BigDecimal}, {@code String}, {@code UUID},
     * {@code LocalDate}, {@code Instant}, {@code LocalDateTime} for timestamps without a zone, or {@code byte[]}. A
     * column that is null, does not exist or is nested ends the import with a
     * {@link io.holcstore.error.ParquetFormatException}.
     */
    public Object get(String column) {
        Object value = columns.apply(column);
        if (value == null) {
            throw new IllegalArgumentException("column " + column + " is null; isNull(..) tells");
        }
        return value;
    }

    /**
     * Returns whether a column is null. A column that does not exist or is nested ends the import with a
     * {@link io.holcstore.error.ParquetFormatException}.
     */
    public boolean isNull(String column) {
        return columns.apply(column) == null;
    }
}

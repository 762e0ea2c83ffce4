package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.parquet.Column;
import org.jspecify.annotations.Nullable;

/** A problem of one row. */
final class RowProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Column column;

    RowProblem(@Nullable Column column, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.column = column;
    }

    /** Returns the name of the column; null when the problem is not one column. */
    @Nullable
    String column() {
        return column == null ? null : column.name();
    }
}

package io.holcstore.internal.files.parquet.read;

import io.holcstore.internal.files.parquet.Column;
import org.jspecify.annotations.Nullable;

/** What is wrong with one row. */
final class RowProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Column column;

    RowProblem(@Nullable Column column, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.column = column;
    }

    /** The column, as messages name it; null where several are to blame. */
    @Nullable
    String column() {
        return column == null ? null : column.name();
    }
}

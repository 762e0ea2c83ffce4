package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the rows of a query cannot be imported as they are described. The message names the store, the row, the
 * column and the way out.
 */
public final class RowFormatException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Long row;
    private final @Nullable String column;

    /** Creates an exception with the place in the result of the query, where it is known. */
    public RowFormatException(
            String message,
            @Nullable Throwable cause,
            @Nullable String store,
            @Nullable String key,
            @Nullable Long row,
            @Nullable String column) {
        super(message, cause, store, key);
        this.row = row;
        this.column = column;
    }

    /** Returns the row, counted from 1; null where the query as a whole is wrong. */
    public @Nullable Long row() {
        return row;
    }

    /** Returns the name of the column; null where the problem is not in a single column. */
    public @Nullable String column() {
        return column;
    }
}

package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a Parquet file is damaged, or does not match its description. The message names the file, the row and the
 * column where they are known, and what to change.
 */
public final class ParquetFormatException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final @Nullable Long row;
    private final @Nullable String column;

    /** Creates an exception with the store, the key and the place in the file, where they are known. */
    public ParquetFormatException(
            String message,
            @Nullable Throwable cause,
            @Nullable String store,
            @Nullable String key,
            String file,
            @Nullable Long row,
            @Nullable String column) {
        super(message, cause, store, key);
        this.file = file;
        this.row = row;
        this.column = column;
    }

    /** Returns the path of the file. */
    public String file() {
        return file;
    }

    /** Returns the row, counted from 1; null where the file as a whole is wrong. */
    public @Nullable Long row() {
        return row;
    }

    /** Returns the name of the column; null where the problem is not in a single column. */
    public @Nullable String column() {
        return column;
    }
}

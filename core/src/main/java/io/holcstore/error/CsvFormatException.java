package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file cannot be read as it is described. The message names the file, the line, the column, the text at
 * that place and the way out.
 */
public final class CsvFormatException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final @Nullable Long line;
    private final @Nullable Integer column;
    private final @Nullable String text;

    /** Creates an exception about a file as a whole. */
    /** Creates an exception with the place in the file, where it is known. */
    public CsvFormatException(String message, @Nullable Throwable cause, String file) {
        this(message, cause, file, null, null, null);
    }

    /** Creates an exception about a place in a file. */
    public CsvFormatException(
            String message,
            @Nullable Throwable cause,
            String file,
            @Nullable Long line,
            @Nullable Integer column,
            @Nullable String text) {
        this(message, cause, null, null, file, line, column, text);
    }

    public CsvFormatException(
            String message,
            @Nullable Throwable cause,
            @Nullable String store,
            @Nullable String key,
            String file,
            @Nullable Long line,
            @Nullable Integer column,
            @Nullable String text) {
        super(message, cause, store, key);
        this.file = file;
        this.line = line;
        this.column = column;
        this.text = text;
    }

    /** Returns the file as messages call it, with the zip that contains it. */
    public String file() {
        return file;
    }

    /**
     * Returns the line, counted from 1. Where the file cannot be read further, it is the last line that could be read.
     * Null where the file as a whole is wrong.
     */
    public @Nullable Long line() {
        return line;
    }

    /** Returns the column, counted from 1; null where the problem is not in a single column. */
    public @Nullable Integer column() {
        return column;
    }

    /** Returns the whole text at that place; null where the problem is not in a single field. */
    public @Nullable String text() {
        return text;
    }
}

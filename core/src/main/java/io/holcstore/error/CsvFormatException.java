package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file does not match its description. The message names the file, the line, the column, the text at that
 * place and what to change.
 */
public final class CsvFormatException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final @Nullable Long line;
    private final @Nullable Integer column;
    private final @Nullable String text;

    /** Creates an exception about a file as a whole. */
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

    /** Creates an exception with the store, the key and the place in the file, where they are known. */
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

    /** Returns the name of the file as messages show it, with the zip that contains it. */
    public String file() {
        return file;
    }

    /**
     * Returns the line, counted from 1. If the rest of the file cannot be read, this is the last line that could be
     * read. Null where the file as a whole is wrong.
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

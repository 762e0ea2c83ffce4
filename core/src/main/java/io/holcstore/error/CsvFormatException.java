package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/**
 * A file cannot be read as it is described. The message names the file, the line, the column, the text that stands
 * there and the way out.
 */
public final class CsvFormatException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final @Nullable Long line;
    private final @Nullable Integer column;
    private final @Nullable String text;

    /** Of a file as a whole. */
    /** With the place in the file, as far as it is known. */
    public CsvFormatException(String message, @Nullable Throwable cause, String file) {
        this(message, cause, file, null, null, null);
    }

    /** Of a place in a file. */
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

    /** The file as messages call it, with the zip that it is in. */
    public String file() {
        return file;
    }

    /**
     * The line, from 1 on; where the file cannot be read on, the last one that could. Null where the file as a whole is
     * wrong.
     */
    public @Nullable Long line() {
        return line;
    }

    /** The column, from 1 on; null where it is not one alone. */
    public @Nullable Integer column() {
        return column;
    }

    /** The text that stands there, whole; null where it is not one field alone. */
    public @Nullable String text() {
        return text;
    }
}

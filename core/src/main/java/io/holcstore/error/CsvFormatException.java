package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/** A file cannot be read as it is described. The message names the file, the line, the column, the text that stands there and the way out. */
public final class CsvFormatException extends StoreException {
    private static final long serialVersionUID = 1L;

    public CsvFormatException(String message) {
        super(message);
    }

    public CsvFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

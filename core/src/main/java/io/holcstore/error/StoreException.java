package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/** The parent of everything this library throws for reasons that lie in data, definition or database. */
public abstract class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected StoreException(String message) {
        super(message);
    }

    protected StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

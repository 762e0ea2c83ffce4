package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/** Thrown when a series is to be copied or renamed that the store does not have. */
public final class NoSuchSeriesException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception for a key without a series. */
    public NoSuchSeriesException(String message, @Nullable String store, @Nullable String key) {
        super(message, null, store, key);
    }
}

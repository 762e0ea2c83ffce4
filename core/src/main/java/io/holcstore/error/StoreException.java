package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/**
 * The parent of all exceptions that this library throws for reasons in the data, the definition or the database.
 * Immutable.
 *
 * <p>An exception also carries the facts of its message as typed values: the store and the key here, and other facts in
 * the subclasses.
 */
public abstract class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String store;
    private final @Nullable String key;

    StoreException(String message) {
        this(message, null);
    }

    StoreException(String message, @Nullable Throwable cause) {
        this(message, cause, null, null);
    }

    StoreException(String message, @Nullable Throwable cause, @Nullable String store, @Nullable String key) {
        super(message, cause);
        this.store = store;
        this.key = key;
    }

    /** Returns the name of the store, or null where it is not known. */
    public @Nullable String store() {
        return store;
    }

    /**
     * Returns the key of the series as {@code SeriesKey.toString()} writes it. Null where the key is not known, or
     * where the exception concerns several series. For the values of the key, use the {@code SeriesKey} that you passed
     * to the call, or compare this text with the texts of the keys in the store.
     */
    public @Nullable String key() {
        return key;
    }
}

package io.holcstore.error;

/**
 * Thrown when an insert finds a key that already has data. Use merge to add to the data, or replace to store another
 * series.
 */
public final class SeriesExistsException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the key that has data. */
    public SeriesExistsException(String message, String store, String key) {
        super(message, null, store, key);
    }
}

package io.holcstore.error;

/** An insert met a key that already has data; use merge to add to it, or replace to store another series. */
public final class SeriesExistsException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** With the key that has data. */
    public SeriesExistsException(String message, String store, String key) {
        super(message, null, store, key);
    }
}

package io.holcstore.error;

/**
 * A put met a key that has versions; append adds another one, and deleting the versions makes room for a single series.
 */
public final class VersionsExistException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final int number;

    /** With a version that the key has. */
    public VersionsExistException(String message, String store, String key, int number) {
        super(message, null, store, key);
        this.number = number;
    }

    /** The number of a version that the key has. */
    public int number() {
        return number;
    }
}

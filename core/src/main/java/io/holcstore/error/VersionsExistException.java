package io.holcstore.error;

/**
 * Thrown when a put or a restore finds a key that has versions. Instead of a put, append another version, or delete the
 * versions to make room for a single series. Restore a history in a store that has no versions and no history of the
 * key.
 */
public final class VersionsExistException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final int number;

    /** Creates an exception with a version that the key has. */
    public VersionsExistException(String message, String store, String key, int number) {
        super(message, null, store, key);
        this.number = number;
    }

    /** Returns the number of a version that the key has. */
    public int number() {
        return number;
    }
}

package io.holcstore.error;

/** A put met a key that has versions; append adds another one, and deleting the versions makes room for a single series. */
public final class VersionsExistException extends StoreException {
    private static final long serialVersionUID = 1L;

    public VersionsExistException(String message) {
        super(message);
    }
}

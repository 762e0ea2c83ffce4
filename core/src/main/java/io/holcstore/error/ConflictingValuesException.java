package io.holcstore.error;

/** A series names two different values for one instant; which of them is right is not for the library to choose. */
public final class ConflictingValuesException extends StoreException {
    private static final long serialVersionUID = 1L;

    public ConflictingValuesException(String message) {
        super(message);
    }
}

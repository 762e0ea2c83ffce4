package io.holcstore.error;

/** A filter that should name one series names several; the message names the first ones. */
public final class AmbiguousFilterException extends StoreException {
    private static final long serialVersionUID = 1L;

    public AmbiguousFilterException(String message) {
        super(message);
    }
}

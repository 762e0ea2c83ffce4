package io.holcstore.error;

/** Points lie between the grid points of the store; the message names the first ones and their neighbours on the grid. */
public final class OffGridException extends StoreException {
    private static final long serialVersionUID = 1L;

    public OffGridException(String message) {
        super(message);
    }
}

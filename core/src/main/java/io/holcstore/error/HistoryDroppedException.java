package io.holcstore.error;

/** The history of the instant asked for has been dropped, so the store no longer knows what it held then. */
public final class HistoryDroppedException extends StoreException {
    private static final long serialVersionUID = 1L;

    public HistoryDroppedException(String message) {
        super(message);
    }
}

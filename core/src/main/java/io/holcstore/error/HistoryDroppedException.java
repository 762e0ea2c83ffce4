package io.holcstore.error;

/** What was stored at the instant asked for cannot be told any more: the history of that time has been dropped. */
public final class HistoryDroppedException extends StoreException {
    private static final long serialVersionUID = 1L;

    public HistoryDroppedException(String message) {
        super(message);
    }
}

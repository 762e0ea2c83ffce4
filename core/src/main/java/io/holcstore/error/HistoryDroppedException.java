package io.holcstore.error;

import java.time.Instant;

/** Thrown when the history of an instant has been dropped. The store no longer knows what it held at that instant. */
public final class HistoryDroppedException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final Instant asked;
    private final Instant since;

    /** Creates an exception with the instant that was asked for and the first instant whose history is known. */
    public HistoryDroppedException(String message, String store, String key, Instant asked, Instant since) {
        super(message, null, store, key);
        this.asked = asked;
        this.since = since;
    }

    /** Returns the instant that was asked for. */
    public Instant asked() {
        return asked;
    }

    /** Returns the first instant whose history is known. */
    public Instant since() {
        return since;
    }
}

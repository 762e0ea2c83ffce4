package io.holcstore.error;

import java.time.Instant;

/** The history of the instant asked for has been dropped, so the store no longer knows what it held then. */
public final class HistoryDroppedException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final Instant asked;
    private final Instant since;

    /** With the instant that was asked for, and the one since which the history is known. */
    public HistoryDroppedException(String message, String store, String key, Instant asked, Instant since) {
        super(message, null, store, key);
        this.asked = asked;
        this.since = since;
    }

    /** The instant that was asked for. */
    public Instant asked() {
        return asked;
    }

    /** The first instant whose history is known. */
    public Instant since() {
        return since;
    }
}

package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/** A replica could not be brought up to date. It holds all of the pages that came before, and the next pull goes on after them. */
public final class SyncException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    public SyncException(String message, @Nullable Throwable cause, boolean retryable) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** True when the same pull may succeed later: the server was away, busy or cut off. False when somebody has to change something first. */
    public boolean isRetryable() {
        return retryable;
    }
}

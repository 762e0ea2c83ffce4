package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/**
 * A replica could not be brought up to date. It holds all of the pages that came before, and the next pull goes on
 * after them.
 */
public final class SyncException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final @Nullable String uri;
    private final @Nullable Integer status;

    /** What ended a request, before it is known of which pull. */
    /** With the store, the address and the answer, as far as they are known. */
    public SyncException(String message, @Nullable Throwable cause, boolean retryable) {
        this(message, cause, retryable, null, null, null);
    }

    public SyncException(
            String message,
            @Nullable Throwable cause,
            boolean retryable,
            @Nullable String store,
            @Nullable String uri,
            @Nullable Integer status) {
        super(message, cause, store, null);
        this.retryable = retryable;
        this.uri = uri;
        this.status = status;
    }

    /**
     * True when the same pull may succeed later: the server was away, busy or cut off. False when somebody has to
     * change something first.
     */
    public boolean isRetryable() {
        return retryable;
    }

    /** The URI that is pulled from, as it was given; null where no pull was made. */
    public @Nullable String uri() {
        return uri;
    }

    /** The HTTP status of the last answer, where that ended the pull; else null. */
    public @Nullable Integer status() {
        return status;
    }
}

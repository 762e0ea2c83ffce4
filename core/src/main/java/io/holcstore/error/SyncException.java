package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a pull could not bring a replica up to date. The replica keeps all pages that it has stored, and the next
 * pull continues after them.
 */
public final class SyncException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;
    private final @Nullable String uri;
    private final @Nullable Integer status;

    /** Creates an exception for a request, before the pull that it belongs to is known. */
    public SyncException(String message, @Nullable Throwable cause, boolean retryable) {
        this(message, cause, retryable, null, null, null);
    }

    /** Creates an exception with the store, the address and the status of the answer, where they are known. */
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
     * Returns true when the same pull may succeed later: the server was unavailable or busy, or the connection was cut.
     * Returns false when somebody must change something first.
     */
    public boolean isRetryable() {
        return retryable;
    }

    /** Returns the URI of the source, as the caller gave it; null where no pull was made. */
    public @Nullable String uri() {
        return uri;
    }

    /** Returns the HTTP status of the last answer, if that answer ended the pull; otherwise null. */
    public @Nullable Integer status() {
        return status;
    }
}

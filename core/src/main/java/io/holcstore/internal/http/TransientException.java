package io.holcstore.internal.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request failed, and another try may succeed. */
public final class TransientException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;
    private final int status;

    public TransientException(String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.status = 0;
    }

    /** Creates the exception for an answer with this status. */
    public TransientException(String message, Duration retryAfter, int status) {
        super(message);
        this.retryAfter = retryAfter;
        this.status = status;
    }

    /** Returns the status of the answer, or 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** Returns how long the server asks to wait; zero when it does not. */
    public Duration retryAfter() {
        return retryAfter;
    }
}

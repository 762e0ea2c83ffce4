package io.holcstore.internal.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request failed in a way that may pass by itself. */
public final class TransientException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;
    private final int status;

    public TransientException(String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.status = 0;
    }

    /** Of an answer. */
    public TransientException(String message, Duration retryAfter, int status) {
        super(message);
        this.retryAfter = retryAfter;
        this.status = status;
    }

    /** The status of the answer; 0 where there was none. */
    public int status() {
        return status;
    }

    /** How long the server asks to wait; zero when it does not. */
    public Duration retryAfter() {
        return retryAfter;
    }
}

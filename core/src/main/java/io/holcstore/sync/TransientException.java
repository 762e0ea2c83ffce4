package io.holcstore.sync;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request failed in a way that may pass by itself. */
final class TransientException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    TransientException(String message, Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long the server asks to wait; zero when it does not. */
    Duration retryAfter() {
        return retryAfter;
    }
}

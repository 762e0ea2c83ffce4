package io.holcstore.error;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Thrown when a series has two different values for one instant. The library cannot decide which value is right. */
public final class ConflictingValuesException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final Instant instant;
    private final double first;
    private final double second;

    /** Creates an exception with the instant and its two values. */
    public ConflictingValuesException(
            String message,
            @Nullable String store,
            @Nullable String key,
            Instant instant,
            double first,
            double second) {
        super(message, null, store, key);
        this.instant = instant;
        this.first = first;
        this.second = second;
    }

    /** Returns the instant that has two values. */
    public Instant instant() {
        return instant;
    }

    /** Returns the value that came first; NaN where an import no longer holds it. */
    public double first() {
        return first;
    }

    /** Returns the value that came second. */
    public double second() {
        return second;
    }
}

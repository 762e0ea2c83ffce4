package io.holcstore.error;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A series names two different values for one instant; which of them is right is not for the library to choose. */
public final class ConflictingValuesException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final Instant instant;
    private final double first;
    private final double second;

    /** With the instant and the values that differ there. */
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

    /** The instant that has two values. */
    public Instant instant() {
        return instant;
    }

    /** The value that came first; NaN where an import no longer holds it. */
    public double first() {
        return first;
    }

    /** The value that came second. */
    public double second() {
        return second;
    }
}

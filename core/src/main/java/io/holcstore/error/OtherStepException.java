package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/** Thrown when a regular series has another step than the store, and the store accepts only its own step. */
public final class OtherStepException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String step;
    private final String expected;

    /** Creates an exception with both steps as text. */
    public OtherStepException(
            String message, @Nullable String store, @Nullable String key, String step, String expected) {
        super(message, null, store, key);
        this.step = step;
        this.expected = expected;
    }

    /** Returns the step of the series, such as {@code 1h}, or {@code PT1H} where its points only lie equally apart. */
    public String step() {
        return step;
    }

    /** Returns the step of the store, such as {@code 15min}. */
    public String expected() {
        return expected;
    }
}

package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a verb is to write series that may lie on different servers, in a store that is defined with
 * {@code shardedBy(..)}. The servers commit one after the other, so a failure could leave half of the verb stored.
 * Nothing of the verb was stored.
 */
public final class AcrossShardsException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String axis;
    private final @Nullable String first;
    private final @Nullable String second;

    /** Creates an exception with two values of the axis, or without for a filter that does not name one value. */
    public AcrossShardsException(
            String message, String store, String axis, @Nullable String first, @Nullable String second) {
        super(message, null, store, null);
        this.axis = axis;
        this.first = first;
        this.second = second;
    }

    /** Returns the name of the axis by which the store is spread over servers. */
    public String axis() {
        return axis;
    }

    /** Returns the first value of the axis as text; null for a filter that does not name one value. */
    public @Nullable String first() {
        return first;
    }

    /** Returns another value of the axis as text; null for a filter that does not name one value. */
    public @Nullable String second() {
        return second;
    }
}

package io.holcstore.error;

import java.util.List;

/** Thrown when a filter that should match one series matches several. The message names the first keys. */
public final class AmbiguousFilterException extends StoreException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // always an immutable list from List.copyOf, which is serializable
    private final List<String> keys;

    /** Creates an exception with some of the keys that match. */
    public AmbiguousFilterException(String message, String store, List<String> keys) {
        super(message, null, store, null);
        this.keys = List.copyOf(keys);
    }

    /** Returns the first keys that match, as {@code SeriesKey.toString()} writes them. */
    public List<String> keys() {
        return keys;
    }
}

package io.holcstore.error;

import java.util.List;

/** A filter that should name one series names several; the message names the first ones. */
public final class AmbiguousFilterException extends StoreException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // always an immutable list from List.copyOf, which is serializable
    private final List<String> keys;

    /** With some of the keys that match. */
    public AmbiguousFilterException(String message, String store, List<String> keys) {
        super(message, null, store, null);
        this.keys = List.copyOf(keys);
    }

    /** The first keys that the filter names, as {@code SeriesKey.toString()} writes them. */
    public List<String> keys() {
        return keys;
    }
}

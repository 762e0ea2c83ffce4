package io.holcstore.error;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when points lie between the grid points of the store. The message names the first of these points and their
 * neighbours on the grid.
 */
public final class OffGridException extends StoreException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // always an immutable list from List.copyOf, which is serializable
    private final List<Instant> instants;

    /** Creates an exception with the points off the grid that the message names. */
    public OffGridException(String message, @Nullable String store, @Nullable String key, List<Instant> instants) {
        super(message, null, store, key);
        this.instants = List.copyOf(instants);
    }

    /** Returns the first instants off the grid, at most those that the message names. */
    public List<Instant> instants() {
        return instants;
    }
}

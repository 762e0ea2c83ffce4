package io.holcstore.store;

import io.holcstore.error.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a store works, for the health check of an application. {@link ReadableStore#health} returns it.
 *
 * @param store the name of the store
 * @param failure why the store does not work: the database does not answer, or its tables are not as defined
 * @param took how long the check took, including the wait for a connection
 * @param heldBackSince of a replicated store, when the oldest change was written that its feed holds back because a
 *     transaction which is still running may come before it, by the clock of the database. Replicas lag behind by this
 *     time. Empty when the feed holds back nothing, and for other stores
 */
public record StoreHealth(
        String store, Optional<StoreException> failure, Duration took, Optional<Instant> heldBackSince) {
    /** Returns whether the database answers and the tables are as defined. */
    public boolean isUp() {
        return failure.isEmpty();
    }
}

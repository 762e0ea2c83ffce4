package io.holcstore.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listener that receives an event for every verb of a store once the verb has ended: writes, reads, streams, bulk
 * writers and pulls. Each call is one event. A call that needs no database causes no event; examples are a read of an
 * empty range and a bulk writer that nothing was added to. A call that was refused before it reached the database
 * causes no event either. A pull is one event of the replica's store, and so is each page that it stores. Give a
 * listener to a store with {@link StoreOptions#listener}.
 *
 * <p>The store calls the listener on the thread of the verb, after its transaction has ended, so a slow listener makes
 * verbs slow. An exception from the listener is logged and changes nothing. Without a listener the store measures
 * nothing and creates no event. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface StoreListener {
    /** Ignores every event. */
    StoreListener NONE = event -> {};

    /** Handles the end of a verb, successful or not. */
    void after(StoreEvent event);

    /**
     * Returns a listener that passes each event to these listeners, in their order. If one of them throws, the others
     * still receive the event, and the first failure is logged.
     */
    static StoreListener all(StoreListener... listeners) {
        List<StoreListener> each = List.of(listeners);
        return event -> {
            @Nullable Throwable failure = null;
            for (StoreListener listener : each) {
                try {
                    listener.after(event);
                } catch (RuntimeException | Error e) {
                    failure = failure == null ? e : failure;
                }
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            } else if (failure instanceof Error e) {
                throw e;
            }
        };
    }
}

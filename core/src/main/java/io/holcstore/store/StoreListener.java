package io.holcstore.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told of every verb of a store once it has ended: writes, reads, streams, bulk writers and pulls. Each call is
 * one event. A call that needs no database, such as a read of an empty range or a bulk writer that nothing was added
 * to, is none; what was refused before it came to the database neither. A pull is one event of the replica's store, and
 * so is each page that it stores. Given to a store with {@link StoreOptions#listener}.
 *
 * <p>Called on the thread of the verb, after its transaction has ended, so a slow listener makes verbs slow. What it
 * throws is logged and changes nothing. Without a listener nothing is measured and no event is made. Implementations
 * must be thread-safe.
 */
@FunctionalInterface
public interface StoreListener {
    /** Listens to nothing. */
    StoreListener NONE = event -> {};

    /** A verb has ended, well or not. */
    void after(StoreEvent event);

    /**
     * Tells each of these listeners, in their order; one that throws keeps nothing from the others, and the first
     * failure is logged.
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

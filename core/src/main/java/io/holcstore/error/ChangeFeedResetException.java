package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/**
 * A change feed cannot go on from a cursor: its source has been restored from a backup or is another one, or the cursor
 * was made for another filter. The way out is to pull again from {@code ChangeCursor.start()} under the same
 * subscription: what is there already is recognized, and what the source no longer has is deleted with the last page.
 * Where the source went back within an epoch, {@code beginEpoch()} has to be called on it before; the message says so.
 */
public final class ChangeFeedResetException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String subscription;

    /** With the store and the subscription, as far as they are known. */
    public ChangeFeedResetException(String message, @Nullable String store, @Nullable String subscription) {
        super(message, null, store, null);
        this.subscription = subscription;
    }

    /** The subscription, or null where it is not known: a source does not know who reads its changes. */
    public @Nullable String subscription() {
        return subscription;
    }
}

package io.holcstore.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a change feed cannot continue from a cursor. The source was restored from a backup, the cursor was made
 * for another source or another filter, or it lies before deletions whose tombstones the source has purged. Pull again
 * from {@code ChangeCursor.start()} under the same subscription. The replica recognizes what it already has, and with
 * the last page it deletes what the source no longer has. If the source went back within an epoch, first call
 * {@code beginEpoch()} on the source; the message says so.
 */
public final class ChangeFeedResetException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String subscription;

    /** Creates an exception with the store and the subscription, where they are known. */
    public ChangeFeedResetException(String message, @Nullable String store, @Nullable String subscription) {
        super(message, null, store, null);
        this.subscription = subscription;
    }

    /** Returns the subscription, or null where it is not known. A source does not know who reads its changes. */
    public @Nullable String subscription() {
        return subscription;
    }
}

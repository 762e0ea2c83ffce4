package io.holcstore.internal.sql.feed;

/**
 * The state of a source's feed.
 *
 * @param epoch the epoch of the source
 * @param current whether this epoch is still valid; otherwise the source was restored, or its changes were never read
 * @param settled the position up to which no more changes can appear: a fixed end for the current read
 * @param latest the position of the latest committed change
 * @param standby whether the server follows another one, and may be behind it
 * @param unwritten whether a crash could lose any of these changes, see {@link FeedTable#write}
 */
public record FeedState(
        long epoch,
        boolean current,
        ChangePosition settled,
        ChangePosition latest,
        boolean standby,
        boolean unwritten) {
    /** Returns whether there are committed changes that a running transaction may still precede. */
    public boolean isHeldBack() {
        return settled.compareTo(latest) < 0;
    }
}

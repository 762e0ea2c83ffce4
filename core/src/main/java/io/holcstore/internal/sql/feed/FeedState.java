package io.holcstore.internal.sql.feed;

/**
 * The state of a source's feed.
 *
 * @param epoch the epoch of the source
 * @param current whether this epoch is still valid; otherwise the source was restored, or its changes were never read
 * @param settled the position up to which no more changes can appear: a fixed end for the current read
 * @param latest the position of the latest committed change
 * @param purged the position up to which tombstones have been purged; the start when none has
 * @param purgedSequence the highest sequence of a tombstone that has been purged; 0 when none has
 * @param standby whether the server follows another one, and may be behind it
 * @param unwritten whether a crash could lose any of these changes, see {@link FeedTable#write}
 */
public record FeedState(
        long epoch,
        boolean current,
        ChangePosition settled,
        ChangePosition latest,
        ChangePosition purged,
        long purgedSequence,
        boolean standby,
        boolean unwritten) {
    /**
     * Returns whether a reader that has read up to a position of an epoch can continue from there: in this generation
     * of the epoch, and in an earlier one if it has read everything that was purged.
     */
    public boolean continues(long from, ChangePosition read) {
        return from == epoch || (Epochs.isEarlierGeneration(from, epoch) && read.compareTo(purged) >= 0);
    }

    /** Returns whether there are committed changes that a running transaction may still precede. */
    public boolean isHeldBack() {
        return settled.compareTo(latest) < 0;
    }
}

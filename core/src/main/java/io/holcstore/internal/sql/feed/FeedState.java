package io.holcstore.internal.sql.feed;

/**
 * What a source says of its feed.
 *
 * @param epoch which life of the source it is
 * @param current whether that is this one; otherwise the source was restored, or has never been asked before
 * @param settled up to where no change can come any more: a fixed end for what is read now
 * @param latest the position of the latest change that is committed
 * @param purged up to where tombstones have been purged; the start where none has
 * @param purgedSequence the highest sequence of a tombstone that has been purged; 0 where none has
 * @param standby whether the server follows another one, and may be behind it
 * @param unwritten whether any of that may be lost in a crash, see {@link FeedTable#write}
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
     * Whether a reader that has read up to a position of an epoch can go on from there: in this generation of the
     * epoch, and in an earlier one if it has read all that was purged.
     */
    public boolean continues(long from, ChangePosition read) {
        return from == epoch || (Epochs.isEarlierGeneration(from, epoch) && read.compareTo(purged) >= 0);
    }

    /** Whether changes are committed that another transaction still running may come before. */
    public boolean isHeldBack() {
        return settled.compareTo(latest) < 0;
    }
}

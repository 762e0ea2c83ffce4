package io.holcstore.projection;

/**
 * What a refresh of a projection did.
 *
 * @param changes how many changed chunks it read from the feed
 * @param inserted how many rows it inserted
 * @param updated how many rows it updated
 * @param deleted how many rows it deleted
 * @param rebuilt whether it began from the first change of the store: at the first refresh, and in a new epoch
 * @param heldBack whether the store has changes that come before a transaction which is still running; the next refresh
 *     after the end of that transaction brings them
 */
public record ProjectionResult(
        long changes, long inserted, long updated, long deleted, boolean rebuilt, boolean heldBack) {
    /** Returns how many rows it inserted, updated or deleted. */
    public long rowsChanged() {
        return inserted + updated + deleted;
    }
}

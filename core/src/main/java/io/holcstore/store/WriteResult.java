package io.holcstore.store;

/**
 * What a write did. In a store of whole series, a series is one chunk.
 *
 * @param chunksInserted chunks that were not stored before
 * @param chunksUpdated chunks that were stored with other values
 * @param chunksUnchanged chunks that were stored with just these values, and not written again
 * @param chunksDeleted chunks that have no value any more
 * @param points values given to the verb that the store has now; neither NaN nor dropped values count
 * @param bytes size of the blobs written
 * @param dropped values given to the verb that lie off the grid of the store, which left them out as
 *     {@link OffGrid#DROP} says
 */
public record WriteResult(
        long chunksInserted,
        long chunksUpdated,
        long chunksUnchanged,
        long chunksDeleted,
        long points,
        long bytes,
        long dropped) {
    /** A result without dropped values. */
    public WriteResult(
            long chunksInserted,
            long chunksUpdated,
            long chunksUnchanged,
            long chunksDeleted,
            long points,
            long bytes) {
        this(chunksInserted, chunksUpdated, chunksUnchanged, chunksDeleted, points, bytes, 0);
    }

    /** Chunks that the verb wrote or deleted. */
    public long chunksChanged() {
        return chunksInserted + chunksUpdated + chunksDeleted;
    }
}

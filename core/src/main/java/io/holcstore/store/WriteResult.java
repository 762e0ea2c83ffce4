package io.holcstore.store;

/**
 * The result of a write. In a store of whole series, a series is one chunk.
 *
 * @param chunksInserted chunks that were not stored before
 * @param chunksUpdated chunks that were stored with other values
 * @param chunksUnchanged chunks that were already stored with exactly these values, and were not written again
 * @param chunksDeleted chunks that no longer have any value
 * @param points values given to the verb that the store now has; NaN and dropped values do not count
 * @param bytes size of the blobs written
 * @param dropped values given to the verb that lie off the grid of the store; the store left them out as
 *     {@link OffGrid#DROP} says
 * @param moved values given to the verb that lie off the grid of the store; the store moved them onto it as
 *     {@link OffGrid#NEAREST} or {@link OffGrid#FLOOR} says
 */
public record WriteResult(
        long chunksInserted,
        long chunksUpdated,
        long chunksUnchanged,
        long chunksDeleted,
        long points,
        long bytes,
        long dropped,
        long moved) {
    /** Creates a result without dropped or moved values. */
    public WriteResult(
            long chunksInserted,
            long chunksUpdated,
            long chunksUnchanged,
            long chunksDeleted,
            long points,
            long bytes) {
        this(chunksInserted, chunksUpdated, chunksUnchanged, chunksDeleted, points, bytes, 0, 0);
    }

    /** Returns the number of chunks that the verb wrote or deleted. */
    public long chunksChanged() {
        return chunksInserted + chunksUpdated + chunksDeleted;
    }
}

package io.holcstore.store;

/**
 * Writes chunks again that are stored in another encoding than the one of the store, as after
 * {@link StoreSchema#changeEncoding}, or in an older format. {@link ChunkStore#reencode} creates it. Immutable.
 */
public interface Reencoding {
    /** Returns the same operation with a progress that is updated with the number of series handled so far. */
    Reencoding onProgress(Progress progress);

    /**
     * Runs one transaction for each series that has such chunks. The transaction waits for writers of that series, and
     * they wait for it. Values do not change. An interrupted call can be repeated and continues with what is left.
     * Replicas receive the chunks that change. In a joined store, all of it is part of the caller's transaction.
     *
     * @return the number of chunks that were written
     * @throws io.holcstore.error.ChunkFormatException when a chunk is damaged; the series before it are done
     * @throws io.holcstore.error.SchemaMismatchException when the table records another encoding
     */
    long run();
}

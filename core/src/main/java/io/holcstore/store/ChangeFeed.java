package io.holcstore.store;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.KeyFilter;
import java.time.Instant;

/** The changes of a store, for its replicas. {@link ChunkStore#feed} creates it. Thread-safe. */
public interface ChangeFeed {
    /**
     * Returns the changes since a cursor, in the order in which they were committed. Each chunk comes once, in the
     * state of its latest change. A page holds at most {@code limit} changes, and fewer where they are large: about 16
     * MiB. The feed holds back changes if a transaction that is still running may come before them. They follow when
     * that transaction has ended. Nothing is ever skipped.
     *
     * <p>The source cannot lose the changes of a page in a crash: where its commits do not wait for the disk, the page
     * waits for it. PostgreSQL with {@code synchronous_commit = off} writes its log at that point; a role that may read
     * may do so. H2 in files runs {@code CHECKPOINT SYNC}, which requires an administrator. Other users get pages once
     * {@code WRITE_DELAY} is 0. On a standby of PostgreSQL, a cursor that is ahead of the standby gets empty pages.
     *
     * @param cursor {@link ChangeCursor#start()}, or {@link ChangePage#next()} of the previous page
     * @throws io.holcstore.error.ChangeFeedResetException when the cursor was made for another filter, when it is not
     *     of this source's epoch because the source was restored from a backup, or when it lies before deletions that
     *     {@link #purgeTombstones} has purged
     * @throws IllegalArgumentException when {@code limit} is less than 1 or the filter does not fit the store
     * @throws io.holcstore.error.DefinitionException when the store is not replicated
     * @throws io.holcstore.error.StoreSqlException when the database fails, when a user of an H2 database of files is
     *     not an administrator and {@code WRITE_DELAY} is not 0, or when a standby would have to begin an epoch
     */
    ChangePage changes(ChangeCursor cursor, KeyFilter filter, int limit);

    /**
     * Declares that the changes which replicas have seen of this store may be wrong now. From now on the store refuses
     * every cursor made before, and replicas pull again from the start.
     *
     * <p>PostgreSQL detects a dump that was loaded into a new table, a recovery to a point in time, and a failover. It
     * cannot detect a snapshot of the data directory or of its volume, or rows that were put back into the same table.
     * H2 cannot detect any backup. After these, and after rows were written by hand, call this method before anyone
     * pulls. A replica that pulls sooner may treat old and new changes as the same changes. It may then differ from its
     * source until this method is called.
     */
    void beginEpoch();

    /**
     * Deletes the tombstones of chunks that were deleted before an instant. Choose an instant that every subscription
     * has passed: then all of them go on as before.
     *
     * <p>A cursor that has not seen all that was purged is refused from now on with a {@code ChangeFeedResetException}.
     * Pull again from the start under the same subscription. With the last page the replica deletes what the source no
     * longer has, whichever subscription brought it, within the filter. It does not write the chunks that it already
     * has. The same holds for every other pull from the start, under a new name or with another filter. A replica that
     * applies pages without a subscription keeps what was deleted. A client over HTTP that accepts only version 1 of
     * the pages has to pull everything again after each purge, as in a new epoch.
     *
     * <p>Tombstones that this store received as a replica stay. They also keep pages that arrive late from bringing
     * back what was deleted. Tombstones whose deletion a running transaction still holds back in the feed stay, too.
     *
     * <p>One transaction, which locks all series with such tombstones as their writers do. Reads the whole table,
     * without its blobs.
     *
     * @param before by the clock of the database, as {@code updated_at} has it
     * @return the number of tombstones deleted
     * @throws IllegalArgumentException when the instant lies outside the years 1 to 9999
     * @throws io.holcstore.error.DefinitionException when the store is not replicated
     */
    long purgeTombstones(Instant before);
}

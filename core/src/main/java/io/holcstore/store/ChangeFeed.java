package io.holcstore.store;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.key.KeyFilter;

/** What has changed in a store, for its replicas. Made by {@link ChunkStore#feed}; thread-safe. */
public interface ChangeFeed {
    /**
     * What has changed since a cursor, in the order in which it was committed, each chunk once as its latest change has
     * left it. At most {@code limit} changes, fewer where they are large: a page holds about 16 MiB. Changes that a
     * transaction still running may come before are held back until it has ended; nothing is ever skipped.
     *
     * <p>What a page has, the source cannot lose in a crash: where its commits do not wait for the disk, the page waits
     * for it. PostgreSQL with {@code synchronous_commit = off} writes its log then; a role that may read may do so. H2
     * in files runs {@code CHECKPOINT SYNC}, which takes an administrator; other users get pages once
     * {@code WRITE_DELAY} is 0. On a standby of PostgreSQL, a cursor that is ahead of it gets empty pages.
     *
     * @param cursor {@link ChangeCursor#start()}, or {@link ChangePage#next()} of the page before
     * @throws io.holcstore.error.ChangeFeedResetException when the cursor was made for another filter or is not of this
     *     source's epoch, because it was restored from a backup
     * @throws IllegalArgumentException when {@code limit} is less than 1 or the filter does not fit the store
     * @throws io.holcstore.error.DefinitionException when the store is not replicated
     * @throws io.holcstore.error.StoreSqlException when the database fails, a user of an H2 database of files is not an
     *     administrator and {@code WRITE_DELAY} is not 0, or a standby would have to begin an epoch
     */
    ChangePage changes(ChangeCursor cursor, KeyFilter filter, int limit);

    /**
     * Declares that what replicas have seen of this store may be wrong now. Every cursor made before is refused from
     * now on, and replicas pull again from the start.
     *
     * <p>PostgreSQL notices by itself a dump that was loaded into a new table, a recovery to a point in time, and a
     * failover. It cannot tell from their original a snapshot of the data directory or of its volume, and rows that
     * were put back into the same table; H2 can tell no backup. After these, and after rows were written by hand, call
     * this before anyone pulls: a replica that pulls sooner may take old and new changes for the same, and differ from
     * its source until this is called.
     */
    void beginEpoch();
}

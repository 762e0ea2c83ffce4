package io.holcstore.http;

import io.holcstore.error.SyncException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a replica of a store that the Python application HoLcStore publishes by a protocol of its own.
 *
 * <pre>{@code
 * ReferenceSyncClient client = SyncClient.builder(URI.create("https://host/ts/loads"))
 *         .into(replica)
 *         .buildReference();
 * SyncReport report = client.pull();
 * }</pre>
 *
 * <p>That protocol asks for what was written since a time. What it would miss or do again, as far as a client can help it:
 *
 * <ul>
 *   <li>A transaction that ends late carries an earlier time than what was pulled already: each pull asks again from
 *       {@link SyncClientBuilder#overlap} before the latest chunk it knows. Chunks that are here in that state are not fetched again.
 *   <li>A writer whose clock is ahead writes chunks of the future: how far a pull has come is recorded as no later than it was asked for, by the clock of
 *       this machine, which is therefore to be right within the overlap.
 *   <li>Pages that are counted skip chunks when others change meanwhile: the next page is asked for by the time of the last chunk, and by
 *       counting only among chunks of one time.
 *   <li>Each filter has a place of its own to go on from, which is recorded with the data in one transaction: after a filtered pull, one of everything
 *       fetches the older chunks of other keys, too.
 *   <li>A tombstone of a chunk that never was here is recorded once. A chunk that vanishes between listing and packing is passed over.
 * </ul>
 *
 * <p>Nothing can help that rows which were deleted without a tombstone are never told of, and that a transaction longer than the overlap is missed
 * until {@link #resync}; {@link SyncClient} knows neither. Chunks on a shifted grid end the pull with an error that names them. Retries, deadlines and errors are as those of
 * {@link SyncClient}. While an answer is read and stored, the next one is on its way. Thread-safe: one pull at a time, others wait for it.
 */
public final class ReferenceSyncClient {
    private final SyncSettings settings;
    private final ReentrantLock pulling = new ReentrantLock();

    ReferenceSyncClient(SyncSettings settings) {
        this.settings = settings;
        Problem.requireJson();
        ReferenceSource.query(settings.filter()); // fails early where no server could be asked
    }

    /**
     * Stores what has changed since the last pull: at the first one, everything.
     *
     * @throws SyncException when that cannot be done; what came before is stored
     */
    public SyncReport pull() {
        return locked(ReferencePull::run);
    }

    /**
     * Asks for everything again, whatever was pulled before: what finds chunks that pulls have missed. Chunks that are here in the state of the source or
     * a later one are not fetched again, so that this costs little more than the listing; when it fails, call it again.
     *
     * <p>Later means written later, by the time that the chunk carries. What the source has of an earlier time than what is here does not come, and what
     * the source no longer has stays, as no tombstone tells of it: after the source was restored from a backup, or where a chunk was written by a
     * clock that was ahead and again by one that is right. The way out is a new table for the replica, which is pulled from the beginning.
     *
     * @throws SyncException as {@link #pull}
     */
    public SyncReport resync() {
        return locked(ReferencePull::runAnew);
    }

    private interface Run {
        SyncReport of(ReferencePull pull) throws InterruptedException;
    }

    private SyncReport locked(Run run) {
        pulling.lock();
        try {
            return run(new ReferencePull(settings), run);
        } finally {
            pulling.unlock();
        }
    }

    private static SyncReport run(ReferencePull pull, Run run) {
        try {
            return run.of(pull);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw pull.named(new SyncException("interrupted; pull again to go on from here", e, true));
        } catch (SyncException e) {
            throw pull.named(e);
        }
    }
}

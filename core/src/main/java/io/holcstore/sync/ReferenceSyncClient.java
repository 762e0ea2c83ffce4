package io.holcstore.sync;

import io.holcstore.error.SyncException;
import io.holcstore.store.ChunkStore;
import java.net.http.HttpClient;
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
 *   <li>Pages that are counted skip chunks when others change meanwhile: the next page is asked for by the time of the last chunk, and by
 *       counting only among chunks of one time.
 *   <li>Each filter has a place of its own to go on from, which is recorded with the data in one transaction: after a filtered pull, one of everything
 *       fetches the older chunks of other keys, too.
 *   <li>A tombstone of a chunk that never was here is recorded once. A chunk that vanishes between listing and packing is passed over.
 * </ul>
 *
 * <p>Nothing can help that rows which were deleted without a tombstone are never told of, and that a transaction longer than the overlap is missed;
 * {@link SyncClient} knows neither. Chunks on a shifted grid end the pull with an error that names them. Retries, deadlines and errors are as those of
 * {@link SyncClient}. Thread-safe: one pull at a time, others wait for it.
 */
public final class ReferenceSyncClient {
    private final SyncClientBuilder settings;
    private final ChunkStore replica;
    private final HttpClient http;
    private final ReentrantLock pulling = new ReentrantLock();

    ReferenceSyncClient(SyncClientBuilder settings, ChunkStore replica, HttpClient http) {
        this.settings = settings;
        this.replica = replica;
        this.http = http;
        Problem.requireJson();
        ReferenceSource.query(settings.filter); // fails early where no server could be asked
    }

    /**
     * Stores what has changed since the last pull: at the first one, everything.
     *
     * @throws SyncException when that cannot be done; what came before is stored
     */
    public SyncReport pull() {
        pulling.lock();
        try {
            return run(new ReferencePull(settings, replica, http));
        } finally {
            pulling.unlock();
        }
    }

    private static SyncReport run(ReferencePull pull) {
        try {
            return pull.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw pull.named(new SyncException("interrupted; pull again to go on from here", e, true));
        } catch (SyncException e) {
            throw pull.named(e);
        }
    }
}

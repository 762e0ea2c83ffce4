package io.holcstore.http;

import io.holcstore.error.StoreSqlException;
import io.holcstore.error.SyncException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.internal.http.Stop;
import io.holcstore.internal.http.SyncSettings;
import io.holcstore.internal.session.Verb;
import io.holcstore.store.ChunkStore;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps a replica of a store that a {@link SyncServer} or {@link SyncServlet} publishes.
 *
 * <pre>{@code
 * SyncClient client = SyncClient.builder(URI.create("https://host/loads"))
 *         .into(replica)
 *         .bearerToken(token)
 *         .build();
 * SyncReport report = client.pull();
 * }</pre>
 *
 * <p>Each page is stored in one transaction together with the position to continue from. A pull continues where the
 * last one stopped, however that one ended: a kill during a pull loses nothing and stores nothing twice. The position
 * belongs to the URI and the filter.
 *
 * <p>The client retries failures that may pass, after a random and growing delay, and not before the time in a
 * Retry-After header. Any other failure is a {@link SyncException} that names the store, the URI, the page and the way
 * out. A failure of the database of the replica is a {@link StoreSqlException}. The client holds at most two pages in
 * memory. Thread-safe: one pull runs at a time, and others wait for it. Pulls may run on virtual threads.
 */
public final class SyncClient {
    private final SyncSettings settings;
    private final ChunkStore replica;
    private final PageSource source;
    private final String subscription;
    private final ReentrantLock pulling = new ReentrantLock();

    SyncClient(SyncSettings settings) {
        this.settings = settings;
        this.replica = settings.replica();
        this.source = new PageSource(settings);
        this.subscription = settings.subscription();
    }

    /** Returns a builder of a client for the store published at a URI such as {@code https://host/loads}. */
    public static SyncClientBuilder builder(URI uri) {
        return new SyncClientBuilder(uri);
    }

    /**
     * Stores all changes since the last pull. The first pull stores everything.
     *
     * @throws SyncException when the pull fails; what came before the failure is stored
     */
    public SyncReport pull() {
        return pull(new Stop(settings.time()));
    }

    SyncReport pull(Stop stop) {
        pulling.lock();
        try {
            return run(() -> replica.replica().cursor(subscription).orElse(ChangeCursor.start()), stop);
        } finally {
            pulling.unlock();
        }
    }

    /**
     * Pulls everything again. {@link #pull} asks for this when the source was restored from a backup, or lets this
     * caller see other series than before. Chunks that already have the state of the source are not written again.
     * Chunks that the restored source no longer has are deleted with the last page. After a failure, {@link #pull}
     * continues the resync.
     *
     * @throws SyncException as {@link #pull}
     */
    public SyncReport resync() {
        pulling.lock();
        try {
            return run(ChangeCursor::start, new Stop(settings.time()));
        } finally {
            pulling.unlock();
        }
    }

    private SyncReport run(Supplier<ChangeCursor> from, Stop stop) {
        Verb verb = settings.pull();
        Pull pull = new Pull(settings, source, subscription, stop, verb);
        return settings.heard(verb, () -> run(pull, from));
    }

    private SyncReport run(Pull pull, Supplier<ChangeCursor> from) {
        try {
            return pull.run(from.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw pull.stopped(e);
        } catch (CancellationException e) {
            throw pull.stopped(e);
        } catch (SyncException e) {
            throw pull.named(e);
        }
    }

    /**
     * Pulls repeatedly on a separate thread until the follower is closed.
     *
     * @param interval the time from the end of one pull to the start of the next
     * @throws IllegalArgumentException when the interval is negative or longer than 9,999 years
     */
    public SyncFollower follow(Duration interval) {
        return new SyncFollower(
                this, new Stop(settings.time()), interval, replica.definition().name());
    }
}

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
 * <p>A page is stored in one transaction with the place to go on from, so that a pull goes on where the last one
 * stopped, however that ended: a kill in the midst of it loses nothing and stores nothing twice. That place belongs to
 * the URI and the filter.
 *
 * <p>Whatever may pass by itself is tried again, after a random time that grows, and not before a Retry-After says so.
 * Anything else is a {@link SyncException} that names the store, the URI, the page and the way out; a failure of the
 * replica's own database is a {@link StoreSqlException}. Holds two pages in memory at the most. Thread-safe: one pull
 * at a time, others wait for it. Pulls may run on virtual threads.
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

    /** A client of the store that is published at this URI, like {@code https://host/loads}. */
    public static SyncClientBuilder builder(URI uri) {
        return new SyncClientBuilder(uri);
    }

    /**
     * Stores all changes since the last pull: at the first one, everything.
     *
     * @throws SyncException when that cannot be done; what came before is stored
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
     * Pulls everything again: what {@link #pull} says is to be done once the source was restored from a backup, or lets
     * this caller see other series than before. Chunks that are here in the state of the source are not written again;
     * those that the restored source no longer has are deleted with the last page. When it fails, {@link #pull} goes on
     * with it.
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
     * Pulls again and again on a thread of its own, until it is closed.
     *
     * @param interval from the end of one pull to the begin of the next
     * @throws IllegalArgumentException when the interval is negative or longer than 9,999 years
     */
    public SyncFollower follow(Duration interval) {
        return new SyncFollower(
                this, new Stop(settings.time()), interval, replica.definition().name());
    }
}

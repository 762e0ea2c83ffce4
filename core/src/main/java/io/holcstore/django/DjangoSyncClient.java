package io.holcstore.django;

import io.holcstore.error.SyncException;
import io.holcstore.http.SyncClient;
import io.holcstore.http.SyncClientBuilder;
import io.holcstore.http.SyncReport;
import io.holcstore.internal.django.DjangoLibrary;
import io.holcstore.internal.django.DjangoPull;
import io.holcstore.internal.django.DjangoSource;
import io.holcstore.internal.http.ClientOptions;
import io.holcstore.internal.http.SyncSettings;
import io.holcstore.internal.http.Time;
import io.holcstore.internal.session.Verb;
import io.holcstore.internal.time.Years;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps a replica of a store that the Python application HoLcStore publishes with its own protocol.
 *
 * <pre>{@code
 * DjangoSyncClient client = DjangoSyncClient.builder(URI.create("https://host/ts/loads"))
 *         .into(replica)
 *         .build();
 * SyncReport report = client.pull();
 * }</pre>
 *
 * <p>A client of that protocol asks for what was written since a time. This client avoids most of what such a client
 * could miss or fetch twice:
 *
 * <ul>
 *   <li>A transaction that ends late writes chunks with an earlier time than what was already pulled. Each pull
 *       therefore starts {@link Builder#overlap} before the latest chunk it knows. It does not fetch chunks again that
 *       the replica already has in that state.
 *   <li>A writer whose clock is ahead writes chunks with a time in the future. The client therefore never records a
 *       position later than the time of its request. That time comes from the clock of this machine, which must be
 *       right within the overlap.
 *   <li>Pages requested by a count of chunks skip some when other chunks change in the meantime. The client therefore
 *       requests the next page by the time of the last chunk, and counts only among chunks with the same time.
 *   <li>Each filter has its own position to continue from, which is recorded in one transaction with the data. A pull
 *       of everything after a filtered pull therefore also fetches the older chunks of other keys.
 *   <li>A tombstone of a chunk that the replica never had is recorded once. A chunk that disappears between the listing
 *       and the fetch is skipped.
 * </ul>
 *
 * <p>Two gaps remain, which {@link SyncClient} does not have: the source never reports rows that were deleted without a
 * tombstone, and a pull misses a transaction longer than the overlap until {@link #resync}. A chunk on a shifted grid
 * ends the pull with an error that names it. Retries, deadlines and errors work as in {@link SyncClient}. The client
 * requests the next answer while it reads and stores the current one. Thread-safe: one pull runs at a time, and others
 * wait for it.
 */
public final class DjangoSyncClient {
    private final SyncSettings settings;
    private final Duration overlap;
    private final ReentrantLock pulling = new ReentrantLock();

    private DjangoSyncClient(SyncSettings settings, Duration overlap) {
        this.settings = settings;
        this.overlap = overlap;
        DjangoLibrary.require();
        DjangoSource.query(settings.filter()); // fails early when no server can accept the filter
    }

    /**
     * Stores all changes since the last pull. The first pull stores everything.
     *
     * @throws SyncException when the pull fails; what came before the failure is stored
     */
    public SyncReport pull() {
        return locked(DjangoPull::run);
    }

    /**
     * Pulls everything again, and so finds chunks that earlier pulls missed. It does not fetch chunks again that the
     * replica already has in the state of the source or a later one, so it costs little more than the listing. After a
     * failure, call it again.
     *
     * <p>A later state is one that was written later, by the time that the chunk carries. When the chunk of the source
     * has an earlier time than that of the replica, the replica keeps its own. This happens after the source was
     * restored from a backup, or when a clock that was ahead wrote a chunk and a correct clock wrote it again. A chunk
     * that the source no longer has also stays when no tombstone reports its deletion. The way out is a new table for
     * the replica, which is pulled from the beginning.
     *
     * @throws SyncException as {@link #pull}
     */
    public SyncReport resync() {
        return locked(DjangoPull::runAgain);
    }

    private interface Run {
        SyncReport of(DjangoPull pull) throws InterruptedException;
    }

    private SyncReport locked(Run run) {
        pulling.lock();
        try {
            Verb verb = settings.pull();
            DjangoPull pull = new DjangoPull(settings, overlap, verb);
            return settings.heard(verb, () -> run(pull, run));
        } finally {
            pulling.unlock();
        }
    }

    private static SyncReport run(DjangoPull pull, Run run) {
        try {
            return run.of(pull);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw pull.named(new SyncException("interrupted; pull again to continue", e, true));
        } catch (SyncException e) {
            throw pull.named(e);
        }
    }

    /**
     * Returns a builder of a client for the endpoint of the application at a URI such as {@code https://host/ts/loads}.
     */
    public static Builder builder(URI uri) {
        return new Builder(uri);
    }

    /** Configures a {@link DjangoSyncClient}. Not thread-safe. */
    public static final class Builder {
        private final ClientOptions options;
        private Duration overlap = Duration.ofMinutes(10);

        private Builder(URI uri) {
            this.options = new ClientOptions(uri);
        }

        /** Does the same as {@link SyncClientBuilder#into(ChunkStore)}. */
        public Builder into(ChunkStore replica) {
            options.into(replica);
            return this;
        }

        /** Does the same as {@link SyncClientBuilder#bearerToken(String)}. */
        public Builder bearerToken(String token) {
            options.bearerToken(token);
            return this;
        }

        /** Does the same as {@link SyncClientBuilder#bearerToken(Supplier)}. */
        public Builder bearerToken(Supplier<String> token) {
            options.bearerToken(token);
            return this;
        }

        /** Does the same as {@link SyncClientBuilder#filter(KeyFilter)}. */
        public Builder filter(KeyFilter filter) {
            options.filter(filter);
            return this;
        }

        /** Does the same as {@link SyncClientBuilder#httpClient(HttpClient)}. */
        public Builder httpClient(HttpClient client) {
            options.httpClient(client);
            return this;
        }

        /** Does the same as {@link SyncClientBuilder#onProgress(Progress)}. */
        public Builder onProgress(Progress progress) {
            options.onProgress(progress);
            return this;
        }

        /** Does the same as {@link SyncClientBuilder#pageRows(int)}. */
        public Builder pageRows(int rows) {
            options.pageRows(rows);
            return this;
        }

        /** Does the same as {@link SyncClientBuilder#pageBytes(int)}. */
        public Builder pageBytes(int bytes) {
            options.pageBytes(bytes);
            return this;
        }

        /** Does the same as {@link SyncClientBuilder#tries(int)}. */
        public Builder tries(int tries) {
            options.tries(tries);
            return this;
        }

        /** Does the same as {@link SyncClientBuilder#requestTimeout(Duration)}. */
        public Builder requestTimeout(Duration timeout) {
            options.requestTimeout(timeout);
            return this;
        }

        /** Does the same as {@link SyncClientBuilder#deadline(Duration)}. */
        public Builder deadline(Duration deadline) {
            options.deadline(deadline);
            return this;
        }

        /** Sets the clocks and the way to wait, for tests. */
        Builder time(Time time) {
            options.time(time);
            return this;
        }

        /**
         * Sets how far before the latest chunk it knows each pull starts. A pull misses chunks of a transaction at the
         * source that took longer than this, and of a writer whose clock is further behind than this. Default 10
         * minutes.
         */
        public Builder overlap(Duration overlap) {
            this.overlap = Years.require(overlap, "overlap");
            return this;
        }

        /**
         * Returns the client. The filter must have one value for each of its axes, because such a server understands
         * nothing else. Later calls of this builder do not change the client.
         *
         * @throws IllegalStateException when {@link #into} was not called, or {@code tools.jackson.core:jackson-core}
         *     is missing
         * @throws IllegalArgumentException as {@link SyncClientBuilder#build}, and when the filter is anything other
         *     than one value for each of its axes
         */
        public DjangoSyncClient build() {
            return new DjangoSyncClient(options.settings(), overlap);
        }
    }
}

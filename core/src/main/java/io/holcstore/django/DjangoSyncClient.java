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
 * Keeps a replica of a store that the Python application HoLcStore publishes by a protocol of its own.
 *
 * <pre>{@code
 * DjangoSyncClient client = DjangoSyncClient.builder(URI.create("https://host/ts/loads"))
 *         .into(replica)
 *         .build();
 * SyncReport report = client.pull();
 * }</pre>
 *
 * <p>That protocol asks for what was written since a time. What it would miss or do again, as far as a client can help
 * it:
 *
 * <ul>
 *   <li>A transaction that ends late carries an earlier time than what was pulled already: each pull asks again from
 *       {@link Builder#overlap} before the latest chunk it knows. Chunks that are here in that state are not fetched
 *       again.
 *   <li>A writer whose clock is ahead writes chunks of the future: how far a pull has come is recorded as no later than
 *       it was asked for, by the clock of this machine, which is therefore to be right within the overlap.
 *   <li>Pages that are counted skip chunks when others change meanwhile: the next page is asked for by the time of the
 *       last chunk, and by counting only among chunks of one time.
 *   <li>Each filter has a place of its own to go on from, which is recorded with the data in one transaction: after a
 *       filtered pull, one of everything fetches the older chunks of other keys, too.
 *   <li>A tombstone of a chunk that never was here is recorded once. A chunk that vanishes between listing and packing
 *       is passed over.
 * </ul>
 *
 * <p>Nothing can help that rows which were deleted without a tombstone are never told of, and that a transaction longer
 * than the overlap is missed until {@link #resync}; {@link SyncClient} knows neither. Chunks on a shifted grid end the
 * pull with an error that names them. Retries, deadlines and errors are as those of {@link SyncClient}. While an answer
 * is read and stored, the next one is on its way. Thread-safe: one pull at a time, others wait for it.
 */
public final class DjangoSyncClient {
    private final SyncSettings settings;
    private final Duration overlap;
    private final ReentrantLock pulling = new ReentrantLock();

    private DjangoSyncClient(SyncSettings settings, Duration overlap) {
        this.settings = settings;
        this.overlap = overlap;
        DjangoLibrary.require();
        DjangoSource.query(settings.filter()); // fails early where no server could be asked
    }

    /**
     * Stores what has changed since the last pull: at the first one, everything.
     *
     * @throws SyncException when that cannot be done; what came before is stored
     */
    public SyncReport pull() {
        return locked(DjangoPull::run);
    }

    /**
     * Asks for everything again, whatever was pulled before: what finds chunks that pulls have missed. Chunks that are
     * here in the state of the source or a later one are not fetched again, so that this costs little more than the
     * listing; when it fails, call it again.
     *
     * <p>Later means written later, by the time that the chunk carries. What the source has of an earlier time than
     * what is here does not come, and what the source no longer has stays, as no tombstone tells of it: after the
     * source was restored from a backup, or where a chunk was written by a clock that was ahead and again by one that
     * is right. The way out is a new table for the replica, which is pulled from the beginning.
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
            throw pull.named(new SyncException("interrupted; pull again to go on from here", e, true));
        } catch (SyncException e) {
            throw pull.named(e);
        }
    }

    /** A client of the endpoint of the application at this URI, like {@code https://host/ts/loads}. */
    public static Builder builder(URI uri) {
        return new Builder(uri);
    }

    /** What a client pulls from where, and how. Not thread-safe. */
    public static final class Builder {
        private final ClientOptions options;
        private Duration overlap = Duration.ofMinutes(10);

        private Builder(URI uri) {
            this.options = new ClientOptions(uri);
        }

        /** {@link SyncClientBuilder#into(ChunkStore)}. */
        public Builder into(ChunkStore replica) {
            options.into(replica);
            return this;
        }

        /** {@link SyncClientBuilder#bearerToken(String)}. */
        public Builder bearerToken(String token) {
            options.bearerToken(token);
            return this;
        }

        /** {@link SyncClientBuilder#bearerToken(Supplier)}. */
        public Builder bearerToken(Supplier<String> token) {
            options.bearerToken(token);
            return this;
        }

        /** {@link SyncClientBuilder#filter(KeyFilter)}. */
        public Builder filter(KeyFilter filter) {
            options.filter(filter);
            return this;
        }

        /** {@link SyncClientBuilder#httpClient(HttpClient)}. */
        public Builder httpClient(HttpClient client) {
            options.httpClient(client);
            return this;
        }

        /** {@link SyncClientBuilder#onProgress(Progress)}. */
        public Builder onProgress(Progress progress) {
            options.onProgress(progress);
            return this;
        }

        /** {@link SyncClientBuilder#pageRows(int)}. */
        public Builder pageRows(int rows) {
            options.pageRows(rows);
            return this;
        }

        /** {@link SyncClientBuilder#pageBytes(int)}. */
        public Builder pageBytes(int bytes) {
            options.pageBytes(bytes);
            return this;
        }

        /** {@link SyncClientBuilder#tries(int)}. */
        public Builder tries(int tries) {
            options.tries(tries);
            return this;
        }

        /** {@link SyncClientBuilder#requestTimeout(Duration)}. */
        public Builder requestTimeout(Duration timeout) {
            options.requestTimeout(timeout);
            return this;
        }

        /** {@link SyncClientBuilder#deadline(Duration)}. */
        public Builder deadline(Duration deadline) {
            options.deadline(deadline);
            return this;
        }

        /** Clocks and waiting, for tests. */
        Builder time(Time time) {
            options.time(time);
            return this;
        }

        /**
         * How far back from the latest chunk it has seen each pull asks again. Chunks of a transaction at the source
         * that took longer than this, or of a writer whose clock is further behind than this, are missed. Default 10
         * minutes.
         */
        public Builder overlap(Duration overlap) {
            this.overlap = Years.require(overlap, "overlap");
            return this;
        }

        /**
         * The client. The filter has one value for each of its axes, which is all that such a server understands. Later
         * calls of this builder change nothing about it.
         *
         * @throws IllegalStateException when {@link #into} was not called, and when
         *     {@code tools.jackson.core:jackson-core} is not there
         * @throws IllegalArgumentException as {@link SyncClientBuilder#build}, and when the filter asks for more
         */
        public DjangoSyncClient build() {
            return new DjangoSyncClient(options.settings(), overlap);
        }
    }
}

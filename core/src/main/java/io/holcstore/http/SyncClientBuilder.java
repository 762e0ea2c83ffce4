package io.holcstore.http;

import io.holcstore.internal.http.ClientOptions;
import io.holcstore.internal.http.Time;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;

/** Configures a {@link SyncClient}. Not thread-safe. */
public final class SyncClientBuilder {
    private final ClientOptions options;

    SyncClientBuilder(URI uri) {
        this.options = new ClientOptions(uri);
    }

    /**
     * Sets the store to bring up to date. It must be replicated, with the axes, step, zone and chunks of the source.
     */
    public SyncClientBuilder into(ChunkStore replica) {
        options.into(replica);
        return this;
    }

    /**
     * Sets the token that identifies the caller. The client sends it with every request to the scheme, host and port of
     * its URI, and nowhere else. Use an https URI. A redirect ends the pull with an error that names its target.
     *
     * @throws IllegalArgumentException when a header cannot carry it
     */
    public SyncClientBuilder bearerToken(String token) {
        options.bearerToken(token);
        return this;
    }

    /**
     * Does the same as {@link #bearerToken(String)}, for tokens that expire. The client calls the supplier for each
     * request. When the supplier throws, or returns what a header cannot carry, the pull ends with a
     * {@link io.holcstore.error.SyncException}. Another try may succeed when the supplier threw an
     * {@link java.io.UncheckedIOException}.
     */
    public SyncClientBuilder bearerToken(Supplier<String> token) {
        options.bearerToken(token);
        return this;
    }

    /**
     * Pulls only the matching series. Each filter has its own position to continue from. Default: all series that may
     * be read.
     */
    public SyncClientBuilder filter(KeyFilter filter) {
        options.filter(filter);
        return this;
    }

    /**
     * Sets the client to send requests with, for proxies, for TLS with your own certificates, or for another connect
     * timeout. Together with {@link #bearerToken(String)}, it must never follow redirects, which is the default of
     * {@link HttpClient.Builder}. The JDK's client sends the header with the token to whatever host a redirect names.
     */
    public SyncClientBuilder httpClient(HttpClient client) {
        options.httpClient(client);
        return this;
    }

    /** Reports how many chunks have come. Finishes at the end of each pull. */
    public SyncClientBuilder onProgress(Progress progress) {
        options.onProgress(progress);
        return this;
    }

    /**
     * Sets the most changes to request at once. Each such page is one transaction in the replica. Default 2,000, which
     * a server sends while they have less than about 16 MiB.
     */
    public SyncClientBuilder pageRows(int rows) {
        options.pageRows(rows);
        return this;
    }

    /**
     * Sets the longest page to accept, in bytes. The client holds up to two pages at a time. Default 64 MiB; servers
     * send about 16.
     */
    public SyncClientBuilder pageBytes(int bytes) {
        options.pageBytes(bytes);
        return this;
    }

    /** Sets after how many failed tries for one page the pull fails. Default 6, which takes about half a minute. */
    public SyncClientBuilder tries(int tries) {
        options.tries(tries);
        return this;
    }

    /** Sets how long one page may take, from the request to its last byte. Default 2 minutes. */
    public SyncClientBuilder requestTimeout(Duration timeout) {
        options.requestTimeout(timeout);
        return this;
    }

    /** Sets how long a whole pull may take. What it stored until then stays. Default: no limit. */
    public SyncClientBuilder deadline(Duration deadline) {
        options.deadline(deadline);
        return this;
    }

    /** Sets the clocks and the way to wait, for tests. */
    SyncClientBuilder time(Time time) {
        options.time(time);
        return this;
    }

    /**
     * Returns the client. It sends nothing yet. Later calls of this builder do not change it.
     *
     * @throws IllegalStateException when {@link #into} was not called
     * @throws IllegalArgumentException when the replica is not replicated or lacks an axis that the filter names, or
     *     when there is a bearer token and an {@link HttpClient} that follows redirects
     */
    public SyncClient build() {
        return new SyncClient(options.settings());
    }
}

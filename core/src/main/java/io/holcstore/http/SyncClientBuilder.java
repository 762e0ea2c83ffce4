package io.holcstore.http;

import io.holcstore.internal.time.Years;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a {@link SyncClient} pulls from where, and how. Not thread-safe. */
public final class SyncClientBuilder {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final String uri;
    private @Nullable ChunkStore replica;
    private @Nullable Supplier<String> token;
    private @Nullable HttpClient client;
    private KeyFilter filter = KeyFilter.all();
    private Progress progress = Progress.NONE;
    private int pageRows = 2000;
    private int pageBytes = 64 << 20;
    private int tries = 6;
    private Duration requestTimeout = Duration.ofMinutes(2);
    private Duration overlap = Duration.ofMinutes(10);
    private @Nullable Duration deadline;
    private Time time = Time.SYSTEM;

    SyncClientBuilder(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            // Not the URI itself: it may hold a secret.
            throw new IllegalArgumentException("the URI is to be that of a published store, like https://host/loads,"
                    + " without query and fragment; its scheme is '" + scheme + "'");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the URI has a user in it, which would end up in logs; use bearerToken, or an HttpClient with an"
                            + " Authenticator");
        }
        String text = uri.toString();
        this.uri = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The store to bring up to date. It is replicated, and has the axes, step, zone and chunks of the source. */
    public SyncClientBuilder into(ChunkStore replica) {
        this.replica = Objects.requireNonNull(replica, "replica");
        return this;
    }

    /**
     * Who asks. Sent with every request to the scheme, host and port of this client's URI, and nowhere else: let the URI be https. A redirect ends the
     * pull with an error that names the place it leads to.
     *
     * @throws IllegalArgumentException when no header can carry it
     */
    public SyncClientBuilder bearerToken(String token) {
        BearerTokens.check(token);
        return bearerToken(() -> token);
    }

    /**
     * As {@link #bearerToken(String)}, for tokens that expire: called for each request. Where it throws, or gives what no header can carry, the pull ends
     * with a {@link io.holcstore.error.SyncException}, which may be tried again when that was an {@link java.io.UncheckedIOException}.
     */
    public SyncClientBuilder bearerToken(Supplier<String> token) {
        this.token = Objects.requireNonNull(token, "token");
        return this;
    }

    /** Pulls the matching series alone. Each filter has a place of its own to go on from. Default: all that may be read. */
    public SyncClientBuilder filter(KeyFilter filter) {
        this.filter = Objects.requireNonNull(filter, "filter");
        return this;
    }

    /**
     * The client to send requests with: for proxies, TLS with own certificates, other timeouts to connect. Beside {@link #bearerToken(String)}, it is one
     * that never follows redirects, which is the default of {@link HttpClient.Builder}: the JDK's client sends the header with the token to the host that
     * a redirect names, whichever that is.
     */
    public SyncClientBuilder httpClient(HttpClient client) {
        this.client = Objects.requireNonNull(client, "client");
        return this;
    }

    /** Told how many chunks have come; finished at the end of each pull. */
    public SyncClientBuilder onProgress(Progress progress) {
        this.progress = Objects.requireNonNull(progress, "progress");
        return this;
    }

    /** The most changes to ask for at once, each such page being one transaction here. Default 2,000, which a server sends as long as they have less than about 16 MiB. */
    public SyncClientBuilder pageRows(int rows) {
        this.pageRows = positive(rows, "pageRows");
        return this;
    }

    /** The longest page to take, in bytes; up to two are held at a time. Default 64 MiB, where servers send about 16. */
    public SyncClientBuilder pageBytes(int bytes) {
        this.pageBytes = positive(bytes, "pageBytes");
        return this;
    }

    /** After how many failed tries for one page the pull fails. Default 6, which takes about half a minute. */
    public SyncClientBuilder tries(int tries) {
        this.tries = positive(tries, "tries");
        return this;
    }

    /** How long one page may take, from the request to its last byte. Default 2 minutes. */
    public SyncClientBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = positive(timeout, "requestTimeout");
        return this;
    }

    /** How long a pull may take as a whole; what it has stored until then stays. Default: as long as it takes. */
    public SyncClientBuilder deadline(Duration deadline) {
        this.deadline = positive(deadline, "deadline");
        return this;
    }

    /**
     * With {@link #buildReference} alone: how far back from the latest chunk it has seen each pull asks again. Chunks of a transaction at the source that
     * took longer than this, or of a writer whose clock is further behind than this, are missed. Default 10 minutes.
     */
    public SyncClientBuilder overlap(Duration overlap) {
        this.overlap = Years.require(overlap, "overlap");
        return this;
    }

    /** Clocks and waiting, for tests. */
    SyncClientBuilder time(Time time) {
        this.time = time;
        return this;
    }

    private static int positive(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " is " + number + ", not 1 or more");
        }
        return number;
    }

    private static Duration positive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is " + duration + ", not more than nothing");
        }
        return Years.require(duration, name);
    }

    /**
     * The client. Sends nothing yet. Later calls of this builder change nothing about it.
     *
     * @throws IllegalStateException when {@link #into} was not called
     * @throws IllegalArgumentException when the replica is not replicated, or has no such axes as the filter names, and when there is a bearer token
     *     and an {@link HttpClient} that follows redirects
     */
    public SyncClient build() {
        return new SyncClient(settings());
    }

    /**
     * A client of a server of the Python application HoLcStore, at the endpoint that this URI names. The filter has one value for each of its axes, which
     * is all that such a server understands. Later calls of this builder change nothing about it.
     *
     * @throws IllegalStateException when {@link #into} was not called, and when jackson-core is not there
     * @throws IllegalArgumentException as {@link #build}, and when the filter asks for more
     */
    public ReferenceSyncClient buildReference() {
        return new ReferenceSyncClient(settings());
    }

    private SyncSettings settings() {
        return new SyncSettings(
                uri,
                checkedReplica(),
                token,
                checkedClient(),
                filter,
                progress,
                pageRows,
                pageBytes,
                tries,
                requestTimeout,
                overlap,
                deadline,
                time);
    }

    private HttpClient checkedClient() {
        if (client == null) {
            return HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
        }
        if (token != null && client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "the HttpClient follows redirects (" + client.followRedirects()
                            + "), and the JDK's sends the bearer token to whatever host a redirect names: build it with"
                            + " followRedirects(HttpClient.Redirect.NEVER), and give SyncClient.builder(..) the URI where the store is now");
        }
        return client;
    }

    private ChunkStore checkedReplica() {
        if (replica == null) {
            throw new IllegalStateException("where do the changes go? call into(replica)");
        }
        if (!replica.definition().isReplicated()) {
            throw new IllegalArgumentException(
                    replica.definition().name() + " cannot take changes; define it with .replicated()");
        }
        filter.conditions().forEach(condition -> requireAxis(replica, condition.axis()));
        return replica;
    }

    private static void requireAxis(ChunkStore replica, io.holcstore.key.Axis<?> axis) {
        if (!replica.definition().axes().contains(axis)) {
            throw new IllegalArgumentException("the filter names the axis " + axis + "; "
                    + replica.definition().name() + " has "
                    + replica.definition().axes());
        }
    }
}

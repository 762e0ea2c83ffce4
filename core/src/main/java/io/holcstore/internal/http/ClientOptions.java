package io.holcstore.internal.http;

import io.holcstore.internal.chunk.ChunkDefinition;
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

/**
 * Collects and checks the settings that the builders of all clients share. {@code SyncClientBuilder} describes them.
 * Not thread-safe.
 */
public final class ClientOptions {
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
    private @Nullable Duration deadline;
    private Time time = Time.SYSTEM;

    public ClientOptions(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            // The message omits the URI, which may contain a secret.
            throw new IllegalArgumentException("the URI must be that of a published store, like https://host/loads,"
                    + " without query and fragment; its scheme is '" + scheme + "'");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the URI contains a user, which would appear in logs; use bearerToken, or an HttpClient with an"
                            + " Authenticator");
        }
        String text = uri.toString();
        this.uri = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    public void into(ChunkStore replica) {
        this.replica = Objects.requireNonNull(replica, "replica");
    }

    public void bearerToken(String token) {
        BearerToken.check(token);
        bearerToken(() -> token);
    }

    public void bearerToken(Supplier<String> token) {
        this.token = Objects.requireNonNull(token, "token");
    }

    public void filter(KeyFilter filter) {
        this.filter = Objects.requireNonNull(filter, "filter");
    }

    public void httpClient(HttpClient client) {
        this.client = Objects.requireNonNull(client, "client");
    }

    public void onProgress(Progress progress) {
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    public void pageRows(int rows) {
        this.pageRows = positive(rows, "pageRows");
    }

    public void pageBytes(int bytes) {
        this.pageBytes = positive(bytes, "pageBytes");
    }

    public void tries(int tries) {
        this.tries = positive(tries, "tries");
    }

    public void requestTimeout(Duration timeout) {
        this.requestTimeout = positive(timeout, "requestTimeout");
    }

    public void deadline(Duration deadline) {
        this.deadline = positive(deadline, "deadline");
    }

    public void time(Time time) {
        this.time = time;
    }

    private static int positive(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " is " + number + ", but must be at least 1");
        }
        return number;
    }

    private static Duration positive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is " + duration + ", but must be longer than zero");
        }
        return Years.require(duration, name);
    }

    /**
     * Returns the current settings.
     *
     * @throws IllegalStateException when {@link #into} was not called
     * @throws IllegalArgumentException when settings do not fit together
     */
    public SyncSettings settings() {
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
                            + "), and then sends the bearer token to any host that a redirect names: build it with"
                            + " followRedirects(HttpClient.Redirect.NEVER), and give SyncClient.builder(..) the URI where the store is now");
        }
        return client;
    }

    private ChunkStore checkedReplica() {
        if (replica == null) {
            throw new IllegalStateException("no replica is set to store the changes; call into(replica)");
        }
        if (replica.definition() instanceof ChunkDefinition own
                && !own.spec().layout().isOwn()) {
            throw new IllegalArgumentException(replica.definition().name()
                    + " is the table of another application and has no change marks; pull into a store"
                    + " that is defined with Store.define() and .replicated()");
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

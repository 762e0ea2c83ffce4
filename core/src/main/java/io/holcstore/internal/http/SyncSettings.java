package io.holcstore.internal.http;

import io.holcstore.error.SyncException;
import io.holcstore.internal.session.Hearing;
import io.holcstore.internal.session.Verb;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The settings of a client. Later calls of its builder do not change them. Immutable. */
public record SyncSettings(
        String uri,
        ChunkStore replica,
        @Nullable Supplier<String> token,
        HttpClient client,
        KeyFilter filter,
        Progress progress,
        int pageRows,
        int pageBytes,
        int tries,
        Duration requestTimeout,
        @Nullable Duration deadline,
        Time time) {
    private static final int SHOWN_OF_URI = 60;
    private static final int SHOWN_OF_HASH = 32;

    /** Starts the verb of a pull. */
    public Verb pull() {
        String name = replica.definition().name();
        return Verb.of("pull", name, () -> "pulling " + name + " from " + uri);
    }

    /** Adds the store, the URI and the page to the failure that ended a pull. */
    public SyncException named(long page, SyncException e) {
        String name = replica.definition().name();
        return new SyncException(
                "pulling " + name + " from " + uri + ", page " + page + ": " + e.getMessage(),
                e.getCause() == null ? e : e.getCause(),
                e.isRetryable(),
                name,
                uri,
                e.status());
    }

    /** Runs a pull and reports it to the listener of the replica. */
    public <T> T heard(Verb pull, Supplier<T> run) {
        return Hearing.heard(replica.options().listener(), pull, run);
    }

    /**
     * Returns the name of this URI and filter in the replica. It is short enough to be recorded, always the same for
     * the same URI and filter, and readable.
     */
    public String subscription() {
        String exact = uri + ' ' + String.join(" ", FilterParameters.write(filter));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(exact.getBytes(StandardCharsets.UTF_8));
            String shown = uri.substring(0, Math.min(uri.length(), SHOWN_OF_URI));
            return shown + ' ' + HexFormat.of().formatHex(hash).substring(0, SHOWN_OF_HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

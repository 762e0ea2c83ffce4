package io.holcstore.http;

import io.holcstore.internal.chunk.ChunkDefinition;
import io.holcstore.internal.http.Endpoint;
import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Protocol;
import io.holcstore.internal.http.Request;
import io.holcstore.internal.http.server.Door;
import io.holcstore.internal.http.server.Gate;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of replicas. {@link SyncServer} and {@link SyncServlet} only pass requests to it. The package
 * documentation describes the requests and answers.
 *
 * <pre>{@code
 * SyncHandler handler = SyncHandler.builder()
 *         .publish("loads", store)
 *         .authorize(bearer(token))
 *         .build();
 * }</pre>
 *
 * <p>A request holds one page in memory. It holds no connection to the database while the page is sent. The handler
 * answers an invalid request with a problem of RFC 9457. It logs an internal failure to {@code io.holcstore.http} and
 * answers 500, or 503 when the failure may pass, without saying what it was. Thread-safe.
 */
public final class SyncHandler {
    private final Map<String, Map<String, Endpoint>> published;
    private final Authorizer authorizer;
    private final Door door;

    private SyncHandler(Builder builder, Authorizer authorizer) {
        SyncLimits limits = builder.limits;
        this.authorizer = authorizer;
        this.door = new Door(
                this::admit, limits.server(), System.getLogger("io.holcstore.http"), "a request for changes", Map.of());
        Map<String, Map<String, Endpoint>> endpoints = new LinkedHashMap<>();
        builder.stores.forEach((name, store) -> endpoints
                .computeIfAbsent(name, any -> new LinkedHashMap<>())
                .put(ChangesEndpoint.PATH, new ChangesEndpoint(store, limits)));
        builder.protocols.forEach((name, protocol) -> endpoints
                .computeIfAbsent(name, any -> new LinkedHashMap<>())
                .putAll(protocol.endpoints(limits.pageRows(), limits.queryLength())));
        this.published = Map.copyOf(endpoints);
    }

    /** Returns a builder of a handler. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the door through which requests come. */
    Door door() {
        return door;
    }

    /**
     * Answers one request on the calling thread.
     *
     * @throws IOException when the client is gone; the connection cannot be used again
     */
    public void handle(SyncRequest request, SyncResponder responder) throws IOException {
        door.handle(request.request(), responder::start);
    }

    /** Checks access and path of a request. The path is /name/rest. */
    private Gate.Admitted admit(Request received) throws ProblemException {
        SyncRequest request = new SyncRequest(received);
        String path = request.path();
        int end = path.indexOf('/', 1);
        String name = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
        Access access = Objects.requireNonNull(authorizer.authorize(name, request), "the authorizer returned null");
        KeyFilter allowed = access.filter();
        Map<String, Endpoint> endpoints = published.getOrDefault(name, Map.of());
        Endpoint endpoint = endpoints.get(end < 0 ? "" : path.substring(end + 1));
        if (endpoint == null || !path.startsWith("/")) {
            throw new ProblemException(Problem.of(
                    404, "nothing is published at this path; the path of a store is /name/" + ChangesEndpoint.PATH));
        }
        return new Gate.Admitted(received, authorizer.caller(request), endpoint, allowed);
    }

    /** Configures what is published, and to whom. Not thread-safe. */
    public static final class Builder {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}");

        private final Map<String, ChunkStore> stores = new LinkedHashMap<>();
        private final Map<String, Protocol> protocols = new LinkedHashMap<>();
        private @Nullable Authorizer authorizer;
        private SyncLimits limits = SyncLimits.defaults();

        private Builder() {}

        /**
         * Publishes a store under a name, which becomes the first part of the path.
         *
         * @param name 1 to 63 letters, digits, {@code _} and {@code -}
         * @throws IllegalArgumentException when the name has another form or is taken, or the store is not replicated
         */
        public Builder publish(String name, ChunkStore store) {
            check(name, store);
            if (store.definition() instanceof ChunkDefinition definition
                    && !definition.spec().hasFeed()) {
                throw new IllegalArgumentException(store.definition().name()
                        + " is the table of another application and has no change marks; publish it by the protocol"
                        + " of that application");
            }
            add(stores, name, store);
            return this;
        }

        private static void check(String name, ChunkStore store) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'" + name + "' cannot be part of a path; use 1 to 63 letters, digits, _ and -");
            }
            if (!store.definition().isReplicated()) {
                throw new IllegalArgumentException(
                        store.definition().name() + " does not record its changes; define it with "
                                + ChunkDefinition.replicating(store.definition()));
            }
        }

        private static <T> void add(Map<String, T> all, String name, T published) {
            if (all.putIfAbsent(name, published) != null) {
                throw new IllegalArgumentException("another store is already published as '" + name + "'");
            }
        }

        /**
         * Publishes a store with another protocol under a name. The name may be the same as in
         * {@link #publish(String, ChunkStore)}.
         *
         * @throws IllegalArgumentException when the name has another form or is taken by another protocol, the store is
         *     not replicated, or an adapter of this library did not make the protocol
         */
        public Builder publish(String name, SyncProtocol protocol) {
            if (!(protocol instanceof Protocol known)) {
                throw new IllegalArgumentException(
                        "the protocol is a " + protocol.getClass().getName() + "; use one that this library creates");
            }
            check(name, protocol.store());
            add(protocols, name, known);
            return this;
        }

        /**
         * Sets who may read what. There is no default. {@link Authorizer#bearer} and {@link Authorizer#anyone} cover
         * the simple cases.
         */
        public Builder authorize(Authorizer authorizer) {
            this.authorizer = Objects.requireNonNull(authorizer, "authorizer");
            return this;
        }

        /** Sets how much a request may ask. Default: {@link SyncLimits#defaults()}. */
        public Builder limits(SyncLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /**
         * Returns the handler.
         *
         * @throws IllegalStateException when nothing is published or no authorizer is set
         */
        public SyncHandler build() {
            if (stores.isEmpty() && protocols.isEmpty()) {
                throw new IllegalStateException("nothing is published; call publish(name, store)");
            }
            if (authorizer == null) {
                throw new IllegalStateException(
                        "no authorizer is set; call authorize(bearer(token)), or authorize(Authorizer.anyone())");
            }
            return new SyncHandler(this, authorizer);
        }
    }
}

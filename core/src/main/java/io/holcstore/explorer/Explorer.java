package io.holcstore.explorer;

import io.holcstore.http.Authorizer;
import io.holcstore.http.SyncLimits;
import io.holcstore.internal.explorer.Site;
import io.holcstore.internal.http.server.Door;
import io.holcstore.internal.http.server.JdkServer;
import io.holcstore.store.ReadableStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows stores of any kind in a browser, served by the HTTP server of the JDK, module
 * {@code jdk.httpserver}.
 *
 * <pre>{@code
 * try (Explorer page = Explorer.of(loads, curves).authorize(bearer(token)).start(8080)) {
 *     System.out.println(page.uri());
 *     ...
 * }
 * }</pre>
 *
 * <p>The explorer only reads. It contacts no other host. It needs two libraries that are not dependencies of this one:
 * {@code org.webjars.npm:uplot:1.6.30}, which draws, and {@code tools.jackson.core:jackson-core}.
 *
 * <p>Without an authorizer, the explorer listens on the loopback interface only, answers only to the names
 * {@code localhost}, {@code 127.0.0.1} and {@code [::1]}, and shows everything to everyone on the machine. With one,
 * the files of the page are public, and all data needs the access that the authorizer grants. Bearer tokens are
 * secrets: use {@link Builder#tls} or a proxy that terminates TLS.
 *
 * <p>Slow clients and many requests are limited as by {@link io.holcstore.http.SyncServer}. Failures are logged to
 * {@code io.holcstore.explorer}, and the answer does not say what they were. Thread-safe.
 */
public final class Explorer implements AutoCloseable {
    private final JdkServer server;
    private final String scheme;

    private Explorer(JdkServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
    }

    /**
     * Begins an explorer of stores, which it shows under their names.
     *
     * @throws IllegalArgumentException when there are no stores, or two have the same name
     */
    public static Builder of(ReadableStore... stores) {
        return new Builder(List.of(stores));
    }

    /** Returns the address that the explorer listens on. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Returns the port that the explorer listens on. The system chose it when it was started on port 0. */
    public int port() {
        return address().getPort();
    }

    /** Returns the address of the page for a browser on this machine. */
    public URI uri() {
        InetAddress address = address().getAddress();
        boolean named = address.isAnyLocalAddress() || address.isLoopbackAddress();
        String text = address.getHostAddress();
        String host = named ? "localhost" : text.indexOf(':') < 0 ? text : "[" + text + "]";
        return URI.create(scheme + "://" + host + ":" + port() + "/");
    }

    /** Stops accepting requests, waits up to 10 seconds for those being answered, and ends the server. */
    @Override
    public void close() {
        server.close();
    }

    /** Configures what is shown, and to whom. Not thread-safe. */
    public static final class Builder {
        private final List<ReadableStore> stores;
        private @Nullable Authorizer authorizer;
        private SyncLimits limits = SyncLimits.defaults();
        private @Nullable SSLContext tls;

        private Builder(List<ReadableStore> stores) {
            if (stores.isEmpty()) {
                throw new IllegalArgumentException("there are no stores to show; call Explorer.of(store)");
            }
            Map<String, ReadableStore> names = new LinkedHashMap<>();
            for (ReadableStore store : stores) {
                if (names.putIfAbsent(store.name(), store) != null) {
                    throw new IllegalArgumentException("two stores have the name " + store.name()
                            + ", which is their path; show them with an explorer each");
                }
            }
            this.stores = stores;
        }

        /** Sets who may read what. Default: everyone may read everything, but only from this machine. */
        public Builder authorize(Authorizer authorizer) {
            this.authorizer = Objects.requireNonNull(authorizer, "authorizer");
            return this;
        }

        /**
         * Sets how much a request may ask, and how long a client may take. Default: {@link SyncLimits#defaults()}. The
         * limit of changes in a page has no meaning here. {@link SyncLimits#answerTime} also ends long exports.
         */
        public Builder limits(SyncLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** Serves https with the certificate of this context. */
        public Builder tls(SSLContext context) {
            this.tls = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * Starts the explorer on a port: of every address of the machine when there is an authorizer, and of the
         * loopback interface otherwise. 0 means any free port.
         *
         * @throws io.holcstore.error.MissingLibraryException when a library of the explorer is missing
         * @throws java.io.UncheckedIOException when the port is taken
         */
        public Explorer start(int port) {
            return start(
                    authorizer == null
                            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                            : new InetSocketAddress(port));
        }

        /**
         * Starts the explorer on one address. Otherwise the same as {@link #start(int)}.
         *
         * @throws IllegalStateException when others can reach the address and no authorizer is set
         */
        public Explorer start(InetSocketAddress address) {
            boolean loopback = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
            if (authorizer == null && !loopback) {
                throw new IllegalStateException("no authorizer is set, and others can reach " + address
                        + "; call authorize(bearer(token)), or start on the loopback interface with start(port)");
            }
            Authorizer who = authorizer == null ? Authorizer.anyone() : authorizer;
            Door door = new Site(stores, who, limits, authorizer == null).door();
            return new Explorer(JdkServer.start(address, tls, door), tls == null ? "http" : "https");
        }

        /** Returns the door for a servlet. */
        Door door() {
            if (authorizer == null) {
                throw new IllegalStateException("no authorizer is set; call authorize(bearer(token)), or"
                        + " authorize(Authorizer.anyone()) where the container decides who may come");
            }
            return new Site(stores, authorizer, limits, false).door();
        }
    }
}

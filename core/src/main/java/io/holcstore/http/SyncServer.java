package io.holcstore.http;

import io.holcstore.internal.http.server.JdkServer;
import io.holcstore.store.ChunkStore;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the changes of stores with the HTTP server of the JDK, module {@code jdk.httpserver}.
 *
 * <pre>{@code
 * try (SyncServer server = SyncServer.builder()
 *         .publish("loads", store)
 *         .authorize(bearer(token))
 *         .start(8080)) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Bearer tokens are secrets. Without {@link Builder#tls}, run this server behind a proxy that terminates TLS, or on
 * a trusted network.
 *
 * <p>The server cuts off a client that sends its request or receives its answer too slowly, and no caller can take all
 * places. {@link SyncLimits} describes the limits. Each request in progress takes a thread. A connection that sends
 * nothing takes a file descriptor until the server of the JDK closes it after {@code sun.net.httpserver.idleInterval}
 * (30 seconds). {@code jdk.httpserver.maxConnections} limits the number of connections. Both are system properties of
 * the JDK for all its servers in the process, and this class sets neither. Thread-safe.
 *
 * <p>The database role of a published store may be read-only after a role that may write has called
 * {@link io.holcstore.store.ChangeFeed#changes}. The first call records an epoch in the table {@code holcstore_feed}.
 * On PostgreSQL, so does the first call after a restore or failover. With a read-only role, such a call fails with
 * "permission denied".
 */
public final class SyncServer implements AutoCloseable {
    private final JdkServer server;

    private SyncServer(JdkServer server) {
        this.server = server;
    }

    /** Returns a builder of a server. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the port that the server listens on. The system chose it when the server was started on port 0. */
    public int port() {
        return server.address().getPort();
    }

    /** Stops accepting requests, waits up to 10 seconds for those being answered, and ends the server. */
    @Override
    public void close() {
        server.close();
    }

    /** Configures what is published, to whom, and how. Not thread-safe. */
    public static final class Builder {
        private final SyncHandler.Builder handler = SyncHandler.builder();
        private @Nullable SSLContext tls;

        private Builder() {}

        /** Does the same as {@link SyncHandler.Builder#publish(String, ChunkStore)}. */
        public Builder publish(String name, ChunkStore store) {
            handler.publish(name, store);
            return this;
        }

        /** Does the same as {@link SyncHandler.Builder#publish(String, SyncProtocol)}. */
        public Builder publish(String name, SyncProtocol protocol) {
            handler.publish(name, protocol);
            return this;
        }

        /** Does the same as {@link SyncHandler.Builder#authorize}. */
        public Builder authorize(Authorizer authorizer) {
            handler.authorize(authorizer);
            return this;
        }

        /** Does the same as {@link SyncHandler.Builder#limits}. */
        public Builder limits(SyncLimits limits) {
            handler.limits(limits);
            return this;
        }

        /** Serves https with the certificate of this context. */
        public Builder tls(SSLContext context) {
            this.tls = context;
            return this;
        }

        /**
         * Starts a server that listens on a port of every address of the machine. 0 means any free port.
         *
         * @throws IllegalStateException as {@link SyncHandler.Builder#build}
         * @throws UncheckedIOException when the port is taken
         */
        public SyncServer start(int port) {
            return start(new InetSocketAddress(port));
        }

        /** Starts a server that listens on one address. Otherwise the same as {@link #start(int)}. */
        public SyncServer start(InetSocketAddress address) {
            return new SyncServer(JdkServer.start(address, tls, handler.build().door()));
        }
    }
}

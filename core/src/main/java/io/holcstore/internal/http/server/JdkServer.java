package io.holcstore.internal.http.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.holcstore.internal.http.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The HTTP server of the JDK before a {@link Door}. It cuts off clients that are too slow. Thread-safe. */
public final class JdkServer implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    static {
        // The JDK's server sends headers and body separately. Unless this property is set before it starts, the body
        // waits until the client confirms the headers, which takes 40 ms.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
    }

    private final Door door;
    private final HttpServer server;
    private final Turns turns;
    private final AtomicBoolean closed = new AtomicBoolean();

    private JdkServer(Door door, HttpServer server) {
        this.door = door;
        this.server = server;
        this.turns = new Turns(door.limits());
        server.setExecutor(turns);
        server.createContext("/", this::exchange);
    }

    /**
     * Starts a server.
     *
     * @param tls the context with the certificate, for https; null for http
     * @throws UncheckedIOException when it cannot listen on the address
     */
    public static JdkServer start(InetSocketAddress address, @Nullable SSLContext tls, Door door) {
        try {
            HttpServer server = create(address, tls);
            JdkServer started = new JdkServer(door, server);
            server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("no server can listen on " + address + ": " + e.getMessage(), e);
        }
    }

    private static HttpServer create(InetSocketAddress address, @Nullable SSLContext tls) throws IOException {
        if (tls == null) {
            return HttpServer.create(address, 0);
        }
        HttpsServer https = HttpsServer.create(address, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return https;
    }

    /** Returns the address that the server listens on, with the port that the system chose if it was 0. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Stops accepting requests, waits up to 10 seconds for those being answered, and ends the server. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        door.drain(DRAIN);
        server.stop(0);
        turns.close();
    }

    /**
     * Answers a request. Without a complete answer, the server of the JDK cuts the connection, because an exception
     * leaves this method. Closing the exchange would tell the client that the answer is complete.
     */
    private void exchange(HttpExchange exchange) throws IOException {
        Turn turn = Turns.current();
        turn.end(); // the head of the request has arrived
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                exchange.getRequestHeaders()::get,
                turn.guard(exchange.getRequestBody()),
                server instanceof HttpsServer ? "https" : "http",
                "",
                exchange.getRemoteAddress().getAddress().getHostAddress());
        door.handle(request, (status, headers) -> turn.guard(() -> start(exchange, status, headers)));
        turn.read(); // close() reads what is left of the request
        exchange.close();
    }

    private static OutputStream start(HttpExchange exchange, int status, Map<String, String> headers)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return OutputStream.nullOutputStream();
        }
        String length = headers.get("Content-Length");
        exchange.sendResponseHeaders(status, length == null ? 0 : Long.parseLong(length));
        return exchange.getResponseBody();
    }
}

package io.holcstore.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server that does what a test wants, be it harm. */
final class TestServer implements AutoCloseable {
    static {
        SyncServer.builder(); // which sets up the JDK's server
    }

    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    TestServer(Behaviour behaviour) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                behaviour.answer(exchange);
            }
        });
        server.start();
    }

    URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    URI loads() {
        return base().resolve("/loads");
    }

    /** Returns once nothing is being answered any more: what an answer has of a database is given back then. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An answer of a handler, whole and in memory. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer of(SyncHandler handler, HttpExchange exchange) throws IOException {
            int[] status = new int[1];
            Map<String, String> sent = new HashMap<>();
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            SyncRequest request = new SyncRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestHeaders()::get,
                    exchange.getRequestBody());
            handler.handle(request, (code, headers) -> {
                status[0] = code;
                sent.putAll(headers);
                return body;
            });
            return new Answer(status[0], sent, body.toByteArray());
        }

        /** Sends it; of the body the first bytes only, where there are more. */
        void send(HttpExchange exchange, long announced, int length) throws IOException {
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().remove("Content-Length");
            exchange.sendResponseHeaders(status, announced == 0 ? -1 : announced);
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, length);
            out.flush();
        }
    }
}

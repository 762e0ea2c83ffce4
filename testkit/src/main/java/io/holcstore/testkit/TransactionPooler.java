package io.holcstore.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands between applications and PostgreSQL as pgbouncer does with {@code pool_mode = transaction} and without its
 * support of prepared statements. A client has a server connection for the length of a transaction; once the server is
 * idle, the connection goes to the back of a queue and the next client takes the one at the front, in the order in
 * which they asked. Nothing is reset in between: what a session keeps, others find.
 *
 * <p>The first clients open the server connections: each passes its login through to one of them. Later ones are let in
 * without a question. All clients must log in alike.
 */
public final class TransactionPooler implements AutoCloseable {
    /** As pgbouncer's query_wait_timeout, so that clients that wait for each other end with an error. */
    private static final long WAIT_SECONDS = 60;

    private final InetSocketAddress address;
    private final int size;
    private final ServerSocket listener;
    private final List<PoolerServer> servers = new ArrayList<>();
    private final BlockingQueue<PoolerServer> free;
    private final Map<Integer, PoolerClient> clients = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /**
     * Starts a pooler before the server at this address.
     *
     * @param size how many server connections there are, and so how many transactions at the same time
     * @throws IOException if there is no port to listen at
     */
    public TransactionPooler(String host, int port, int size) throws IOException {
        this.address = new InetSocketAddress(host, port);
        this.size = size;
        this.free = new ArrayBlockingQueue<>(size, true);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    private static void start(String what, Runnable work) {
        Thread thread = new Thread(work, "pooler-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    /** Where applications connect to. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                int number = numbers.incrementAndGet();
                PoolerClient client = new PoolerClient(this, number, socket);
                clients.put(number, client);
                start("client-" + number, client::run);
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** Opens one more server connection where there is room. Returns one that tells the settings of all. */
    synchronized PoolerServer logIn(PgMessage startup, PoolerClient client) throws IOException {
        if (servers.size() < size) {
            PoolerServer server = new PoolerServer(address);
            server.logIn(startup, client);
            servers.add(server);
            start("server-" + servers.size(), server::relay);
            release(server);
        }
        return servers.get(0);
    }

    /** Waits for a server connection in turn. */
    PoolerServer take(PoolerClient client) throws IOException {
        PoolerServer server = next();
        if (server == null) {
            client.refuse("08P01", "query_wait_timeout");
            throw new IOException("no server connection for " + WAIT_SECONDS + " s");
        }
        server.lendTo(client);
        return server;
    }

    private @Nullable PoolerServer next() throws IOException {
        try {
            return free.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void release(PoolerServer server) {
        server.lendTo(null);
        free.add(server);
    }

    void forget(int client) {
        clients.remove(client);
    }

    void cancel(int number) throws IOException {
        PoolerClient client = clients.get(number);
        if (client != null) {
            client.cancel();
        }
    }

    /** Closes all connections, on both sides. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clients.values().forEach(PoolerClient::close);
        synchronized (this) {
            servers.forEach(PoolerServer::close);
        }
    }
}

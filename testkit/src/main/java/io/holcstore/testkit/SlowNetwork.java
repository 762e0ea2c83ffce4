package io.holcstore.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between an application and its server, counts how often the application waits for an answer, and makes each of
 * these round trips take longer. It works with the protocol of any database. Thread-safe.
 */
public final class SlowNetwork implements AutoCloseable {
    private final InetSocketAddress server;
    private final long delayNanos;
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong roundTrips = new AtomicLong();

    /**
     * Starts to listen.
     *
     * @param delay how much longer each round trip takes
     * @throws IOException if there is no port to listen at
     */
    public SlowNetwork(InetSocketAddress server, Duration delay) throws IOException {
        this.server = server;
        this.delayNanos = delay.toNanos();
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow-network");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where applications connect to. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** How many requests have been sent after an answer, over all connections, those of logins included. */
    public long roundTrips() {
        return roundTrips.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket upstream = new Socket(server.getAddress(), server.getPort());
                sockets.add(client);
                sockets.add(upstream);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                Turn turn = new Turn();
                start(() -> relay(client, upstream, turn, true));
                start(() -> relay(upstream, client, turn, false));
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** Whose turn it is on one connection. */
    private static final class Turn {
        private volatile boolean answered = true;
    }

    private void relay(Socket from, Socket to, Turn turn, boolean request) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (request && turn.answered) {
                    roundTrips.incrementAndGet();
                    LockSupport.parkNanos(delayNanos);
                }
                turn.answered = !request;
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one of the two is gone
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

package io.holcstore.testkit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection of a {@link TransactionPooler} to the database. Its answers go to the client that has it. */
final class PoolerServer {
    private static final int CANCEL_REQUEST = 80877102;

    private final InetSocketAddress address;
    private final Socket socket;
    private final DataInputStream in;
    private final List<PgMessage> statuses = new ArrayList<>();
    private int process;
    private int secret;
    private volatile @Nullable PoolerClient client;

    PoolerServer(InetSocketAddress address) throws IOException {
        this.address = address;
        this.socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Opens the session with a client's own startup message: the client answers what the server asks. */
    void logIn(PgMessage startup, PoolerClient by) throws IOException {
        send(startup);
        while (true) {
            PgMessage answer = PgMessage.read(in);
            if (answer == null) {
                throw new IOException("the server closed the connection at the login");
            }
            switch (answer.type()) {
                case 'Z' -> {
                    return;
                }
                case 'K' -> {
                    process = answer.int4(0);
                    secret = answer.int4(4);
                }
                case 'S' -> statuses.add(answer);
                case 'R' -> logInStep(answer, by);
                case 'E' -> {
                    by.send(answer);
                    throw new IOException("the server refused the login");
                }
                default -> {}
            }
        }
    }

    /** Authentication goes on until the server says that it is done (0) or sends the last word of SCRAM (12). */
    private void logInStep(PgMessage request, PoolerClient by) throws IOException {
        if (request.int4(0) != 0) {
            by.send(request);
            if (request.int4(0) != 12) {
                send(by.receive());
            }
        }
    }

    /** The settings that the server told at the login, for every client. */
    List<PgMessage> statuses() {
        return statuses;
    }

    void lendTo(@Nullable PoolerClient next) {
        client = next;
    }

    void send(PgMessage message) throws IOException {
        message.write(socket.getOutputStream());
    }

    /** Hands out answers until the connection ends. */
    void relay() {
        try {
            for (PgMessage answer = PgMessage.read(in); answer != null; answer = PgMessage.read(in)) {
                PoolerClient asking = client;
                if (asking != null) {
                    asking.answer(answer);
                }
            }
        } catch (IOException e) {
            // ended
        }
        PoolerClient asking = client;
        if (asking != null) {
            asking.close();
        }
    }

    /** Cancels what runs, as the manual has it: by another connection. */
    void cancel() throws IOException {
        ByteBuffer body =
                ByteBuffer.allocate(12).putInt(CANCEL_REQUEST).putInt(process).putInt(secret);
        try (Socket cancelling = new Socket(address.getAddress(), address.getPort())) {
            new PgMessage(PgMessage.NONE, body.array()).write(cancelling.getOutputStream());
        }
    }

    void close() {
        PoolerClient.close(socket);
    }
}

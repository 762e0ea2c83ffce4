package io.holcstore.testkit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A connection of an application to a {@link TransactionPooler}. It has a server for the length of a transaction. */
final class PoolerClient {
    private static final int CANCEL_REQUEST = 80877102;
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private static final PgMessage AUTHENTICATED = new PgMessage('R', new byte[4]);
    private static final PgMessage READY = new PgMessage('Z', new byte[] {'I'});
    private static final PgMessage SYNC = new PgMessage('S', new byte[0]);
    private static final PgMessage COPY_FAIL =
            new PgMessage('f', "the client is gone\0".getBytes(StandardCharsets.US_ASCII));

    private final TransactionPooler pooler;
    private final int number;
    private final Socket socket;
    private final DataInputStream in;

    private @Nullable PoolerServer server;

    /** Requests whose end the server has not answered yet. */
    private int pending;

    /** Whether there are messages whose request has not ended. */
    private boolean unended;

    private boolean gone;

    PoolerClient(TransactionPooler pooler, int number, Socket socket) throws IOException {
        this.pooler = pooler;
        this.number = number;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Serves the client until it ends. */
    void run() {
        try {
            PgMessage startup = startup();
            if (startup.int4(0) == CANCEL_REQUEST) {
                pooler.cancel(startup.int4(4));
            } else {
                welcome(startup);
                for (PgMessage said = PgMessage.read(in);
                        said != null && said.type() != 'X';
                        said = PgMessage.read(in)) {
                    forward(said);
                }
            }
        } catch (IOException e) {
            // gone without a word
        } finally {
            leave();
        }
    }

    private PgMessage startup() throws IOException {
        while (true) {
            PgMessage first = PgMessage.readFirst(in);
            int code = first.int4(0);
            if (code != SSL_REQUEST && code != GSS_REQUEST) {
                return first;
            }
            socket.getOutputStream().write('N');
        }
    }

    private void welcome(PgMessage startup) throws IOException {
        PoolerServer like = pooler.logIn(startup, this);
        send(AUTHENTICATED);
        for (PgMessage status : like.statuses()) {
            send(status);
        }
        send(new PgMessage('K', ByteBuffer.allocate(8).putInt(number).array()));
        send(READY);
    }

    PgMessage receive() throws IOException {
        PgMessage message = PgMessage.read(in);
        if (message == null) {
            throw new EOFException("the client is gone");
        }
        return message;
    }

    void send(PgMessage message) throws IOException {
        message.write(socket.getOutputStream());
    }

    private void forward(PgMessage said) throws IOException {
        boolean copying = "dcf".indexOf(said.type()) >= 0;
        PoolerServer to;
        synchronized (this) {
            if (server == null) {
                if (copying) {
                    return; // what is left of a COPY that has failed
                }
                server = pooler.take(this);
            }
            if ("QSF".indexOf(said.type()) >= 0) {
                pending++;
                unended = false;
            } else if (!copying) {
                unended = true;
            }
            to = server;
        }
        to.send(said);
    }

    /** Passes an answer on; the server goes to the next client where it says that it is idle. */
    void answer(PgMessage answer) throws IOException {
        if (answer.type() == 'Z') {
            ready(answer);
        } else {
            deliver(answer);
        }
    }

    private synchronized void ready(PgMessage answer) {
        deliver(answer);
        pending--;
        PoolerServer had = server;
        if (had != null && pending == 0 && !unended && answer.first() == 'I') {
            server = null;
            pooler.release(had);
        }
    }

    private void deliver(PgMessage answer) {
        try {
            send(answer);
        } catch (IOException e) {
            close(socket); // the transaction ends in leave()
        }
    }

    /** Rolls back what the client leaves behind. */
    private void leave() {
        close(socket);
        pooler.forget(number);
        synchronized (this) {
            PoolerServer left = server;
            if (gone || left == null) {
                return;
            }
            gone = true;
            try {
                left.send(COPY_FAIL); // ignored where no COPY is under way
                if (unended) {
                    pending++;
                    unended = false;
                    left.send(SYNC);
                }
                pending++;
                left.send(PgMessage.query("ROLLBACK"));
            } catch (IOException e) {
                left.close();
            }
        }
    }

    synchronized void cancel() throws IOException {
        if (server != null) {
            server.cancel();
        }
    }

    /** Tells the client why it is put out. */
    void refuse(String state, String message) throws IOException {
        String fields = "SFATAL\0VFATAL\0C" + state + "\0M" + message + "\0\0";
        send(new PgMessage('E', fields.getBytes(StandardCharsets.UTF_8)));
    }

    void close() {
        close(socket);
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed anyway
        }
    }
}

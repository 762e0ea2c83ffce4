package io.holcstore.testkit;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message of PostgreSQL's protocol 3.0, as its manual has it under "Message Formats": a byte that names the type, a
 * 32-bit length that counts itself, and a body. The first message of a connection has no type.
 */
final class PgMessage {
    /** In place of a type. */
    static final char NONE = 0;

    private final char type;
    private final byte[] body;

    PgMessage(char type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    /** A simple query. */
    static PgMessage query(String sql) {
        return new PgMessage('Q', (sql + '\0').getBytes(StandardCharsets.UTF_8));
    }

    /** The next message, or null where the other side has closed the connection. */
    static @Nullable PgMessage read(DataInputStream in) throws IOException {
        int type = in.read();
        return type < 0 ? null : new PgMessage((char) type, body(in));
    }

    /** The first message of a connection. */
    static PgMessage readFirst(DataInputStream in) throws IOException {
        return new PgMessage(NONE, body(in));
    }

    private static byte[] body(DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        return body;
    }

    /** In one piece: the other thread that writes to the same connection waits. */
    void write(OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(body.length + 5);
        if (type != NONE) {
            bytes.put((byte) type);
        }
        bytes.putInt(body.length + 4).put(body);
        synchronized (out) {
            out.write(bytes.array(), 0, bytes.position());
            out.flush();
        }
    }

    char type() {
        return type;
    }

    /** A 32-bit number of the body. */
    int int4(int at) throws EOFException {
        if (body.length < at + 4) {
            throw new EOFException("a message of type " + type + " has " + body.length + " bytes");
        }
        return ByteBuffer.wrap(body).getInt(at);
    }

    /** The first character of the body. */
    char first() {
        return (char) body[0];
    }
}

package io.holcstore.internal.http.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the whole answer and then sends it with its length. Otherwise the JDK's server would send many small pieces.
 * An answer that grows too long for that is started at once.
 */
public final class WholeOutput extends OutputStream {
    private static final int MOST = 4 << 20;

    private final int status;
    private final Map<String, String> headers;
    private final Responder responder;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(1 << 16);

    /** The stream of the answer; null until the answer is started. */
    private @Nullable OutputStream out;

    public WholeOutput(int status, Map<String, String> headers, Responder responder) {
        this.status = status;
        this.headers = headers;
        this.responder = responder;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (out != null) {
            out.write(bytes, from, length);
        } else if (length > MOST - held.size()) {
            start(headers).write(bytes, from, length);
        } else {
            held.write(bytes, from, length);
        }
    }

    private OutputStream start(Map<String, String> all) throws IOException {
        OutputStream started = responder.start(status, all);
        held.writeTo(started);
        held.reset();
        out = started;
        return started;
    }

    /** Sends what is collected, or ends the answer that was started. */
    @Override
    public void close() throws IOException {
        if (out == null) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("Content-Length", Integer.toString(held.size()));
            start(all).close();
        } else {
            out.close();
        }
    }
}

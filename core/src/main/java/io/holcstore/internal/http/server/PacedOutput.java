package io.holcstore.internal.http.server;

import io.holcstore.internal.http.Time;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Writes to another stream, and fails when the time for the whole answer is over. */
public final class PacedOutput extends OutputStream {
    private static final int PIECE = 64 << 10;

    private final OutputStream out;
    private final Duration atMost;
    private final Time time;
    private final long startNanos;

    public PacedOutput(OutputStream out, Duration atMost, Time time) {
        this.out = out;
        this.atMost = atMost;
        this.time = time;
        this.startNanos = time.nanos();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int done = 0; done < length; done += PIECE) {
            if (time.nanos() - startNanos > atMost.toNanos()) {
                throw new IOException("the client did not receive its answer within " + atMost);
            }
            out.write(bytes, from + done, Math.min(PIECE, length - done));
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

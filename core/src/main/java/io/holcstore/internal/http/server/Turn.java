package io.holcstore.internal.http.server;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The work of a server thread for one connection. An interrupt while the thread waits for the socket cuts the
 * connection off, because it closes the channel that the JDK's server reads or writes. At any other time the thread is
 * not interrupted, because that would break other work, such as that of a database in files. Thread-safe.
 */
public final class Turn {
    private final long readNanos;
    private final long writeNanos;

    /** The thread while it waits for the socket. */
    private @Nullable Thread waiting;

    private boolean reading;
    private boolean cut;
    private long until;

    public Turn(ServerLimits limits) {
        this.readNanos = limits.requestTime().toNanos();
        this.writeNanos = limits.stallTime().toNanos();
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    /** Records that this thread now waits for the client to send. */
    public void read() {
        begin(true, readNanos);
    }

    private synchronized void begin(boolean forRequest, long nanos) {
        waiting = Thread.currentThread();
        reading = forRequest;
        until = System.nanoTime() + nanos;
    }

    /** Records that this thread no longer waits. */
    public synchronized void end() {
        waiting = null;
        if (cut) {
            Thread.interrupted(); // clears an interrupt that was meant for the wait
        }
    }

    private <T> T waiting(boolean forRequest, Work<T> work) throws IOException {
        begin(forRequest, forRequest ? readNanos : writeNanos);
        try {
            return work.run();
        } finally {
            end();
        }
    }

    /** Cuts the connection off when the wait for its client has lasted too long. */
    public synchronized void cutIfLate(long nanoTime) {
        if (waiting != null && nanoTime - until > 0) {
            interrupt(waiting);
        }
    }

    /** Cuts the connection off when its request has not arrived completely. */
    public synchronized boolean cutIfReading() {
        if (waiting != null && reading && !cut) {
            interrupt(waiting);
            return true;
        }
        return false;
    }

    private void interrupt(Thread thread) {
        cut = true;
        thread.interrupt();
    }

    InputStream guard(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                return waiting(true, super::read);
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return waiting(true, () -> super.read(bytes, from, length));
            }
        };
    }

    /** Starts an answer by sending its status and headers. */
    interface Start {
        OutputStream start() throws IOException;
    }

    OutputStream guard(Start start) throws IOException {
        return new FilterOutputStream(waiting(false, start::start)) {
            private void waitingFor(boolean request, Write write) throws IOException {
                waiting(request, () -> {
                    write.run();
                    return this;
                });
            }

            @Override
            public void write(int b) throws IOException {
                waitingFor(false, () -> out.write(b));
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                waitingFor(false, () -> out.write(bytes, from, length));
            }

            @Override
            public void flush() throws IOException {
                waitingFor(false, out::flush);
            }

            @Override
            public void close() throws IOException {
                flush();
                waitingFor(true, out::close); // the JDK's server then reads what is left of the request
            }
        };
    }

    private interface Write {
        void run() throws IOException;
    }
}

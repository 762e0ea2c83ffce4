package io.holcstore.internal.http.server;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.http.Problem;
import io.holcstore.internal.http.ProblemException;
import io.holcstore.internal.http.Reply;
import io.holcstore.internal.http.Request;
import io.holcstore.internal.http.Time;
import io.holcstore.internal.http.server.Gate.Admitted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Every request comes through it, on the thread of the request. It limits how many are answered at once, answers an
 * invalid request with a problem of RFC 9457, and logs an internal failure, to which it answers 500, or 503 when the
 * failure may pass, without saying what it was. Thread-safe.
 */
public final class Door {
    private static final int PIECE = 8 << 10;
    private static final Duration WHEN_BUSY = Duration.ofSeconds(1);
    private static final Duration WHEN_DOWN = Duration.ofSeconds(5);

    private final Gate gate;
    private final ServerLimits limits;
    private final System.Logger log;
    private final String what;
    private final Map<String, String> headers;
    private final Callers callers;
    private final Semaphore permits;

    /**
     * Creates a door.
     *
     * @param log where internal failures are logged
     * @param what the requests, in the message of a failure: {@code a request for changes}
     * @param headers the headers of every answer
     */
    public Door(Gate gate, ServerLimits limits, System.Logger log, String what, Map<String, String> headers) {
        this.gate = gate;
        this.limits = limits;
        this.log = log;
        this.what = what;
        this.headers = Map.copyOf(headers);
        this.callers = new Callers(limits.requestsPerCaller());
        this.permits = new Semaphore(limits.requests());
    }

    public ServerLimits limits() {
        return limits;
    }

    /**
     * Answers one request on the calling thread.
     *
     * @throws IOException when the client is gone; the connection cannot be used again
     */
    public void handle(Request request, Responder responder) throws IOException {
        Admitted admitted;
        try {
            admitted = gate.admit(request);
            requireMethod(admitted);
        } catch (ProblemException | RuntimeException e) {
            send(reply(e), responder);
            return;
        }
        String caller = admitted.caller();
        if (!callers.enter(caller)) {
            send(
                    Problem.of(429, "this caller already has " + limits.requestsPerCaller() + " requests in progress")
                            .retryAfter(WHEN_BUSY)
                            .reply(),
                    responder);
            return;
        }
        try {
            answer(admitted, responder);
        } finally {
            callers.leave(caller);
        }
    }

    private static void requireMethod(Admitted admitted) throws ProblemException {
        Set<String> known = admitted.endpoint().methods();
        if (!known.contains(admitted.request().method())) {
            String methods = String.join(", ", known);
            throw new ProblemException(
                    Problem.of(405, "the methods of this path are " + methods).with("Allow", methods));
        }
    }

    /**
     * Reads the body before it takes one of the places. A request in a place waits only for the database and for the
     * client that receives the answer.
     */
    private void answer(Admitted admitted, Responder responder) throws IOException {
        Request whole;
        try {
            whole = admitted.request().with(body(admitted.request()));
        } catch (ProblemException | RuntimeException e) {
            send(reply(e), responder);
            return;
        }
        if (!permits.tryAcquire()) {
            send(Problem.of(503, "the server is busy").retryAfter(WHEN_BUSY).reply(), responder);
            return;
        }
        try {
            send(reply(whole, admitted), responder);
        } finally {
            permits.release();
        }
    }

    private byte[] body(Request request) throws ProblemException, IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int length = request.body().read(piece);
                length >= 0;
                length = request.body().read(piece)) {
            body.write(piece, 0, length);
            if (body.size() > limits.bodyBytes()) {
                throw new ProblemException(Problem.of(413, "the body has more than " + limits.bodyBytes() + " bytes"));
            }
            if (System.nanoTime() - start > limits.requestTime().toNanos()) {
                throw new ProblemException(Problem.of(408, "the body did not arrive within " + limits.requestTime()));
            }
        }
        return body.toByteArray();
    }

    /** Accepts no more requests, and waits for those in progress. */
    void drain(Duration atMost) {
        try {
            if (!permits.tryAcquire(limits.requests(), atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                log.log(System.Logger.Level.WARNING, "requests were still being answered after {0}", atMost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Reply reply, Responder responder) throws IOException {
        // Closes the stream only after a complete answer: to the client, a closed stream is the end of the answer.
        Responder paced = (status, own) -> {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.putAll(own);
            return new PacedOutput(responder.start(status, all), limits.answerTime(), Time.SYSTEM);
        };
        OutputStream out = reply.whole()
                ? new WholeOutput(reply.status(), reply.headers(), paced)
                : paced.start(reply.status(), reply.headers());
        try {
            reply.body().write(out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            log.log(System.Logger.Level.ERROR, what + " failed while its answer was being sent", e);
            throw e;
        }
        out.close();
    }

    private Reply reply(Request request, Admitted admitted) throws IOException {
        try {
            return admitted.endpoint().answer(request, admitted.allowed());
        } catch (ProblemException | RuntimeException e) {
            return reply(e);
        }
    }

    private Reply reply(Exception e) {
        if (e instanceof ProblemException problem) {
            return problem.problem().reply();
        }
        log.log(System.Logger.Level.ERROR, what + " failed", e);
        boolean mayPass = e instanceof StoreSqlException sql && sql.isRetryable();
        return (mayPass
                        ? Problem.of(503, "the database does not answer; try again")
                                .retryAfter(WHEN_DOWN)
                        : Problem.of(500, "the server failed; its log says why"))
                .reply();
    }
}

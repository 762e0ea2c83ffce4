package io.holcstore.internal.http;

import io.holcstore.error.SyncException;
import io.holcstore.internal.session.Verb;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Limits how long the requests of one pull may take, and waits after each that failed. */
public final class Retries {
    /** The longest wait that a server may request. After a longer one the pull fails. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final int tries;
    private final Duration requestTimeout;
    private final @Nullable Duration deadline;
    private final Time time;
    private final Stop stop;
    private final Verb verb;
    private final long startNanos;

    /** Starts the time of the pull. The verb counts each retry. */
    public Retries(SyncSettings settings, Stop stop, Verb verb) {
        this.tries = settings.tries();
        this.requestTimeout = settings.requestTimeout();
        this.deadline = settings.deadline();
        this.time = settings.time();
        this.stop = stop;
        this.verb = verb;
        this.startNanos = time.nanos();
    }

    /**
     * Waits for the next try.
     *
     * @throws SyncException when there is no next try
     */
    public void sleep(int failures, TransientException e) throws InterruptedException {
        if (failures >= tries) {
            String times = failures == 1 ? "" : ", the last of " + failures + " tries";
            throw last(e, times + "; pull again once the server can be reached");
        }
        Duration wait = Backoff.delay(failures, ThreadLocalRandom.current().nextDouble());
        if (e.retryAfter().compareTo(wait) > 0) {
            wait = e.retryAfter();
        }
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw last(e, "; the server requests a wait of " + wait);
        }
        if (deadline != null && wait.compareTo(left(deadline)) >= 0) {
            throw last(e, "; the next try in " + wait + " would be after the deadline of " + deadline);
        }
        stop.sleep(wait);
        verb.again();
    }

    private static SyncException last(TransientException e, String why) {
        @Nullable Integer status = e.status() == 0 ? null : e.status();
        return new SyncException(e.getMessage() + why, e, true, null, null, status);
    }

    /** Returns how long the next request may take. */
    public Duration atMost() {
        if (deadline == null) {
            return requestTimeout;
        }
        Duration left = left(deadline);
        if (left.isNegative() || left.isZero()) {
            throw new SyncException("the deadline of " + deadline + " has passed; pull again to continue", null, true);
        }
        return left.compareTo(requestTimeout) < 0 ? left : requestTimeout;
    }

    private Duration left(Duration total) {
        return total.minusNanos(time.nanos() - startNanos);
    }
}

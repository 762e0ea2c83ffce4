package io.holcstore.internal.session;

import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreEvent.Outcome;
import java.util.function.Supplier;

/** One call of a verb: what it is called in messages and events, and what it has done so far. Not thread-safe. */
public final class Verb {
    private final String name;
    private final String store;
    private final Supplier<String> text;
    private int attempts;
    private long series;
    private long points;
    private long bytes;
    private Outcome outcome = Outcome.FAILED; // until it is known to have ended well

    private Verb(String name, String store, Supplier<String> text) {
        this.name = name;
        this.store = store;
        this.text = text;
    }

    /**
     * A call that begins.
     *
     * @param name the method of the store
     * @param store the table as it was named
     * @param text what is being done, as messages begin with it; only made when there is a message
     */
    public static Verb of(String name, String store, Supplier<String> text) {
        return new Verb(name, store, text);
    }

    /** Adds to what it has written or read. */
    public void count(long moreSeries, long morePoints, long moreBytes) {
        series += moreSeries;
        points += morePoints;
        bytes += moreBytes;
    }

    /** Begins another attempt: what the one before did was rolled back. */
    void attempt() {
        attempts++;
        series = 0;
        points = 0;
        bytes = 0;
    }

    void end(Outcome how) {
        outcome = how;
    }

    StoreEvent event(long nanos) {
        return new StoreEvent(name, store, series, points, bytes, nanos, Math.max(1, attempts), outcome);
    }

    /** What is being done: {@code merging kind=base in loads}. */
    @Override
    public String toString() {
        return text.get();
    }
}

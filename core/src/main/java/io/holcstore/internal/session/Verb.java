package io.holcstore.internal.session;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.sql.dialect.SqlErrors;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreEvent.Outcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of a verb: what it is called in messages and events, and what it has done so far. Not thread-safe. */
public final class Verb {
    private final String name;
    private final String store;
    private final Supplier<String> text;
    private final @Nullable Verb whole;
    private @Nullable SeriesKey key;
    private int attempts;
    private long series;
    private long points;
    private long bytes;
    private Outcome outcome = Outcome.FAILED; // until it is known to have ended well

    private Verb(String name, String store, Supplier<String> text, @Nullable Verb whole) {
        this.name = name;
        this.store = store;
        this.text = text;
        this.whole = whole;
    }

    /**
     * A call that begins.
     *
     * @param name the method of the store
     * @param store the table as it was named
     * @param text what is being done, as messages begin with it; only made when there is a message
     */
    public static Verb of(String name, String store, Supplier<String> text) {
        return new Verb(name, store, text, null);
    }

    /** The only series that it is about. */
    public Verb about(SeriesKey only) {
        key = only;
        return this;
    }

    SqlErrors.Doing doing() {
        return new SqlErrors.Doing(toString(), store, key == null ? null : key.toString());
    }

    /** One of several transactions of this verb: when it is run again, so is the verb. */
    public Verb part(Supplier<String> partText) {
        return new Verb(name, store, partText, this);
    }

    /** Adds to what it has written or read. */
    public void count(long moreSeries, long morePoints, long moreBytes) {
        series += moreSeries;
        points += morePoints;
        bytes += moreBytes;
    }

    /** Begins another attempt: what the one before did was rolled back. */
    void attempt() {
        if (attempts > 0 && whole != null) {
            whole.again();
        }
        attempts++;
        series = 0;
        points = 0;
        bytes = 0;
    }

    /** A part of it is done again, because it failed. What was counted stays. */
    public void again() {
        attempts = Math.max(1, attempts) + 1;
    }

    /** It has failed, whatever is said of it later. */
    public void failed() {
        end(Outcome.FAILED);
    }

    void failed(StoreSqlException e) {
        end(e.isOutcomeUnknown() ? Outcome.UNKNOWN : Outcome.FAILED);
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

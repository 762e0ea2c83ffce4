package io.holcstore.internal.session;

import io.holcstore.error.StoreSqlException;
import io.holcstore.internal.sql.dialect.SqlErrors;
import io.holcstore.key.SeriesKey;
import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreEvent.Outcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of a verb: its name for messages and events, and what it has done so far. Not thread-safe. */
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
    private Outcome outcome = Outcome.FAILED; // until the verb succeeds

    private Verb(String name, String store, Supplier<String> text, @Nullable Verb whole) {
        this.name = name;
        this.store = store;
        this.text = text;
        this.whole = whole;
    }

    /**
     * Returns a call that begins now.
     *
     * @param name the method of the store
     * @param store the name of the table
     * @param text the beginning of messages, which describes the action; created only for a message
     */
    public static Verb of(String name, String store, Supplier<String> text) {
        return new Verb(name, store, text, null);
    }

    /** Sets the only series that the verb is about. */
    public Verb about(SeriesKey only) {
        key = only;
        return this;
    }

    SqlErrors.Doing doing() {
        return new SqlErrors.Doing(toString(), store, key == null ? null : key.toString());
    }

    /** Returns one of several transactions of this verb. A retry of the part counts as a retry of the verb. */
    public Verb part(Supplier<String> partText) {
        return new Verb(name, store, partText, this);
    }

    /** Adds to the numbers of what was written or read. */
    public void count(long moreSeries, long morePoints, long moreBytes) {
        series += moreSeries;
        points += morePoints;
        bytes += moreBytes;
    }

    /** Begins another attempt, after the previous one was rolled back. Its counts start at zero. */
    void attempt() {
        if (attempts > 0 && whole != null) {
            whole.again();
        }
        attempts++;
        series = 0;
        points = 0;
        bytes = 0;
    }

    /** Counts a retry of a part that failed. The other counts stay. */
    public void again() {
        attempts = Math.max(1, attempts) + 1;
    }

    /** Marks the verb as failed; later calls do not change that. */
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

    /** Returns what the verb does: {@code merging kind=base in loads}. */
    @Override
    public String toString() {
        return text.get();
    }
}

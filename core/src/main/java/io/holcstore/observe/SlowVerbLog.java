package io.holcstore.observe;

import io.holcstore.internal.time.Years;
import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreListener;
import java.time.Duration;

/**
 * Logs verbs that took long, verbs that ran more than once, and verbs with an unknown outcome. It writes to the
 * {@link System.Logger} {@code io.holcstore.slow} at level WARNING. Thread-safe.
 */
public final class SlowVerbLog implements StoreListener {
    private static final System.Logger LOG = System.getLogger("io.holcstore.slow");

    private final long thresholdNanos;

    private SlowVerbLog(long thresholdNanos) {
        this.thresholdNanos = thresholdNanos;
    }

    /**
     * Returns a listener that logs verbs that took this long or longer.
     *
     * @throws IllegalArgumentException when the threshold is negative
     */
    public static SlowVerbLog of(Duration threshold) {
        Duration checked = Years.require(threshold, "the threshold of slow verbs");
        long longest = Long.MAX_VALUE / 1_000_000;
        return new SlowVerbLog(Math.min(checked.toMillis(), longest) * 1_000_000 + checked.toNanosPart() % 1_000_000);
    }

    @Override
    public void after(StoreEvent event) {
        boolean unknown = event.outcome() == StoreEvent.Outcome.UNKNOWN;
        if (event.nanos() >= thresholdNanos || event.attempts() > 1 || unknown) {
            LOG.log(System.Logger.Level.WARNING, () -> text(event));
        }
    }

    private static String text(StoreEvent event) {
        return event.verb() + " of " + event.store() + " took " + event.nanos() / 1_000_000 + " ms in "
                + event.attempts()
                + (event.attempts() == 1 ? " attempt" : " attempts") + ": " + event.outcome() + ", " + event.series()
                + " series, " + event.points() + " points, " + event.bytes() + " bytes";
    }
}

package io.holcstore.internal.session;

import io.holcstore.error.StoreSqlException;
import io.holcstore.store.StoreEvent.Outcome;
import io.holcstore.store.StoreListener;
import java.util.function.Supplier;

/** Tells a listener of verbs that have ended. */
public final class Hearing {
    private static final System.Logger LOG = System.getLogger(Hearing.class.getName());

    private Hearing() {}

    /** Runs a verb, and tells the listener how it ended. */
    public static <T> T heard(StoreListener listener, Verb verb, Supplier<T> run) {
        if (listener == StoreListener.NONE) {
            return run.get();
        }
        long start = System.nanoTime();
        try {
            T result = run.get();
            verb.end(Outcome.DONE);
            return result;
        } catch (StoreSqlException e) {
            verb.failed(e);
            throw e;
        } finally {
            tell(listener, verb, start);
        }
    }

    static void tell(StoreListener listener, Verb verb, long start) {
        try {
            listener.after(verb.event(System.nanoTime() - start));
        } catch (RuntimeException | Error e) { // the verb has ended, and its caller must hear how
            LOG.log(System.Logger.Level.WARNING, "a listener failed after " + verb, e);
        }
    }
}

package io.holcstore.internal.session;

import io.holcstore.error.StoreSqlException;
import io.holcstore.store.StoreEvent.Outcome;
import io.holcstore.store.StoreListener;
import java.util.function.Supplier;

/** Reports completed verbs to a listener. */
public final class Hearing {
    private static final System.Logger LOG = System.getLogger(Hearing.class.getName());

    private Hearing() {}

    /** Runs a verb and reports its result to the listener. */
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
        } catch (RuntimeException | Error e) { // must not replace the result of the verb
            LOG.log(System.Logger.Level.WARNING, "a listener failed after " + verb, e);
        }
    }
}

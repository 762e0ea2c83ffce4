package io.holcstore.observe;

import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreListener;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * Writes each verb as an event {@code io.holcstore.Verb} of the JDK Flight Recorder, while a recording has this event
 * enabled. Needs the module {@code jdk.jfr}. Thread-safe.
 */
public final class FlightRecorderListener implements StoreListener {
    /** Creates a listener. */
    public FlightRecorderListener() {}

    @Override
    public void after(StoreEvent event) {
        VerbEvent verb = new VerbEvent();
        if (!verb.isEnabled()) {
            return;
        }
        verb.verb = event.verb();
        verb.store = event.store();
        verb.series = event.series();
        verb.points = event.points();
        verb.bytes = event.bytes();
        verb.nanos = event.nanos();
        verb.attempts = event.attempts();
        verb.outcome = event.outcome().name();
        verb.commit();
    }

    /** The event of one verb. It is written when the verb has ended, with the time that the verb took as a field. */
    @Name("io.holcstore.Verb")
    @Label("Verb of a store")
    @Category("HoLcStore")
    @StackTrace(false)
    static final class VerbEvent extends Event {
        @Label("Verb")
        String verb = "";

        @Label("Store")
        String store = "";

        @Label("Series")
        long series;

        @Label("Points")
        long points;

        @Label("Blobs")
        @DataAmount
        long bytes;

        @Label("Time taken")
        @Timespan
        long nanos;

        @Label("Attempts")
        int attempts;

        @Label("Outcome")
        String outcome = "";
    }
}

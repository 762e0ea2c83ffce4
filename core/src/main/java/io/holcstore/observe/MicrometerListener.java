package io.holcstore.observe;

import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Records the verbs of stores in meters of Micrometer. Needs {@code io.micrometer:micrometer-core}. All meters have the
 * tags {@code store} and {@code verb}.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>kind</th><th>what it measures</th></tr>
 * <tr><td>{@code holcstore.verb}</td><td>timer, with the tag {@code outcome}</td><td>verbs and how long they
 *     take</td></tr>
 * <tr><td>{@code holcstore.verb.retries}</td><td>counter</td><td>attempts after the first one, which follow deadlocks
 *     and lock timeouts</td></tr>
 * <tr><td>{@code holcstore.verb.series}</td><td>counter</td><td>series written or read</td></tr>
 * <tr><td>{@code holcstore.verb.points}</td><td>counter</td><td>points written or read</td></tr>
 * <tr><td>{@code holcstore.verb.bytes}</td><td>counter, bytes</td><td>blobs written or read</td></tr>
 * </table>
 *
 * <p>Thread-safe. Meters are looked up once for each store, verb and outcome.
 */
public final class MicrometerListener implements StoreListener {
    private record Name(String store, String verb, StoreEvent.Outcome outcome) {}

    private record Meters(Timer timer, Counter retries, Counter series, Counter points, Counter bytes) {}

    private final MeterRegistry registry;
    private final Map<Name, Meters> known = new ConcurrentHashMap<>();

    private MicrometerListener(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Returns a listener that registers its meters in this registry. */
    @SuppressWarnings("exports") // applications that call this have the library
    public static MicrometerListener of(MeterRegistry registry) {
        return new MicrometerListener(Objects.requireNonNull(registry, "registry"));
    }

    @Override
    public void after(StoreEvent event) {
        Meters meters = known.computeIfAbsent(new Name(event.store(), event.verb(), event.outcome()), this::register);
        meters.timer.record(event.nanos(), TimeUnit.NANOSECONDS);
        meters.retries.increment(event.attempts() - 1.0);
        meters.series.increment((double) event.series());
        meters.points.increment((double) event.points());
        meters.bytes.increment((double) event.bytes());
    }

    private Meters register(Name name) {
        return new Meters(
                Timer.builder("holcstore.verb")
                        .description("verbs of stores")
                        .tags("store", name.store, "verb", name.verb)
                        .tag("outcome", name.outcome.name().toLowerCase(Locale.ROOT))
                        .register(registry),
                counter("holcstore.verb.retries", "attempts after the first one", name),
                counter("holcstore.verb.series", "series written or read", name),
                counter("holcstore.verb.points", "points written or read", name),
                Counter.builder("holcstore.verb.bytes")
                        .description("blobs written or read")
                        .baseUnit("bytes")
                        .tags("store", name.store, "verb", name.verb)
                        .register(registry));
    }

    private Counter counter(String meter, String description, Name name) {
        return Counter.builder(meter)
                .description(description)
                .tags("store", name.store, "verb", name.verb)
                .register(registry);
    }
}

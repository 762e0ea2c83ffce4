package io.holcstore.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreEvent.Outcome;
import io.holcstore.store.StoreListener;
import io.holcstore.store.StoreOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {
    private static StoreEvent event(String verb, long millis, int attempts, Outcome outcome) {
        return new StoreEvent(verb, "loads", 2, 100, 3000, millis * 1_000_000, attempts, outcome);
    }

    private static final class Kept extends Handler {
        private final List<String> messages = new ArrayList<>();

        @Override
        public void publish(LogRecord logged) {
            messages.add(logged.getMessage());
        }

        @Override
        public void flush() {
            messages.remove("");
        }

        @Override
        public void close() {
            messages.clear();
        }
    }

    @Test
    void slowVerbsAreLogged() {
        Logger logger = Logger.getLogger("io.holcstore.slow");
        Kept kept = new Kept();
        logger.setUseParentHandlers(false);
        logger.addHandler(kept);
        try {
            SlowVerbLog log = SlowVerbLog.of(Duration.ofMillis(100));
            log.after(event("read", 99, 1, Outcome.DONE));
            assertThat(kept.messages).isEmpty();
            log.after(event("read", 100, 1, Outcome.DONE));
            log.after(event("merge", 1, 3, Outcome.DONE));
            log.after(event("insert", 1, 1, Outcome.UNKNOWN));
            assertThat(kept.messages)
                    .containsExactly(
                            "read of loads took 100 ms in 1 attempt: DONE, 2 series, 100 points, 3000 bytes",
                            "merge of loads took 1 ms in 3 attempts: DONE, 2 series, 100 points, 3000 bytes",
                            "insert of loads took 1 ms in 1 attempt: UNKNOWN, 2 series, 100 points, 3000 bytes");
        } finally {
            logger.removeHandler(kept);
            logger.setUseParentHandlers(true);
        }
        assertThatThrownBy(() -> SlowVerbLog.of(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFlightRecorderKeepsVerbs(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("verbs.jfr");
        FlightRecorderListener listener = new FlightRecorderListener();
        listener.after(event("read", 1, 1, Outcome.DONE)); // nobody records
        try (Recording recording = new Recording()) {
            recording.enable("io.holcstore.Verb");
            recording.start();
            listener.after(event("merge", 7, 2, Outcome.DONE));
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(each -> each.getEventType().getName().equals("io.holcstore.Verb"))
                .toList();
        assertThat(events).hasSize(1);
        RecordedEvent verb = events.get(0);
        assertThat(verb.getString("verb")).isEqualTo("merge");
        assertThat(verb.getString("store")).isEqualTo("loads");
        assertThat(verb.getLong("points")).isEqualTo(100);
        assertThat(verb.getDuration("nanos")).isEqualTo(Duration.ofMillis(7));
        assertThat(verb.getInt("attempts")).isEqualTo(2);
        assertThat(verb.getString("outcome")).isEqualTo("DONE");
    }

    @Test
    void micrometerCountsVerbs() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MicrometerListener listener = MicrometerListener.of(registry);
        listener.after(event("merge", 7, 2, Outcome.DONE));
        listener.after(event("merge", 3, 1, Outcome.DONE));
        listener.after(event("merge", 3, 1, Outcome.FAILED));
        assertThat(registry.get("holcstore.verb")
                        .tags("store", "loads", "verb", "merge", "outcome", "done")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(10);
        assertThat(registry.get("holcstore.verb")
                        .tag("outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("holcstore.verb.retries").counter().count()).isEqualTo(1);
        assertThat(registry.get("holcstore.verb.series").counter().count()).isEqualTo(6);
        assertThat(registry.get("holcstore.verb.points").counter().count()).isEqualTo(300);
        assertThat(registry.get("holcstore.verb.bytes").counter().count()).isEqualTo(9000);
    }

    @Test
    void severalListenersHearTheSame() {
        List<String> heard = new ArrayList<>();
        StoreListener both = StoreListener.all(e -> heard.add("a " + e.verb()), e -> heard.add("b " + e.verb()));
        both.after(event("read", 1, 1, Outcome.DONE));
        assertThat(heard).containsExactly("a read", "b read");
    }

    @Test
    void optionsAreCheckedAndNeverChange() {
        StoreOptions defaults = StoreOptions.defaults();
        assertThat(defaults.listener()).isSameAs(StoreListener.NONE);
        assertThat(defaults.timeout()).isNull();
        assertThat(defaults.parallelism()).isEqualTo(1);
        StoreOptions limited = defaults.timeout(Duration.ofSeconds(30)).parallelism(4);
        assertThat(limited.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(limited.parallelism()).isEqualTo(4);
        assertThat(defaults.timeout()).isNull();
        assertThatThrownBy(() -> defaults.timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> defaults.timeout(Duration.ofDays(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.parallelism(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(defaults.timeout(Duration.ofDays(1000)).timeout()).isEqualTo(Duration.ofMillis(Integer.MAX_VALUE));
    }
}

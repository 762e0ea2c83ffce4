package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.DURATION;

import io.holcstore.Store;
import io.holcstore.error.SyncException;
import io.holcstore.http.TestServer.Answer;
import io.holcstore.internal.http.Backoff;
import io.holcstore.key.Axis;
import io.holcstore.key.AxisType;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreEvent.Outcome;
import io.holcstore.store.StoreOptions;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.ChunkBy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client does when a server does not answer as it should. */
final class RetryTest {
    @RegisterExtension
    final DatabaseExtension sourceDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    @RegisterExtension
    final DatabaseExtension replicaDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    private final TestTime time = new TestTime();
    private ChunkStore replica;
    private SyncHandler handler;

    @SuppressWarnings("NullAway.Init") // set before each test
    RetryTest() {}

    @BeforeEach
    void create() {
        ChunkStore source = Loads.create(sourceDatabase.dataSource());
        Loads.fill(source, 1);
        replica = Loads.create(replicaDatabase.dataSource());
        handler = SyncHandler.builder()
                .publish("loads", source)
                .authorize(Authorizer.anyone())
                .build();
    }

    private SyncClientBuilder client(URI uri) {
        return SyncClient.builder(uri).into(replica).time(time);
    }

    /** The waits of a pull from a server that first refuses in these ways. */
    private List<Duration> waits(Map<String, String> headers, int... statuses) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (TestServer server = new TestServer(exchange -> {
            int request = requests.getAndIncrement();
            if (request < statuses.length) {
                new Answer(statuses[request], headers, new byte[1]).send(exchange, 1, 1);
            } else {
                Answer answer = Answer.of(handler, exchange);
                answer.send(exchange, answer.body().length, answer.body().length);
            }
        })) {
            assertThat(client(server.loads()).build().pull().chunks()).isEqualTo(2);
        }
        return time.waits();
    }

    /** Of what a pull does, the listener of the replica hears as of one verb. */
    @Test
    void pullsAreHeard() throws Exception {
        List<StoreEvent> heard = new ArrayList<>();
        replica = Loads.DEFINITION.open(
                replicaDatabase.dataSource(), StoreOptions.defaults().listener(heard::add));
        waits(Map.of(), 500, 503);
        StoreEvent pull = heard.remove(heard.size() - 1);
        assertThat(pull.verb()).isEqualTo("pull");
        assertThat(pull.store()).isEqualTo(replica.name());
        assertThat(pull.series()).isEqualTo(2); // chunks
        assertThat(pull.points()).isPositive();
        assertThat(pull.bytes()).isPositive();
        assertThat(pull.nanos()).isPositive();
        assertThat(pull.attempts()).isEqualTo(3);
        assertThat(pull.outcome()).isEqualTo(Outcome.DONE);
        assertThat(heard).extracting(StoreEvent::verb).contains("apply").doesNotContain("pull");

        heard.clear();
        assertThatThrownBy(() -> waits(Map.of(), 403))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.status()).isEqualTo(403));
        assertThatThrownBy(() -> waits(Map.of(), 503, 503, 503, 503, 503, 503, 503, 503))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.status()).isEqualTo(503));
        heard.removeIf(event -> !event.verb().equals("pull"));
        assertThat(heard).extracting(StoreEvent::outcome).containsOnly(Outcome.FAILED);
        assertThat(heard).extracting(StoreEvent::attempts).containsExactly(1, 6);
    }

    @Test
    void waitsGrowAndAreRandom() throws Exception {
        List<Duration> waits = waits(Map.of(), 500, 502, 503, 504, 429);
        assertThat(waits).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(waits.get(i)).isBetween(Duration.ZERO, Duration.ofMillis(500L << i));
        }
    }

    @Test
    void retryAfterIsWaitedFor() throws Exception {
        assertThat(waits(Map.of("Retry-After", "120"), 503, 429))
                .containsExactly(Duration.ofMinutes(2), Duration.ofMinutes(2));
    }

    @Test
    void retryAfterMayBeADateOfTheServersClock() throws Exception {
        // The JDK's server says what time it is here; the client's clock is years behind.
        ZonedDateTime later = Instant.now().plusSeconds(100).atZone(ZoneOffset.UTC);
        Map<String, String> headers = Map.of("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(later));
        assertThat(waits(headers, 503))
                .singleElement(DURATION)
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(100));
    }

    @Test
    void retryAfterMayBeADateOfTheClientsClock() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                time.now().plusSeconds(59).atZone(ZoneOffset.UTC));
        assertThat(Backoff.retryAfter(date, time.now())).contains(Duration.ofSeconds(59));
    }

    private void assertFails(SyncClientBuilder client, boolean retryable, String... reasons) {
        assertThatThrownBy(client.build()::pull).isInstanceOfSatisfying(SyncException.class, e -> {
            assertThat(e.isRetryable()).isEqualTo(retryable);
            assertThat(e.getMessage()).contains(reasons).contains("load_curve", "page 1");
        });
    }

    @Test
    void triesEnd() throws Exception {
        try (TestServer server =
                new TestServer(exchange -> new Answer(503, Map.of(), new byte[1]).send(exchange, 1, 1))) {
            assertFails(client(server.loads()).tries(3), true, "503", "the last of 3 tries");
            assertThat(time.waits()).hasSize(2);
        }
        URI closed = URI.create("http://localhost:1/loads");
        assertFails(client(closed).tries(2), true, "ConnectException", closed.toString());
    }

    @Test
    void noWaitGoesBeyondTheDeadline() throws Exception {
        try (TestServer server = new TestServer(
                exchange -> new Answer(503, Map.of("Retry-After", "4"), new byte[1]).send(exchange, 1, 1))) {
            SyncClientBuilder client =
                    client(server.loads()).deadline(Duration.ofSeconds(10)).tries(100);
            assertFails(client, true, "deadline of PT10S");
            assertThat(time.waits()).containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4));
        }
    }

    @Test
    void aServerMayNotAskForForever() throws Exception {
        try (TestServer server = new TestServer(
                exchange -> new Answer(503, Map.of("Retry-After", "999999999"), new byte[1]).send(exchange, 1, 1))) {
            assertFails(client(server.loads()), true, "requests a wait of PT277777H");
            assertThat(time.waits()).isEmpty();
        }
    }

    @Test
    void whatCannotPassIsNotTriedAgain() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (TestServer server = new TestServer(exchange -> {
            requests.incrementAndGet();
            new Answer(400, Map.of(), new byte[1]).send(exchange, 1, 1);
        })) {
            assertFails(client(server.loads()), false, "400");
            assertThat(requests.get()).isEqualTo(1);
        }
    }

    @Test
    void anotherShapeIsNamed() throws Exception {
        ChunkStore other = Store.define()
                .axis(Loads.VERSION)
                .chunkBy(ChunkBy.YEAR)
                .freq("15min")
                .tz("UTC")
                .replicated()
                .table("other")
                .open(replicaDatabase.dataSource());
        other.schema().createIfMissing();
        try (TestServer server = new TestServer(exchange -> {
            Answer answer = Answer.of(handler, exchange);
            answer.send(exchange, answer.body().length, answer.body().length);
        })) {
            SyncClientBuilder client =
                    SyncClient.builder(server.loads()).into(other).time(time);
            assertThatThrownBy(client.build()::pull)
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("freq=1h")
                    .hasMessageContaining("freq=15min")
                    .hasMessageContaining("other");
        }
    }

    @Test
    void anInterruptEndsAPull() {
        Thread.currentThread().interrupt();
        try {
            assertFails(client(URI.create("http://localhost:1/loads")), true, "interrupted");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void mistakesAreNamedWhereTheyAreMade() {
        for (String uri : new String[] {
            "ftp://host/loads",
            "/loads",
            "http:///loads",
            "https://host/loads?token=geheim",
            "https://me:geheim@host/loads"
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SyncClient.builder(URI.create(uri)))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim"));
        }
        SyncClientBuilder builder = SyncClient.builder(URI.create("https://host/loads/"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("into(replica)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.pageRows(0))
                .withMessageContaining("pageRows");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.deadline(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.bearerToken("a b"));
        ChunkStore plain = Store.define()
                .axis(Loads.VERSION)
                .chunkBy(ChunkBy.YEAR)
                .freq("1h")
                .tz("UTC")
                .table("plain")
                .open(replicaDatabase.dataSource());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyncClient.builder(URI.create("https://host/loads"))
                        .into(plain)
                        .build())
                .withMessageContaining(".replicated()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.into(replica)
                        .filter(Axis.of("kind", AxisType.TEXT).is("x"))
                        .build())
                .withMessageContaining("kind text");
        assertThatThrownBy(() -> SyncHandler.builder().publish("loads", replica).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("authorize");
        assertThatThrownBy(() -> SyncHandler.builder().build()).hasMessageContaining("publish");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyncHandler.builder().publish("a/b", replica));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyncHandler.builder().publish("plain", plain));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SyncHandler.builder().publish("loads", replica).publish("loads", replica));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyncLimits.defaults().withPageRows(0));
    }
}

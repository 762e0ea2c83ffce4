package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.holcstore.django.DjangoClients;
import io.holcstore.django.DjangoProtocol;
import io.holcstore.django.DjangoSyncClient;
import io.holcstore.error.SyncException;
import io.holcstore.http.TestServer.Answer;
import io.holcstore.internal.django.DjangoChunk;
import io.holcstore.internal.django.DjangoJson;
import io.holcstore.internal.django.DjangoReader;
import io.holcstore.internal.http.server.WholeOutput;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.StoreEvent;
import io.holcstore.store.StoreEvent.Outcome;
import io.holcstore.store.StoreOptions;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pulls in the Python application's protocol: when what is asked for, and what comes of answers that fail. */
final class DjangoPullTest {
    /** Of two chunks each: two packs, and three of them. */
    private static final int SERIES = 70;

    @RegisterExtension
    final DatabaseExtension sourceDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    @RegisterExtension
    final DatabaseExtension replicaDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    private final TestTime time = new TestTime();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private ChunkStore source;
    private ChunkStore replica;
    private SyncHandler handler;

    @SuppressWarnings("NullAway.Init") // set before each test
    DjangoPullTest() {}

    @BeforeEach
    void create() {
        source = Loads.create(sourceDatabase.dataSource());
        Loads.fill(source, SERIES);
        replica = Loads.create(replicaDatabase.dataSource());
        handler = SyncHandler.builder()
                .publish("loads", DjangoProtocol.of(source))
                .authorize(Authorizer.anyone())
                .build();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().getPath().replaceFirst("/loads/", ""));
        Answer answer = Answer.of(handler, exchange);
        answer.send(exchange, answer.body().length, answer.body().length);
    }

    private DjangoSyncClient.Builder client(TestServer server) {
        return DjangoClients.builder(server.loads(), time).into(replica);
    }

    private void assertPulled() {
        assertThat(replica.keys(KeyFilter.all())).hasSize(SERIES);
        source.forEach(
                KeyFilter.all(), (key, series) -> assertThat(replica.read(key)).contains(series));
    }

    @Test
    void pullsAreHeard() throws Exception {
        List<StoreEvent> heard = new ArrayList<>();
        replica = Loads.DEFINITION.open(
                replicaDatabase.dataSource(), StoreOptions.defaults().listener(heard::add));
        AtomicBoolean refused = new AtomicBoolean();
        SyncReport report;
        try (TestServer server = new TestServer(exchange -> {
            if (refused.compareAndSet(false, true)) {
                new Answer(503, Map.of(), new byte[1]).send(exchange, 1, 1);
            } else {
                answer(exchange);
            }
        })) {
            report = client(server).build().pull();
        }
        StoreEvent pull = heard.remove(heard.size() - 1);
        assertThat(pull.verb()).isEqualTo("pull");
        assertThat(pull.series()).isEqualTo(report.chunks());
        assertThat(pull.points()).isPositive();
        assertThat(pull.bytes()).isEqualTo(report.bytes());
        assertThat(pull.attempts()).isEqualTo(2);
        assertThat(pull.outcome()).isEqualTo(Outcome.DONE);
        assertThat(heard).extracting(StoreEvent::verb).contains("apply").doesNotContain("pull");
    }

    /** It comes while the page before is still being stored, or this waits in vain. */
    @Test
    void theNextPageIsAskedForWhileOneIsStored() throws Exception {
        CountDownLatch second = new CountDownLatch(2);
        List<Boolean> came = new ArrayList<>(); // for each page
        try (TestServer server = new TestServer(exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/updates/")) {
                second.countDown();
            }
            answer(exchange);
        })) {
            client(server)
                    .pageRows(120)
                    .onProgress(done -> came.add(arrives(second)))
                    .build()
                    .pull();
        }
        assertThat(came.get(0)).isTrue();
        assertThat(requests.subList(0, 5)).containsExactly("updates/", "pack/", "pack/", "pack/", "updates/");
        assertPulled();
    }

    private static boolean arrives(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Such an answer is no sign that a chunk has gone: smaller requests would only be more of them. */
    @Test
    void aServerThatAsksToWaitIsWaitedFor() throws Exception {
        AtomicInteger packs = new AtomicInteger();
        try (TestServer server = new TestServer(exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/pack/") && packs.incrementAndGet() <= 2) {
                int status = packs.get() == 1 ? 429 : 503;
                new Answer(status, Map.of("Retry-After", "7"), new byte[1]).send(exchange, 1, 1);
            } else {
                answer(exchange);
            }
        })) {
            client(server).build().pull();
        }
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
        assertThat(packs.get()).isEqualTo(5); // once more for each
        assertPulled();
    }

    @Test
    void whatIsCutIsAskedForAgain() throws Exception {
        SplittableRandom random = new SplittableRandom(Seeds.of(5));
        try (TestServer server = new TestServer(exchange -> {
            Answer answer = Answer.of(handler, exchange);
            int length = answer.body().length;
            int cut;
            synchronized (random) {
                cut = random.nextInt(3) == 0 ? random.nextInt(length) : length;
            }
            answer.send(exchange, random.nextBoolean() ? length : Math.max(1, cut), cut);
        })) {
            client(server).pageRows(30).tries(Integer.MAX_VALUE).build().pull();
        }
        assertPulled();
    }

    /** What came before is stored, and not fetched again. */
    @Test
    void aPullThatEndsInTheMidstIsGoneOnWith() throws Exception {
        AtomicInteger packs = new AtomicInteger();
        AtomicBoolean broken = new AtomicBoolean(true);
        try (TestServer server = new TestServer(exchange -> {
            boolean pack = exchange.getRequestURI().getPath().endsWith("/pack/");
            if (broken.get() && pack && packs.incrementAndGet() > 2) {
                new Answer(403, Map.of(), new byte[1]).send(exchange, 1, 1);
            } else {
                answer(exchange);
            }
        })) {
            DjangoSyncClient client = client(server).pageRows(50).build();
            assertThatThrownBy(client::pull).isInstanceOf(SyncException.class).hasMessageContaining("403");
            int stored = Loads.rows(replica, KeyFilter.all()).size();
            assertThat(stored).isBetween(50, 100);
            broken.set(false);
            SyncReport report = client.pull();
            assertThat(report.chunks()).isEqualTo(2 * SERIES - stored);
        }
        assertPulled();
    }

    /** As Python writes them. */
    @Test
    void timesHaveSecondsAndSixDigitsOrNone() {
        for (String text : List.of(
                "2024-01-31T00:00:00Z",
                "2024-01-31T10:20:30Z",
                "2024-01-31T10:20:00.000001Z",
                "2024-01-31T10:20:30.120000Z",
                "0001-01-01T00:00:00.100000Z",
                "9999-12-31T23:59:59.999999Z")) {
            assertThat(DjangoJson.time(Instant.parse(text))).isEqualTo(text);
        }
        assertThat(DjangoJson.time(Instant.parse("2024-01-31T10:20:30.123456789Z")))
                .isEqualTo("2024-01-31T10:20:30.123456Z");
    }

    /** Its length is said where all of it was made before; a long one is sent as it is made. */
    @Test
    void answersArriveAsTheyWereMade() throws IOException {
        byte[] piece = new byte[1 << 20];
        for (int pieces : new int[] {0, 1, 4, 5, 9}) {
            List<Map<String, String>> started = new ArrayList<>();
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            WholeOutput out = new WholeOutput(200, Map.of("A", "b"), (status, headers) -> {
                started.add(headers);
                return sent;
            });
            ByteArrayOutputStream made = new ByteArrayOutputStream();
            for (int i = 0; i < pieces; i++) {
                new SplittableRandom(Seeds.of(i)).nextBytes(piece);
                made.write(piece);
                out.write(piece);
            }
            assertThat(started).hasSize(pieces > 4 ? 1 : 0);
            out.close();
            Map<String, String> all =
                    pieces > 4 ? Map.of("A", "b") : Map.of("A", "b", "Content-Length", Integer.toString(made.size()));
            assertThat(started).containsExactly(all);
            assertThat(sent.toByteArray()).isEqualTo(made.toByteArray());
        }
    }

    private static byte[] blob(String json) throws DjangoReader.NoChunksException {
        String chunk =
                "[{\"blob\":" + json + ",\"attrs\":{\"version\":1,\"kind\":\"été\",\"chunk_index\":24288},\"meta\":{"
                        + "\"dtype\":\"float64\",\"start_ts\":\"2023-12-31T23:00:00Z\",\"is_deleted\":false,"
                        + "\"updated_at\":\"2024-01-01T00:00:00Z\"}}]";
        byte[] text = chunk.getBytes(StandardCharsets.UTF_8);
        DjangoChunk read = DjangoReader.packed(text, Loads.DEFINITION.axes(), 1).get(0);
        assertThat(read.key()).isEqualTo(Loads.key(1, "été"));
        return read.data();
    }

    @Test
    void blobsAreReadHoweverTheyAreWritten() throws Exception {
        byte[] bytes = {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0};
        assertThat(blob("\"////AA==\"")).isEqualTo(bytes);
        assertThat(blob("\"\\/\\/\\/\\/AA\\u003d=\"")).isEqualTo(bytes);
        assertThat(blob("\"\"")).isEmpty();
        for (String wrong : List.of("\"////A\"", "\"//é/\"", "\"////", "\"\\x\"")) {
            assertThatThrownBy(() -> blob(wrong)).isInstanceOf(DjangoReader.NoChunksException.class);
        }
    }

    @Test
    void anInterruptEndsAPull() throws Exception {
        try (TestServer server = new TestServer(this::answer)) {
            DjangoSyncClient.Builder client = client(server).pageRows(20).onProgress(done -> Thread.currentThread()
                    .interrupt());
            assertThatThrownBy(client.build()::pull)
                    .isInstanceOfSatisfying(SyncException.class, e -> assertThat(e.isRetryable())
                            .isTrue())
                    .hasMessageContaining("page 2: interrupted");
            assertThat(Thread.interrupted()).isTrue();
            client(server).pageRows(20).build().pull();
        }
        assertPulled();
    }
}

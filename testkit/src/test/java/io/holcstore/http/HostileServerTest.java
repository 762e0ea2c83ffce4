package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.holcstore.django.DjangoClients;
import io.holcstore.error.SyncException;
import io.holcstore.feed.ChangeCursor;
import io.holcstore.http.TestServer.Answer;
import io.holcstore.internal.http.PageFormat;
import io.holcstore.internal.http.PageFormats;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that means harm gets a clear error out of a client, and neither its memory nor its data. */
final class HostileServerTest {
    private static final int FORGERIES = 600;

    @RegisterExtension
    final DatabaseExtension sourceDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    @RegisterExtension
    final DatabaseExtension replicaDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    private ChunkStore replica;
    private byte[] page;

    @SuppressWarnings("NullAway.Init") // set before each test
    HostileServerTest() {}

    @BeforeEach
    void create() throws IOException {
        ChunkStore source = Loads.create(sourceDatabase.dataSource());
        replica = Loads.create(replicaDatabase.dataSource());
        source.merge(Loads.key(1, "base"), Loads.hours(1, 3, 30));
        source.merge(Loads.key(1, "peak"), Loads.hours(1, 3, 30));
        source.delete(Loads.KIND.is("peak"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageFormats.KNOWN.write(
                1, source.feed().changes(ChangeCursor.start(), KeyFilter.all(), 10), KeyFilter.all(), out);
        page = out.toByteArray();
    }

    private SyncClientBuilder client(TestServer server) {
        return SyncClient.builder(server.loads())
                .into(replica)
                .time(new TestTime())
                .tries(2);
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        new Answer(200, Map.of("Content-Type", type), body).send(exchange, body.length, body.length);
    }

    /** The page with some bytes changed, and a checksum that is right nevertheless. */
    private byte[] forged(SplittableRandom random) {
        byte[] forged = Arrays.copyOf(page, random.nextInt(5) > 0 ? page.length : 12 + random.nextInt(page.length));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = 4 + random.nextInt(forged.length - 8);
            forged[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (random.nextInt(3) - 1);
        }
        CRC32C crc = new CRC32C();
        crc.update(forged, 0, forged.length - 4);
        ByteBuffer.wrap(forged).putInt(forged.length - 4, (int) crc.getValue());
        return forged;
    }

    @Test
    void forgedPagesAreRefused() throws Exception {
        SplittableRandom random = new SplittableRandom(Seeds.of(17));
        AtomicReference<byte[]> body = new AtomicReference<>();
        int refused = 0;
        try (TestServer server = new TestServer(
                exchange -> send(exchange, PageFormat.CONTENT_TYPE, Objects.requireNonNull(body.get())))) {
            SyncClient client = client(server).build();
            for (int i = 0; i < FORGERIES; i++) {
                body.set(forged(random));
                Set<String> before = Loads.rows(replica, KeyFilter.all());
                try {
                    client.resync();
                } catch (SyncException e) {
                    refused++;
                    assertThat(e.getMessage()).contains("load_curve", "page 1").hasSizeLessThan(3000);
                    assertThat(Loads.rows(replica, KeyFilter.all())).isEqualTo(before);
                } catch (RuntimeException | Error e) {
                    throw new AssertionError(HexFormat.of().formatHex(body.get()), e);
                }
            }
        }
        assertThat(refused).isGreaterThan(FORGERIES / 2);
    }

    private void assertRefused(TestServer.Behaviour behaviour, String... reasons) throws Exception {
        try (TestServer server = new TestServer(behaviour)) {
            SyncClient client = client(server).pageBytes(1 << 20).build();
            assertThatThrownBy(client::pull)
                    .isInstanceOf(SyncException.class)
                    .satisfies(e -> assertThat(e.getMessage()).contains(reasons).hasSizeLessThan(3000));
        }
        assertThat(Loads.rows(replica, KeyFilter.all())).isEmpty();
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws Exception {
        byte[] part = new byte[1 << 16];
        assertRefused(
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", PageFormat.CONTENT_TYPE);
                    exchange.sendResponseHeaders(200, 0);
                    OutputStream out = exchange.getResponseBody();
                    while (true) { // until the client hangs up
                        out.write(part);
                    }
                },
                "more than 1048576 bytes",
                "pageBytes");
    }

    @Test
    void aProblemWithoutEndIsCutOff() throws Exception {
        assertRefused(
                exchange -> {
                    exchange.sendResponseHeaders(400, 0);
                    OutputStream out = exchange.getResponseBody();
                    while (true) {
                        out.write(new byte[1 << 16]);
                    }
                },
                "more than");
    }

    @Test
    void anAnswerThatNeverComesIsNotWaitedForForever() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (TestServer server = new TestServer(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", PageFormat.CONTENT_TYPE);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(page, 0, 10);
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            SyncClient client =
                    client(server).requestTimeout(Duration.ofMillis(50)).build();
            assertThatThrownBy(client::pull)
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("no answer within PT0.05S, the last of 2 tries");
            end.countDown();
        }
    }

    @Test
    void whatIsNoSyncServerIsNamed() throws Exception {
        byte[] html = "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8);
        assertRefused(exchange -> send(exchange, "text/html", html), "text/html", "check that the URI");
        assertRefused(exchange -> send(exchange, PageFormat.CONTENT_TYPE, html), "expected a page of changes");
        assertRefused(
                exchange -> new Answer(302, Map.of("Location", "http://localhost:1/"), html).send(exchange, 1, 1),
                "302",
                "redirects");
        assertRefused(exchange -> exchange.sendResponseHeaders(404, -1), "404", "check the URI");
        assertRefused(exchange -> exchange.sendResponseHeaders(418, -1), "418");
        assertRefused(exchange -> exchange.sendResponseHeaders(204, -1), "204");
    }

    /** It takes neither the time nor the count that it is asked to go on from. */
    @Test
    void aListingThatRepeatsItselfEnds() throws Exception {
        String row = "{\"attrs\":{\"version\":1,\"kind\":\"base\"},\"chunk_index\":24288,\"dtype\":\"float64\","
                + "\"start_ts\":\"2023-12-31T23:00:00Z\",\"updated_at\":\"2024-02-01T00:00:00Z\",\"is_deleted\":true}";
        AtomicInteger requests = new AtomicInteger();
        try (TestServer server = new TestServer(exchange -> {
            String next = requests.incrementAndGet() < 50 ? "\"x\"" : "null";
            String body = "{\"count\":1,\"next\":" + next + ",\"results\":[" + row + "]}";
            send(exchange, "application/json", body.getBytes(StandardCharsets.UTF_8));
        })) {
            assertThatThrownBy(DjangoClients.builder(server.loads(), new TestTime())
                            .into(replica)
                            .build()::pull)
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("load_curve")
                    .hasMessageContaining("repeats");
        }
        assertThat(requests.get()).isLessThan(5);
    }

    @Test
    void nothingThatAServerSaysStartsANewLine() throws Exception {
        assertRefused(
                exchange -> new Answer(
                                400, Map.of(), "a\n\u001b[31mb\rc".repeat(1000).getBytes(StandardCharsets.UTF_8))
                        .send(exchange, 9000, 9000),
                "a  [31mb c");
        // and no page that leads nowhere is asked for again and again
        byte[] endless = page.clone();
        endless[endless.length - 5] = 1;
        CRC32C crc = new CRC32C();
        crc.update(endless, 0, endless.length - 4);
        ByteBuffer.wrap(endless).putInt(endless.length - 4, (int) crc.getValue());
        try (TestServer server = new TestServer(exchange -> send(exchange, PageFormat.CONTENT_TYPE, endless))) {
            assertThatThrownBy(client(server).build()::pull)
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("page 2")
                    .hasMessageContaining("begins and ends at");
        }
    }
}

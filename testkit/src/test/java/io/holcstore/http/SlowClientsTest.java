package io.holcstore.http;

import static io.holcstore.http.Loads.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.internal.http.server.PacedOutput;
import io.holcstore.internal.http.server.Turn;
import io.holcstore.key.SeriesKey;
import io.holcstore.series.Series;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.Generators;
import io.holcstore.testkit.TestDatabase;
import io.holcstore.time.Frequency;
import io.holcstore.time.Grid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that neither send nor take what they should leave room for those that do. */
final class SlowClientsTest {
    private static final int MANY = 200;
    private static final int ROOM = 40;
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(50);

    @RegisterExtension
    final DatabaseExtension sourceDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    @RegisterExtension
    final DatabaseExtension replicaDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    private final List<Socket> sockets = new ArrayList<>();
    private ChunkStore source;
    private ChunkStore replica;

    @SuppressWarnings("NullAway.Init") // set before each test
    SlowClientsTest() {}

    @BeforeEach
    void create() {
        source = Loads.create(sourceDatabase.dataSource());
        replica = Loads.create(replicaDatabase.dataSource());
        Map<SeriesKey, Series> all = new LinkedHashMap<>();
        Grid month = Grid.of(ZonedDateTime.of(2024, 3, 1, 0, 0, 0, 0, Loads.PARIS), Frequency.parse("1h"), 743);
        for (int i = 0; i < 200; i++) {
            all.put(Loads.key(i, "base"), Generators.noise(i, month));
        }
        source.insertAll(all);
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private SyncServer start(SyncLimits limits) {
        return SyncServer.builder()
                .publish("loads", source)
                .authorize(Authorizer.bearer(Map.of("slow", Access.all(), "good", Access.all())))
                .limits(limits)
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** The times of these play no part. */
    private static SyncLimits patient() {
        return SyncLimits.defaults().withConnections(ROOM).withTimes(NEVER, NEVER, NEVER);
    }

    private Socket connect(SyncServer server, String text) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(2048); // a client that never reads fills it soon
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void connectMany(SyncServer server, String text) throws IOException {
        for (int i = 0; i < MANY; i++) {
            connect(server, text);
        }
    }

    private static String request(String method, String token, String header) {
        return method + " /loads/changes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n"
                + header;
    }

    private void assertAnotherPulls(SyncServer server) {
        SyncClient.builder(uri(server))
                .into(replica)
                .pageRows(50)
                .bearerToken("good")
                .deadline(Duration.ofMinutes(5))
                .build()
                .pull();
        assertThat(replica.keys(VERSION.between(0, 1000))).hasSize(200);
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("holcstore-http-server"))
                .count();
        assertThat(threads).isLessThan(2 * MANY);
    }

    private static URI uri(SyncServer server) {
        return URI.create("http://localhost:" + server.port() + "/loads");
    }

    @Test
    void thatSendOneByte() throws IOException {
        try (SyncServer server = start(patient())) {
            connectMany(server, "G");
            assertAnotherPulls(server);
        }
    }

    @Test
    void thatNeverEndTheirHeaders() throws IOException {
        try (SyncServer server = start(patient())) {
            connectMany(server, request("GET", "none", "X-Long: " + "x".repeat(1000)));
            assertAnotherPulls(server);
        }
    }

    @Test
    void thatNeverSendTheBodyTheyAnnounce() throws IOException {
        String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n";
        try (SyncServer server = start(patient())) {
            connectMany(server, request("POST", "none", form));
            connectMany(server, request("POST", "slow", form));
            assertAnotherPulls(server);
        }
    }

    private int status(SyncServer server, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri(server) + "/changes?limit=1"))
                .header("Authorization", "Bearer " + token)
                .build();
        return OverHttp.HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** Their answers are more than all buffers on the way hold. */
    private void neverRead(SyncServer server) throws IOException, InterruptedException {
        for (int i = 0; i < 2 * SyncLimits.defaults().requestsPerCaller(); i++) {
            connect(server, request("GET", "slow", "\r\n").repeat(50)); // 60 MB
        }
        awaitFull(server);
    }

    /** Until the caller has no place left: its answers fill the buffers on the way one after another. */
    private void awaitFull(SyncServer server) throws IOException, InterruptedException {
        while (status(server, "slow") != 429) {
            Thread.onSpinWait();
        }
    }

    @Test
    void thatNeverReadTheirAnswers() throws Exception {
        try (SyncServer server = start(SyncLimits.defaults().withTimes(NEVER, NEVER, NEVER))) {
            neverRead(server);
            connectMany(server, request("GET", "slow", "\r\n"));
            assertAnotherPulls(server);
            awaitFull(server);
            hangUp();
        }
    }

    /** Whatever they began, they get an end of it, and their places are free again. */
    @Test
    void areCutOff() throws Exception {
        List<String> beginnings = List.of(
                "G",
                request("GET", "good", "X: y"),
                request(
                        "POST",
                        "good",
                        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nl"),
                request("POST", "none", "Content-Length: 9\r\n\r\n"));
        try (SyncServer server = start(SyncLimits.defaults().withTimes(SOON, SOON, NEVER))) {
            for (String beginning : beginnings) {
                Socket socket = connect(server, beginning);
                try {
                    socket.getInputStream().readAllBytes(); // until the server hangs up
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("reset");
                }
            }
            neverReadAndWait(server);
        }
    }

    private void neverReadAndWait(SyncServer server) throws IOException, InterruptedException {
        for (int i = 0; i < MANY; i++) {
            connect(server, request("GET", "slow", "\r\n").repeat(50));
        }
        while (status(server, "slow") != 200) {
            Thread.onSpinWait();
        }
        assertAnotherPulls(server);
    }

    /** One who asks takes no place before it is known who that is. */
    @Test
    void areKnownBeforeTheyTakeAPlace() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        SyncHandler handler = SyncHandler.builder()
                .publish("loads", source)
                .authorize((store, request) -> {
                    if (request.address().equals("slow")) {
                        asked.countDown();
                        await(decided);
                        return Access.unauthorized();
                    }
                    return Access.all();
                })
                .limits(SyncLimits.defaults().withConcurrentRequests(1))
                .build();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> slow = threads.submit(() -> status(handler, "slow", OutputStream.nullOutputStream()));
            asked.await();
            assertThat(status(handler, "good", OutputStream.nullOutputStream())).isEqualTo(200);
            decided.countDown();
            assertThat(slow.get()).isEqualTo(401);
        } finally {
            decided.countDown();
            threads.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** While it answers one request, another one comes. */
    @Test
    void ofOneAddressDoNotTakeAllPlaces() throws Exception {
        SyncHandler handler = SyncHandler.builder()
                .publish("loads", source)
                .authorize(Authorizer.anyone())
                .limits(SyncLimits.defaults().withConcurrentRequests(2))
                .build();
        List<Integer> within = new ArrayList<>();
        assertThat(status(handler, "slow", new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] bytes, int from, int length) {
                        if (within.isEmpty()) {
                            within.add(0);
                            within.add(unchecked(handler, "slow"));
                            within.add(unchecked(handler, "good"));
                        }
                    }
                }))
                .isEqualTo(200);
        assertThat(within).containsExactly(0, 429, 200);
        assertThat(status(handler, "slow", OutputStream.nullOutputStream())).isEqualTo(200);
    }

    private static int unchecked(SyncHandler handler, String address) {
        try {
            return status(handler, address, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int status(SyncHandler handler, String address, OutputStream out) throws IOException {
        AtomicInteger status = new AtomicInteger();
        handler.handle(
                new SyncRequest("GET", "/loads/changes", null, name -> List.of(), new ByteArrayInputStream(new byte[0]))
                        .from(address),
                (code, headers) -> {
                    status.set(code);
                    return out;
                });
        return status.get();
    }

    /** What a servlet container does not cut off. */
    @Test
    void thatTakeTheirAnswersBitByBitAreGivenUp() throws Exception {
        TestTime time = new TestTime();
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        try (PacedOutput out = new PacedOutput(taken, Duration.ofMinutes(2), time)) {
            time.await(new CountDownLatch(1), Duration.ofMinutes(2));
            out.write(new byte[65_536]);
            time.await(new CountDownLatch(1), Duration.ofNanos(1));
            assertThatThrownBy(() -> out.write(new byte[1]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("within PT2M");
        }
        assertThat(taken.size()).isEqualTo(65_536);
    }

    /** A database in files is closed by an interrupt. */
    @Test
    void interruptNothingButTheirSockets() {
        Turn turn = new Turn(SyncLimits.defaults().server());
        turn.read();
        turn.end();
        turn.cutIfLate(System.nanoTime() + NEVER.toNanos());
        assertThat(turn.cutIfReading()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        turn.read();
        turn.cutIfLate(System.nanoTime());
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(turn.cutIfReading()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        turn.end();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void limitsThatContradictEachOtherAreRefused() {
        SyncLimits limits = SyncLimits.defaults();
        assertThat(limits.withConcurrentRequests(5).requestsPerCaller()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withConcurrentRequests(2, 3))
                .withMessageContaining("requestsPerCaller=3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withTimes(Duration.ZERO, SOON, SOON))
                .withMessageContaining("requestTime=PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> limits.withConnections(0));
    }
}

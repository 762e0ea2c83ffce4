package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.holcstore.error.SyncException;
import io.holcstore.http.TestServer.Answer;
import io.holcstore.store.ChunkStore;
import io.holcstore.store.Progress;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A follower keeps a replica up to date, whatever passes, until it is closed. */
final class FollowTest {
    private static final Duration SOON = Duration.ofMillis(2);

    @RegisterExtension
    final DatabaseExtension sourceDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    @RegisterExtension
    final DatabaseExtension replicaDatabase = new DatabaseExtension(TestDatabase.h2Memory());

    private final SilentLog log = new SilentLog("io.holcstore.http");
    private ChunkStore source;
    private ChunkStore replica;
    private SyncHandler handler;

    @SuppressWarnings("NullAway.Init") // set before each test
    FollowTest() {}

    @BeforeEach
    void create() {
        source = Loads.create(sourceDatabase.dataSource());
        replica = Loads.create(replicaDatabase.dataSource());
        handler = SyncHandler.builder()
                .publish("loads", source)
                .authorize(Authorizer.anyone())
                .build();
    }

    @AfterEach
    void restoreLog() {
        log.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer = Answer.of(handler, exchange);
        answer.send(exchange, answer.body().length, answer.body().length);
    }

    @Test
    void followsUntilItIsClosed() throws Exception {
        BlockingQueue<Long> stored = new LinkedBlockingQueue<>();
        try (TestServer server = new TestServer(this::answer)) {
            SyncClient client = SyncClient.builder(server.loads())
                    .into(replica)
                    .onProgress(done -> {
                        if (done > 0) {
                            stored.add(done);
                        }
                    })
                    .build();
            try (SyncFollower follower = client.follow(SOON)) {
                for (int month = 1; month <= 5; month++) {
                    source.merge(Loads.key(1, "base"), Loads.hours(month, month, 10));
                    assertThat(stored.take()).isEqualTo(1);
                    Loads.assertEqual(replica, source);
                }
                assertThat(follower.isFollowing()).isTrue();
                assertThat(follower.failure()).isEmpty();
            }
            source.merge(Loads.key(1, "base"), Loads.hours(1, 7, 10));
        }
        assertThat(replica.count(Loads.KIND.is("base"))).isEqualTo(1);
        assertThat(replica.read(Loads.key(1, "base"))).isNotEqualTo(source.read(Loads.key(1, "base")));
    }

    @Test
    void aServerThatIsAwayIsWaitedFor() throws Exception {
        Loads.fill(source, 1);
        AtomicInteger requests = new AtomicInteger();
        CountDownLatch stored = new CountDownLatch(1);
        try (TestServer server = new TestServer(exchange -> {
            if (requests.incrementAndGet() > 3) {
                answer(exchange);
            }
        })) {
            SyncClient client = SyncClient.builder(server.loads())
                    .into(replica)
                    .tries(1)
                    .onProgress(done -> stored.countDown())
                    .build();
            try (SyncFollower follower = client.follow(SOON)) {
                stored.await();
                assertThat(follower.isFollowing()).isTrue();
            }
        }
        Loads.assertEqual(replica, source);
    }

    @Test
    void whatCannotPassEndsIt() throws Exception {
        try (TestServer server =
                new TestServer(exchange -> new Answer(401, Map.of(), new byte[1]).send(exchange, 1, 1))) {
            SyncClient client = SyncClient.builder(server.loads()).into(replica).build();
            try (SyncFollower follower = client.follow(SOON)) {
                while (follower.isFollowing()) {
                    Thread.onSpinWait();
                }
                assertThat(follower.failure().orElseThrow()).hasMessageContaining("401");
                assertThat(follower.lastReport()).isEmpty();
                assertThat(log.messages()).anySatisfy(line -> assertThat(line).contains("401"));
            }
        }
    }

    private void endsWith(SyncClient client, String... reasons) {
        try (SyncFollower follower = client.follow(SOON)) {
            while (follower.isFollowing()) {
                Thread.onSpinWait();
            }
            assertThat(follower.failure().orElseThrow().getMessage()).contains(reasons);
            assertThat(log.messages())
                    .last(InstanceOfAssertFactories.STRING)
                    .contains("following ended")
                    .contains(reasons);
        }
    }

    /** What a caller's own code throws is neither lost nor waited for. */
    @Test
    void whatTheCallersCodeThrowsEndsIt() throws Exception {
        Loads.fill(source, 1);
        try (TestServer server = new TestServer(this::answer)) {
            SyncClientBuilder builder = SyncClient.builder(server.loads()).into(replica);
            endsWith(
                    builder.onProgress(done -> {
                                throw new IllegalStateException("no bar");
                            })
                            .build(),
                    "IllegalStateException",
                    "no bar");
            endsWith(
                    builder.onProgress(done -> {
                                throw new AssertionError("no memory");
                            })
                            .build(),
                    "AssertionError",
                    "no memory");
            builder.onProgress(Progress.NONE);
            endsWith(
                    builder.bearerToken(() -> {
                                throw new IllegalStateException("no key");
                            })
                            .build(),
                    "token",
                    "no key",
                    "load_curve");
            endsWith(builder.bearerToken(() -> "two words").build(), "token", "letters, digits", "load_curve");
        }
    }

    /** A server of tokens may be away, too. */
    @Test
    void tokensThatCannotBeHadMayComeLater() throws Exception {
        try (TestServer server = new TestServer(this::answer)) {
            SyncClientBuilder builder = SyncClient.builder(server.loads()).into(replica);
            builder.bearerToken(() -> {
                throw new UncheckedIOException(new IOException("away"));
            });
            assertThatThrownBy(builder.build()::pull)
                    .isInstanceOfSatisfying(SyncException.class, e -> assertThat(e.isRetryable())
                            .isTrue())
                    .hasMessageContaining("away");
        }
    }

    /** Neither an answer that does not come nor a long wait for the next try is waited for. */
    @Test
    void closesAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        try (TestServer server = new TestServer(exchange -> {
            asked.countDown();
            if (asked.getCount() == 1) {
                new Answer(503, Map.of("Retry-After", "1"), new byte[1]).send(exchange, 1, 1);
            } else {
                awaitQuietly(never);
            }
        })) {
            SyncClient client = SyncClient.builder(server.loads()).into(replica).build();
            try (SyncFollower follower = client.follow(Duration.ofDays(1))) {
                asked.await();
                assertThat(follower.isFollowing()).isTrue();
            }
            never.countDown();
        }
        try (TestServer server = new TestServer(this::answer)) {
            CountDownLatch finished = new CountDownLatch(1);
            Loads.fill(source, 1);
            SyncClient client = SyncClient.builder(server.loads())
                    .into(replica)
                    .onProgress(done -> finished.countDown())
                    .build();
            try (SyncFollower follower = client.follow(Duration.ofDays(1))) {
                finished.await();
                assertThat(follower.failure()).isEmpty();
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

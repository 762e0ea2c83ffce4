package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.holcstore.error.SyncException;
import io.holcstore.http.TestServer.Answer;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Between client and server everything breaks, and nothing is lost. */
abstract class CutConnectionsContract {
    @RegisterExtension
    final DatabaseExtension sourceDatabase;

    @RegisterExtension
    final DatabaseExtension replicaDatabase;

    private ChunkStore source;
    private ChunkStore replica;
    private SyncHandler handler;

    @SuppressWarnings("NullAway.Init") // set before each test
    CutConnectionsContract(TestDatabase database) {
        this.sourceDatabase = new DatabaseExtension(database);
        this.replicaDatabase = new DatabaseExtension(database);
    }

    @BeforeEach
    void create() {
        source = Loads.create(sourceDatabase.dataSource());
        replica = Loads.create(replicaDatabase.dataSource());
        handler = SyncHandler.builder()
                .publish("loads", source)
                .authorize(Authorizer.anyone())
                .build();
    }

    private SyncClientBuilder client(TestServer server) {
        return SyncClient.builder(server.loads())
                .into(replica)
                .time(new TestTime())
                .tries(Integer.MAX_VALUE);
    }

    /** The connection is closed before all of the announced length is there. */
    private static void cut(Answer answer, HttpExchange exchange, int length) throws IOException {
        answer.send(exchange, answer.body().length, length);
    }

    /** The part looks as if it were all, as some proxies make it look. */
    private static void shorten(Answer answer, HttpExchange exchange, int length) throws IOException {
        answer.send(exchange, length, length);
    }

    @Test
    void cutAtEveryByte() throws Exception {
        source.merge(Loads.key(1, "base"), Loads.hours(1, 3, 5));
        source.merge(Loads.key(1, "peak"), Loads.hours(1, 3, 5));
        source.delete(Loads.KIND.is("peak"));
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger size = new AtomicInteger();
        try (TestServer server = new TestServer(exchange -> {
            Answer answer = Answer.of(handler, exchange);
            int length = tries.getAndIncrement();
            size.set(answer.body().length);
            if (length >= answer.body().length) {
                answer.send(exchange, length, answer.body().length);
            } else if (length % 2 == 0) {
                cut(answer, exchange, length);
            } else {
                shorten(answer, exchange, length);
            }
        })) {
            SyncReport report = client(server).build().pull();
            assertThat(report.pages()).isEqualTo(1);
            assertThat(report.bytes()).isEqualTo(size.get());
            assertThat(tries.get()).isEqualTo(size.get() + 1);
        }
        Loads.assertEqual(replica, source);
    }

    @Test
    void brokenInEveryWayAtRandom() throws Exception {
        Loads.fill(source, 12);
        SplittableRandom random = new SplittableRandom(Seeds.of(3));
        AtomicInteger broken = new AtomicInteger();
        try (TestServer server = new TestServer(exchange -> {
            Answer answer = Answer.of(handler, exchange);
            SplittableRandom dice;
            synchronized (random) {
                dice = random.split();
            }
            int length = answer.body().length;
            int way = dice.nextInt(10);
            broken.addAndGet(way < 6 ? 1 : 0);
            switch (way) {
                case 0 -> cut(answer, exchange, dice.nextInt(length));
                case 1 -> shorten(answer, exchange, dice.nextInt(length));
                case 2 -> {
                    answer.body()[dice.nextInt(length - 8) + 8] ^= (byte) (1 << dice.nextInt(8));
                    answer.send(exchange, length, length);
                }
                case 3 ->
                    new Answer(502, answer.headers(), "<html>".getBytes(StandardCharsets.UTF_8)).send(exchange, 6, 6);
                case 4 -> new Answer(503, Map.of("Retry-After", "3"), new byte[1]).send(exchange, 1, 1);
                case 5 -> {} // not a single byte
                default -> answer.send(exchange, length, length);
            }
        })) {
            SyncClient client = client(server).pageRows(2).build();
            SplittableRandom changes = new SplittableRandom(Seeds.of(4));
            for (int round = 0; round < 4; round++) {
                client.pull();
                Loads.assertEqual(replica, source);
                Loads.change(source, changes);
                Loads.change(source, changes);
            }
            assertThat(broken.get()).isGreaterThan(10);
        }
    }

    @Test
    void aPullThatGivesUpIsGoneOnWith() throws Exception {
        Loads.fill(source, 9);
        AtomicInteger answers = new AtomicInteger();
        try (TestServer server = new TestServer(exchange -> {
            if (answers.getAndDecrement() > 0) {
                Answer answer = Answer.of(handler, exchange);
                answer.send(exchange, answer.body().length, answer.body().length);
            }
        })) {
            SyncClient client = client(server).pageRows(3).tries(1).build();
            for (int rows = 6; rows <= 12; rows += 6) {
                answers.set(2);
                assertThatThrownBy(client::pull)
                        .isInstanceOfSatisfying(SyncException.class, e -> assertThat(e.isRetryable())
                                .isTrue())
                        .hasMessageContaining("page 3")
                        .hasMessageContaining(server.loads().toString());
                assertThat(Loads.rows(replica, KeyFilter.all())).hasSize(rows);
            }
            answers.set(Integer.MAX_VALUE);
            assertThat(client.pull().chunks()).isEqualTo(6);
        }
        Loads.assertEqual(replica, source);
    }
}

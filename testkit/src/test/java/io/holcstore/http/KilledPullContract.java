package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.http.TestServer.Answer;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.FreshDatabase;
import io.holcstore.testkit.Seeds;
import io.holcstore.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pulling process that is killed at any moment, and started again, ends in a replica that is equal. */
abstract class KilledPullContract {
    private static final int KILLS = 3;
    private static final int PAGES = 24;

    private final FreshDatabase sourceDatabase = TestDatabase.h2Memory().fresh();

    /** The JDBC URL of the replica's database. */
    abstract String url();

    abstract String user();

    abstract String password();

    /** The replica's database, used here while no other process has it. */
    abstract DataSource replicaDatabase();

    @AfterEach
    void dropSource() {
        sourceDatabase.close();
    }

    private Process start(TestServer server) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                PullMain.class.getName()));
        Map<String, String> environment = builder.environment();
        environment.put(PullMain.URI_NAME, server.loads().toString());
        environment.put(PullMain.URL, url());
        environment.put(PullMain.USER, user());
        environment.put(PullMain.PASSWORD, password());
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        return process;
    }

    @Test
    void endsEqual() throws Exception {
        ChunkStore source = Loads.create(sourceDatabase.dataSource());
        Loads.fill(source, PAGES * 2);
        source.delete(Loads.VERSION.is(5));
        Loads.create(replicaDatabase());
        SyncHandler handler = SyncHandler.builder()
                .publish("loads", source)
                .authorize(Authorizer.anyone())
                .build();
        SplittableRandom random = new SplittableRandom(Seeds.of(23));
        AtomicInteger untilKill = new AtomicInteger();
        AtomicReference<@Nullable Process> process = new AtomicReference<>();
        int killed = 0;
        try (TestServer server = new TestServer(exchange -> {
            // The next page is asked for while this one is stored: the kill comes before, in or after that.
            if (untilKill.decrementAndGet() == 0) {
                LockSupport.parkNanos(random.nextInt(12_000_000));
                kill(process.get());
            }
            Answer answer = Answer.of(handler, exchange);
            answer.send(exchange, answer.body().length, answer.body().length);
        })) {
            for (int round = 0; round < KILLS; round++) {
                untilKill.set(2 + random.nextInt(PAGES / KILLS));
                process.set(start(server));
                killed += said(process.get()).contains(PullMain.DONE) ? 0 : 1;
                Loads.change(source, random);
            }
            process.set(start(server));
            String said = said(process.get());
            assertThat(said).contains(PullMain.DONE);
        }
        assertThat(killed).as("kills that came in time").isGreaterThan(KILLS / 2);
        Loads.assertEqual(Loads.DEFINITION.open(replicaDatabase()), source);
    }

    private static void kill(@Nullable Process process) {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static String said(@Nullable Process process) throws IOException, InterruptedException {
        if (process == null) {
            return "";
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}

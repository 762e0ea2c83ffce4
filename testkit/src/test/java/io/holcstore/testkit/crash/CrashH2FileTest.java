package io.holcstore.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.store.ChunkStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that has a database of files is killed after a pull: what a replica has been given is still there. */
final class CrashH2FileTest {
    private static final int ROUNDS = 4;

    /** The database writes by itself so seldom that the kill comes before. */
    private static final String BEHIND = ";WRITE_DELAY=60000;DB_CLOSE_DELAY=-1";

    private interface Url {
        String of(String said);
    }

    private static JdbcDataSource database(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("sa");
        return source;
    }

    /** Rounds with a process each, which says in its first line where it is reached. */
    private void killAgainAndAgain(Url url, String main, String... arguments) throws IOException {
        try (Followed replica = new Followed()) {
            for (int round = 0; round < ROUNDS; round++) {
                Process process = start(main, arguments);
                try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                    ChunkStore source = Followed.create(database(url.of(String.valueOf(out.readLine()))));
                    if (round > 0) {
                        replica.assertHolds(source); // what was pulled before the kill
                    }
                    Followed.write(source, 100 * round, 100 * round + 20 + round, round);
                    Followed.write(source, 0, 5, 1000 + round);
                    replica.pull(source);
                    replica.assertHolds(source);
                    assertThat(process.isAlive()).isTrue();
                } finally {
                    process.destroyForcibly().onExit().join();
                }
            }
        }
    }

    private static Process start(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void aServer(@TempDir Path folder) throws IOException {
        killAgainAndAgain(
                said -> "jdbc:h2:" + said.replaceFirst(".*(tcp://\\S+).*", "$1") + "/./test" + BEHIND,
                Server.class.getName(),
                "-tcp",
                "-tcpPort",
                "0",
                "-ifNotExists",
                "-baseDir",
                folder.toString());
    }

    /** Here the process that is killed has opened the database itself, and others reach it through that process. */
    @Test
    void aProcessInMixedMode(@TempDir Path folder) throws IOException {
        String url = "jdbc:h2:file:" + folder.resolve("mixed").toAbsolutePath() + BEHIND + ";AUTO_SERVER=TRUE";
        killAgainAndAgain(
                said -> {
                    assertThat(said).isEqualTo(OpenH2Main.OPEN);
                    return url;
                },
                OpenH2Main.class.getName(),
                url);
    }
}

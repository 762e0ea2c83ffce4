package io.holcstore.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Data sources and dumps of one database of MariaDB. */
public final class MariaDbSources {
    private MariaDbSources() {}

    /** The driver of MariaDB, with more settings of its URL, each behind an ampersand. */
    public static DataSource of(FreshDatabase database, String settings) {
        MariaDbServer server = MariaDbServer.forTests();
        return server.source(database.schema(), settings, server::source);
    }

    /** A server of its own, started with these options. */
    public static TestDatabase server(String... options) {
        return new MariaDbServer(List.of(options));
    }

    /** Writes a dump of a database as {@code mariadb-dump} does by default. */
    public static void dump(FreshDatabase database, Path file) throws IOException, InterruptedException, SQLException {
        run("mariadb-dump", database, ProcessBuilder.Redirect.PIPE, ProcessBuilder.Redirect.to(file.toFile()));
    }

    /** Loads a dump into a database. */
    public static void load(FreshDatabase database, Path file) throws IOException, InterruptedException, SQLException {
        run("mariadb", database, ProcessBuilder.Redirect.from(file.toFile()), ProcessBuilder.Redirect.DISCARD);
    }

    private static void run(
            String program, FreshDatabase database, ProcessBuilder.Redirect in, ProcessBuilder.Redirect out)
            throws IOException, InterruptedException, SQLException {
        URI url;
        try (Connection connection = database.unpooled().getConnection()) {
            String jdbc = connection.getMetaData().getURL();
            url = URI.create(jdbc.substring("jdbc:".length(), jdbc.indexOf('?')));
        }
        List<String> command = new ArrayList<>(
                List.of(MariaDbNode.unpacked().resolve("bin").resolve(program).toString()));
        command.addAll(List.of("--no-defaults", "--skip-ssl", "--user=test", "--password=test"));
        command.addAll(List.of("--host=" + url.getHost(), "--port=" + url.getPort(), database.schema()));
        Path errors = Files.createTempFile(program, ".log");
        try {
            int result = new ProcessBuilder(command)
                    .redirectInput(in)
                    .redirectOutput(out)
                    .redirectError(errors.toFile())
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IOException(
                        program + " ended with " + result + ": " + Files.readString(errors, StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(errors);
        }
    }
}

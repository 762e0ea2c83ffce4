package io.holcstore.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;

/** Fresh H2 databases, in memory and in a file, with H2's own defaults but for the closing delay. */
final class H2Databases {
    private H2Databases() {}

    static FreshDatabase memory() {
        return memory("");
    }

    /** With settings in the URL, each with a semicolon before it. */
    static FreshDatabase memory(String settings) {
        return open("jdbc:h2:mem:" + UUID.randomUUID() + settings, () -> {});
    }

    static FreshDatabase file() {
        try {
            Path directory = Files.createTempDirectory("holcstore-h2-");
            return open("jdbc:h2:file:" + directory.resolve("test").toAbsolutePath(), () -> delete(directory));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no temporary directory for an H2 file in " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    private static FreshDatabase open(String url, Runnable afterShutdown) {
        JdbcDataSource source = new JdbcDataSource();
        // -1: the database outlives its last connection, until SHUTDOWN.
        source.setURL(url + ";DB_CLOSE_DELAY=-1");
        source.setUser("sa");
        return new FreshDatabase(source, "PUBLIC", () -> {
            shutDown(source);
            afterShutdown.run();
        });
    }

    private static void shutDown(JdbcDataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new IllegalStateException("H2 did not shut down: " + source.getURL(), e);
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.holcstore.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server that gives a fresh schema at each call; started, or reached by a URL, at the first one. */
final class PostgresServer implements TestDatabase {
    /** Names another server by its JDBC URL: a system property, else an environment variable. */
    static final String URL_SETTING = "HOLCSTORE_TEST_JDBC_URL";

    private static final Map<String, String> DURABLE = Map.of(
            "fsync", "on",
            "full_page_writes", "on",
            "synchronous_commit", "on",
            "shared_buffers", "256MB",
            "max_wal_size", "4GB");

    /** Tests provoke deadlocks. A change feed waits for every older transaction, those of autovacuum included. */
    private static final Map<String, String> PREDICTABLE = Map.of("deadlock_timeout", "20ms", "autovacuum", "off");

    private static final PostgresServer FOR_TESTS = new PostgresServer(() -> url(PREDICTABLE));
    private static final PostgresServer WITH_FSYNC = new PostgresServer(() -> url(DURABLE));

    private final Supplier<String> start;
    private final Deque<Place> places = new ConcurrentLinkedDeque<>();
    private final Deque<Place> placesBehindPoolers = new ConcurrentLinkedDeque<>();
    private @Nullable String url;
    private @Nullable Connection admin;
    private @Nullable IllegalStateException failure;

    PostgresServer(Supplier<String> start) {
        this.start = start;
    }

    static TestDatabase forTests() {
        return FOR_TESTS;
    }

    static TestDatabase durable() {
        return WITH_FSYNC;
    }

    /** The same server behind a pooler of transactions. */
    static TestDatabase behindPooler() {
        return () -> FOR_TESTS.fresh(FOR_TESTS.placesBehindPoolers, FOR_TESTS::newPlaceBehindPooler);
    }

    /**
     * A schema that one test after another has to itself, and the sessions that they hand on.
     *
     * @param keepsSessions whether a connection is one session as long as it is open
     * @param check fails where a test has left something that the next one would find
     * @param end ends the sessions of a place that nobody gets any more
     */
    private record Place(
            String schema,
            PGSimpleDataSource source,
            KeptConnections sessions,
            boolean keepsSessions,
            Runnable check,
            Runnable end) {}

    @Override
    public FreshDatabase fresh() {
        return fresh(places, this::newPlace);
    }

    private FreshDatabase fresh(Deque<Place> places, Supplier<Place> newPlace) {
        Place free = places.pollFirst();
        Place place = free == null ? newPlace.get() : free;
        administer("CREATE SCHEMA " + place.schema());
        return new FreshDatabase(place.source(), place.sessions(), place.schema(), place.keepsSessions(), () -> {
            try {
                place.check().run();
            } catch (AssertionError e) {
                place.sessions().close();
                place.end().run();
                throw e;
            } finally {
                administer("DROP SCHEMA " + place.schema() + " CASCADE");
            }
            places.addFirst(place);
        });
    }

    private Place newPlace() {
        PGSimpleDataSource source = newSource();
        return new Place(
                source.getCurrentSchema(),
                source,
                new KeptConnections(source, PostgresServer::asOpened),
                true,
                () -> {},
                () -> {});
    }

    private Place newPlaceBehindPooler() {
        PGSimpleDataSource source = newSource();
        TransactionPooler pooler = BehindPooler.put(source);
        return new Place(
                source.getCurrentSchema(),
                source,
                new KeptConnections(source),
                false,
                () -> BehindPooler.requireNothingKept(source),
                pooler::close);
    }

    private PGSimpleDataSource newSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(started());
        source.setCurrentSchema("test_" + UUID.randomUUID().toString().replace("-", ""));
        return source;
    }

    /** Opening a session takes longer than most tests do, and a new one has all catalogs to read. */
    private static void asOpened(Connection connection) throws SQLException {
        connection.setReadOnly(false);
        connection.setNetworkTimeout(Runnable::run, 0);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DISCARD ALL");
        }
    }

    /** On a connection that is kept: opening one takes longer than all the rest. */
    private synchronized void administer(String sql) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(started());
        try {
            if (admin == null || admin.isClosed()) {
                admin = source.getConnection();
            }
            try (Statement statement = admin.createStatement()) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            String server = source.getServerNames()[0] + ":" + source.getPortNumbers()[0];
            throw new IllegalStateException("PostgreSQL at " + server + " refused " + sql + ": " + e.getMessage(), e);
        }
    }

    /**
     * The URL of the server, started at the first call. A server that did not start is not tried again: the next caller
     * hears the same.
     */
    private synchronized String started() {
        if (failure != null) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        if (url == null) {
            try {
                url = start.get();
            } catch (IllegalStateException e) {
                failure = e;
                throw e;
            }
        }
        return url;
    }

    private static String url(Map<String, String> settings) {
        String named = System.getProperty(URL_SETTING, System.getenv(URL_SETTING));
        return named == null || named.isBlank()
                ? startEmbedded(builder -> settings.forEach(builder::setServerConfig))
                : named(named);
    }

    static String named(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            // Not the whole URL: it may hold a password.
            throw new IllegalStateException(URL_SETTING + " must start with jdbc:postgresql: but starts with "
                    + url.substring(0, Math.min(url.length(), 12)));
        }
        return url;
    }

    /** The URL of a server that is stopped by its own shutdown hook, with the JVM. */
    static String startEmbedded(Consumer<EmbeddedPostgres.Builder> settings) {
        return embedded(settings).getJdbcUrl("postgres", "postgres");
    }

    static EmbeddedPostgres embedded(Consumer<EmbeddedPostgres.Builder> settings) {
        String user = System.getProperty("user.name");
        File directory =
                new File(System.getProperty("java.io.tmpdir"), "holcstore-postgres-" + user.replaceAll("\\W", "_"));
        Path log = null;
        try {
            makePrivate(directory.toPath());
            log = Files.createTempFile("holcstore-postgres-", ".log");
            log.toFile().deleteOnExit();
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setOverrideWorkingDirectory(new File(directory, "server"))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
            settings.accept(builder);
            return builder.start();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "PostgreSQL did not start on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + " as user " + user + " in " + directory + ": "
                            + e.getMessage() + tail(log) + System.lineSeparator()
                            + "These tests do not pass without PostgreSQL. To use a running one, set " + URL_SETTING
                            + " to its JDBC URL, as jdbc:postgresql://localhost/test?user=test&password=test",
                    e);
        }
    }

    /**
     * A directory of this user alone: programs are run from it, and another user could not write into one that root has
     * made.
     */
    static void makePrivate(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(ownerOnly));
            Files.setPosixFilePermissions(directory, ownerOnly);
        } else {
            Files.createDirectories(directory);
        }
    }

    private static String tail(@Nullable Path log) {
        if (log == null) {
            return "";
        }
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            String last =
                    String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 20), lines.size()));
            return last.isBlank() ? "" : System.lineSeparator() + "The server said:" + System.lineSeparator() + last;
        } catch (IOException e) {
            return " (its output is unreadable: " + e.getMessage() + ")";
        }
    }
}
